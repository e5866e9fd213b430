"""Evaluations: forms."""
