"""The record of contacts of collectors, and reports of improper collection."""
