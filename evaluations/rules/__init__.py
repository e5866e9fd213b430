"""Evaluations: rules."""
