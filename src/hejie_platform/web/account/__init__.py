"""Accounts: registering, logging in, the second factor, proof of identity, and what we hold about a person."""
