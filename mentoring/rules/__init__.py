"""What is allowed: tables of moves, limits, and pure functions that answer in sentences."""
