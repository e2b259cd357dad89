"""Beginning help, its page, identity, reading back, confirming; and the person who goes on alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie import texts
from hejie_platform.cases.access import TASK_STAFF
from hejie_platform.core import clock
from hejie_platform.intake import access, queries
from hejie_platform.intake.actions import assisting as actions
from hejie_platform.intake.actions import identity as identities
from hejie_platform.intake.actions import taking_up
from hejie_platform.intake.queries import opening as invitations
from hejie_platform.people import queries as people
from hejie_platform.web import parts
from hejie_platform.web.account.identity import OfferForm
from hejie_platform.web.apply import answers
from hejie_platform.web.apply.doors import Request, page
from hejie_platform.web.apply.household import summary
from hejie_platform.web.assisted import forms, words
from hejie_platform.web.room.doors import REFUSALS

GET_POST = require_http_methods(["GET", "POST"])


def _only_staff(request: Request, now: datetime) -> None:
    if not people.roles_on(request.user, clock.legal_day(now)) & TASK_STAFF:
        raise Http404


def _help(request: Request, ref: str, now: datetime) -> tuple[access.HeldCase, Any]:
    """The application in the helper's hands, and the help. Raises NotHeld for everybody else."""
    held = access.application_for(request.user, ref, now=now)
    found = actions.open_help(held.case, request.user)
    if found is None:
        raise access.NotHeld
    return held, found


@require_GET
@page
def everything(request: Request, *, now: datetime) -> HttpResponse:
    """Whom one helps."""
    _only_staff(request, now)
    rows = request.user.assistances.filter(ended_at__isnull=True).select_related("case", "person")
    shown = [(one, words.CHANNELS[one.channel]) for one in rows.order_by("-begun_at")]
    return render(request, "assisted/list.html", {"rows": shown})


@GET_POST
@page
def begin(request: Request, *, now: datetime) -> HttpResponse:
    """Read the sheet aloud, write down how the person agreed, and begin."""
    _only_staff(request, now)
    form = forms.BeginForm(*forms.posted(request), initial={"language": "zh-hans"})
    if form.is_valid() and (begin_with := _way(form, request.user)):
        done = _done(form, *begin_with, **_begun(form), now=now)
        if done is not None:
            return redirect("assisted:help", queries.ref_of(done.subject))
    return render(request, "assisted/begin.html", {"form": form, "sheet": words.SHEET})


def _way(form: Any, helper: Any) -> tuple[Any, ...]:
    """Whether an application is begun or an invitation taken up; nothing where its code is wrong, which the form says."""
    code = form.cleaned_data["invitation"]
    if not code:
        return actions.begin_help, helper
    row = invitations.by_code(code)
    if row is None:
        form.add_error("invitation", _("There is no invitation with this code. Please compare it once more."))
        return ()
    return taking_up.take_up, helper, row


def _begun(form: Any) -> dict[str, Any]:
    given = form.cleaned_data
    paper = given["consent_paper"].read() if given["consent_paper"] else None
    plain = {name: given[name] for name in ("phone", "name", "language", "channel")}
    return plain | {"agreed": actions.Agreed(given["consent_how"], given["consent_words"], paper)}


