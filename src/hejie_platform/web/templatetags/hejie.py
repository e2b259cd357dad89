"""The components, each once: `{% load hejie %}`, then a tag per component. /design shows them all.

Filters turn values into text (`{{ minor|money }}`, `{{ due|day }}`, `{{ due|away:today }}`); tags draw the
values of `web.parts`; block tags wrap content (`{% card %}...{% endcard %}`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import forms, template
from django.contrib import messages
from django.core.paginator import Page
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hejie_platform.core import formats, help_lines
from hejie_platform.support import queries as support
from hejie_platform.web import icons, parts, status

register = template.Library()


# --- filters ---------------------------------------------------------------------------------------


@register.filter
def money(minor: int | None, currency: str = "") -> str:
    """218000 -> "2,180 yuan"; None says that it is not known."""
    return _("not known") if minor is None else formats.money_text(minor, currency)


@register.filter
def amount(minor: int | None, currency: str = "") -> str:
    """218000 -> "2,180.00", for columns that say the unit once."""
    return "–" if minor is None else formats.amount_text(minor, currency)


@register.filter
def in_unit(heading: str) -> str:
    """A heading whose `{unit}` is the unit of the amounts under it."""
    return formats.in_unit(heading)


@register.filter
def numbers(sentence: str) -> str:
    """A sentence with the help lines that it names: "Call {legal_aid}" -> "Call 12348"."""
    return help_lines.filled(sentence)


@register.filter
def rate(value: Fraction | str | None) -> str:
    """A yearly rate in percent."""
    return _("not known") if value is None else formats.rate_text(value)


@register.filter
def day(value: date | datetime | None) -> str:
    return "–" if value is None else formats.day_text(formats.legal_date(value))


@register.filter
def until(first: date | datetime, last: date | datetime | None) -> str:
    """The days from the first to the last; one that is open says from when."""
    if last is None:
        return _("from {day}").format(day=day(first))
    return _("{first} – {last}").format(first=day(first), last=day(last))


@register.filter
def moment(value: datetime | None) -> str:
    return "–" if value is None else formats.moment_text(value)


@register.filter
def told(value: Any) -> Any:
    """A moment and a day as people say them; everything else as it is."""
    if isinstance(value, datetime):
        return formats.moment_text(value)
    return formats.day_text(value) if isinstance(value, date) else value


@register.filter
def away(value: date | datetime, today: date) -> str:
    """ "in 5 days", seen from `today` (every page has it)."""
    return formats.away_text(formats.legal_date(value), today)


_HAN = re.compile(r"[\u3400-\u9fff]+")


@register.filter
def quoting(text: Any) -> SafeString:
    """A sentence in which Chinese words are quoted: each is marked as Chinese, so that it is spoken as such."""
    return mark_safe(_HAN.sub(r'<span lang="zh">\g<0></span>', conditional_escape(str(text))))


# --- small marks -----------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word; hidden from screen readers because the word says it, and small where no style sheet came."""
    return format_html(
        '<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        icons.PATHS[name],
    )


@register.simple_tag(takes_context=True)
def when(context: template.Context, value: date | datetime) -> SafeString:
    """The end of a time limit with how far away it is: 26 Nov 2026, in 5 days."""
    value = formats.last_day(value)
    text = formats.moment_text(value) if isinstance(value, datetime) else formats.day_text(value)
    far = formats.away_text(formats.legal_date(value), context["today"])
    return format_html(
        '<time datetime="{}">{}</time> <span class="away">· {}</span>', value.isoformat(), text, far
    )


@register.inclusion_tag("parts/rules.html")
def rests_on(rule_ids: Iterable[str]) -> dict[str, Any]:
    """The rules that a sentence rests on, each a link to its page in the legal library."""
    return {"rules": support.titles(rule_ids)}


@register.inclusion_tag("parts/tag.html")
def tag(badge: parts.Badge) -> dict[str, Any]:
    return {"badge": badge}


@register.inclusion_tag("parts/tag.html")
def state(machine: str, name: str, role: str = "") -> dict[str, Any]:
    """The status tag of a state, as `role` reads it."""
    return {"badge": status.badge(machine, name, role=role)}


@register.inclusion_tag("parts/figure.html")
def figure(label: str, value: str, source: str, href: str = "") -> dict[str, Any]:
    """A figure that says where it comes from."""
    return {"label": label, "value": value, "source": source, "href": href}


@register.inclusion_tag("parts/clock.html", takes_context=True)
def clock(
    context: template.Context, who: str, until: date | datetime, consequence: str = ""
) -> dict[str, Any]:
    """A time limit: who owes the next step by when, and what happens if not."""
    return {"who": who, "until": until, "consequence": consequence, "today": context["today"]}


# --- lists and cards -------------------------------------------------------------------------------


@register.inclusion_tag("parts/turn.html", takes_context=True)
def turn(context: template.Context, turn: parts.Turn) -> dict[str, Any]:
    return {"turn": turn, "today": context["today"]}


