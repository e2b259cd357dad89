"""Is this really from you: codes, suspicious messages, the own phrase."""
