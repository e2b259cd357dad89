"""A published policy in plain words: each rule with its id, what it is called, and what it says."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie import plans, rules
from hejie_platform.core import formats
from hejie_platform.notices.queries import word
from hejie_platform.web import forms, parts
from hejie_platform.web.apply.words import CAUSES, PAPERS
from hejie_platform.web.room.views import worded

Text = str | Promise
GROUPS: dict[str, Text] = {
    "causes": _("Causes that it covers"),
    "evidence": _("Papers for each cause"),
    "levers": _("What can be changed, and how far"),
    "response_working_days": _("How fast it answers"),
    "refusals": _("Why it may say no, and what you can do"),
    "agreement": _("What its agreements promise"),
    "contact": _("How to reach it"),
}
AGREEMENT: dict[str, Text] = {
    "grace_days": _("Days that a payment may be late without consequence"),
    "cure_days": _("Days to make up for a missed payment"),
    "sign_within_days": _("Days to sign"),
    "least_partial_share": _("Least part of an instalment that counts as paid in part"),
    "waiver_booked_days": _("Days in which a waiver is booked"),
    "collection_stops_days": _("Days in which collection stops"),
    "credit_report_days": _("Days in which the credit report is brought up to date"),
    "clearance_letter_days": _("Days to the letter that all is paid"),
    "review_months": _("Months between two looks at the plan"),
    "most_paused_instalments": _("Most instalments that can be paused"),
    "equal_treatment_days": _(
        "Days to talk again when another creditor gets a greater share (0: not asked for)"
    ),
}
SHAPES: dict[str, Text] = {
    "step_rates": _("How much the instalments may grow after a year"),
    "balloons": _("Part of the principal that may be left for the last instalment"),
    "tokens_minor": _("Small payment in each instalment of the pause"),
    "graces": _("What a pause may be"),
    "on_breach": _("What becomes of a waiver if the plan fails"),
}
STEPS: dict[str, Text] = {
    "holiday": _("nothing is paid"),
    "principal": _("interest alone is paid"),
    "kept": _("it stays"),
    "lost": _("it is owed again"),
}
CONTACT: dict[str, Text] = {"phone": _("Phone"), "hours": _("Hours"), "address": _("Where")}


def anchor(rule: str) -> str:
    """The place of a rule on the page of the policy."""
    return rule.replace(".", "-")


def reason(one: rules.Refusal) -> tuple[str, str, str, bool]:
    """A reason, its cure and its rule id."""
    said = worded(f"refusal_{one.code}", "refusal_other")
    return said, worded(f"cure_{one.cure}", "cure_other"), f"refusals.{one.code}", one.curable


def groups(published: rules.Published) -> list[tuple[Text, list[tuple[str, str, Text, Text]]]]:
    """Every rule of the published part under its heading: id, anchor, label, what it says."""
    made: dict[str, list[tuple[str, str, Text, Text]]] = {}
    for rule in plans.rule_ids(published):
        line = (rule, anchor(rule), label(rule), value(rule, published))
        made.setdefault(rule.partition(".")[0], []).append(line)
    return [(GROUPS[name], lines) for name, lines in made.items()]


def levers(published: rules.Published) -> list[tuple[str, str, Text, Text]]:
    """The levers alone."""
    return [
        (rule, anchor(rule), label(rule), value(rule, published))
        for rule in plans.rule_ids(published)
        if rule.startswith("levers.")
    ]


def label(rule: str) -> Text:
    """What a rule is called."""
    group, _dot, name = rule.partition(".")
    if group in ("causes", "evidence"):
        return CAUSES.get(name, name)
    if group == "levers":
        return _lever_label(name)
    if group == "refusals":
        return worded(f"refusal_{name}", "refusal_other")
    named: dict[str, Text] = {"agreement": AGREEMENT, "contact": CONTACT}.get(group, {})
    return named.get(name, GROUPS[group])


def _lever_label(name: str) -> Text:
    if name.startswith("shapes."):
        return SHAPES[name.removeprefix("shapes.")]
    bucket = name.removeprefix("waive.")
    if bucket != name:
        return gettext("Waiver: {part}").format(part=word("bucket", bucket))
    return word("lever", {"methods": "method"}.get(name, name))


def value(rule: str, published: rules.Published) -> Text:
    """What a rule says."""
    group, _dot, name = rule.partition(".")
    if group == "causes":
        return gettext("Covered")
    if group == "evidence":
        return gettext(", ").join(str(PAPERS.get(code, code)) for code in published.evidence[name])
    if group == "levers":
        return _lever_value(name, published.levers)
    if group == "refusals":
        found = next(one for one in published.refusals if one.code == name)
        return worded(f"cure_{found.cure}", "cure_other")
    if group == "agreement":
        given = getattr(published.agreement, name)
        return str(given) if isinstance(given, int) else formats.rate_text(given)
    if group == "contact":
        return published.contact[name]
    return gettext("Within {days} working days").format(days=published.response_working_days)


def _lever_value(name: str, of: rules.Levers) -> str:
    if name.startswith("waive."):
        return _span(of.waive[name.removeprefix("waive.")])
    if name.startswith("shapes."):
        steps = getattr(of.shapes, name.removeprefix("shapes."))
        return gettext(", ").join(_step(name, one) for one in steps)
    if name in ("every", "methods"):
        return gettext(", ").join(word("given", code) for code in getattr(of, name))
    if name == "overdue_uplift":
        return formats.rate_text(of.overdue_uplift)
    return _span(getattr(of, name))


def _step(name: str, one: Any) -> str:
    """One step of how instalments may run."""
    if name.endswith("_minor"):
        return formats.money_text(one)
    return str(STEPS[one]) if one in STEPS else formats.rate_text(one)


def _span(of: Any) -> str:
    """From the least to the most."""
    least, most = (_number(of.least), _number(of.most))
    return gettext("{least} to {most}").format(least=least, most=most)


def _number(given: Any) -> str:
    return str(given) if isinstance(given, int) else formats.rate_text(given)


def told(form: Any) -> list[parts.Fact]:
    """What somebody typed into the self-check, in its order, as the printed page says it again."""
    given = [(bound, form.cleaned_data.get(bound.name)) for bound in form.visible_fields()]
    return [
        parts.Fact(bound.label, _typed(bound.field, value))
        for bound, value in given
        if value not in (None, "", False)
    ]


def _typed(field: Any, value: Any) -> str:
    choices: Any = getattr(field, "choices", None) or getattr(field.widget, "choices", ())
    if choices := dict(choices):
        return str(choices.get(value, value))
    if isinstance(field, forms.MoneyField):
        return formats.money_text(value)
    if isinstance(value, date):
        return formats.day_text(value)
    return formats.rate_text(value) if isinstance(value, Fraction) else _plain(value)


def _plain(value: Any) -> str:
    return gettext("yes") if value is True else str(value)
