"""Member lists in XLSX and CSV: read without trust, matched by column names, checked row by row, written back."""
