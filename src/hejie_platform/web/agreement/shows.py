"""An agreement -> what the components show, for the reader's side. Nothing here asks the database."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hejie_platform.agreements import queries
from hejie_platform.agreements.access import HeldAgreement
from hejie_platform.agreements.queries import Duty, Look
from hejie_platform.core import formats
from hejie_platform.notices.queries import say, shown
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts, status
from hejie_platform.web.agreement import turns, words

A_MOMENT = timedelta(seconds=1)
PAID = ("completed", "paid_early")  # why an agreement ended under which nothing is left to pay


def frame(held: HeldAgreement, seen: Look, *, here: str = "") -> dict[str, Any]:
    """What every page of an agreement needs; `here` is the tab that the page belongs to."""
    row = held.agreement
    return {
        "held": held,
        "row": row,
        "seen": seen,
        "lender": name_of(row.negotiation.creditor),
        "is_desk": held.side == "lender",
        "banner": banner(held),
        "tabs": tabs(held, seen, here),
        "turn": turns.turn(held, seen),
    }


def banner(held: HeldAgreement) -> parts.Banner:
    """Who can see this."""
    lender = name_of(held.agreement.negotiation.creditor)
    said = {
        "borrower": _("Only your side and {lender} can see this, and the mediator if there is one."),
        "lender": _("Only your desk and the borrower's side can see this, and the mediator if there is one."),
        "neutral": _("Only the borrower's side, {lender} and you can see this."),
    }
    return parts.Banner(seen_by=said[held.side].format(lender=lender))


def tabs(held: HeldAgreement, seen: Look, here: str) -> list[parts.Tab]:
    """The pages of one agreement."""
    ref = held.agreement.ref
    found = [("home", _("The agreement")), ("summary", _("In plain words"))]
    found += [("payments", _("Payments and duties"))] if seen.duties else []
    return [parts.Tab(label, reverse(f"agreement:{name}", args=[ref]), name == here) for name, label in found]


def marks(seen: Look) -> list[parts.Mark]:
    """The way of an agreement: agreed, signed, kept, settled."""
    row = seen.agreement
    order = ["signing", "effective", "ended"]
    place = order.index("effective" if row.state == "in_cure" else row.state)
    is_settled = row.reason in ("completed", "paid_early")
    stations = [
        (_("Agreed"), formats.legal_date(row.created_at)),
        (
            _("Signed by all"),
            formats.legal_date(row.effective_at)
            if row.effective_at
            else formats.legal_date(row.sign_by - A_MOMENT),
        ),
        (_("Repaid"), _last_day(seen)),
        (_("Clearance letter"), None),
    ]
    reached = {"signing": 1, "effective": 2, "ended": 3 if is_settled else 2}[order[place]]
    return [
        parts.Mark(label, "done" if number < reached else "here" if number == reached else "ahead", when)
        for number, (label, when) in enumerate(stations)
    ]


def _last_day(seen: Look) -> date | None:
    found = seen.clause("clause_schedule")
    return date.fromisoformat(found["due"][-1]) if found and found["due"] else None


def headline(seen: Look) -> str:
    """What is paid, how often and until when, in one sentence."""
    found = seen.clause("clause_schedule")
    if found is None or not found["due"]:
        return ""
    amounts = found["amounts"]
    is_level = max(amounts) - min(amounts) < words.LEVEL
    return str((words.PAYS if is_level else words.PAYS_UNEVENLY)[found["every"]]).format(
        amount=formats.money_text(max(amounts)),
        count=len(amounts),
        first=formats.day_text(date.fromisoformat(found["due"][0])),
        last=formats.day_text(date.fromisoformat(found["due"][-1])),
        total=formats.money_text(sum(amounts)),
    )


def sentences(seen: Look) -> list[str]:
    """What was agreed, one sentence for each clause that needs one, in the order of the document."""
    said = ((_sentence(one["code"], one["facts"]), one["facts"]) for one in seen.terms["clauses"])
    return [formats.singular(str(text).format_map(shown(facts))) for text, facts in said if text]


def _sentence(code: str, facts: Mapping[str, Any]) -> words.Text | None:
    """What is said of a clause; of a waiver that may be lost, something else than of one that stays."""
    return words.AGREED.get(f"{code}.{facts.get('on_breach')}", words.AGREED.get(code))


def to_acknowledge(held: HeldAgreement, seen: Look) -> list[tuple[str, str]]:
    """What the reader ticks before signing: a party each serious risk, a neutral what they vouch for."""
    if held.side != "neutral":
        return risks(seen, serious=True)
    return [(mark, str(words.STATEMENTS[mark])) for mark in queries.to_acknowledge(held)]


def papers(held: HeldAgreement, seen: Look) -> list[tuple[str, str]]:
    """The papers around this agreement, each with its page."""
    ref, found = held.agreement.ref, []
    if seen.clause("clause_mediated") and held.agreement.effective_at:
        found.append((_("Confirmation by a court"), reverse("papers:court", args=[ref])))
    if seen.variation is not None:
        found.append((_("The change that is asked for"), reverse("papers:variation", args=[ref])))
    letter = next((one for one in seen.deeds if one.row.code == queries.LETTER_DUTY), None)
    if letter is not None:
        found.append((_("The clearance letter"), reverse("papers:letter", args=[ref, letter.row.ref])))
    return found


def risks(seen: Look, *, serious: bool) -> list[tuple[str, str]]:
    """The risks with their marks: the serious ones to be acknowledged, or those that are only said."""
    marks_ = iter(queries.serious_risks(seen.agreement))
    found = []
    for one in seen.terms["risks"]:
        mark = next(marks_) if one["serious"] else ""
        if one["serious"] == serious:
            found.append((mark, _risk(one["code"], one["facts"])))
    return found


def _risk(code: str, facts: Mapping[str, Any]) -> str:
    own = words.RISKS.get(code)
    return str(own).format_map(shown(facts)) if own else say(code, facts)


def schedule(seen: Look) -> parts.Table | None:
    """Every instalment as it was agreed."""
    found = seen.clause("clause_schedule")
    if found is None:
        return None
    columns = (
        parts.Column(_("No."), "count"),
        parts.Column(_("Due"), "day"),
        parts.Column(formats.in_unit(_("Principal ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Interest ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Without interest ({unit})")), "money"),
        parts.Column(formats.in_unit(_("To pay ({unit})")), "money"),
    )
    names = ("principal", "interest", "carried", "amounts")
    rows = [
        (place + 1, date.fromisoformat(due), *(found[name][place] for name in names))
        for place, due in enumerate(found["due"])
    ]
    totals = ("", "", *(sum(found[name]) for name in names))
    return parts.Table(_("Every payment"), columns, rows, totals)


def duty_words(row: Any) -> str:
    """What the duty is, in words."""
    return formats.singular(say(row.code, row.facts))


def duty_badge(duty: Duty) -> parts.Badge:
    """How the duty stands, for this reader."""
    if duty.is_late:
        return parts.Badge(_("Late"), "your_turn", "warning")
    if duty.row.state == "open" and duty.row.due_on is not None:
        return parts.Badge(_("Ahead"), "quiet", "clock")
    if duty.row.state == "claimed":
        return status.badge("obligation", "claimed", role="" if duty.is_own else "officer")
    return status.badge("obligation", duty.row.state)


def duty_rows(
    seen: Look, duties: list[Duty], *, role_of: Mapping[str, Any] = words.SIDES
) -> list[dict[str, Any]]:
    """Duties with what the reader may do about each."""
    return [
        {
            "duty": one,
            "what": duty_words(one.row),
            "who": role_of[one.row.side],
            "badge": duty_badge(one),
            "href": _duty_href(seen, one),
            "label": _duty_label(one),
        }
        for one in duties
    ]


def _duty_href(seen: Look, one: Duty) -> str:
    if one.row.kind == "review":
        may = one.is_own and one.row.state == "open"
        return reverse("keeping:review", args=[seen.agreement.ref, one.row.ref]) if may else ""
    own_letter = one.row.code == queries.LETTER_DUTY and one.is_own and one.row.state == "open"
    if one.row.amount_minor is None and not own_letter:  # what was shown for it, and what one may do
        return reverse("keeping:duty", args=[seen.agreement.ref, one.row.ref])
    if one.row.state not in ("open", "claimed") or seen.side == "neutral":
        return ""
    is_mine_to_do = one.is_own and one.row.state == "open"
    is_mine_to_answer = not one.is_own and one.row.state == "claimed"
    if not (is_mine_to_do or is_mine_to_answer):
        return ""
    name = "agreement:duty" if is_mine_to_do else "agreement:answer"
    if is_mine_to_do and one.row.code == queries.LETTER_DUTY:
        name = "papers:letter"
    return reverse(name, args=[seen.agreement.ref, one.row.ref])


def _duty_label(one: Duty) -> str:
    if not one.is_own:
        return _("Confirm or contest")
    return _("I have paid") if one.row.amount_minor is not None else _("It is done")


def instalment_words(duty: Duty) -> str:
    """An instalment in a list: its day and its amount."""
    day = formats.day_text(duty.row.due_on) if duty.row.due_on else ""
    return f"{day} · {formats.money_text(duty.row.amount_minor or 0)}"


def payment_state(payment: Any) -> str:
    """waiting, confirmed, contested or reversed."""
    if payment.reversed_at:
        return "reversed"
    if payment.confirmed_at:
        return "confirmed"
    return "contested" if payment.contested_at else "waiting"


def payments(seen: Look) -> parts.Table | None:
    """Every payment that was told, newest first."""
    if not seen.payments:
        return None
    columns = (
        parts.Column(_("Paid on"), "day"),
        parts.Column(formats.in_unit(_("Amount ({unit})")), "money"),
        parts.Column(_("State")),
    )
    rows = [
        (one.paid_on, one.amount_minor, words.PAYMENT_STATES[payment_state(one)]) for one in seen.payments
    ]
    return parts.Table(_("Payments so far"), columns, rows)


def figures(seen: Look) -> list[parts.Fact]:
    """How the money stands."""
    kept = seen.performance
    if kept is None:
        return []
    if seen.agreement.reason in PAID:
        return [parts.Fact(_("Paid and confirmed"), formats.money_text(_received(seen)))]
    facts = [
        parts.Fact(_("Paid and confirmed"), formats.money_text(kept.paid_minor)),
        parts.Fact(_("Left to pay"), formats.money_text(kept.outstanding_minor)),
    ]
    if kept.overdue_minor:
        facts.append(parts.Fact(_("Overdue"), formats.money_text(kept.overdue_minor)))
    if kept.surplus_minor:
        facts.append(parts.Fact(_("Paid beyond what is due"), formats.money_text(kept.surplus_minor)))
    return facts


def _received(seen: Look) -> int:
    """What came and stayed, in minor units; at an early payoff no instalment holds it."""
    return sum(one.amount_minor for one in seen.payments if payment_state(one) == "confirmed")


def signature_facts(seen: Look) -> list[parts.Fact]:
    """Who has signed; before all have, only how many."""
    if seen.agreement.state == "signing" or not seen.agreement.effective_at:
        return []
    names = {slot.place: slot.name for slot in seen.slots}
    return [
        parts.Fact(words.SIDES[one.side], _name(names[one.place]), note=_when_signed(one))
        for one in seen.signatures
    ]


def _when_signed(one: Any) -> str:
    at = formats.moment_text(one.signed_at)
    return _("on paper; recorded {at}").format(at=at) if one.provider == queries.PAPER else at


def _name(text: str) -> str:
    """A name as it stands in the document, said to be Chinese for whoever reads the page aloud."""
    return format_html('<span lang="zh-Hans">{}</span>', text)
