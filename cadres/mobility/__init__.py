"""Channels of mobility purely: posts and their tiers, and what a way from one to the next asks for."""
