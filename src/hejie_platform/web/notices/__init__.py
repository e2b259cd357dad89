"""What somebody was told: the list, one notice, and which channels they want."""
