"""What the pages after talks show: the turn card, an ending in plain words, the ways, a sheet, an index."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hejie_platform.afterwards import queries
from hejie_platform.core import formats, help_lines
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts
from hejie_platform.web.afterwards import words
from hejie_platform.web.room import words as talks

TIMES = ("mediation_days", "simple_days", "most_days", "credit_days", "object_days")


def turn(case: Any, plan: Any, ended: list[Any]) -> parts.Turn:
    """The one next step of a household whose talks have ended."""
    if plan and plan.next_one:
        line, payment = plan.next_one
        return parts.Turn(
            True,
            _("Your own plan: {amount} to {name}.").format(
                amount=formats.money_text(payment.amount_minor), name=line.name
            ),
            until=payment.due_on,
            href=reverse("afterwards:own_payment", args=[case.ref, payment.ref]),
            label=_("I have paid this"),
            consequence=_(
                "Nobody here punishes a missed payment of your own plan. Interest goes on; change the plan when you must."
            ),
        )
    if ended or case.state == "closed":
        return parts.Turn(
            True,
            _("Talks have ended. Make a plan of your own, or choose another way."),
            href=reverse("afterwards:own_new", args=[case.ref]),
            label=_("Make my own plan"),
            consequence=_(
                "Everything here is voluntary. If you do nothing, the loans go on as their contracts say, with interest."
            ),
        )
    return parts.Turn(
        False, _("No talks have ended in this case. What follows is here if you should need it.")
    )


def ended(found: Any) -> dict[str, Any]:
    """One ending for the borrower's eyes."""
    why, means = words.REASONS.get(found.row.reason, (_("These talks have ended."), ""))
    refusal = worded(f"refusal_{found.refusal}", "refusal_other") if found.refusal else ""
    cure = worded(f"cure_{found.cure}", "cure_other") if found.cure else ""
    return {
        "ending": found,
        "row": found.row,
        "lender": name_of(found.row.creditor),
        "why": why,
        "means": means,
        "refusal": refusal,
        "cure": cure,
        "cure_begin": begin_cure(found.cure, found.row) if found.row.case.state == "open" else None,
        "earlier": [_earlier(one) for one in found.earlier if one.kind != "ask" and one.items],
    }


def worded(code: str, otherwise: str) -> str:
    """The sentence of a code; a lender may publish codes of its own, which its words explain."""
    try:
        return say(code)
    except LookupError:
        return say(otherwise)


def _earlier(request: Any) -> tuple[str, str]:
    item = request.items[0]
    return (
        worded(f"refusal_{item['code']}", "refusal_other"),
        worded(f"cure_{item['cure']}", "cure_other"),
    )


def begin_cure(cure: str, row: Any) -> tuple[Any, str] | None:
    """What to press to begin a cure: its label and the address; None where nothing here begins it.

    A plan is looked at while talks run; everything else of a cure is about the case.
    """
    found = words.CURES.get(cure)
    if found is None:
        return None
    label, page = found
    if page.startswith("room:"):
        return (label, reverse(page, args=[row.ref])) if row.state in ("asked", "talking") else None
    return label, reverse(page, args=[row.case.ref])


def ways(found: Iterable[Any], *, day: date, pages: dict[str, str]) -> list[dict[str, Any]]:
    """The ways that remain, each with what it needs, costs and takes, and on what that rests."""
    figures = queries.route_figures(day)
    return [
        {
            "code": way.route.code,
            "title": words.ROUTES[way.route.code],
            "what": words.WHAT[way.route.code],
            "facts": _way_facts(way, figures),
            "rests": words.STANDING[way.standing or "platform"],
            "sources": [_source(rule) for rule in way.sources],
            "rules": [rule.id for rule in way.sources],
            "is_unread": way.is_unread,
            "phone": help_lines.number(way.route.line) if way.route.line else "",
            "href": pages.get(way.route.code, ""),
        }
        for way in found
    ]


def _way_facts(way: Any, figures: dict[str, Any]) -> list[parts.Fact]:
    time = str(words.TIMES[way.route.time])
    known = all(f"{{{name}}}" not in time or figures[name] is not None for name in TIMES)
    return [
        parts.Fact(_("You need"), "; ".join(str(words.NEEDS[code]) for code in way.route.needs)),
        parts.Fact(_("Cost"), words.COSTS[way.route.cost]),
        parts.Fact(_("Time"), time.format(**figures) if known else words.TIMES["unknown_time"]),
    ]


def _source(rule: Any) -> str:
    """The instrument and the article; its Chinese name counts and stands alone in Chinese."""
    is_chinese = (get_language() or "zh").startswith("zh")
    name = rule.instrument if is_chinese else rule.instrument_en
    return f"{name} {rule.cited}".strip()


def sheet_facts(row: Any) -> list[parts.Fact]:
    """A sheet of undisputed facts, line by line."""
    said = queries.read_sheet(row.content)
    facts = [parts.Fact(_("As of"), formats.day_text(date.fromisoformat(said["as_of"])))]
    facts += [parts.Fact(_("Borrower"), said["parties"]["borrower"])]
    for loan in said["loans"]:
        facts.append(parts.Fact(_("Loan"), loan["ref"], note=_loan_line(loan)))
    facts += [
        parts.Fact(label[0], formats.money_text(said["buckets"][name]))
        for name, label in talks.BUCKETS.items()
        if name in said["buckets"]
    ]
    return facts + [
        parts.Fact(
            _("Paid on {day}").format(day=formats.day_text(date.fromisoformat(one["paid_on"]))),
            formats.money_text(one["amount_minor"]),
        )
        for one in said["payments"]
    ]


def _loan_line(loan: dict[str, Any]) -> str:
    shown = []
    if loan.get("received_minor"):
        shown.append(formats.money_text(loan["received_minor"]))
    if loan.get("annual_rate"):
        shown.append(formats.rate_text(loan["annual_rate"]))
    if loan.get("contract_on"):
        shown.append(formats.day_text(date.fromisoformat(loan["contract_on"])))
    return " · ".join(shown)


def sheet_badge(row: Any) -> parts.Badge:
    if row.is_signed:
        return parts.Badge(_("Signed by both"), "done", "check")
    return parts.Badge(_("Waits for a signature"), "info", "clock")


def sheet_choices(claim: Any) -> list[tuple[str, Any]]:
    """What may be put on a sheet, each with its figure."""
    labels = {"loans": _("The loans by their contracts"), "payments": _("Payments that both sides confirmed")}
    found = []
    for code in queries.sheet_choices(claim):
        label = labels.get(code) or _("{bucket}: {amount}").format(
            bucket=talks.BUCKETS[code][0], amount=formats.money_text(claim.buckets[code])
        )
        found.append((code, label))
    return found
