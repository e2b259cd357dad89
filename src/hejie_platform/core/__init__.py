"""What every room stands on: modes, ids, keys, the clock and the encrypted file store."""
