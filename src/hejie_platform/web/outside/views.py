"""The operator's desk for creditors outside: who they are, letters, what they answered, what their staff said."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from hejie import steps, texts
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements import queries as found
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.agreements.document import plain_letter
from hejie_platform.cases import access
from hejie_platform.cases import queries as cases
from hejie_platform.core import clock
from hejie_platform.intake import access as intake
from hejie_platform.intake.actions import outside as actions
from hejie_platform.negotiation import queries as talking
from hejie_platform.notices.queries import word
from hejie_platform.people import queries as people
from hejie_platform.web.agreement.shows import duty_words
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.case.words import title
from hejie_platform.web.outside import forms, words
from hejie_platform.web.room.doors import REFUSALS

GET_POST = require_http_methods(["GET", "POST"])
A_MOMENT = timedelta(seconds=1)


@require_GET
@page
def everything(request: Request, *, now: datetime) -> HttpResponse:
    """Talks with creditors outside, and loans whose creditor is not registered yet."""
    if not people.roles_on(request.user, clock.legal_day(now)) & access.TASK_STAFF:
        raise Http404
    context = {
        "talks": [(row, people.name_of(row.creditor)) for row in cases.outside_talks(request.user, now=now)],
        "loans": found.loans_without_creditor(request.user, now=now),
    }
    return render(request, "outside/list.html", context)


@GET_POST
@page
def register(request: Request, ref: str, loan: str, *, now: datetime) -> HttpResponse:
    """Register the creditor of a loan."""
    held = access.desk_case_for(request.user, ref, now=now)
    row = intake.loan_of(held, loan)
    form = forms.RegisterForm(
        request.POST or None, initial={"name_zh": row.creditor_name}, seen_version=held.case.version
    )
    names = ("name_zh", "name_en", "lender_type")
    given = {name: form.cleaned_data[name] for name in names} if form.is_valid() else {}
    if given and taken(form, actions.register_creditor, held, row, row=held.case, **given, now=now):
        messages.success(request, _("Registered. The borrower can now agree to our writing to it."))
        return redirect("outside:list")
    lead = _("Check the name in the contract. If a lender of that name has a desk here, the loan goes to it.")
    return asked(request, form, _("Who is the creditor?"), _("Register"), "outside:list", (), lead)


@require_GET
@page
def talks(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Talks with one creditor outside: what was sent, what it answered, what its staff said, and what to do next."""
    held = access.outside_for(request.user, ref, now=now)
    offers = _offers(ref, talking.talks(held.negotiation))
    return render(request, "outside/talks.html", shown(held, now) | {"offers": offers, "deeds": _deeds(held)})


def _deeds(held: access.HeldNegotiation) -> list[tuple[str, Any]]:
    """What else can have happened with it, as far as it is this reader's to record."""
    found_steps = ((name, steps.find("negotiation", name)) for name in words.DEEDS)
    return [
        (reverse("step:take", args=["negotiation", held.negotiation.ref, name]), words.DEEDS[name])
        for name, row in found_steps
        if row is not None and ("operator" in held.roles or set(row.roles) & set(held.roles))
    ]


def _offers(ref: str, found: talking.Talks) -> list[tuple[str, Any]]:
    """The pages of offers that are of use now, each with its words; none before it has said what is owed."""
    row = found.open_offer
    names = [("offer", _("It makes an offer"))] if found.claim else []
    if row is not None and row.side == "borrower":
        names.append(("accept", _("It accepts the borrower's offer")))
        names.append(("decline", _("It declines the borrower's offer")))
    elif row is not None:
        names.append(("withdraw", _("It takes its offer back")))
    return [(reverse(f"outside:{name}", args=[ref]), label) for name, label in names]


def shown(held: Any, now: datetime) -> dict[str, Any]:
    """Everything about these talks, for the operator and for the borrower alike."""
    row = held.negotiation
    proofs = found.proofs(row)
    return {
        "held": held,
        "row": row,
        "lender": people.name_of(row.creditor),
        "kind": word("lender_type", row.creditor.lender_type) if row.creditor.lender_type else "",
        "letters": [
            (words.KINDS[one.kind], words.WAYS.get(one.sent_way, ""), one)
            for one in row.letters.order_by("-made_at")
        ],
        "promises": [(words.SPOKEN[one.way], one) for one in row.spoken_promises.order_by("-said_on", "-pk")],
        "events": [(_event(one.entry), one) for one in proofs],
        "has_consent": found.has_consent(row, day=clock.legal_day(now)),
        "agreement": _agreement(row),
        "circumstances": found.circumstances(row.case, day=clock.legal_day(now), talks=row),
    }


