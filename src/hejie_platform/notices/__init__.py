"""What people are told: the sentence for every code, the notices of each person, and how they travel."""
