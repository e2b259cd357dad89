"""The door of every step: what it means, who is told, what follows; then it is taken. Steps with pages of their own lead there."""
