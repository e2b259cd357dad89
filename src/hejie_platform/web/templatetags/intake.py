"""Small marks of the application's pages: sentences for codes, names of lists, who can see a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from hejie import budget, papers
from hejie_platform.core import formats, law
from hejie_platform.notices import queries as notices
from hejie_platform.web import parts
from hejie_platform.web.apply import answers, words
from hejie_platform.web.templatetags import hejie

register = template.Library()


@register.simple_tag
def said(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """The sentence for a code."""
    return notices.say(code, facts or {})


@register.simple_tag
def month_said(made: budget.Budget, *, for_lenders: bool = False) -> str:
    """A usual month in one sentence whose figures add up: what is left of an income after the costs of a business, and
    where it answers what can be paid, for whom."""
    has_costs, is_short = bool(made.business_cost_minor), made.disposable_minor < 0
    is_answer = for_lenders and not is_short
    sentence = words.MONTH_FOR_LENDERS[has_costs] if is_answer else words.MONTH[has_costs, is_short]
    figures = {
        "income": made.income_minor - made.business_cost_minor,
        "living": made.living_minor + made.savings_minor,
        "rest": abs(made.disposable_minor),
    }
    return str(sentence).format(**{name: formats.money_text(minor) for name, minor in figures.items()})


@register.simple_tag
def needed_mark() -> str:
    """Marks what must be there before handing in."""
    return _("(must be there)")


@register.simple_tag
def paper_names(kinds: Iterable[str]) -> str:
    """Kinds of papers by name, one after the other."""
    return _("; ").join(str(words.PAPERS[kind]) for kind in kinds)


@register.simple_tag
def paper_name(kind: str) -> str:
    """One kind of paper by name."""
    return str(words.PAPERS[kind])


@register.inclusion_tag("apply/_ways.html")
def ways(kinds: Iterable[str]) -> dict[str, Any]:
    """How each of these papers is got, the quickest first: what to do, how long it takes, and whether it is free."""
    found = sorted((papers.way(kind) for kind in kinds), key=lambda one: (one.days, not one.is_free))
    return {
        "ways": [(words.PAPERS[one.paper], notices.say(one.how.code, one.how.facts), one) for one in found]
    }


@register.simple_tag
def loan_label(loan: Any) -> str:
    """How a loan is called."""
    return answers.label_of(loan)


@register.simple_tag
def only_with_consent() -> str:
    """Who can see this page: the same words in the same place everywhere."""
    banner = parts.Banner(
        _("Only you and our reviewers can see this. A lender sees what you allow on its sheet, nothing else.")
    )
    return render_to_string("parts/room_banner.html", {"banner": banner})


@register.simple_tag
def money_of(found: Any) -> dict[str, str]:
    """In which money a statement is and what says so, with its sums in that money."""
    others = [formats.currency_name(code) for code in found.others]
    why = [words.CURRENCY_BY[found.currency_by]] if found.currency_by in words.CURRENCY_BY else []
    if others:
        why.append(_("Some lines are in others: %(names)s.") % {"names": ", ".join(others)})
    return {
        "name": formats.currency_name(found.currency) if found.currency else "",
        "why": " ".join(map(str, why)),
        "came": formats.money_text(found.in_minor, found.currency),
        "went": formats.money_text(found.out_minor, found.currency),
    }


@register.simple_tag
def statement_lines(lines: Iterable[Any]) -> str:
    """Lines of a statement as a table; of another money than ours, each amount names its own."""
    lines = list(lines)
    is_ours = {one.currency for one in lines} <= {law.currency()}
    columns = (
        parts.Column(_("Day"), "day"),
        parts.Column(_("Who")),
        parts.Column(_("What for")),
        parts.Column(_("Direction")),
        parts.Column(formats.unit_heading(), "money") if is_ours else parts.Column(_("Amount")),
    )
    names = {"in": _("in"), "out": _("out"), "neutral": _("moved")}
    rows = [
        (
            one.day,
            one.who,
            one.what,
            names[one.direction],
            one.amount_minor if is_ours else formats.money_text(one.amount_minor, one.currency),
        )
        for one in lines
    ]
    table = parts.Table(_("Lines of the statement"), columns, rows, is_caption_hidden=True)
    return render_to_string("parts/table.html", hejie.table(table))
