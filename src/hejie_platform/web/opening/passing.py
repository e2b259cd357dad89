"""How an invitation is passed on: its code, link, texts for a chat and a call, the square to be scanned."""

from datetime import date
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from hejie_platform.core import formats
from hejie_platform.intake.queries import opening
from hejie_platform.notices import invitations
from hejie_platform.web import parts

QR_SCALE = 5


def ways(row: Any) -> dict[str, Any]:
    """Everything that somebody needs to pass the invitation on."""
    to = opening.contact(row)
    return {
        "code": opening.grouped(opening.code_of(row)),
        "link": invitations.link(row),
        "message": invitations.message(row),
        "chat": invitations.said(row, "invitation_chat"),
        "voice": invitations.said(row, "invitation_voice"),
        "qr": square(invitations.link(row)),
        "to": to.ending if to else "–",
    }


def square(text: str) -> SafeString:
    """The text as a QR code, drawn into the page."""
    drawn: str = segno.make(text, error="m").svg_inline(scale=QR_SCALE, border=3, light="#fff")
    return mark_safe(drawn)


def loan_facts(row: Any) -> list[parts.Fact]:
    """The lender's words of its loan."""
    said = row.loan or {}
    money = {name: said.get(name) for name in ("principal_minor", "balance_minor")}
    found = [
        (_("Product"), said.get("app_name")),
        (_("Contract number"), said.get("contract_number")),
        (_("Amount lent"), formats.money_text(money["principal_minor"]) if money["principal_minor"] else ""),
        (_("Still owed"), formats.money_text(money["balance_minor"]) if money["balance_minor"] else ""),
        (_("Overdue since"), _day(said.get("overdue_since"))),
    ]
    return [parts.Fact(label, value) for label, value in found if value]


def _day(text: str | None) -> str:
    return formats.day_text(date.fromisoformat(text)) if text else ""
