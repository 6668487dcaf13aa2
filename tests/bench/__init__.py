"""`make bench`: requests per second of our pages beside a bare page, in one run on one machine, on both databases."""
