"""The demo world: a script of real actions with given moments, made behind a progress page."""
