"""One version of a policy at the lender's desk: what it changes, what came of it, and the second person's decision."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hejie import rules, texts
from hejie_platform.core import clock, law
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.access import HeldLender
from hejie_platform.notices.queries import say
from hejie_platform.people.queries import name_of
from hejie_platform.support import queries as support
from hejie_platform.web import parts
from hejie_platform.web.lender import policy_words as words
from hejie_platform.web.lender.policy_form import PublishForm, ReturnForm
from hejie_platform.web.library.words import strength
from hejie_platform.web.room.doors import person, said
from hejie_platform.web.room.forms import PressForm


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that stands against a policy: its place, the sentence, and the rule of the law where it is one."""

    path: str
    label: str
    href: str
    text: str
    rule: rules.Rule | None
    force: str


def shown_faults(faults: Iterable[texts.Fault], address: Callable[[str], str]) -> list[Shown]:
    """Faults as people read them; `address` says where a part of the form is."""
    return [_shown(fault, address(queries.part_of(fault.field))) for fault in faults]


def _shown(fault: texts.Fault, where: str) -> Shown:
    found = support.rule_on(str(fault.facts.get("rule", "")), day=clock.legal_day(clock.now()))
    return Shown(
        path=fault.field,
        label=words.label(fault.field),
        href=f"{where}#id_{fault.field}" if where else "",
        text=say(fault.code, fault.facts),
        rule=found.rule if found else None,
        force=str(strength(found.rule, found.rests_on)) if found else "",
    )


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Every field that differs: its name, what it was, what it is, and whether it is for the desk alone."""
    currency = str(new.get("policy", {}).get("currency") or law.currency())
    return [
        (
            words.label(one.path),
            words.value(one.path, one.old, currency=currency),
            words.value(one.path, one.new, currency=currency),
            one.path.startswith("private."),
        )
        for one in rules.policy_changes(old, new)
        if one.path not in ("policy.version", "policy.code")
    ]


@require_GET
@login_required
def version(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """What a version changes, its history, and what this reader may do with it."""
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    return _page(request, held, access.version_of(held, number), now)


def _page(request: HttpRequest, held: HeldLender, row: Any, now: datetime, form: Any = None) -> HttpResponse:
    today = clock.legal_day(now)
    before = _against(held, row, request.GET.get("against", ""))
    waits = row.published_at is None and row.put_aside_at is None
    context = {
        "name": name_of(held.lender),
        "ref": held.lender.ref,
        "row": row,
        "before": before,
        "others": [one.number for one in queries.versions_of(held.lender) if one != row],
        "changes": changes_between(queries.mapping_of(before), queries.mapping_of(row)) if before else [],
        "fields": _fields(row),
        "events": list(_events(row)),
        "is_in_force": row == queries.policy_version_on(held.lender, today),
        "may_decide": waits and "checker" in held.roles and str(held.user.pk) not in queries.writers_of(row),
        "may_withdraw": waits and "officer" in held.roles,
        "form": form,
        "publish": PublishForm(initial={"from_day": max(row.from_day, today)}),
        "give_back": ReturnForm(),
        "press": PressForm(),
    }
    return render(request, "lender/policy_version.html", context)


def _against(held: HeldLender, row: Any, wanted: str) -> Any:
    """The version to compare with: the one that was asked for, else the one before."""
    return (
        access.version_of(held, int(wanted))
        if wanted.isdecimal() and len(wanted) < 9
        else queries.before(row)
    )


def _fields(row: Any) -> list[tuple[str, str, bool]]:
    """Everything that a version says, field by field."""
    mapping = queries.mapping_of(row)
    currency = str(mapping["policy"]["currency"])
    return [
        (words.label(path), words.value(path, leaf, currency=currency), path.startswith("private."))
        for path, leaf in rules.policy_fields(mapping).items()
    ]


def _events(row: Any) -> Iterable[parts.Event]:
    yield parts.Event(row.written_at, _("Handed in"), row.written_by.name)
    if row.put_aside_at:
        title = _("Returned") if row.put_aside_how == "returned" else _("Withdrawn")
        yield parts.Event(row.put_aside_at, title, row.put_aside_by.name, row.put_aside_words)
    if row.published_at:
        yield parts.Event(row.published_at, _("Approved and published"), row.approved_by.name, tone="done")


@require_POST
@login_required
def publish(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """Approve a version and put it in force from a day."""
    form = PublishForm(request.POST)
    given = {"from_day": form.cleaned_data["from_day"]} if form.is_valid() else {}
    return _decided(request, lender, number, form, actions.publish_policy, _("Published."), given)


@require_POST
@login_required
def give_back(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """Return a version to who wrote it, with the reason."""
    form = ReturnForm(request.POST)
    given = {"words": form.cleaned_data["words"]} if form.is_valid() else {}
    return _decided(
        request, lender, number, form, actions.return_policy, _("Returned to your colleague."), given
    )


@require_POST
@login_required
def withdraw(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """Take a version back before it was published."""
    return _decided(
        request, lender, number, PressForm(request.POST), actions.withdraw_policy, _("Withdrawn."), {}
    )


def _decided(
    request: HttpRequest, lender: str, number: int, form: Any, action: Any, text: str, given: dict[str, Any]
) -> HttpResponse:
    now = clock.now()
    held = access.lender_for(person(request), lender, now=now)
    row = access.version_of(held, number)
    if form.is_valid() and act_on(form, action, held, number=number, now=now, **given):
        said(request, text)
        return redirect("lender:policy")
    row.refresh_from_db()
    return _page(request, held, row, now, form)


def act_on(form: Any, action: Any, *held: Any, **given: Any) -> bool:
    """Take an action with the form's id. False: it was refused, and the form says why."""
    try:
        action(*held, action_id=form.stamp["action_id"], **given)
    except texts.Faulty as faulty:
        for one in shown_faults(faulty.faults, lambda part: ""):
            form.add_error(None, f"{one.label} ({one.path}): {one.text}")
    except ActionRefused as refused:
        form.refuse(refused)
    return not form.errors


@require_GET
@login_required
def file(request: HttpRequest, lender: str, number: int) -> HttpResponse:
    """The version as the file that it could be handed in as again, its private part included."""
    held = access.lender_for(person(request), lender, now=clock.now())
    row = access.version_of(held, number)
    answer = HttpResponse(
        queries.toml_of(queries.mapping_of(row)), content_type="application/toml; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="policy-{row.number}.toml"'
    return answer
