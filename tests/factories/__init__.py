"""Test data: nothing surprising in a factory; situations are arguments."""
