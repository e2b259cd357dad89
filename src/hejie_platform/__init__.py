"""The Hejie platform: Django around the engine. Fetch, ask the engine, record, show.

Rooms stack in the order of INSTALLED_APPS: a room imports only rooms before it.
"""
