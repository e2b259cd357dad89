"""Short notes that everybody who works here reads."""
