"""The API: what a lender's own system reads and writes, with a key, in the name of one officer.

Every write carries an Idempotency-Key: sent again, it is the same act and gets the same kind of answer. What goes wrong is
answered as `application/problem+json` with a code, a sentence in the caller's language, and every fault at once.
"""
