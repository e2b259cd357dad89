"""The queue, the talks on one page, what the lender asks, refuses and states, and the checker's look."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.agreements import actions as agreements
from hejie_platform.core import clock, formats
from hejie_platform.intake.queries import files_for, shared_with
from hejie_platform.ledger import queries as ledger
from hejie_platform.lenders import access as desks
from hejie_platform.lenders import queries as policies
from hejie_platform.negotiation import access, actions, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.notices.queries import say
from hejie_platform.privacy import actions as privacy
from hejie_platform.web import parts
from hejie_platform.web.apply.words import CAUSES, PAPERS
from hejie_platform.web.contacts import rests
from hejie_platform.web.lender import forms
from hejie_platform.web.room import shows, statements, table, words
from hejie_platform.web.room.comparing import comparison, same, without_a_plan
from hejie_platform.web.room.doors import DESK, door, person, said, taken
from hejie_platform.web.room.forms import MessageForm, PressForm
from hejie_platform.web.room.tries import Tries, wishes
from hejie_platform.web.room.views import worded

GET_POST = require_http_methods(["GET", "POST"])
FILTERS = {
    "ours": gettext_lazy("Waiting for us"),
    "asked": gettext_lazy("Asked"),
    "talking": gettext_lazy("In talks"),
    "checks": gettext_lazy("To check"),
    "agreed": gettext_lazy("Agreed"),
    "ended": gettext_lazy("Ended"),
    "all": gettext_lazy("All"),
}
LATEST = 12


@require_GET
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """The talks at this desk, the soonest due first."""
    now = clock.now()
    if not desks.desks_of(person(request), now=now):
        raise Http404
    chosen = request.GET.get("show", "ours")
    chosen = chosen if chosen in FILTERS else "ours"
    search = request.GET.get("q", "").replace("\0", "")[:40]
    counts = queries.counts(person(request), now=now)
    tabs = [
        parts.Tab(label, f"?show={name}", name == chosen, counts[name]) for name, label in FILTERS.items()
    ]
    rows = queries.queue(
        person(request), filter_by=chosen, search=search, part=request.GET.get("page"), now=now
    )
    context = {"tabs": tabs, "rows": rows, "q": search, "show": chosen, "owners": words.SIDES}
    return render(request, "lender/queue.html", context)


@GET_POST
@door(DESK)
def talks(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Figures, plans and conversation side by side on a desk, as tabs on a phone."""
    found, row = queries.talks(held.negotiation), held.negotiation
    form = MessageForm(request.POST or None)
    if form.is_valid() and taken(form, actions.message, held, text=form.cleaned_data["text"], now=now):
        return redirect(DESK.url("talks", held) + "#last")
    day, tries = clock.legal_day(now), Tries(held, now)
    privacy.note_shared_look(held, now=now)
    context = {
        "turn": shows.turn_card(DESK, held, found, now=now),
        "borrower": queries.borrower_name(row, now=now),
        "shared": _shared(held, day, queries.owed(found.claim).total if found.claim else 0),
        "claim": found.claim,
        "rows": shows.bucket_rows(found.claim) if found.claim else [],
        "total": queries.owed(found.claim).total if found.claim else 0,
        "statement": statements.statement(found.claim, file=DESK.url("statement", held))
        if found.claim
        else None,
        "plans": _plans(found, day),
        "cards": _cards(found, tries),
        "positions": shows.positions(found.positions),
        "agreed": shows.agreed(found.positions),
        "wishes": wishes(found, tries),
        "sayings": shows.sayings(held, queries.said_in_room(found.room)),
        "live": reverse("live:talks", args=[row.ref]),
        "last": found.room.length if found.room else 0,
        "form": form,
        "may": _may(held, found),
        "pending": [(act, words.ACTS.get(act.act, act.act)) for act in found.pending],
        "events": [shows.event(entry) for entry in ledger.news([row.id], ["shared", "lender"])[:LATEST]],
        **rests.shown(held, now),
        "press": PressForm(seen_version=row.version),
        "chase": DESK.url("chase", held),
    }
    return render(request, "lender/talks.html", table.frame(DESK, held, found, here="talks") | context)


