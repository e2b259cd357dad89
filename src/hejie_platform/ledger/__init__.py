"""What happened: hash-chained entries, effects owed, results that bind people."""
