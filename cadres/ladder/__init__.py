"""The ladder: what it asks for, what is there, what is missing."""
