"""The pages after talks: how they ended, one's own plan, the ways that remain, the pack, coming back."""
