"""One question for each stage."""
