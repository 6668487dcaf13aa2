"""How content files are written down: YAML items, prose, directives, and the problems noted while reading them."""
