"""Elections purely: which moves a candidacy makes, what a list must look like, how seats are given."""
