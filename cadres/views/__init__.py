"""Pages that change members, offices, cells and imports."""
