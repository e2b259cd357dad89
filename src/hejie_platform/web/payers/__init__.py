"""Who pays whom in a case."""
