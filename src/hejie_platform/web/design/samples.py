"""The values that /design draws: plausible, nobody's, and told from the present moment."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hejie_platform.core import clock, formats
from hejie_platform.web import charts, forms, parts, status


class SampleForm(forms.Form):
    """One field of each kind."""

    called = forms.CharField(label=gettext_lazy("What may we call you?"), max_length=40, required=False)
    income = forms.MoneyField(
        label=gettext_lazy("What reaches your account in a usual month?"),
        help_text=gettext_lazy("After tax. A round figure is fine; 1.2万 is understood too."),
    )
    since = forms.DayField(label=gettext_lazy("Since when has it been hard?"))
    cause = forms.ChoiceField(
        label=gettext_lazy("What happened?"),
        choices=[
            ("work", gettext_lazy("I lost work or earn less")),
            ("health", gettext_lazy("Illness in the family")),
            ("business", gettext_lazy("My business is slow")),
        ],
    )
    story = forms.WordsField(label=gettext_lazy("In your own words"), rows=4, required=False)
    paper = forms.FileField(
        label=gettext_lazy("A payslip or statement"),
        accept="image/*,application/pdf",
        help_text=gettext_lazy("PDF, JPEG or PNG, up to 20 MB."),
    )
    agreed = forms.BooleanField(label=gettext_lazy("I have read who will see this"))


def every(now: datetime) -> dict[str, Any]:
    """The context of the page."""
    today = clock.legal_day(now)
    broken = SampleForm(
        {
            "action_id": "0190a000-0000-7000-8000-000000000000",
            "income": "-5",
            "since": "2026-02-30",
            "cause": "work",
        }
    )
    broken.is_valid()
    return {
        "turns": _turns(today),
        "form": SampleForm(),
        "broken": broken,
        "tasks": _tasks(),
        "marks": _marks(today),
        "facts": _facts(),
        "badges": sorted({badge.icon + badge.tone: badge for badge in status.WORDS.values()}.items()),
        "events": _events(now),
        "sayings": _sayings(now),
        "offer": _offer(now),
        "plans": _plans(today),
        "banners": _banners(),
        "table": _table(today),
        "charts": _charts(today),
        "tabs": [
            parts.Tab(_("Facts"), "#", True),
            parts.Tab(_("Plans"), "#", count=3),
            parts.Tab(_("Conversation"), "#", count=12),
        ],
        "page": Paginator(range(90), 30).page(2),
        "until": today + timedelta(days=5),
    }


def _turns(today: date) -> list[parts.Turn]:
    return [
        parts.Turn(
            True,
            _("Choose a plan, or answer the offer."),
            today + timedelta(days=5),
            "#",
            _("Look at the plans"),
            _("If you do nothing, the offer ends and the lender may ask again."),
        ),
        parts.Turn(
            False,
            _("The lender reads your application and answers. We will tell you."),
            today + timedelta(days=9),
            consequence=_(
                "If the lender does not answer, its supervisor is told, and you may ask for a mediator."
            ),
        ),
    ]


def _tasks() -> list[parts.Task]:
    return [
        parts.Task(_("What happened"), "#", "done"),
        parts.Task(_("Your loans"), "#", "started", _("2 loans so far")),
        parts.Task(_("What you earn and need"), "#", "todo", _("About 5 minutes")),
        parts.Task(_("Check and send"), "", "locked", _("When the rest is done")),
    ]


def _marks(today: date) -> list[parts.Mark]:
    return [
        parts.Mark(_("Sent"), "done", today - timedelta(days=4)),
        parts.Mark(_("Reviewed"), "done", today - timedelta(days=2)),
        parts.Mark(_("The lender answers"), "here", today + timedelta(days=5)),
        parts.Mark(_("Talks"), "ahead", _("about 10 days")),
        parts.Mark(_("Signed"), "ahead"),
    ]


def _facts() -> list[parts.Fact]:
    return [
        parts.Fact(_("Since when"), "2026-05", "#"),
        parts.Fact(_("Monthly income"), "6,800", "#", _("From your statement, May to October")),
        parts.Fact(_("Lender"), _("Riverside Bank")),
    ]


def _events(now: datetime) -> list[parts.Event]:
    return [
        parts.Event(
            now - timedelta(hours=3),
            _("Offer put"),
            _("Riverside Bank"),
            _("24 instalments, penalty interest waived."),
            "#",
            "your_turn",
        ),
        parts.Event(now - timedelta(days=2), _("Application admitted"), _("Reviewer"), tone="done"),
        parts.Event(now - timedelta(days=4), _("Application sent"), _("You")),
    ]


def _sayings(now: datetime) -> list[parts.Saying]:
    return [
        parts.Saying(
            _("Riverside Bank"),
            _("Lender"),
            now - timedelta(hours=5),
            _("Thank you for the payslips. Could you start in January?"),
        ),
        parts.Saying(
            _("You"),
            _("Borrower"),
            now - timedelta(hours=1),
            _("Yes. The 5th of the month would be best for me."),
            True,
        ),
    ]


def _offer(now: datetime) -> parts.OfferCard:
    return parts.OfferCard(
        _("Offer 2 of the lender"),
        status.badge("offer", "open"),
        _("2,180 yuan a month for 24 months, from 5 January."),
        [
            parts.Fact(_("Waived"), _("Penalty interest, 1,240.50 yuan")),
            parts.Fact(_("Rate from now on"), "6%"),
        ],
        now + timedelta(days=5),
        "#",
        _("Read and answer"),
    )


def _plans(today: date) -> list[parts.PlanCard]:
    return [
        parts.PlanCard(
            _("Lowest each month"),
            _("1,640 yuan a month for 36 months."),
            [_("You would keep 3,990 a month for living.")],
            [parts.Fact(_("Total"), "59,040.00")],
            False,
            "#",
            _("Look closer"),
        ),
        parts.PlanCard(
            _("Balanced"),
            _("2,180 yuan a month for 24 months."),
            [
                _("You would keep 3,450 a month for living."),
                _("In our simulation 96 of 100 such households finish it; an estimate, not a promise."),
            ],
            [parts.Fact(_("Total"), "52,320.00")],
            True,
            "#",
            _("Look closer"),
        ),
        parts.PlanCard(
            _("Cheapest"),
            _("4,150 yuan a month for 12 months."),
            [_("Little is left if something happens.")],
            [parts.Fact(_("Total"), "49,800.00")],
            False,
            "#",
            _("Look closer"),
        ),
    ]


def _banners() -> list[parts.Banner]:
    return [
        parts.Banner(
            _("Both sides and the mediator see this page"),
            _("Mediator: from the Financial Mediation Centre"),
            _("paid by the centre, never by the result"),
        ),
        parts.Banner(_("Only you and the mediator can see this room"), is_sealed=True),
    ]


def _table(today: date) -> parts.Table:
    columns = (
        parts.Column(_("No."), "count"),
        parts.Column(_("Due"), "day"),
        parts.Column(formats.in_unit(_("Principal ({unit})")), "money"),
        parts.Column(formats.in_unit(_("Interest ({unit})")), "money"),
    )
    rows = [(k + 1, today + timedelta(days=30 * k), 198000 + 990 * k, 20000 - 990 * k) for k in range(3)]
    return parts.Table(_("The first instalments"), columns, rows, ("", "", 597000 - 30, 57030))


def _charts(today: date) -> list[charts.Chart]:
    budget = [
        (_("Income"), 680000),
        (_("Essentials"), 415000),
        (_("Other loans"), 90000),
        (_("Left for this loan"), 175000),
    ]
    owed = [(today + timedelta(days=30 * k), 5_000_000 - 5_000_000 * k // 24) for k in range(25)]
    return [
        charts.bars(
            title=_("Where the month goes"),
            description=_("Of 6,800 yuan, 1,750 are left for this loan."),
            items=budget,
        ),
        charts.line(
            title=_("What is still owed"), description=_("It falls evenly to zero in 24 months."), points=owed
        ),
        charts.months(
            title=_("Month by month"),
            description=_("What each month asks for, and what it leaves: one month is too dear."),
            months=[
                (today + timedelta(days=30 * k), 250_000 if k == 5 else 180_000 * (k > 1)) for k in range(12)
            ],
            left_minor=[240_000] * 12,
        ),
        charts.frontier(
            title=_("Every plan that no other beats"),
            description=_("The plan with the number is the one that is proposed."),
            points=[charts.Point(100_000 + 20_000 * k, 96 - k * k, "1" if k == 2 else "") for k in range(7)],
        ),
    ]
