"""Rows and results of the talks -> what the components show."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from hejie import money, negotiation, plans, rules, texts
from hejie_platform.core import formats
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.web import parts, status
from hejie_platform.web.agreement import turns as agreements
from hejie_platform.web.case import words as case_words
from hejie_platform.web.room import words
from hejie_platform.web.room.describing import at_once as at_once
from hejie_platform.web.room.describing import headline as headline
from hejie_platform.web.room.describing import is_uneven as is_uneven
from hejie_platform.web.room.describing import season as season
from hejie_platform.web.room.describing import terms as terms
from hejie_platform.web.room.doors import Place


def turn_card(place: Place, held: HeldNegotiation, found: queries.Talks, *, now: datetime) -> parts.Turn:
    """Whose turn it is, for this reader; once there is an agreement, with that."""
    next_step = queries.desk_turn(found) if held.is_lender_side else queries.turn(found)
    if next_step.code == "sign" and (deal := agreements.of_talks(held.user, held.negotiation, now=now)):
        return deal[1].at_rest() if found.rests and deal[0] in ("signing", "in_cure") else deal[1]
    table = words.BORROWER_TURNS if place.side == "borrower" else words.LENDER_TURNS
    mine, theirs, consequence = table[next_step.code]
    is_mine = next_step.is_of(place.side) and held.side == place.side
    href, label = _link(place, held, found, next_step.code) if is_mine else ("", "")
    card = parts.Turn(
        is_yours=is_mine,
        sentence=str(mine if is_mine or not theirs else theirs).format(
            lender=name_of(held.negotiation.creditor)
        ),
        until=next_step.due_at,
        href=href,
        label=label,
        consequence=consequence if next_step.due_at else "",
    )
    return card.at_rest() if found.rests else card


def _link(place: Place, held: HeldNegotiation, found: queries.Talks, code: str) -> tuple[str, Any]:
    links = words.ROOM_LINKS if place.side == "borrower" else words.DESK_LINKS
    if code == "answer_offer" and found.open_offer is not None:
        return place.url("offer", held, found.open_offer.number), links[code][1]
    if code == "accept_approved" and found.open_offer is not None:
        return place.url("accept", held, found.open_offer.number), _("Accept now")
    if code == "sign":
        return agreement_url(held.negotiation.ref), _("Read and sign")
    if code not in links:
        return "", ""
    name, label = links[code]
    return reverse(name, args=[held.negotiation.ref]), label


def tabs(place: Place, held: HeldNegotiation, here: str) -> list[parts.Tab]:
    """The pages of these talks from this place."""
    return [parts.Tab(label, place.url(name, held), name == here) for name, label in words.TABS[place.name]]


def agreement_url(ref: str) -> str:
    """Where the agreement of these talks is read and signed."""
    try:
        return reverse("agreement:of_talks", args=[ref])
    except NoReverseMatch:
        return ""


def banner(held: HeldNegotiation, mediator: str = "") -> parts.Banner:
    """Who can see this room."""
    lender = name_of(held.negotiation.creditor)
    text = {
        "borrower": _("Only you and {lender} can see this, and a mediator if you both ask for one.").format(
            lender=lender
        ),
        "lender": _(
            "Only your desk and the borrower's side can see this, and a mediator if both ask for one."
        ),
        "neutral": _("Only the borrower's side, {lender} and you can see this.").format(lender=lender),
    }[held.side]
    return parts.Banner(seen_by=text, mediator=mediator)


def bucket_rows(claim: Any) -> list[dict[str, Any]]:
    """Every bucket that is claimed or disputed: name, plain words, the creditor's figure, the borrower's."""
    found = queries.owed(claim)
    return [
        {
            "name": words.BUCKETS[name][0],
            "plain": words.BUCKETS[name][1],
            "minor": minor,
            "disputed": claim.disputed.get(name),
        }
        for name, minor in found.items()
        if minor or name in claim.disputed
    ]


def contract_facts(claim: Any, labels: dict[str, str]) -> list[tuple[str, list[parts.Fact]]]:
    """What the creditor says of each loan's contract, by the loan's name."""
    return [(labels.get(one.ref, one.ref), _contract(one)) for one in queries.contracts(claim)]


def _contract(one: queries.Contract) -> list[parts.Fact]:
    shown = (
        (_("Contract of"), one.contract_on and formats.day_text(one.contract_on)),
        (_("Paid out"), one.received_minor and formats.money_text(one.received_minor)),
        (_("Rate a year"), None if one.annual_rate is None else formats.rate_text(one.annual_rate)),
        (_("Instalments"), one.instalments),
        (_("Ends on"), one.matures_on and formats.day_text(one.matures_on)),
        (_("Unpaid since"), one.unpaid_since and formats.day_text(one.unpaid_since)),
    )
    return [parts.Fact(label, value) for label, value in shown if value not in (None, "")]


def loan_labels(row: Any) -> dict[str, str]:
    """What each loan of the talks is called."""
    return {loan.ref: loan.app_name or loan.creditor_name or loan.ref for loan in queries.loans_here(row)}


def schedule_table(tried: plans.Evaluation) -> parts.Table:
    """Every payment: when, how much, and of what."""
    schedule = tried.schedule
    rows = [
        (number, due, amount, principal, interest, arrears)
        for number, (due, amount, principal, interest, arrears) in enumerate(
            zip(
                schedule.due,
                schedule.amounts,
                schedule.principal,
                schedule.interest,
                schedule.arrears or (0,) * len(schedule.due),
                strict=True,
            ),
            start=1,
        )
    ]
    return parts.Table(
        caption=_("Every payment"),
        columns=(
            parts.Column(_("No."), "count"),
            parts.Column(_("Due"), "day"),
            parts.Column(formats.in_unit(_("To pay ({unit})")), "money"),
            parts.Column(_("Principal"), "money"),
            parts.Column(_("New interest"), "money"),
            parts.Column(_("Old interest and charges"), "money"),
        ),
        rows=rows,
        totals=(
            "",
            "",
            schedule.total,
            sum(schedule.principal),
            schedule.total_interest,
            sum(schedule.arrears or ()),
        ),
    )


def findings(found: Iterable[rules.Finding]) -> list[dict[str, Any]]:
    """What the checks found that somebody should read: the kept rules are not repeated."""
    tones = {"block": "stop", "unknown": "your_turn", "warn": "your_turn", "info": "info"}
    titles = {
        "block": _("The law does not allow this"),
        "unknown": _("A fact is missing"),
        "warn": _("Please look at this"),
        "info": _("Good to know"),
    }
    order = {"block": 0, "unknown": 1, "warn": 2, "info": 3}
    shown = [one for one in found if one.verdict in tones]
    return [
        {
            "tone": tones[one.verdict],
            "title": titles[one.verdict],
            "text": say(one.code, one.facts),
            "rules": one.rule_ids,
        }
        for one in sorted(dict.fromkeys(shown), key=lambda one: order[one.verdict])
    ]


def reasons(said: Iterable[texts.Message]) -> list[str]:
    """Reasons in sentences."""
    return [say(one.code, one.facts) for one in said]


def offer_card(place: Place, held: HeldNegotiation, offer: Any, tried: plans.Evaluation) -> parts.OfferCard:
    """An offer in the list of offers."""
    is_own = offer.side == held.side
    whose = _("Your offer") if is_own else words.SIDES[offer.side]
    return parts.OfferCard(
        title=_("No. {number} · {who}").format(number=offer.number, who=whose),
        badge=offer_badge(offer),
        headline=headline(tried),
        facts=[
            parts.Fact(_("Made on"), formats.moment_text(offer.put_at)),
            parts.Fact(_("Total to pay"), formats.money_text(tried.total_minor)),
        ],
        until=offer.expires_at if offer.state == "open" else None,
        href=place.url("offer", held, offer.number),
        label=_("Read it"),
    )


def offer_badge(offer: Any) -> parts.Badge:
    """The state of an offer in a word, and why it closed."""
    if offer.state == "closed":
        return parts.Badge(words.CLOSED.get(offer.reason, _("No longer open")), "quiet", "pause")
    return status.badge("offer", offer.state)


def positions(rows: Sequence[negotiation.Row]) -> parts.Table | None:
    """Where both sides have spoken and differ: their latest positions, since when, and how far apart."""
    apart = [row for row in rows if row.borrower and row.lender and not row.is_agreed]
    if not apart:
        return None
    return parts.Table(
        caption=_("Where both sides stand"),
        columns=(
            parts.Column(_("Term")),
            parts.Column(_("Borrower")),
            parts.Column(_("Lender")),
            parts.Column(_("Apart")),
        ),
        rows=[
            (_issue(row), _stand(row, row.borrower), _stand(row, row.lender), _apart(row)) for row in apart
        ],
    )


def agreed(rows: Sequence[negotiation.Row]) -> list[parts.Fact]:
    """What both sides have said alike."""
    return [
        parts.Fact(_issue(row), value_text(row.unit, row.lender.value))
        for row in rows
        if row.is_agreed and row.lender
    ]


def _issue(row: negotiation.Row) -> str:
    issue = negotiation.ISSUES[row.issue]
    name = say(issue.code)
    return f"{name}: {words.BUCKETS[issue.bucket][0]}" if issue.bucket else name


def _stand(row: negotiation.Row, stand: negotiation.Stand | None) -> str:
    if stand is None:
        return "–"
    return _("{value} (since {day})").format(
        value=value_text(row.unit, stand.value), day=formats.day_text(formats.legal_date(stand.since))
    )


def _apart(row: negotiation.Row) -> str:
    if row.gap is None:
        return _("different")
    if row.unit == "date":
        return _("{count} days").format(count=row.gap)
    return value_text(row.unit, row.gap)


def value_text(unit: str, value: Any) -> str:
    """A value of an issue as people read it."""
    if unit == "minor":
        return formats.money_text(int(value))
    if unit == "rate":
        return formats.rate_text(value)
    if isinstance(value, date):
        return formats.day_text(value)
    if unit == "choice":
        known = {**words.EVERY, **words.METHODS, **words.GRACE, **words.TREATMENTS, **words.WAIVERS}
        if " " in value:
            return season([int(one) for one in value.split()])
        return str(known.get(value, value)) or "–"
    return str(value)


def event(entry: Any) -> parts.Event:
    """One line of the history: codes and who, never words of a person."""
    tone: Any = words.TONES.get(entry.verb, "quiet")
    return parts.Event(entry.at, happened(entry.verb), words.WHO.get(entry.role, ""), tone=tone)


def happened(verb: str) -> str:
    """What happened, by the verb of its entry."""
    return str(words.HAPPENED.get(verb) or case_words.happened(verb))


def sayings(held: HeldNegotiation, rows: Iterable[Any]) -> list[parts.Saying]:
    """The messages of the room, one's own on one's own side."""
    return [
        parts.Saying(
            who=one.sender.name if one.sender and one.sender.name else str(words.WHO.get(one.role, one.role)),
            side=words.WHO.get(one.role, one.role),
            at=one.sent_at,
            text=one.text,
            is_mine=one.sender == held.user,
            seq=one.seq,
        )
        for one in rows
    ]


def withdrawn(found: queries.Talks, side: str, package: plans.Package) -> list[str]:
    """What the new package takes back of one's own last offer."""
    mine = [offer for offer in found.offers if offer.side == side]
    if not mine:
        return []
    before, _faults = plans.package_from_json(mine[-1].package)
    if before is None:
        return []
    notes = negotiation.withdrawn_concessions(before, package, side=side)
    return [_concession(note) for note in notes]


def _concession(note: texts.Message) -> str:
    issue = negotiation.ISSUES[str(note.facts["issue"])]
    name = say(issue.code) + (f": {words.BUCKETS[issue.bucket][0]}" if issue.bucket else "")
    values = {end: _typed(issue.unit, note.facts[end]) for end in ("before", "after")}
    return _("Your last offer was better for the other side here – {issue}: {before}, now {after}.").format(
        issue=name, before=values["before"], after=values["after"]
    )


def _typed(unit: str, value: Any) -> str:
    if unit == "date":
        return formats.day_text(date.fromisoformat(str(value)))
    if unit == "rate":
        return formats.rate_text(money.rate(str(value)))
    return value_text(unit, value)
