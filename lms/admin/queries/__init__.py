"""What the pages of administration show, by noun."""
