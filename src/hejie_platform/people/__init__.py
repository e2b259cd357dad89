"""Accounts, identity proofs, organisations and dated memberships."""
