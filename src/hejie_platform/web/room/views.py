"""The borrower's side of the talks: where they stand, the figures, the plans, the answer to what was asked."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.core import clock, formats
from hejie_platform.insight.queries import past_range
from hejie_platform.ledger import queries as ledger
from hejie_platform.negotiation import access, actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.support.queries import outcomes_with
from hejie_platform.web import charts, parts
from hejie_platform.web.afterwards.shows import begin_cure
from hejie_platform.web.contacts import rests
from hejie_platform.web.plans import shows as beside
from hejie_platform.web.room import comparing, forms, shows, statements, words
from hejie_platform.web.room.doors import ROOM, door, said, taken
from hejie_platform.web.room.table import frame

GET_POST = require_http_methods(["GET", "POST"])
LATEST = 5


@require_GET
@door(ROOM)
def home(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Where the talks stand, whose turn it is, what came last, and the ways from here."""
    found = queries.talks(held.negotiation)
    entries = ledger.news([held.negotiation.id], ["shared"])[:LATEST]
    context = {
        "turn": shows.turn_card(ROOM, held, found, now=now),
        "request_card": _asked(held, found) if found.requests else None,
        "events": [shows.event(entry) for entry in entries],
        "press": forms.PressForm(),
        "chase": ROOM.url("chase", held),
        **rests.shown(held, now),
        "is_live": held.negotiation.state not in ("ended", "agreed"),
        "is_mine": access.sees_household(held),
        "agreement": shows.agreement_url(held.negotiation.ref) if held.negotiation.state == "agreed" else "",
        "last_message": found.room.length if found.room else 0,
    }
    return render(request, "room/home.html", frame(ROOM, held, found, here="home") | context)


def _asked(held: HeldNegotiation, found: queries.Talks) -> dict[str, Any]:
    """The newest request or refusal: what is asked, how to meet it, and the words with it."""
    row = found.requests[0]
    items = [(_item(item["code"], row.kind), _cure(item["cure"], row.kind)) for item in row.items]
    return {
        "row": row,
        "items": items,
        "words": found.words_of(row),
        "is_open": row.answered_at is None,
        "begin": _ways_to_begin(row, held.negotiation),
        "papers": reverse("apply:papers", args=[held.negotiation.case.ref]),
    }


def _ways_to_begin(row: Any, talks: Any) -> list[tuple[Any, str]]:
    """What can be pressed to begin the cures of a refusal, each once."""
    found = (begin_cure(item["cure"], talks) for item in row.items if row.kind != "ask")
    return list(dict.fromkeys(one for one in found if one))


def _item(code: str, kind: str) -> str:
    return worded(code if kind == "ask" else f"refusal_{code}", "refusal_other")


def _cure(code: str, kind: str) -> str:
    return worded(code if kind == "ask" else f"cure_{code}", "cure_other")


def worded(code: str, otherwise: str) -> str:
    """The sentence of a code; a lender may publish codes of its own, which its words explain."""
    try:
        return say(code)
    except LookupError:
        return say(otherwise)


