"""Rooms, messages, facts agreed and offers."""
