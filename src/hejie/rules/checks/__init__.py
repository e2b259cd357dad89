"""Facts in, findings out: what the law says of a plan, an agreement, a payment, a contact, a way, a signature, an export."""
