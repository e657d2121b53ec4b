"""Ideas: what citizens bring, what others think of it, and what the municipality answers."""
