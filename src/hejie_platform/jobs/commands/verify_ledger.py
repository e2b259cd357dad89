"""`verify-ledger`: walk every chain and every daily anchor; list each broken place and exit with 1 if there is one.

chain 0198...-... entry 17: changed      the entry does not say what its hash covers
chain 0198...-... entry 18: missing      the sequence has a gap
chain 0198...-... entry 19: swapped      it does not follow the entry before it
chain 0198...-... entry 23: head         the chain was cut, or its head does not match
anchor 2026-11-21: head of chain ...     a chain no longer holds what was signed that day
"""

from collections.abc import Iterator, Sequence


def main(arguments: Sequence[str]) -> int:
    import django

    django.setup()
    broken = list(_broken())
    print("\n".join(broken) if broken else "The ledger holds: every chain and every anchor was checked.")
    return 1 if broken else 0


def _broken() -> Iterator[str]:
    from hejie_platform.ledger import queries

    for place in queries.broken_places():
        yield f"chain {place.chain} entry {place.seq}: {place.kind}"
    for anchor in queries.broken_anchors():
        yield f"anchor {anchor.day}: {anchor.kind}" + (f" of chain {anchor.chain}" if anchor.chain else "")
