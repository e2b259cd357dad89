"""Whom to call, as one table: number, what it is, when it answers. Mainland China.

12356 national psychological aid: National Health Commission notice of December 2024, one number by 1 May 2025, 18 hours a day
at least and round the clock in many places. 12378: National Financial Regulatory Administration. 12348: Ministry of
Justice. 110 and 120: police and ambulance.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Line:
    number: str
    name: str | Promise
    what: str | Promise
    hours: str | Promise


CRISIS = (
    Line(
        "12356",
        _("National psychological aid line"),
        _("For when everything is too much: trained people listen, and you need not say your name."),
        _("At least 18 hours a day, in many places day and night"),
    ),
    Line(
        "110",
        _("Police"),
        _("When somebody threatens you, follows you, or is at your door, and when a life is in danger."),
        _("Day and night"),
    ),
    Line(
        "120",
        _("Ambulance"),
        _("When you or somebody else is hurt or has taken something."),
        _("Day and night"),
    ),
)
MONEY = (
    Line(
        "12378",
        _("Financial consumer hotline"),
        _(
            "Complaints about banks, insurers and other licensed lenders, and about how they collect. Run by the financial regulator."
        ),
        _("Working days, office hours"),
    ),
    Line(
        "12348",
        _("Public legal aid line"),
        _("Free legal advice, and the way to a legal-aid lawyer near you. Run by the justice authorities."),
        _("Day and night in most places"),
    ),
)