def _shared(held: HeldNegotiation, day: Any, owed_minor: int) -> dict[str, Any]:
    """What the borrower shares with this lender, in the words of the consent sheet."""
    row = held.negotiation
    made = shared_with(row, day=day)
    facts = []
    if made.story is not None:
        facts.append(parts.Fact(_("Cause"), CAUSES.get(made.story.cause, "–")))
        if made.story.since_on:
            facts.append(parts.Fact(_("Since"), formats.day_text(made.story.since_on)))
        if made.story.recovery_on:
            facts.append(parts.Fact(_("Hopes to recover by"), formats.day_text(made.story.recovery_on)))
    if made.budget is not None:
        budget = made.budget.made
        facts += [
            parts.Fact(_("Income a month"), formats.money_text(budget.income_minor)),
            parts.Fact(_("Kept for living"), formats.money_text(budget.living_minor)),
            parts.Fact(_("Left for all debts"), formats.money_text(budget.disposable_minor)),
        ]
    if made.other_debts_minor is not None:
        facts.append(parts.Fact(_("Other debts, in one sum"), formats.money_text(made.other_debts_minor)))
    if made.other_debts_minor is not None and owed_minor:
        share = owed_minor * 100 // (owed_minor + made.other_debts_minor)
        facts.append(parts.Fact(_("Our part of all debts"), _("{share} of 100").format(share=share)))
    return {
        "facts": facts,
        "words": made.story_words,
        "until": made.consent.until_day if made.consent else None,
        "files": files_for(row, day=day),
        "papers": [
            (PAPERS[one.kind], DESK.url("paper", held, one.ref), one.filed_at) for one in made.papers or ()
        ],
    }


def _plans(found: queries.Talks, day: Any) -> dict[str, Any] | None:
    view = queries.plans_for(found.negotiation, found.claim, for_household=False, for_lender=True, day=day)
    if view is None or not view.proposed:
        return {"table": None} if view else None
    chosen = [(words.PLANS[one.name], shows.headline(one.tried), one.name) for one in view.proposed]
    return {
        "table": comparison(view, own=False, credit=False),
        "same": same(view),
        "without": without_a_plan(view),
        "named": chosen,
        "ref": view.plan_set.determination.ref,
    }


def _cards(found: queries.Talks, tries: Tries) -> list[parts.OfferCard]:
    newest = reversed(found.offers[-2:])
    return [shows.offer_card(DESK, tries.held, offer, tries.of(offer).tried) for offer in newest]


def _may(held: HeldNegotiation, found: queries.Talks) -> dict[str, str]:
    """The pages of the acts that are open to this desk now."""
    state = held.negotiation.state
    open_in = {
        "ask": ("waiting", "talking"),
        "refuse": ("waiting", "talking"),
        "state": ("waiting", "asked", "talking"),
        "offer_new": ("waiting", "talking") if found.claim else (),
        "end": ("talking",),
    }
    if held.negotiation.is_varying:
        open_in |= {"state": ("agreed",), "offer_new": ("agreed",) if found.claim else ()}
    may = {name: DESK.url(name, held) for name, states in open_in.items() if state in states}
    return may | ({"start": DESK.url("start", held)} if state == "waiting" else {})


