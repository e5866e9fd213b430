"""Papers of mentoring as PDF, set by typst with its own fonts, so that they look the same offline."""
