"""The whole lawbook: its countries, how much of what was read is encoded, and the seams of its dated values.

    >>> from hejie import rules
    >>> rules.countries()
    ('cn', 'eu', 'uk', 'us')
    >>> read = rules.coverage()
    >>> len(read.encoded) + len(read.omitted) == read.total
    True

A country is a folder with a `pack.toml`; `coverage.toml` beside the folders tells what was left out, and why. A seam
is a stretch of days between two dated values of one name that has none (a gap) or two (an overlap). A gap answers
`unknown`; a pack with an overlap, or with one rule written twice, is refused when it is built.
"""

import functools
import itertools
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from hejie.rules.packs.pack import LawPack, load_pack
from hejie.rules.packs.seams import ONE_DAY, Seam, seams_of

OWN_FORCE = "platform_rule"


@dataclass(frozen=True, slots=True)
class Omission:
    """A rule that was read but is in no pack, and the reason, in English and in Chinese."""

    id: str
    why: str
    why_zh: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Numbers of an encoded rule, by the names of the reading, that are no value of the pack, and the reason."""

    rule: str
    names: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ids of the rules that were read: those in a pack, and those left out with the reason. `own` are the packs' others.

    `numbers` are the numbers left out of rules that are encoded.
    """

    encoded: tuple[str, ...]
    omitted: Mapping[str, Omission]
    own: tuple[str, ...]
    numbers: tuple[LeftOut, ...] = ()

    @property
    def total(self) -> int:
        """How many rules were read."""
        return len({*self.encoded, *self.omitted})

    @property
    def twice(self) -> tuple[str, ...]:
        """Ids that are in two packs, or in a pack and among the omissions: none, in a sound book."""
        counted = Counter([*self.encoded, *self.omitted])
        return tuple(sorted(rule for rule, times in counted.items() if times > 1))


def countries() -> tuple[str, ...]:
    """Every country of the lawbook, sorted."""
    book = resources.files("hejie") / "lawbook"
    return tuple(sorted(folder.name for folder in book.iterdir() if (folder / "pack.toml").is_file()))


@functools.cache
def coverage() -> Coverage:
    """What of the rules read is encoded, over all countries, and why the rest is not."""
    file = resources.files("hejie") / "lawbook" / "coverage.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    beyond = frozenset(table["beyond"])
    held = [rule for country in countries() for rule in load_pack(country).rules.values()]
    own = [rule.id for rule in held if rule.force == OWN_FORCE or rule.id in beyond]
    return Coverage(
        encoded=tuple(sorted(rule.id for rule in held if rule.id not in own)),
        omitted=MappingProxyType({rule: Omission(rule, *why) for rule, why in table["omitted"].items()}),
        own=tuple(sorted(own)),
        numbers=tuple(LeftOut(one["rule"], tuple(one["names"]), one["why"]) for one in table["number"]),
    )


def pack_with(rule_id: str) -> LawPack | None:
    """The law pack that has a rule of this id; None where no country has."""
    return next((pack for pack in map(load_pack, countries()) if rule_id in pack.rules), None)


def seams_in(pack: LawPack) -> tuple[Seam, ...]:
    """Every stretch of days without a value between two values of one name, and every stretch with two."""
    return tuple(itertools.chain(seams_of(pack.rows.values()), _series_gaps(pack)))


def _series_gaps(pack: LawPack) -> Iterable[Seam]:
    for name, series in pack.series.items():
        for earlier, later in itertools.pairwise(series.points):
            served = series.served_until(earlier)
            if served < later.published - ONE_DAY:
                yield Seam(name, "gap", served + ONE_DAY, later.published - ONE_DAY, (series.rule.id,))