@require_POST
@door(DESK)
def start(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Ready to talk."""
    form = PressForm(request.POST)
    if form.is_valid() and taken(form, agreements.take_plain_step, held, held.negotiation, "talk", now=now):
        said(request, _("The talks have begun; the borrower is told."))
        return redirect(DESK.url("talks", held))
    return render(request, "lender/refused.html", table.frame(DESK, held) | {"form": form})


@GET_POST
@door(DESK)
def ask(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Ask for something: choose, see it as the borrower will, send."""
    policy = policies.policy_version_on(held.negotiation.creditor, clock.legal_day(now))
    likely = {kind for kinds in policy.published["evidence"].values() for kind in kinds} if policy else set()
    form = forms.AskForm(request.POST or None, likely=tuple(likely), seen_version=held.negotiation.version)

    def send() -> bool:
        given = form.cleaned_data
        return taken(form, actions.ask, held, items=given["items"], words=given["words"], now=now)

    def lines() -> list[tuple[str, str]]:
        return [(say(code), say(queries.ASKS[code].cure)) for code in form.cleaned_data["items"]]

    follows = [_("The borrower is told and has time to answer; until then it is not your turn.")]
    return _decide(request, held, form, _("Ask for something"), send, lines, lambda: follows)


@GET_POST
@door(DESK)
def refuse(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Refuse, with a reason of the policy in force and its cure: see it as the borrower will, send."""
    policy = policies.policy_on(held.negotiation.creditor, clock.legal_day(now))
    known = {one.code: one for one in policy.published.refusals} if policy else {}
    choices = [(code, worded(f"refusal_{code}", "refusal_other")) for code in known]
    form = forms.RefuseForm(request.POST or None, refusals=choices, seen_version=held.negotiation.version)

    def send() -> bool:
        given = form.cleaned_data
        act = actions.refuse_curable if known[given["code"]].curable else actions.refuse
        return taken(form, act, held, code=given["code"], words=given["words"], now=now)

    def lines() -> list[tuple[str, str]]:
        one = known[form.cleaned_data["code"]]
        return [(worded(f"refusal_{one.code}", "refusal_other"), worded(f"cure_{one.cure}", "cure_other"))]

    def follows() -> list[str]:
        if known[form.cleaned_data["code"]].curable:
            return [_("The talks stay open for the cure; an open offer falls.")]
        return [_("The talks end. The borrower is shown the ways that remain.")]

    return _decide(request, held, form, _("Refuse, with a reason and its cure"), send, lines, follows)


def _decide(
    request: HttpRequest,
    held: HeldNegotiation,
    form: Any,
    title: str,
    send: Callable[[], bool],
    lines: Callable[[], list[tuple[str, str]]],
    follows: Callable[[], list[str]],
) -> HttpResponse:
    """A decision in three looks: the form, what the other side will read and what follows, sent."""
    context = table.frame(DESK, held) | {"form": form, "title": title}
    if request.method != "POST" or "change" in request.POST or not form.is_valid():
        return render(request, "lender/decide.html", context)
    if "send" in request.POST:
        if send():
            said(request, _("Sent."))
            return redirect(DESK.url("talks", held))
        return render(request, "lender/decide.html", context)
    kept = [
        (name, value) for name in form.data if name not in table.NOT_KEPT for value in form.data.getlist(name)
    ]
    shown = {"lines": lines(), "words": form.cleaned_data["words"], "follows": follows(), "kept": kept}
    return render(request, "lender/preview.html", context | shown)


@GET_POST
@door(DESK)
def state(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """State what is owed, and what each contract says."""
    here, claim = queries.loans_here(held.negotiation), queries.latest_claim(held.negotiation)
    today = clock.legal_day(now)
    form = forms.StateForm(
        request.POST or None,
        loans_here=here,
        today=today,
        initial={"as_of": today} | (dict(claim.buckets) if claim else {}),
        seen_version=held.negotiation.version,
    )
    if form.is_valid() and taken(
        form,
        actions.state_facts,
        held,
        as_of=form.cleaned_data["as_of"],
        buckets=form.buckets,
        contracts=form.contracts,
        words=form.cleaned_data["words"],
        now=now,
    ):
        said(request, _("Stated. The borrower checks each figure."))
        return redirect(DESK.url("talks", held))
    return render(request, "lender/state.html", table.frame(DESK, held) | {"form": form, "claim": claim})


@GET_POST
@door(DESK)
def adopt(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """The borrower's figures beside ours: take them over."""
    found = queries.talks(held.negotiation)
    claim = found.claim
    if claim is None or not claim.disputed:
        return redirect(DESK.url("talks", held))
    form = forms.AdoptForm(request.POST or None)
    if form.is_valid() and taken(
        form,
        actions.agree_facts,
        held,
        claim_hash=request.POST.get("claim_hash", ""),
        legal_notice_seen=form.cleaned_data["notice_seen"],
        now=now,
    ):
        said(request, _("Taken over. The borrower confirms them next."))
        return redirect(DESK.url("talks", held))
    context = {
        "form": form,
        "claim": claim,
        "rows": shows.bucket_rows(claim),
        "total": queries.owed(claim).total,
        "hash": claim.hash,
        "only_here": words.ONLY_HERE,
    }
    return render(request, "lender/adopt.html", table.frame(DESK, held, found) | context)


@GET_POST
@door(DESK)
def keep(request: HttpRequest, held: HeldNegotiation, *, now: datetime) -> HttpResponse:
    """Stand by our own figures, and say why."""
    found = queries.talks(held.negotiation)
    claim = found.claim
    if claim is None:
        return redirect(DESK.url("talks", held))
    form = forms.KeepForm(request.POST or None, initial={"claim_hash": claim.hash})
    if form.is_valid() and taken(form, actions.dispute_fact, held, **form.given, now=now):
        said(request, _("Sent. Nobody has to accept a figure before it is cleared up."))
        return redirect(DESK.url("talks", held))
    context = {"form": form, "rows": shows.bucket_rows(claim), "total": queries.owed(claim).total}
    return render(request, "lender/keep.html", table.frame(DESK, held, found) | context)


@GET_POST
@door(DESK)
def act(request: HttpRequest, held: HeldNegotiation, waiting: str, *, now: datetime) -> HttpResponse:
    """What a maker prepared, and what changed since: approve it, return it, take it back."""
    row, found = access.act_of(held, waiting), queries.talks(held.negotiation)
    form = PressForm(request.POST or None, seen_version=held.negotiation.version)
    if request.method == "POST" and form.is_valid() and _decided(request, held, row, form, now):
        return redirect(DESK.url("talks", held))
    return render(
        request, "lender/act.html", table.frame(DESK, held, found) | _act(held, row, found, form, now)
    )


def _decided(request: HttpRequest, held: HeldNegotiation, row: Any, form: Any, now: datetime) -> bool:
    acts: dict[str, tuple[Any, str]] = {
        "approve": (actions.approve_act, _("Approved.")),
        "return": (actions.return_act, _("Returned to its maker.")),
        "withdraw": (actions.withdraw_act, _("Taken back.")),
    }
    chosen = acts.get(request.POST.get("decision", ""))
    if chosen is None:
        return False
    more = {"terms_hash": request.POST.get("terms_hash", "")} if chosen[0] is actions.approve_act else {}
    is_done = taken(form, chosen[0], held, ref=row.ref, now=now, **more)
    if is_done:
        said(request, chosen[1])
    return is_done


def _act(held: HeldNegotiation, row: Any, found: queries.Talks, form: Any, now: datetime) -> dict[str, Any]:
    tried = Tries(held, now).terms(row.terms, found.claim) if found.claim else None
    return {
        "act": row,
        "form": form,
        "title": words.ACTS.get(row.act, row.act),
        "maker": row.maker.name,
        "is_mine": row.maker_id == held.user.pk,
        "is_waiting": row.decided_at is None,
        "may_decide": "checker" in held.roles and row.maker_id != held.user.pk,
        "headline": shows.headline(tried.tried) if tried else "",
        "terms": shows.terms(tried.tried) if tried else [],
        "outside": shows.reasons(tried.tried.outside) if tried else [],
        "findings": shows.findings(tried.tried.findings) if tried else [],
        "is_grantable": tried.is_within("checker") if tried else False,
        "changes": [
            parts.Event(one.at, shows.happened(one.verb), words.WHO.get(one.role, ""))
            for one in queries.changes_since(row)
        ],
    }
