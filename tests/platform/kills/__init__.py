"""Processes are killed in the middle of actions; what they leave must be whole, or absent."""