def _agreement(row: Any) -> dict[str, Any]:
    """The newest agreement of these talks, its papers, and what can be recorded for it now; nothing before there is one."""
    newest = found.newest_of(row)
    if newest is None:
        return {}
    papers = found.paper_signatures(newest)
    return {
        "row": newest,
        "until": newest.sign_by - A_MOMENT,
        "papers": papers,
        "ways": [
            *_signing_ways(row.ref, newest, is_signed=bool(papers)),
            *(
                (reverse("outside:payment", args=[row.ref, one.ref]), duty_words(one))
                for one in found.claimed_by(newest, "borrower")
            ),
            *(
                (reverse("outside:done", args=[row.ref, one.ref]), duty_words(one))
                for one in found.open_deeds(newest, "lender")
            ),
        ],
    }


def _signing_ways(ref: str, row: Any, *, is_signed: bool) -> list[tuple[str, Any]]:
    names: list[tuple[str, Any]] = []
    if is_signed:
        names = [("rescan", _("Correct a wrong scan"))]
    elif row.state == "signing" and row.base_pdf_id:
        names = [("signature", _("It signed on paper")), ("unsigned", _("It will not sign"))]
    return [(reverse(f"outside:{name}", args=[ref]), label) for name, label in names]


def _event(entry: Any) -> Any:
    """What happened, in the words of these pages; offers of the borrower's side are called as everywhere."""
    is_own = entry.verb.startswith(("offer.", "agreement.")) and entry.role != "operator"
    return (not is_own and words.HAPPENED.get(entry.verb)) or title(entry)


