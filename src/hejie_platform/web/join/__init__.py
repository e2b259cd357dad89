"""Coming in by a code: what it is, whether it is voluntary, what follows, and then joining or saying no."""
