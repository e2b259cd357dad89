"""Under which country's law something happens: its rules, currency, legal zone and working days.

Every case has a country, taken when it is opened and never changed; an organisation has one too. Whoever takes a case
into their hands enters its law, and stays there until the door closes (the request, the effect, the clock):

    law.here()                  the law pack that is in force around us; the installation's home where nobody entered another
    law.enter("uk")             from here on, amounts are pounds and days are counted in London
    with law.under("uk"): ...   the same for a while

What binds asks the row itself (`cases.facts.law_of(case)`); what only shows (an amount, the day of a moment) asks here, as
Django's own active language and time zone are asked. Another country is a folder of the lawbook and a locale, nothing else.
"""

from collections.abc import Iterator, Set
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language

from hejie import dates, rules

_entered: ContextVar[str] = ContextVar("hejie_country", default="")


def home() -> str:
    """The country of this installation."""
    return str(settings.HEJIE_COUNTRY)


def country() -> str:
    """The country whose law is in force around us."""
    return _entered.get() or home()


def enter(country: str) -> None:
    """From here on, until the door closes, under this country's law. LookupError for one without a law pack."""
    rules.load_pack(country)
    _entered.set(country)


def enter_one_of(countries: Set[str]) -> None:
    """Under the law of a list of rows, where all of them are of one country; else we stay where we are."""
    if len(countries) == 1:
        enter(*countries)


def leave() -> None:
    """Back under the law of the installation's home."""
    _entered.set("")


@contextmanager
def under(country: str) -> Iterator[rules.LawPack]:
    """Under this country's law for a while ("" for home), and then back to where we were."""
    pack = rules.load_pack(country or home())
    before = _entered.set(pack.country)
    try:
        yield pack
    finally:
        _entered.reset(before)


def here() -> rules.LawPack:
    """The law pack that is in force around us."""
    return rules.load_pack(country())


def title(country: str) -> str:
    """What people call a country, in the language of the page."""
    pack = rules.load_pack(country)
    return (pack.title_zh if (get_language() or "zh").startswith("zh") else pack.title) or country


def currency() -> str:
    """The money in which amounts are typed and shown around us."""
    return here().currency


def zone() -> ZoneInfo:
    """Where the law around us counts its days."""
    return ZoneInfo(here().zone)


def holidays() -> dates.Holidays:
    """The working days around us, as far as they are published."""
    return here().holidays
