"""Deeds on members, offices, cells and imports."""
