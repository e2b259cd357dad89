"""The application: one thing to a page, saved as it is given."""
