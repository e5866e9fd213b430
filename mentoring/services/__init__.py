"""Deeds of mentoring."""
