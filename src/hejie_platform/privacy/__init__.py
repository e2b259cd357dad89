"""People's rights over their data: export, correction, erasure, retention, who read what."""
