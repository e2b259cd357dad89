"""A borrower's letter to one creditor about what they mean to pay. It asks nothing, promises nothing and says so."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from hejie_platform.afterwards.document.drawing import Paper, Section, Table, draw
from hejie_platform.afterwards.models import OwnLine, OwnPayment
from hejie_platform.core import clock, formats
from hejie_platform.intake.queries.missing import label_of
from hejie_platform.people.models import User
from hejie_platform.people.queries import name_of, proven_identity


def draw_letter(line: OwnLine, *, at: datetime) -> bytes:
    """The PDF in the language of the moment."""
    loan, plan = line.loan, line.plan
    name = name_of(loan.creditor) if loan.creditor else loan.creditor_name or label_of(loan)
    rows = list(OwnPayment.objects.filter(line=line).order_by("number"))
    under = formats.day_text(clock.legal_day(at))
    paper = Paper(
        title=_("To {name}: what I mean to pay").format(name=name),
        under=under,
        sections=(Section("", _opening(line)), _table(rows), Section("", _closing())),
        footer=_("Written with Hejie. Nobody checked it, and it binds nobody."),
        signs=(_("Name: {name}").format(name=_name(plan.case.borrower, at)), _("Signature")),
        is_letter=True,
    )
    return draw(paper, at=at)


def _opening(line: OwnLine) -> tuple[str, ...]:
    loan = line.loan
    about = _("It is about my loan {name}.").format(name=label_of(loan))
    if loan.contract_number:
        about = _("It is about my loan {name}, contract {number}.").format(
            name=label_of(loan), number=loan.contract_number
        )
    return (
        about,
        _(
            "At present I cannot pay what the contract says. From my budget I mean to pay {amount} a month."
        ).format(amount=formats.money_text(line.monthly_minor)),
    )


def _table(rows: Sequence[OwnPayment]) -> Section:
    head = ("#", _("Day"), formats.in_unit(_("Amount ({unit})")))
    shown = [
        (str(row.number), formats.day_text(row.due_on), formats.amount_text(row.amount_minor)) for row in rows
    ]
    return Section(_("The payments"), (), table=Table(head, shown, figures=(2,), wide=1))


def _closing() -> tuple[str, ...]:
    return (
        _(
            "This letter is for your information. It is no offer and no promise, changes nothing in the contract, and gives up none of my rights, the objection that time has run out included."
        ),
        _("If you can agree to such a plan, I would be glad to hear from you."),
    )


def _name(borrower: User | None, at: datetime) -> str:
    if borrower is None:
        return ""
    proof = proven_identity(borrower, clock.legal_day(at))
    return str(proof.legal_name if proof else borrower.name)
