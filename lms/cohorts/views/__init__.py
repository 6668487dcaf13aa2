"""Pages of this package, by what a person comes to do."""
