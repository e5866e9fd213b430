"""What pages read of the evaluations."""
