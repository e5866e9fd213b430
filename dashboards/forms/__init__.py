"""Filters of lists, and what is asked before a file leaves the house."""
