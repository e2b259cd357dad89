"""The application: answers, loans claimed, evidence, completeness, review."""
