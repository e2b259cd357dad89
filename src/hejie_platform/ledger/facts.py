"""Entry -> the bytes that its hash covers, and chains -> what is wrong with them."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hejie import texts
from hejie_platform.core import keys
from hejie_platform.ledger.models import GENESIS, Anchor, Chain, Entry


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a chain does not hold. `kind`: changed | missing | swapped | head."""

    chain: uuid.UUID
    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class BrokenAnchor:
    """A daily anchor that does not hold. `kind`: changed | signature | link | head."""

    day: date
    kind: str
    chain: str = ""


def entry_hash(entry: Entry) -> str:
    """SHA-256 over everything that the entry says, its place and the hash before it."""
    return texts.digest(content(entry))


def content(entry: Entry) -> dict[str, Any]:
    """What the hash of an entry covers, as plain data: with it anybody can compute the hash again."""
    return {
        "id": str(entry.id),
        "chain": str(entry.chain_id),
        "seq": entry.seq,
        "at": _moment(entry.at),
        "actor": _id(entry.actor_id),
        "role": entry.role,
        "on_behalf_of": _id(entry.on_behalf_of_id),
        "verb": entry.verb,
        "subject": str(entry.subject),
        "facts": entry.facts,
        "action_id": str(entry.action_id),
        "prev": entry.prev,
    } | ({"act": entry.act} if entry.act else {})


def _id(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def breaks(chain: Chain, entries: Iterable[Entry]) -> Iterator[Broken]:
    """Every place where the chain does not hold; `entries` in the order of `seq`."""
    prev, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected:
            yield Broken(chain.id, expected, "missing")
        elif entry.hash != entry_hash(entry):
            yield Broken(chain.id, entry.seq, "changed")
        elif entry.prev != prev:
            yield Broken(chain.id, entry.seq, "swapped")
        prev, expected = entry.hash, entry.seq + 1
    if (chain.length, chain.head) != (expected - 1, prev):
        yield Broken(chain.id, expected, "head")


def anchor_hash(anchor: Anchor) -> str:
    """SHA-256 over everything that an anchor says, and over the anchor before it."""
    content = {
        "day": anchor.day.isoformat(),
        "prev": anchor.prev,
        "heads": anchor.heads,
        "chains": anchor.chains,
        "entries": anchor.entries,
    }
    return texts.digest(content)


def anchor_key() -> Ed25519PrivateKey:
    """The installation's signing key for anchors, derived from the keyring; rotation keeps it."""
    seed = keys.keyed_hash(b"ed25519", purpose="ledger anchor")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))


def is_signed_by_us(anchor: Anchor) -> bool:
    """Whether the signature over the anchor's hash is this installation's."""
    try:
        anchor_key().public_key().verify(bytes(anchor.signature), anchor.heads_hash.encode())
    except InvalidSignature:
        return False
    return True


def anchor_breaks(anchors: Iterable[Anchor]) -> Iterator[BrokenAnchor]:
    """What is wrong with the anchors themselves; `anchors` in the order of their days."""
    prev = GENESIS
    for anchor in anchors:
        if anchor.heads_hash != anchor_hash(anchor):
            yield BrokenAnchor(anchor.day, "changed")
        elif not is_signed_by_us(anchor):
            yield BrokenAnchor(anchor.day, "signature")
        if anchor.prev != prev:
            yield BrokenAnchor(anchor.day, "link")
        prev = anchor.heads_hash
