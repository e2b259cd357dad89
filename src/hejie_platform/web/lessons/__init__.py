"""Short lessons with a calculator each, and the sheet to prepare for the talks."""
