"""Asking an adviser: the asker's pages and the adviser's desk."""
