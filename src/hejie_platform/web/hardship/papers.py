"""A statement or a hardship file as tables and as a document; the same data everywhere."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hejie_platform.afterwards.document.drawing import Paper, Section, Table, draw
from hejie_platform.core import formats
from hejie_platform.notices.queries import say
from hejie_platform.web import parts
from hejie_platform.web.apply.words import CAUSES, PAPERS
from hejie_platform.web.hardship import words


def tables(statement: Mapping[str, Any]) -> list[parts.Table]:
    """One table for each part of the statement, with its sum."""
    columns = (parts.Column(_("Each month")), parts.Column(formats.unit_heading(), "money"))
    made = []
    for part, label in words.PARTS.items():
        rows = [
            (say(one["code"], {}), one["amount_minor"]) for one in statement["groups"] if one["part"] == part
        ]
        made.append(parts.Table(label, columns, rows, (_("Together"), sum(minor for _label, minor in rows))))
    return made


def result(statement: Mapping[str, Any]) -> list[parts.Fact]:
    """From income to what is left, line by line."""
    lines = (
        (_("Income"), statement["income_minor"]),
        (_("Spending"), -statement["spending_minor"]),
        (_("Kept back so that living is covered"), -statement["kept_minor"]),
        (_("Small savings"), -statement["savings_minor"]),
        (_("Left for all lenders together"), statement["available_minor"]),
    )
    return [parts.Fact(label, formats.money_text(minor)) for label, minor in lines]


def spoken(words: str) -> str:
    """Somebody's own words on a page, in whatever language they are."""
    return format_html('<span lang="">{}</span>', words)


def more(
    content: Mapping[str, Any], own: Callable[[str], str] = spoken
) -> list[tuple[str, list[parts.Fact]]]:
    """What was given besides the statement, under its heading. `own` shows somebody's own words."""
    return [(heading, facts) for heading, facts in _more(content, own) if facts]


def _more(content: Mapping[str, Any], own: Callable[[str], str]) -> Iterator[tuple[str, list[parts.Fact]]]:
    cause, household = content.get("cause"), content.get("household")
    if cause:
        yield _("What happened"), list(_cause(cause))
    if household:
        told = ((_("Adults"), household["adults"]), (_("Children"), household["children"]))
        yield (
            _("Household"),
            [parts.Fact(label, str(count)) for label, count in told if count is not None],
        )
    yield _("Above what households usually spend"), list(_above(content.get("guidelines") or {}, own))
    yield (
        _("Loans from this lender"),
        [
            parts.Fact(one["name"], formats.money_text(one["balance_minor"]))
            for one in content.get("own_loans", ())
        ],
    )
    yield (
        _("Papers that we have seen"),
        [parts.Fact(PAPERS[one["kind"]], _day(one["filed_on"])) for one in content.get("papers", ())],
    )


def _above(told: Mapping[str, Any], own: Callable[[str], str]) -> Iterator[parts.Fact]:
    """Each group above its guideline, both figures, and the household's own words."""
    is_english = get_language() == "en"
    for one in told.get("above", ()):
        spent, usual = formats.money_text(one["spent_minor"]), one["guideline_minor"]
        figures = (
            _("{spent}, usual {usual}").format(spent=spent, usual=formats.money_text(usual))
            if usual
            else spent
        )
        yield parts.Fact(one["group_en"] if is_english else one["group"], figures, note=own(one["words"]))


def _cause(cause: Mapping[str, Any]) -> Iterator[parts.Fact]:
    yield parts.Fact(_("Cause"), CAUSES.get(cause["cause"], "–"))
    if cause["since_on"]:
        yield parts.Fact(_("Since"), _day(cause["since_on"]))
    if cause["recovery_on"]:
        yield parts.Fact(_("Hopes to recover by"), _day(cause["recovery_on"]))


def _day(text: str) -> str:
    return formats.day_text(date.fromisoformat(text))


def statement_pdf(statement: Mapping[str, Any], *, ref: str, at: datetime) -> bytes:
    """One's own statement as a document."""
    return draw(_paper(statement, ref=ref, under="", extra=(), digest=""), at=at)


def file_pdf(row: Any, content: Mapping[str, Any], *, lender: str) -> bytes:
    """What a lender was given, as a document."""
    under = _("For {lender}: {purpose} Until {day}.").format(
        lender=lender, purpose=_sentence(words.PURPOSES[row.purpose]), day=formats.day_text(row.until_day)
    )
    extra = [
        Section(heading, facts=[(str(one.label), _with_note(one)) for one in facts])
        for heading, facts in more(content, str)
    ]
    made = _paper(content["statement"], ref=row.case.ref, under=under, extra=extra, digest=row.hash)
    return draw(made, at=row.given_at)


def _with_note(one: parts.Fact) -> str:
    return f"{one.value}\n{one.note}" if one.note else str(one.value)


def _sentence(text: Any) -> str:
    return f"{text}." if str(text).isascii() else f"{text}。"


def _paper(statement: Mapping[str, Any], *, ref: str, under: str, extra: Any, digest: str) -> Paper:
    head = (_("Each month"), formats.unit_heading())
    sections = [Section("", _what_it_is())]
    for table in tables(statement):
        rows = [(str(label), formats.amount_text(minor)) for label, minor in (*table.rows, table.totals)]
        sections.append(Section(str(table.caption), table=Table(head, rows, figures=(1,))))
    left = [(str(one.label), str(one.value)) for one in result(statement)]
    sections.append(Section(_("What is left"), facts=left))
    debts = statement["debts"]
    paid = _("{count} lenders are paid today, {total} a month together.").format(
        count=debts["count"], total=formats.money_text(debts["paid_minor"])
    )
    sections.append(Section(_("Debts today"), (paid,)))
    fingerprint = [Section(_("Fingerprint (SHA-256)"), (f"{digest[:32]}\n{digest[32:]}",))] if digest else []
    return Paper(
        title=_("Standard statement of income and spending"),
        under=under,
        sections=[*sections, *extra, *fingerprint],
        footer=_("Hejie {ref} · an average month, no single payment is shown").format(ref=ref),
    )


def _what_it_is() -> tuple[str, ...]:
    return (
        _(
            "It is made from what the household told and from its statements. It shows groups of a month and no single payment, no counterparty and no other lender."
        ),
    )
