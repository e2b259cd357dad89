"""Rows of a lender as values: its policy as the engine runs it, a draft as it was typed, a key as a text."""

from hejie_platform.lenders.facts.drafts import (
    PARTS,
    SEVERAL,
    Typed,
    fault_path,
    kind_of,
    mapping_from,
    part_of,
    typed_from,
)
from hejie_platform.lenders.facts.files import toml_of
from hejie_platform.lenders.facts.judging import faults_in
from hejie_platform.lenders.facts.keys import hashed, key_text, read_key
from hejie_platform.lenders.facts.policies import mapping_of, pack_of, pack_or_faults

__all__ = [
    "PARTS",
    "SEVERAL",
    "Typed",
    "fault_path",
    "faults_in",
    "hashed",
    "key_text",
    "kind_of",
    "mapping_from",
    "mapping_of",
    "pack_of",
    "pack_or_faults",
    "part_of",
    "read_key",
    "toml_of",
    "typed_from",
]
