"""The living page of components; demo mode only."""
