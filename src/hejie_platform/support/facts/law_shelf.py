"""The law books as shelves: which subject a rule belongs to, by the file of its law pack that it stands in.

A file that no subject names, of a country that came later, is on the shelf of the others.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hejie import rules
from hejie_platform.core import law

OWN: Final = "platform"
OTHER: Final = "other"
# subject -> the files of law packs on that shelf, in the order in which they are shown
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "rates": ("rates", "lpr"),
        "restructuring": ("restructuring", "respite"),
        "contracts": ("contracts",),
        "collection": ("collection",),
        "credit": ("credit",),
        "mediation": ("mediation",),
        "time": ("time", "routes"),
        "complaints": ("complaints",),
        "signatures": ("signatures",),
        "data": ("personal_data", "people"),
        OWN: (OWN,),
        OTHER: (),
    }
)


def countries() -> tuple[str, ...]:
    """The countries whose law books are here, home first."""
    others = tuple(one for one in rules.countries() if one != law.home())
    return law.home(), *others


def pack(country: str = "") -> rules.LawPack:
    """The law book of a country; that of the law around us where none is named. LookupError if there is none."""
    return rules.load_pack(country or law.country())


def subject_of(rule: rules.Rule) -> str:
    """The shelf of a rule; our own rules have one of their own."""
    if rule.force == "platform_rule":
        return OWN
    return next((subject for subject, files in SUBJECTS.items() if rule.shelf in files), OTHER)
