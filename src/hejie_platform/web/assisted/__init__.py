"""Help with an application by phone, by post or at a counter: written down, read back, confirmed, handed in."""
