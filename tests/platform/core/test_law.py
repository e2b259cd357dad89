"""The law around us: entered with a case, left at the door; money, numbers and help lines follow it."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

import hejie_platform
from hejie import rules
from hejie_platform.core import formats, help_lines, law, phones


@pytest.fixture(autouse=True)
def _in_english() -> None:
    translation.activate("en")


def test_it_is_home_until_somebody_enters_another_and_after_they_leave() -> None:
    assert law.country() == "cn"
    law.enter("uk")
    assert (law.country(), law.currency(), law.zone().key) == ("uk", "GBP", "Europe/London")
    law.leave()
    assert law.currency() == "CNY"


def test_for_a_while_means_for_a_while_also_when_something_breaks() -> None:
    with pytest.raises(ZeroDivisionError), law.under("uk"):
        _ = 1 // 0
    assert law.country() == "cn"


@pytest.mark.parametrize("country", ["atlantis", "../cn", "policies"])
def test_a_country_without_a_law_pack_cannot_be_entered(country: str) -> None:
    with pytest.raises(LookupError):
        law.enter(country)
    assert law.country() == "cn"


@pytest.mark.parametrize(
    ("country", "minor", "shown"),
    [
        ("cn", 218_000, "2,180\xa0yuan"),
        ("cn", -50, "−0.50\xa0yuan"),
        ("uk", 218_000, "£2,180"),
        ("uk", -218_050, "−£2,180.50"),
        ("us", 5, "$0.05"),
        ("eu", 100, "€1"),
    ],
)
def test_an_amount_is_shown_in_the_money_of_the_law(country: str, minor: int, shown: str) -> None:
    with law.under(country):
        assert formats.money_text(minor) == shown


def test_a_currency_without_a_sign_keeps_its_letters_and_its_decimals() -> None:
    assert formats.money_text(1_234_567, "KWD") == "KWD\xa01,234.567"


def test_a_heading_names_the_unit_of_what_stands_under_it() -> None:
    assert formats.in_unit("To pay ({unit})") == "To pay (yuan)"
    with law.under("uk"):
        assert formats.in_unit("To pay ({unit})") == "To pay (£)"


@pytest.mark.parametrize(
    ("country", "typed", "number"),
    [
        ("cn", "138 0013 8000", "+8613800138000"),
        ("uk", "07400 123456", "+447400123456"),
        ("uk", "138 0013 8000", None),
        ("cn", "07400 123456", None),
        ("eu", "+44 7400 123456", "+447400123456"),
        ("eu", "07400 123456", None),
    ],
)
def test_a_phone_number_is_read_where_we_are(country: str, typed: str, number: str | None) -> None:
    with law.under(country):
        assert phones.e164(typed) == number


def test_a_sentence_names_the_help_line_of_the_country_or_what_to_look_for() -> None:
    sentence = "Call {legal_aid} for free legal advice."
    assert help_lines.filled(sentence) == "Call 12348 for free legal advice."
    assert help_lines.filled("Call {government}.") == "Call 12345."
    with law.under("uk"):
        assert help_lines.filled(sentence) == "Call 0808 808 4000 for free legal advice."
    with law.under("us"):
        assert help_lines.filled(sentence) == "Call a free legal advice service for free legal advice."


def test_every_country_has_a_name_in_both_languages() -> None:
    for country in rules.countries():
        assert law.title(country) not in ("", country)
        with translation.override("zh-hans"):
            assert law.title(country) not in ("", country)


# Where home is named, once each: an installation's own default, and a command's.
NAMING = {"core/modes.py", "jobs/commands/import_law_texts.py"}


def names_a_country(text: str) -> bool:
    """Whether code, and not what is said about it, holds a country's name."""
    known = set(rules.countries())
    return any(isinstance(one, ast.Constant) and one.value in known for one in ast.walk(ast.parse(text)))


def test_no_module_of_the_platform_names_a_country() -> None:
    """A page that asks the law of one country asks it for the cases of every other, too."""
    root = Path(hejie_platform.__file__).parent
    modules = [path for path in root.rglob("*.py") if "migrations" not in path.parts]
    naming = {
        path.relative_to(root).as_posix() for path in modules if names_a_country(path.read_text("utf-8"))
    }
    assert naming == NAMING
    assert names_a_country('LAW = "uk"')
    assert not names_a_country('"""law.enter("uk")"""')