@register.inclusion_tag("parts/trail.html")
def trail(*pairs: str) -> dict[str, Any]:
    """Where am I: `{% trail _("My case") case_url _("Budget") "" %}`, label and address in turn."""
    return {"links": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("parts/task_list.html")
def task_list(tasks: Iterable[parts.Task]) -> dict[str, Any]:
    rows = list(tasks)
    return {"tasks": rows, "done": sum(task.state == "done" for task in rows)}


@register.inclusion_tag("parts/step_line.html", takes_context=True)
def step_line(context: template.Context, marks: Iterable[parts.Mark]) -> dict[str, Any]:
    return {"marks": [(mark, _mark_when(mark)) for mark in marks], "today": context["today"]}


def _mark_when(mark: parts.Mark) -> str:
    if isinstance(mark.when, date):
        return formats.day_text(mark.when)
    return str(mark.when or "")


@register.inclusion_tag("parts/summary_list.html")
def summary_list(facts: Iterable[parts.Fact]) -> dict[str, Any]:
    return {"facts": list(facts)}


@register.inclusion_tag("parts/timeline.html")
def timeline(events: Iterable[parts.Event]) -> dict[str, Any]:
    return {"events": list(events)}


@register.inclusion_tag("parts/message.html")
def message(saying: parts.Saying) -> dict[str, Any]:
    return {"saying": saying}


@register.inclusion_tag("parts/offer_card.html", takes_context=True)
def offer_card(context: template.Context, offer: parts.OfferCard) -> dict[str, Any]:
    return {"offer": offer, "today": context["today"]}


@register.inclusion_tag("parts/plan_card.html")
def plan_card(plan: parts.PlanCard) -> dict[str, Any]:
    return {"plan": plan}


@register.inclusion_tag("parts/room_banner.html")
def room_banner(banner: parts.Banner) -> dict[str, Any]:
    return {"banner": banner}


@register.inclusion_tag("parts/table.html")
def table(table: parts.Table) -> dict[str, Any]:
    return {
        "table": table,
        "rows": [_cells(table, row) for row in table.rows],
        "totals": _cells(table, table.totals) if table.totals else [],
    }


def _cells(table: parts.Table, row: Iterable[Any]) -> list[tuple[parts.Column, str]]:
    return [(column, _cell(column, value)) for column, value in zip(table.columns, row, strict=True)]


SHOWN: Mapping[str, Callable[[Any], str]] = {
    "money": formats.amount_text,
    "day": formats.day_text,
    "count": "{:,}".format,
}


def _cell(column: parts.Column, value: Any) -> Any:
    if value is None:
        return "–"
    return SHOWN[column.kind](value) if column.kind in SHOWN and value != "" else value


@register.inclusion_tag("parts/chart.html")
def chart(chart: Any) -> dict[str, Any]:
    """A chart of `web.charts`: drawing, description and the same figures as a table."""
    return {"chart": chart}


@register.inclusion_tag("parts/empty.html")
def empty_state(title: str, text: str = "", href: str = "", label: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("parts/tabs.html")
def tabs(label: str, tabs: Iterable[parts.Tab]) -> dict[str, Any]:
    return {"label": label, "tabs": list(tabs)}


@register.inclusion_tag("parts/pagination.html")
def pagination(page: Page[Any], query: QueryDict | Mapping[str, str] | None = None) -> dict[str, Any]:
    """Pages of a list; `query` (request.GET) keeps its filters."""
    return {"page": page, "before": _page_href(page, query, -1), "after": _page_href(page, query, 1)}


def _page_href(page: Page[Any], query: QueryDict | Mapping[str, str] | None, step: int) -> str:
    number = page.number + step
    if not 1 <= number <= page.paginator.num_pages:
        return ""
    kept = QueryDict(mutable=True)
    kept.update({name: value for name, value in (query or {}).items() if name != "page"})
    kept["page"] = str(number)
    return "?" + kept.urlencode()


# --- forms -----------------------------------------------------------------------------------------


@register.inclusion_tag("parts/form.html")
def form(form: forms.BaseForm, label: str, action: str = "", kind: str = "primary") -> dict[str, Any]:
    """A whole form: summary of errors, fields, one button. Works for files too."""
    return {"form": form, "label": label, "action": action, "kind": kind}


@register.inclusion_tag("parts/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """What must be mended, at the top, each line leading to its field."""
    return {"form": form, "fields": [bound for bound in form if bound.errors and not bound.is_hidden]}


# --- blocks ----------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content: str, title: str = "", tone: str = "") -> str:
    return render_to_string("parts/card.html", {"content": content, "title": title, "tone": tone})


NOTICE_ICONS = {"your_turn": "turn", "info": "info", "done": "check", "stop": "warning", "quiet": "info"}


@register.filter
def tone(level: int) -> str:
    """The tone of a line that Django's messages carry from one page to the next."""
    if level >= messages.ERROR:
        return "stop"
    return {messages.WARNING: "your_turn", messages.INFO: "info"}.get(level, "done")


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> str:
    """A calm box. `tone`: info, done, your_turn, stop or quiet."""
    context = {"content": content, "title": title, "tone": tone, "icon": NOTICE_ICONS[tone]}
    return render_to_string("parts/notice.html", context)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, opener: str) -> str:
    """Only to confirm what cannot be undone. Without JavaScript the question unfolds in place."""
    return render_to_string(
        "parts/dialog.html", {"content": content, "id": id, "title": title, "opener": opener}
    )