@GET_POST
@door(ROOM)
def answer(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Answer what the lender asked."""
    found = queries.talks(held.negotiation)
    if found.open_request is None or held.side != "borrower":
        return redirect("room:home", held.negotiation.ref)
    form = forms.AnswerForm(request.POST or None, seen_version=held.negotiation.version)
    if form.is_valid() and taken(form, actions.answer, held, words=form.cleaned_data["words"], now=now):
        said(request, _("Sent. It is the lender's turn now."))
        return redirect("room:home", held.negotiation.ref)
    return render(
        request,
        "room/answer.html",
        frame(ROOM, held, found) | {"form": form, "request_card": _asked(held, found)},
    )


@GET_POST
@door(ROOM)
def figures(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """What is owed, bucket by bucket; agree to it for these talks only."""
    found = queries.talks(held.negotiation)
    send = forms.SendForm(request.POST or None, seen_version=held.negotiation.version)
    if request.method == "POST" and found.claim and send.is_valid() and _agreed(request, held, send, now):
        return redirect("room:plans", held.negotiation.ref)
    return render(
        request,
        "room/figures.html",
        frame(ROOM, held, found, here="facts") | _figures(held, found) | {"send": send},
    )


def _agreed(request: HttpRequest, held: HeldNegotiation, send: forms.SendForm, now: datetime) -> bool:
    is_done = taken(
        send,
        actions.agree_facts,
        held,
        claim_hash=request.POST.get("claim_hash", ""),
        legal_notice_seen=send.cleaned_data["notice_seen"],
        now=now,
    )
    if is_done:
        said(request, _("Thank you. The figures stand, for these talks only."))
    return is_done


def _figures(held: HeldNegotiation, found: queries.Talks) -> dict[str, Any]:
    claim = found.claim
    if claim is None:
        return {"claim": None}
    may = held.side == "borrower" and (
        held.negotiation.state in ("waiting", "asked") or held.negotiation.talks_are_open
    )
    return {
        "claim": claim,
        "hash": claim.hash,
        "rows": shows.bucket_rows(claim),
        "total": queries.owed(claim).total,
        "contracts": shows.contract_facts(claim, shows.loan_labels(held.negotiation)),
        "statement": statements.statement(claim, file=ROOM.url("statement", held)),
        "is_agreed": found.facts_agreed,
        "may_agree": may and held.negotiation.talks_are_open and not found.facts_agreed,
        "may_dispute": may,
        "notice": words.LIMITATION,
        "only_here": words.ONLY_HERE,
    }


@GET_POST
@door(ROOM)
def dispute(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Say which figures are not right, and what they should be."""
    claim = queries.latest_claim(held.negotiation)
    if claim is None or held.side != "borrower":
        return redirect("room:facts", held.negotiation.ref)
    form = forms.DisputeForm(request.POST or None, claim=claim.buckets, seen_version=held.negotiation.version)
    if form.is_valid() and taken(
        form,
        actions.dispute_fact,
        held,
        claim_hash=request.POST.get("claim_hash", ""),
        figures=form.figures,
        words=form.cleaned_data["words"],
        now=now,
    ):
        said(request, _("Sent. Nobody has to accept a figure before it is cleared up."))
        return redirect("room:facts", held.negotiation.ref)
    context = {"form": form, "hash": claim.hash}
    return render(request, "room/dispute.html", frame(ROOM, held, here="facts") | context)


@require_GET
@door(ROOM)
def plans(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """The plans side by side: in a sentence, then in a table, then why there are none."""
    found, own = queries.talks(held.negotiation), access.sees_household(held)
    view, lender = _made(held, found, own, now), name_of(held.negotiation.creditor)
    context = {
        "view": view,
        "cards": _cards(held, view) if view else [],
        "pictures": _pictures(view) if view and own else [],
        "bought": beside.reasons(view.concessions, {queries.ALONE: lender}) if view else [],
        "together": reverse("plans:compare", args=[held.negotiation.case.ref]) if own else "",
        "table": comparing.comparison(view, own=own) if view and view.proposed else None,
        "credit": comparing.credit_effects(view.proposed, day=clock.legal_day(now)) if view else [],
        "chosen": beside.chosen(view.named_by) if view else None,
        "notes": beside.reasons(view.usual.told.notes()) if view and view.usual else [],
        "same": comparing.same(view) if view and view.proposed else [],
        "answers": shows.reasons(view.answers) if view else [],
        "outcomes": outcomes_with(held.negotiation.creditor),
        "past": _past(held, view),
        "is_mine": own,
        "may_choose": own and held.negotiation.talks_are_open,
    }
    return render(request, "room/plans.html", frame(ROOM, held, found, here="plans") | context)


def _made(held: HeldNegotiation, found: queries.Talks, own: bool, now: datetime) -> queries.PlanView | None:
    """The plans; made now if the figures were agreed a moment ago and nobody has made them yet."""
    day = clock.legal_day(now)
    view = queries.plans_for(held.negotiation, found.claim, for_household=own, day=day)
    if view is None and found.claim is not None and found.facts_agreed and found.has_policy(day):
        actions.make_plans(found.claim, now=now, action_id=actions.making_id(found.claim))
        view = queries.plans_for(held.negotiation, found.claim, for_household=own, day=day)
    return view


def _cards(held: HeldNegotiation, view: queries.PlanView) -> list[parts.PlanCard]:
    """A card for each plan, with what speaks for and against it among these."""
    sides = beside.for_and_against([comparing.measures(one) for one in view.proposed])
    return [_card(held, one, more) for one, more in zip(view.proposed, sides, strict=True)]


def _card(held: HeldNegotiation, one: queries.Proposed, more: list[str]) -> parts.PlanCard:
    is_mine, kept = held.side == "borrower" and one.kept_minor is not None, ""
    if one.kept_minor is not None:
        kept = _("You would keep {amount} a month for living.").format(
            amount=formats.money_text(one.kept_minor)
        )
    said = [reason for reason in one.reasons if reason.code not in SAID_OTHERWISE]
    return parts.PlanCard(
        name=words.PLANS[one.name],
        headline=_("{sentence} {next}").format(sentence=shows.headline(one.tried), next=kept).strip(),
        reasons=[beside.chance_text(one.chance), *beside.reasons(said, _own_name(held)), *more],
        is_recommended=one.is_recommended,
        href=reverse("room:choose", args=[held.negotiation.ref, one.name])
        if is_mine and held.negotiation.talks_are_open
        else "",
        label=_("Look closer and choose"),
    )


def _own_name(held: HeldNegotiation) -> dict[str, str]:
    """The lender of these talks by its name, where plans of its own call it the lender."""
    return {queries.ALONE: name_of(held.negotiation.creditor)}


SAID_OTHERWISE = queries.PRIVATE | {"plan_survives"}  # the purse in the table, the chance in its own sentence


def _past(held: HeldNegotiation, view: queries.PlanView | None) -> Any:
    """How talks about a like debt and month have ended; for the household, whose month it is."""
    if view is None or view.usual is None or not view.proposed:
        return None
    owed = view.proposed[0].tried.claim.total
    return past_range(held.negotiation.creditor, claim_minor=owed, left_minor=view.usual.left_minor)


def _pictures(view: queries.PlanView) -> list[charts.Chart]:
    """For the household: what each plan asks of each month beside what it leaves, and all plans in one picture."""
    asked = view.plan_set.determination.facts
    start, found = date.fromisoformat(asked["start"]), []
    for one in view.proposed:
        left = view.usual.left_by_month(start, len(one.months_minor)) if view.usual else []
        title = _("{plan}: month by month").format(plan=words.PLANS[one.name])
        found.append(
            beside.months_chart(
                title,
                start=start,
                packages=[one.tried.package],
                months_minor=one.months_minor,
                left_minor=left,
            )
        )
    whole = beside.frontier_chart(
        view.frontier,
        view.plan_set.determination.result["named"],
        [words.PLANS[one.name] for one in view.proposed],
    )
    return [*found, whole] if whole else found


@require_GET
@door(ROOM)
def choose(request: HttpRequest, held: HeldNegotiation, name: str, *, now: datetime) -> HttpResponse:
    """One plan with every payment; from here it is put as one's own offer."""
    found = queries.talks(held.negotiation)
    view = _made(held, found, access.sees_household(held), now)
    one = view.named(name) if view else None
    if one is None:
        raise Http404
    context = {
        "plan": one,
        "name": name,
        "title": words.PLANS[name],
        "headline": shows.headline(one.tried),
        "reasons": [
            beside.chance_text(one.chance),
            *beside.reasons([said for said in one.reasons if said.code != "plan_survives"], _own_name(held)),
        ],
        "terms": shows.terms(one.tried, kept_minor=one.kept_minor),
        "curve": beside.curve_chart(one.chance) if one.chance.curve else None,
        "table": shows.schedule_table(one.tried),
        "findings": shows.findings(one.tried.findings),
        "credit": comparing.credit_effects([one], day=clock.legal_day(now)),
        "may_choose": held.side == "borrower" and held.negotiation.talks_are_open,
        "determination": view.plan_set.determination if view else None,
    }
    return render(request, "room/choose.html", frame(ROOM, held, found, here="plans") | context)
