"""Around the case: legal library, advisers, lessons, complaints, record of contacts, feedback."""
