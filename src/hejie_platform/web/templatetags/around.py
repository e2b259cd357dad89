"""Parts that pages of a case include: the question of a stage, and who pays whom before the first session.

{% load around %}{% feedback_question "signing" agreement %}      nothing when it was answered or not lived yet
{% payers_first case %}                                            nothing once it was read
{% rights_at "talks" %}                                            the rights of a stage, each with its rule
{% time_to_claim talks %}                              acts that start the time to claim anew: day and kind
{% ways_from talks %}                                  where the case can go, at which fee, what each way needs
{% terms_of seen.terms.clauses %}                                  each term of an agreement, with its explanation
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from hejie_platform.cases import queries as cases
from hejie_platform.core import law
from hejie_platform.notices.queries import say, word
from hejie_platform.support import access, queries
from hejie_platform.web.feedback import words
from hejie_platform.web.lessons import terms
from hejie_platform.web.library import rights

register = template.Library()
FEES: Mapping[str, Any] = {
    "none": _("It is free for both sides."),
    "published": _("It may take the fee of its published table, and none for success."),
    "not_for_profit": _("It works without profit; a fee may cover its costs only."),
    "own_rates": _("It takes its own rates; ask before."),
    "court_fee": _("The court takes its fee by law."),
}
# Kinds of acts with which somebody says that they owe, as `cases.Interruption` names them.
ACTS: Mapping[str, Any] = {
    "case.submit": _("The application was handed in"),
    "negotiation.start_again": _("Talks were begun again"),
    "negotiation.agree_facts": _("The figures were agreed"),
    "mediation.ask": _("A mediation was asked for"),
    "offer.put": _("An offer was made"),
    "offer.counter": _("An offer was made"),
    "offer.replace": _("An offer was made"),
    "offer.accept": _("An offer was accepted"),
    "agreement.sign": _("The agreement was signed"),
    "agreement.ask_variation": _("A change of the agreement was asked for"),
    "agreement.announce_payoff": _("An early payment was announced"),
    "obligation.claim": _("A payment was told"),
    "": _("Undisputed figures were signed"),
}


@register.inclusion_tag("feedback/_ask.html", takes_context=True)
def feedback_question(context: template.Context, stage: str, row: Any) -> dict[str, Any]:
    """The question of a stage about a row, for a reader who lived through it and has not answered."""
    request = context["request"]
    return {
        "question": _question(request, stage, row, context["now"]),
        "stage": stage,
        "ref": row.ref,
        "here": request.path,
    }


def _question(request: Any, stage: str, row: Any, now: Any) -> Any:
    try:
        matter = access.matter_for(request.user, stage, row.ref, now=now)
    except access.NotHeld:
        return ""
    return "" if queries.has_answered(request.user, stage, matter.row.pk) else words.QUESTIONS[stage]


@register.inclusion_tag("library/_rights.html", takes_context=True)
def rights_at(context: template.Context, stage: str) -> dict[str, Any]:
    """The rights that people have at a stage, from the law book as of today."""
    return {"rights": rights.rights(stage, day=context["today"])}


@register.inclusion_tag("lessons/_terms.html")
def terms_of(clauses: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The terms that these clauses are about, each once, with a link to what it means."""
    names = dict.fromkeys(terms.term_of(one["code"]) for one in clauses)
    return {"terms": [(name, terms.TERMS[name][0]) for name in names]}


@register.inclusion_tag("room/_time_to_claim.html")
def time_to_claim(row: Any) -> dict[str, Any]:
    """The acts of the borrower's side that start the time to claim anew, as both sides see them: day and kind, no terms."""
    found = cases.interruptions_of(row)
    return {
        "acts": [(one.on_day, ACTS.get(one.kind, ACTS[""])) for one in found],
        "rules": law.here().checks.get("LIMITATION_NOTICE", ()),
    }


@register.inclusion_tag("library/_ways.html", takes_context=True)
def ways_from(context: template.Context, row: Any, effective_on: Any = None) -> dict[str, Any]:
    """Where these talks can go: each way that is open, its fee, what it needs, and those that are not open with the reason."""
    found = queries.ways_for(row, day=context["today"], effective_on=effective_on)
    return {"ways": [_way(one) for one in found], "is_agreed": effective_on is not None}


def _way(one: Any) -> dict[str, Any]:
    return {
        "name": word("way", one.code),
        "is_open": one.is_open,
        "fee": FEES[one.way.fee],
        "needs": [say(code) for code in one.way.needs],
        "reasons": [say(found.code, found.facts) for found in one.findings if found.stops_signing],
        "until": one.confirm_until,
        "may_confirm": one.way.confirms,
        "rules": one.way.rules,
    }


@register.inclusion_tag("payers/_first.html", takes_context=True)
def payers_first(context: template.Context, case: Any) -> dict[str, Any]:
    """A pointer to who pays whom, while this reader has not read it as it is now."""
    user = context["request"].user
    return {"is_open": case.state == "open" and not queries.has_seen_payers(case, user), "ref": case.ref}
