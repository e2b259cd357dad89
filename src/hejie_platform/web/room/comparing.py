"""Plans beside one another: what differs in a table, and what each does to the credit report."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hejie import plans, rules
from hejie.plans import outcome
from hejie_platform.core import formats, law
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.web import parts
from hejie_platform.web.plans import shows as beside
from hejie_platform.web.room import words


def comparison(view: queries.PlanView, *, own: bool, credit: bool = True) -> parts.Table:
    """The plans in one table: what differs, in the same words and order for each.

    `credit`: a line points to the sentences on the credit report, which have to stand below.
    """
    columns = (parts.Column(_("Term")), *(parts.Column(words.PLANS[one.name]) for one in view.proposed))
    lines = _compared(view, own=own, credit=credit)
    rows = [(row.label, *row.cells) for row in lines if row.is_main or row.differs]
    return parts.Table(caption=_("The plans side by side"), columns=columns, rows=rows)


def same(view: queries.PlanView) -> list[str]:
    """What is alike in every plan and not of the first importance, in one line each."""
    rows = [row for row in _compared(view, own=False) if not (row.is_main or row.differs)]
    return [_("{issue}: {value}").format(issue=row.label, value=row.cells[0]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Line:
    """One term of every plan; a main one is in the table also where the plans do not differ."""

    label: str
    cells: Sequence[str]
    is_main: bool = True

    @property
    def differs(self) -> bool:
        """Whether the plans differ here; a plan that stands alone is shown whole."""
        return len(self.cells) == 1 or len({*self.cells}) > 1


def _compared(view: queries.PlanView, *, own: bool, credit: bool = True) -> list[_Line]:
    tried = [one.tried for one in view.proposed]
    kept = [formats.money_text(one.kept_minor) for one in view.proposed if one.kept_minor is not None]
    return [
        _Line(_("Dearest month"), [formats.money_text(one.burden_minor) for one in tried]),
        *_at_once(tried),
        _Line(_("Instalments"), [str(one.package.instalments) for one in tried]),
        _Line(_("Free of this debt"), [formats.day_text(one.last_due) for one in tried]),
        _Line(_("Kept to the end (simulated)"), [beside.chance_cell(one.chance) for one in view.proposed]),
        _Line(_("Way of repaying"), [str(words.METHODS[one.package.method]) for one in tried], is_main=False),
        _Line(_("Rate a year"), [formats.rate_text(one.package.annual_rate) for one in tried], is_main=False),
        _Line(_("Real cost a year"), [formats.rate_text(one.effective_rate) for one in tried]),
        _Line(_("Waived"), [formats.money_text(one.waived_minor) for one in tried], is_main=False),
        _Line(_("Total to pay"), [formats.money_text(one.total_minor) for one in tried]),
        _Line(
            _("The lender gets on average (simulated)"),
            [formats.money_text(one.expected_minor) for one in view.proposed],
        ),
        *_worth(view),
        *([_Line(_("You would keep a month"), kept)] if own and kept else []),
        *(
            [_Line(_("Credit report"), [str(words.CREDIT[one.credit_kind]) for one in tried])]
            if credit
            else []
        ),
    ]


def _at_once(tried: Sequence[plans.Evaluation]) -> list[_Line]:
    """What is paid when a plan begins, where any plan asks for it."""
    asked = [one.package.upfront_minor for one in tried]
    return [_Line(_("Paid at once"), [formats.money_text(minor) for minor in asked])] if any(asked) else []


def _worth(view: queries.PlanView) -> list[_Line]:
    """For the lender: what each plan is worth today, losses weighed in."""
    worth = [formats.money_text(one.worth_minor) for one in view.proposed if one.worth_minor is not None]
    return [_Line(_("Worth to us today (simulated)"), worth)] if worth else []


def without_a_plan(view: queries.PlanView) -> list[tuple[str, str]]:
    """For the lender: what its ways without a plan are worth today."""
    return ways(view.outside) if view.outside else []


def ways(of: outcome.Outside) -> list[tuple[str, str]]:
    """What each way without a plan is worth today."""
    known = (
        (_("Through the court"), of.court_minor),
        (_("Selling the claim"), of.sale_minor),
        (_("Waiting"), of.wait_minor),
    )
    return [(way, formats.money_text(minor)) for way, minor in known]


def measures(one: queries.Proposed) -> dict[str, int]:
    """What speaks for and against a plan, in figures."""
    return {
        "burden": one.tried.burden_minor,
        "total": one.tried.total_minor,
        "months": len(one.months_minor),
        "chance": one.chance.completes,
    }


def wishes(wish: Any, tried: plans.Evaluation | None) -> parts.Table | None:
    """What the borrower wished for when applying, term by term, beside the lender's newest offer; None without a wish."""
    rows = [row for row in _wished(wish, tried) if row[1]] if wish is not None else []
    if not rows:
        return None
    columns = (parts.Column(_("Term")), parts.Column(_("Borrower's wish")), parts.Column(_("Lender's offer")))
    return parts.Table(caption=_("The wish and the lender's position"), columns=columns, rows=rows)


def _wished(wish: Any, tried: plans.Evaluation | None) -> list[tuple[str, str, str]]:
    """Term, wish, position; the wish is empty where nothing was said, the position "–" before the first offer."""
    package = tried.package if tried else None
    return [
        (
            _("To pay a month"),
            formats.money_text(wish.monthly_minor) if wish.monthly_minor else "",
            formats.money_text(tried.burden_minor) if tried else "–",
        ),
        (
            _("Number of instalments"),
            str(wish.instalments or ""),
            str(package.instalments) if package else "–",
        ),
        (
            _("First payment"),
            formats.day_text(wish.first_due_on) if wish.first_due_on else "",
            formats.day_text(package.first_payment_on) if package else "–",
        ),
        (
            _("Lower rate"),
            str(words.WISHED[wish.wants_lower_rate]),
            formats.rate_text(package.annual_rate) if package else "–",
        ),
        (
            _("Penalty and fees waived"),
            str(words.WISHED[wish.wants_penalty_waived]),
            formats.money_text(tried.waived_minor) if tried else "–",
        ),
        (
            _("Higher limit"),
            str(words.WISHED[wish.wants_higher_limit]),
            _("not part of hardship talks"),
        ),
    ]


def credit_effects(proposed: Sequence[queries.Proposed], *, day: date) -> list[dict[str, Any]]:
    """What each plan, and none, does to the credit report: names of the plans, the sentence, the rules behind it."""
    by_kind: dict[str, list[str]] = {}
    for one in proposed:
        by_kind.setdefault(one.tried.credit_kind, []).append(str(words.PLANS[one.name]))
    by_kind["default"] = [_("No plan, or one that is not kept")]
    pack = law.here()
    return [
        {"plans": _(", ").join(names), "text": say(said.code, said.facts), "rules": said.rule_ids}
        for kind, names in by_kind.items()
        for said in (rules.credit_effect(kind, pack=pack, day=day),)
    ]
