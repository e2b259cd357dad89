"""An agreement from its first reading to its last payment, for both sides; and the public page that judges a file."""
