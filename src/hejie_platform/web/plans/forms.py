"""What may be moved on the page of "what if": the levers of each lender's plan, and the household's month."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from hejie import loans, plans, texts
from hejie.plans.grid import PENALTIES
from hejie_platform.negotiation import queries
from hejie_platform.web import forms
from hejie_platform.web.room import words
from hejie_platform.web.room.forms import RateField

MOST_INSTALMENTS: Final = 360
LEVERS: Final = ("instalments", "grace", "rate", "waived", "upfront", "first_due", "every", "method")
NAMES: Final[Mapping[str, str]] = {
    "instalments": "instalments",
    "grace_instalments": "grace",
    "annual_rate": "rate",
    "upfront_minor": "upfront",
    **{name: name for name in ("first_due", "every", "method")},
    **{f"waive.{name}": "waived" for name in loans.BUCKETS},
}


class WhatIfForm(forms.Form):
    """A group of levers for each lender (`p0_instalments` ...), and the month: income, what is kept of it, money laid by."""

    income = forms.MoneyField(label=_("Income a month, after the costs of a business"))
    kept = forms.MoneyField(label=_("Kept for living, wishes and savings"))
    laid_by = forms.MoneyField(label=_("Money laid by that could be used"), required=False)

    def __init__(
        self,
        *args: Any,
        asked: queries.Inputs,
        base: Mapping[str, plans.Package],
        lenders: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        self.asked, self.base, self.lenders = asked, base, lenders
        super().__init__(*args, **kwargs)
        usual = asked.usual
        self.fields["income"].initial = max(usual.income_minor, 0)
        self.fields["kept"].initial = max(usual.income_minor - usual.left_minor, 0)
        self.fields["laid_by"].initial = usual.laid_by_minor or None
        for number, seat in enumerate(asked.seats):
            self._add(f"p{number}", seat, base[seat.talks])

    def _add(self, place: str, seat: queries.Seat, package: plans.Package) -> None:
        levers = seat.policy.published.levers
        made = {
            "instalments": forms.IntegerField(
                label=_("Number of instalments"),
                min_value=1,
                max_value=MOST_INSTALMENTS,
                initial=package.instalments,
                widget=_slider(levers.instalments.least, max(levers.instalments.most, package.instalments)),
            ),
            "grace": forms.IntegerField(
                label=_("Instalments of pause before them"),
                min_value=0,
                max_value=60,
                required=False,
                initial=package.grace_instalments,
                widget=_slider(0, max(levers.grace_instalments.most, 6)),
            ),
            "rate": RateField(label=_("Rate a year, in percent"), initial=package.annual_rate),
            "waived": forms.IntegerField(
                label=_("Waived of what lateness added, in percent"),
                min_value=0,
                max_value=100,
                required=False,
                initial=waived_share(seat.owed, package),
                widget=_slider(0, 100),
            ),
            "upfront": forms.MoneyField(
                label=_("Paid at once when it begins"), required=False, initial=package.upfront_minor or None
            ),
            "first_due": forms.DayField(label=_("First payment"), initial=package.first_due),
            "every": _choice(_("How often"), words.EVERY, package.every),
            "method": _choice(_("Way of repaying"), _methods(package), package.method),
        }
        self.fields.update({f"{place}_{name}": field for name, field in made.items()})

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The lenders with their fields."""
        return [
            (self.lenders[seat.talks], [self[f"p{number}_{name}"] for name in LEVERS])
            for number, seat in enumerate(self.asked.seats)
        ]

    @property
    def month(self) -> list[Any]:
        """The fields of the household's month."""
        return [self[name] for name in ("income", "kept", "laid_by")]

    def tried(self) -> queries.Tried | None:
        """What was typed, tried; None with the engine's faults beside the fields. Valid forms only."""
        packages = {}
        for number, seat in enumerate(self.asked.seats):
            try:
                packages[seat.talks] = self._package(f"p{number}", seat)
            except texts.Faulty as faulty:
                self._refuse(faulty, f"p{number}")
        if self.errors:
            return None
        given = self.cleaned_data
        usual = replace(
            self.asked.usual,
            income_minor=given["income"],
            left_minor=given["income"] - given["kept"],
            laid_by_minor=given["laid_by"] or 0,
        )
        try:
            return queries.tried(self.asked, packages, usual=usual, before=self.base)
        except texts.Faulty as faulty:
            self._refuse(faulty, "p0")
            return None

    def _refuse(self, faulty: texts.Faulty, place: str) -> None:
        self.add_faults(faulty.faults, names={name: f"{place}_{field}" for name, field in NAMES.items()})

    def _package(self, place: str, seat: queries.Seat) -> plans.Package:
        given = {name: self.cleaned_data[f"{place}_{name}"] for name in LEVERS}
        before = self.base[seat.talks]
        share = Fraction(given["waived"] or 0, 100)
        punishing = {name: int(seat.owed[name] * share) for name in PENALTIES if seat.owed[name]}
        others = {name: minor for name, minor in before.waive.items() if name not in PENALTIES}
        waive = before.waive if given["waived"] == waived_share(seat.owed, before) else others | punishing
        if given["method"] != before.method:
            before = replace(before, method=given["method"], step_rate=Fraction(0), season=())
        return replace(
            before,
            instalments=given["instalments"],
            grace_instalments=given["grace"] or 0,
            annual_rate=before.annual_rate if given["rate"] is None else given["rate"],
            waive={name: minor for name, minor in waive.items() if minor},
            upfront_minor=given["upfront"] or 0,
            first_due=given["first_due"],
            every=given["every"],
        )


def waived_share(owed: loans.Buckets, package: plans.Package) -> int:
    """How much of what lateness added a package waives, in whole percent."""
    whole = sum(owed[name] for name in PENALTIES)
    return sum(package.waive.get(name, 0) for name in PENALTIES) * 100 // whole if whole else 0


def _methods(package: plans.Package) -> dict[str, Any]:
    """The even ways of repaying, and that of the plan itself with the steps or the season that belong to it."""
    return {name: words.METHODS[name] for name in (*words.EVEN, package.method)}


def _choice(label: Any, table: Mapping[str, Any], chosen: str) -> Any:
    """One of a few words, in a list."""
    return forms.CharField(label=label, widget=forms.Select(choices=list(table.items())), initial=chosen)


def _slider(least: int, most: int) -> Any:
    """A number that is typed, and moved by a slider where there is JavaScript."""
    return forms.TextInput(
        {
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-slider": f"{min(least, most)} {most}",
        }
    )
