"""The pages, one folder per room of the house."""
