"""Reads over members, places and what is known already."""
