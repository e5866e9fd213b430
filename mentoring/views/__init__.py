"""Pages of mentoring, by noun."""
