"""Reads across the models of mentoring, each for one page or one deed."""
