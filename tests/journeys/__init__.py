"""Journeys of people through the pages, in a browser, against a running demo."""
