"""Facts as people read them: amounts, days, rates, and the engine's own words in the reader's language.

    shown({"most_minor": 12345, "bucket": "penalty_interest", "given": "month"})
    {"most_minor": "123.45 yuan", "bucket": "interest for lateness", "given": "month"}

The end of a name tells its type, as hejie.texts names them (`*_minor`, `*_on`, `*_at`, `*_rate`, `*_bytes`, `*_code`); `unit`
tells what `before` and `after` are. Every other text is looked up as a word: `word_<fact>_<value>`, then `word_<value>`,
then the code of that name. OWN_WORDS are what people wrote themselves; they stay as they were written.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext

from hejie import texts
from hejie_platform.core import formats, law
from hejie_platform.notices.wording import sentences

MEGABYTE: Final = 1024 * 1024

Show = Callable[[Any, str], str]

KINDS: Final[Mapping[str, Show]] = {
    "minor": lambda value, currency: formats.money_text(int(value), currency),
    "on": lambda value, currency: formats.day_text(date.fromisoformat(str(value))),
    "at": lambda value, currency: formats.moment_text(datetime.fromisoformat(str(value))),
    "rate": lambda value, currency: formats.rate_text(str(value)),
    "bytes": lambda value, currency: f"{max(1, round(int(value) / MEGABYTE))} MB",
    "code": lambda value, currency: str(sentences()[str(value)]),
    "own": lambda value, currency: str(value),
}
OWN_WORDS: Final = frozenset(
    {
        *("given", "near", "phrase", "columns", "library", "file", "ref"),
        *("creditor", "lender", "loan", "paper", "names"),
        *("earlier_debt", "later_debt", "signer", "recipient", "item"),
        *("path", "told", "computed", "made_by", "here"),  # of a certificate
    }
)
# What `before` and `after` are, by the `unit` beside them.
UNITS: Final[Mapping[str, str]] = {"minor": "minor", "rate": "rate", "date": "on"}
# Facts that hold the name of a code without its beginning.
BEGINNINGS: Final[Mapping[str, str]] = {"reason": "ended_", "issue": "issue_", "lever": "issue_"}


def shown(facts: Mapping[str, Any]) -> dict[str, str]:
    """Facts as people read them; an amount is in the `currency` among the facts, else that of the law around us."""
    currency = str(facts.get("currency") or law.currency())
    return {name: _shown(name, value, facts, currency) for name, value in facts.items()}


def word(name: str, value: str) -> str:
    """The engine's word `value` of a fact, in the active language: word("rests_on", "law"). Itself, if it has none."""
    return _word(name, value, {})


def _shown(name: str, value: Any, facts: Mapping[str, Any], currency: str) -> str:
    if value is None or value in ("", (), []):
        return gettext("not known")
    if isinstance(value, (list, tuple)):
        return gettext(", ").join(_shown(name, item, facts, currency) for item in value)
    kind = kind_of(name, facts)
    return KINDS[kind](value, currency) if kind else _word(name, str(value), facts)


def kind_of(name: str, facts: Mapping[str, Any]) -> str:
    """The type of a fact, one of KINDS; "" for a word of the engine and for plain numbers."""
    if name in OWN_WORDS:
        return "own"
    if name in ("before", "after"):
        return UNITS.get(str(facts.get("unit")), "")
    ending = name.rpartition("_")[2] if "_" in name else ""
    return ending if ending in KINDS and ending != "own" else ""


def _word(name: str, value: str, facts: Mapping[str, Any]) -> str:
    wording = sentences()
    found = next((wording[key] for key in _keys(name, value, facts) if key in wording), None)
    return str(found) if found is not None else _in_two_parts(name, value, facts)


def _keys(name: str, value: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """Where a word may stand, the most particular first."""
    if name in ("step", "state"):
        yield f"{name}_{facts.get('machine')}_{value}"
    yield f"word_{name}_{value}"
    if name in BEGINNINGS:
        yield BEGINNINGS[name] + value
    yield f"word_{value}"
    if value in texts.CODES and not texts.CODES[value].facts:
        yield value


def _in_two_parts(name: str, value: str, facts: Mapping[str, Any]) -> str:
    """ "waive.penalty_interest" is a waiver of one bucket, "annual_rate:A-1" a term of one contract."""
    for separator, part_name in ((".", "bucket"), (":", "given")):
        head, found, part = value.partition(separator)
        if found and name in ("issue", "term"):
            parts = {"head": _word(name, head, facts), "part": _shown(part_name, part, facts, "")}
            return gettext("{head} ({part})").format_map(parts)
    return value
