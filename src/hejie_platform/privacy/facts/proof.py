"""An export that proves itself, years later and without us: hashes, the chain of the record, one signature.

The archive holds `manifest.json` (every file with its SHA-256, the papers' places in the record, the entries themselves) and
`signature.json` (Ed25519 over the manifest's bytes, and the public key). `check` opens the archive and returns what does not
hold; an empty tuple is the good answer. It needs neither the database nor a key of ours: with `trusted` the public key is
compared with one that somebody got elsewhere (the page of one's data shows it).

One entry: its hash is the SHA-256 of its canonical content, which names the hash of the entry before it. A paper is in the
record when an entry carries its fingerprint: a keyed hash, so that nobody can try files against the record. The signature
vouches that this fingerprint belongs to that SHA-256.
"""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hejie import texts

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"
# A ZIP has no time zone; equal content is equal bytes.
STILL: Final = (1980, 1, 1, 0, 0, 0)
GENESIS: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Wrong:
    """What does not hold. `kind`: unreadable | file_missing | file_changed | file_unlisted | entry_changed | chain_broken |
    paper_not_recorded | signature | key."""

    kind: str
    name: str = ""


def sealed(contents: Mapping[str, bytes], proof: Mapping[str, Any], *, key: Ed25519PrivateKey) -> bytes:
    """The archive: the files, the manifest over them with `proof` beside, and the signature."""
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}
    manifest = texts.canonical_json({"files": listed, **proof})
    signature = {"signature": key.sign(manifest).hex(), "public_key": public(key)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in sorted(contents.items()):
            made.writestr(zipfile.ZipInfo(name, STILL), data, zipfile.ZIP_DEFLATED)
        made.writestr(zipfile.ZipInfo(MANIFEST, STILL), manifest, zipfile.ZIP_DEFLATED)
        made.writestr(zipfile.ZipInfo(SIGNATURE, STILL), json.dumps(signature).encode())
    return out.getvalue()


def public(key: Ed25519PrivateKey) -> str:
    """The public half, in hex."""
    raw = serialization.Encoding.Raw
    return key.public_key().public_bytes(raw, serialization.PublicFormat.Raw).hex()


def check(archive: bytes, *, trusted: str = "") -> tuple[Wrong, ...]:
    """Everything about an export that does not hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            found = {name: opened.read(name) for name in opened.namelist()}
        manifest, signature = json.loads(found[MANIFEST]), json.loads(found[SIGNATURE])
        return tuple(_wrongs(found, manifest, signature, trusted))
    except (
        zipfile.BadZipFile,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RuntimeError,  # locked, packed in a way that is unknown here, or brackets without end
        zlib.error,
        EOFError,
    ) as error:
        return (Wrong("unreadable", str(error)[:80]),)


def _wrongs(
    found: Mapping[str, bytes], manifest: dict[str, Any], signature: dict[str, str], trusted: str
) -> Iterator[Wrong]:
    if trusted and signature["public_key"] != trusted:
        yield Wrong("key", signature["public_key"])
    if not _is_signed(found[MANIFEST], signature):
        yield Wrong("signature", SIGNATURE)
    yield from _files(found, manifest["files"])
    for chain in manifest["chains"]:
        yield from _chain(chain)
    yield from _papers(manifest)


def _is_signed(data: bytes, signature: dict[str, str]) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature["public_key"]))
        key.verify(bytes.fromhex(signature["signature"]), data)
    except InvalidSignature:
        return False
    return True


def _files(found: Mapping[str, bytes], listed: Mapping[str, str]) -> Iterator[Wrong]:
    for name, sha256 in listed.items():
        if name not in found:
            yield Wrong("file_missing", name)
        elif hashlib.sha256(found[name]).hexdigest() != sha256:
            yield Wrong("file_changed", name)
    for name in sorted(set(found) - set(listed) - {MANIFEST, SIGNATURE}):
        yield Wrong("file_unlisted", name)


def _chain(chain: dict[str, Any]) -> Iterator[Wrong]:
    prev, place = GENESIS, 1
    for line in chain["entries"]:
        name = f"{chain['id']} {line['content']['seq']}"
        if texts.digest(line["content"]) != line["hash"]:
            yield Wrong("entry_changed", name)
        if line["content"]["prev"] != prev or line["content"]["seq"] != place:
            yield Wrong("chain_broken", name)
        prev, place = line["hash"], place + 1
    if (chain["length"], chain["head"]) != (place - 1, prev):
        yield Wrong("chain_broken", chain["id"])


def _papers(manifest: dict[str, Any]) -> Iterator[Wrong]:
    recorded = _fingerprints(manifest["chains"])
    for paper in manifest["papers"]:
        is_listed = manifest["files"].get(paper["file"]) == paper["sha256"]
        if not is_listed or (paper["paper"], paper["fingerprint"]) not in recorded:
            yield Wrong("paper_not_recorded", paper["file"])


def _fingerprints(chains: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
    return {
        (facts["paper"], facts["fingerprint"])
        for chain in chains
        for line in chain["entries"]
        if {"paper", "fingerprint"} <= set(facts := line["content"]["facts"])
    }