@GET_POST
@page
def kind(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Say what kind of lender it is: the limits on its rates hang on that."""
    held = access.outside_for(request.user, ref, now=now)
    creditor = held.negotiation.creditor
    form = forms.KindForm(request.POST or None, initial={"lender_type": creditor.lender_type})
    names = ("lender_type", "shown_by")
    given = {name: form.cleaned_data[name] for name in names} if form.is_valid() else {}
    if given and added(form, answers.state_kind, held, **given, now=now):
        messages.success(request, _("Noted. The limits for a lender of this kind are checked from now on."))
        return redirect("outside:talks", ref)
    lead = _("Which limit binds its rates depends on this. Without it no offer can become an agreement.")
    return asked(request, form, _("What kind of lender is it?"), _("Note it"), "outside:talks", (ref,), lead)


@GET_POST
@page
def letter_new(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Write a letter."""
    held = access.outside_for(request.user, ref, now=now)
    form = forms.LetterForm(request.POST or None)
    given = {name: form.cleaned_data[name] for name in ("kind", "address")} if form.is_valid() else {}
    if given and added(form, answers.write_letter, held, **given, now=now):
        newest = held.negotiation.letters.latest("made_at")
        return redirect("outside:letter", ref, newest.ref)
    lead = _("It says what the borrower's consent sheet allows, and nothing else. You see it before it goes.")
    return asked(request, form, _("Write to the creditor"), _("Write it"), "outside:talks", (ref,), lead)


@require_GET
@page
def letter(request: Request, ref: str, letter: str, *, now: datetime) -> HttpResponse:
    """The letter in both languages, as it is printed."""
    held = access.outside_for(request.user, ref, now=now)
    row = access.letter_of(held, letter)
    parts = [words.letter(row.said, row.kind, language) for language, _code in words.LANGUAGES]
    return render(request, "outside/letter.html", {"row": held.negotiation, "letter": row, "parts": parts})


@require_GET
@page
def letter_file(request: Request, ref: str, letter: str, *, now: datetime) -> HttpResponse:
    """The letter as a PDF."""
    held = access.outside_for(request.user, ref, now=now)
    return as_pdf(access.letter_of(held, letter))


def as_pdf(row: Any) -> HttpResponse:
    """Drawn from the frozen words: the same bytes each time."""
    parts = [words.letter(row.said, row.kind, language) for language, _code in words.LANGUAGES]
    drawn = plain_letter.draw(parts, row.said, on=date.fromisoformat(row.said["written_on"]))
    name = f'attachment; filename="{row.ref}.pdf"'
    return HttpResponse(drawn, content_type="application/pdf", headers={"Content-Disposition": name})


@GET_POST
@page
def sent(request: Request, ref: str, letter: str, *, now: datetime) -> HttpResponse:
    """Note how the letter left."""
    held = access.outside_for(request.user, ref, now=now)
    row = access.letter_of(held, letter)
    form = forms.SentForm(
        *posted(request), initial={"sent_on": clock.legal_day(now)}, seen_version=row.version
    )
    given = _given(form, ("sent_on", "way"))
    if given and taken(form, actions.mark_sent, held, row, row=row, **given, now=now):
        messages.success(request, _("Noted. The borrower sees that it went, and the proof."))
        return redirect("outside:talks", ref)
    return asked(request, form, _("The letter was sent"), _("Note it"), "outside:talks", (ref,))


@GET_POST
@page
def promise(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Note what its staff said."""
    held = access.outside_for(request.user, ref, now=now)
    form = forms.PromiseForm(request.POST or None, initial={"said_on": clock.legal_day(now)})
    names = ("said_by", "said_on", "way", "words")
    given = {name: form.cleaned_data[name] for name in names} if form.is_valid() else {}
    if given and added(form, actions.note_promise, held, **given, now=now):
        messages.success(
            request, _("Noted. It is shown to the borrower as what it is: said, and binding nobody.")
        )
        return redirect("outside:talks", ref)
    lead = _("A promise on the phone binds nobody by itself. Ask for it in writing.")
    return asked(request, form, _("Its staff said something"), _("Note it"), "outside:talks", (ref,), lead)


def _talk(held: Any, form: Any, now: datetime) -> bool:
    given = {"note": form.cleaned_data["words"], "paper": form.cleaned_data["paper"].read()}
    act = agreements.take_plain_step
    return taken(form, act, held, held.negotiation, "talk", row=held.negotiation, **given, now=now)


def _ask(held: Any, form: Any, now: datetime) -> bool:
    given = _given(form, ("items", "words"))
    return taken(form, answers.record_ask, held, row=held.negotiation, **given, now=now)


def _facts(held: Any, form: Any, now: datetime) -> bool:
    given = _given(form, ("as_of", "words")) | {"buckets": form.buckets, "contracts": form.contracts}
    return taken(form, answers.record_facts, held, row=held.negotiation, **given, now=now)


def _refuse(held: Any, form: Any, now: datetime) -> bool:
    given = _given(form, ("code", "words"))
    return taken(form, answers.record_refusal, held, row=held.negotiation, **given, now=now)


ANSWERS: Mapping[str, tuple[Any, Any, Callable[..., bool]]] = MappingProxyType(
    {
        "talk": (_("It is ready to talk"), forms.TalkForm, _talk),
        "ask": (_("It asks for something"), forms.AskForm, _ask),
        "facts": (_("It states what is owed"), forms.FactsForm, _facts),
        "refuse": (_("It refuses"), forms.RefuseForm, _refuse),
    }
)


def record(name: str) -> Callable[..., HttpResponse]:
    """The page on which one kind of answer is recorded, with its proof."""
    heading, made, act = ANSWERS[name]

    @GET_POST
    @page
    def recorded(request: Request, ref: str, *, now: datetime) -> HttpResponse:
        held = access.outside_for(request.user, ref, now=now)
        more: dict[str, Any] = {"seen_version": held.negotiation.version}
        if name == "facts":
            today = clock.legal_day(now)
            more |= {"loans_here": talking.loans_here(held.negotiation), "today": today}
            more |= {"initial": {"as_of": today}}
        form = made(*posted(request), **more)
        if form.is_valid() and act(held, form, now):
            messages.success(request, _("Recorded for the creditor. The borrower is told."))
            return redirect("outside:talks", ref)
        lead = _("You record it for the creditor, with proof. Your name stands beside it.")
        return asked(request, form, heading, _("Record it"), "outside:talks", (ref,), lead)

    return recorded


def posted(request: Request) -> tuple[Any, Any]:
    """What was sent, files too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _given(form: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The answers of a valid form, with its paper; nothing of one that is not valid."""
    if not form.is_valid():
        return {}
    return {name: form.cleaned_data[name] for name in names} | {"paper": form.cleaned_data["paper"].read()}


def taken(
    form: Any, action: Callable[..., Any], held: Any, *given: Any, row: Any, now: datetime, **more: Any
) -> bool:
    """Take the action with the form's stamp; a refusal becomes a sentence beside its field."""
    try:
        action(held, *given, **more, **form.stamp, now=now)
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names={"file": "paper"})
    except REFUSALS as refused:
        row.refresh_from_db()
        form.refuse(refused, version=row.version)
    else:
        return True
    return False


def added(form: Any, action: Callable[..., Any], held: Any, now: datetime, **more: Any) -> bool:
    """The same for what only adds a row and minds no version."""
    try:
        action(held, **more, action_id=form.stamp["action_id"], now=now)
    except REFUSALS as refused:
        form.refuse(refused)
    else:
        return True
    return False


def asked(
    request: Request, form: Any, title: Any, label: Any, back: str, args: tuple[str, ...], lead: Any = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "label": label, "back": reverse(back, args=args), "lead": lead}
    return render(request, "outside/asked.html", context)