@require_GET
@page
def help_page(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Where the help stands: what is still to be asked, whether it was confirmed, the next step."""
    held, found = _help(request, ref, now)
    made = queries.application(held.case, now=now)
    context = {
        "case": held.case,
        "help": found,
        "channel": words.CHANNELS[found.channel],
        "is_confirmed": actions.is_confirmed(found),
        "is_open": held.case.state in ("draft", "returned"),
        "missing": sum(1 for one in made.missing if one.blocks),
        "identity": people.identity_state(found.person, clock.legal_day(now)),
        "inviters": [
            people.name_of(one.lender) for one in invitations.first_told(held.case).values() if one.lender
        ],
    }
    return render(request, "assisted/help.html", context)


@GET_POST
@page
def channel(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """From now on another way."""
    held, found = _help(request, ref, now)
    form = forms.ChannelForm(request.POST or None, initial={"channel": found.channel})
    if form.is_valid():
        given = {"channel": form.cleaned_data["channel"]}
        if _done(form, actions.choose_channel, held, found, **given, now=now):
            return redirect("assisted:help", ref)
    return _asked(request, held, form, _("How do you speak with them now?"), _("Keep it"))


@GET_POST
@page
def identity(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The person's identity card, handed over or sent in."""
    held, found = _help(request, ref, now)
    form = OfferForm(*forms.posted(request))
    if form.is_valid():
        try:
            identities.offer_identity(found.person, **form.offered(), helper=request.user, now=now)
        except REFUSALS as refused:
            form.refuse(refused)
        else:
            return redirect("assisted:help", ref)
    return _asked(request, held, form, _("Their identity"), _("Hand it in for them"))


@require_GET
@page
def read_back(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Every answer on one page, to be read aloud or printed and signed."""
    held, found = _help(request, ref, now)
    made = queries.application(held.case, now=now)
    context = {
        "case": held.case,
        "help": found,
        "told": answers.all_facts(made, change=False),
        "made": made,
        "sheets": [(people.name_of(one.recipient), one) for one in made.consents if not one.withdrawn_at],
        "savings": queries.savings_of(held.case),
        "form": forms.ConfirmForm(),
        "names": [
            parts.Fact(_("The person"), found.person.name),
            parts.Fact(_("The helper"), found.helper.name),
            parts.Fact(_("How it was told"), words.CHANNELS[found.channel]),
        ],
    }
    return render(request, "assisted/read.html", context | summary(queries.budget_of(held.case)))


@require_POST
@page
def code(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The answers were read back: send the code."""
    held, found = _help(request, ref, now)
    form = forms.ConfirmForm(request.POST)
    if form.is_valid() and _done(form, actions.send_code, held, found, now=now):
        messages.success(
            request, _("A code is on its way to the person's phone. Ask them to read it to you.")
        )
        return redirect("assisted:confirm", ref)
    return redirect("assisted:read", ref)


@GET_POST
@page
def confirm(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """Type the code that the person reads from their phone."""
    held, found = _help(request, ref, now)
    form = forms.CodeForm(request.POST or None)
    if form.is_valid() and _done(
        form, actions.confirm_by_code, held, found, typed=form.cleaned_data["code"], now=now
    ):
        messages.success(request, _("Confirmed. You can hand it in now."))
        return redirect("assisted:help", ref)
    lead = _("The person confirms with it that what you read to them is right.")
    return _asked(request, held, form, _("The code of their phone"), _("Confirm"), lead)


@GET_POST
@page
def paper(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The printed answers came back signed."""
    held, found = _help(request, ref, now)
    form = forms.PaperForm(*forms.posted(request))
    if form.is_valid():
        given = {"paper": form.cleaned_data["paper"].read()}
        if _done(form, actions.confirm_by_paper, held, found, **given, now=now):
            messages.success(request, _("Confirmed. You can hand it in now."))
            return redirect("assisted:help", ref)
    return _asked(request, held, form, _("Signed on paper"), _("Confirm"))


@GET_POST
@page
def alone(request: Request, ref: str, *, now: datetime) -> HttpResponse:
    """The person goes on without the helper."""
    held = access.application_for(request.user, ref, now=now)
    found = held.case.assistances.filter(ended_at__isnull=True, person=request.user).first()
    if found is None:
        raise access.NotHeld
    form = forms.ConfirmForm(request.POST or None, seen_version=held.case.version)
    if form.is_valid():
        version = {"seen_version": form.cleaned_data["seen_version"]}
        if _done(form, actions.go_on_alone, held, found, **version, now=now):
            messages.success(request, _("You go on alone. Everything that was written down is here."))
            return redirect("case:home", ref)
    context = {"case": held.case, "form": form, "helper": found.helper.name}
    return render(request, "assisted/alone.html", context)


def _done(form: Any, action: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """Take the action; None where it was refused and the form says why."""
    try:
        return action(*given, **more, action_id=form.stamp["action_id"])
    except texts.Faulty as faulty:
        form.add_faults(faulty.faults, names={"file": "paper"})
    except REFUSALS as refused:
        form.refuse(refused)
    return None


def _asked(
    request: Request, held: access.HeldCase, form: Any, title: Any, label: Any, lead: Any = ""
) -> HttpResponse:
    context = {"case": held.case, "form": form, "title": title, "label": label, "lead": lead}
    return render(request, "assisted/asked.html", context)
