"""Rooms that grow while one looks at them: one stream of server-sent events for each room. Everything works without it."""
