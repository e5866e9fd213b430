"""Forms of members, offices, cells and imports."""
