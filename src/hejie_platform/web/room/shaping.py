"""The other shapes of an offer: rising instalments, strong and weak months, small sums in the pause, a larger last payment, a
waiver that waits for the end. Folded away in the form, because most plans need none of it.

What is typed here and belongs to nothing is asked about beside its field, so that no figure is dropped in silence.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from hejie import loans, plans
from hejie_platform.web import forms
from hejie_platform.web.room import words

USUAL: Final = 100
MOST_WEIGHT: Final = 800
MOST_STEPS: Final = 600
YEARLY: Final = 12
SEASON: Final = tuple(f"season_{month}" for month in MONTHS)
GROUPS: Final = (
    (_("Rising instalments"), ("step_rate", "step_every")),
    (_("By the season"), SEASON),
    (_("During the pause"), ("grace", "token")),
    (_("A larger last payment"), ("balloon",)),
    (_("What is waived"), ("on_breach",)),
)
"""The folded fields as they stand together."""
NAMES: Final = {
    "balloon_minor": "balloon",
    "token_minor": "token",
    "season": SEASON[0],
    "loan_balloon": "balloon",
    **{name: name for name in ("step_rate", "step_every", "grace", "on_breach")},
}
"""The engine's names of these fields as the form has them."""


def fields(rate: Any) -> dict[str, Any]:
    """The folded fields, none of them required. `rate`: the kind of field in which a percentage is typed."""
    return {
        "step_rate": rate(
            label=_("They rise by, in percent"),
            required=False,
            help_text=_("Only with “Rising” as the way of repaying."),
        ),
        "step_every": _whole(_("After every so many instalments"), least=1, most=MOST_STEPS),
        **{f"season_{month}": _whole(name, least=0, most=MOST_WEIGHT) for month, name in MONTHS.items()},
        "grace": forms.CharField(
            label=_("What the pause is"), required=False, widget=forms.Select(choices=[*words.PAUSES.items()])
        ),
        "token": forms.MoneyField(
            label=_("A small sum in each instalment of the pause"),
            required=False,
            help_text=_("It is taken off what bears no interest."),
        ),
        "balloon": forms.MoneyField(
            label=_("Principal left for the last payment"),
            required=False,
            help_text=_("The others become smaller, the last one larger by this."),
        ),
        "on_breach": forms.CharField(
            label=_("The waiver holds"), required=False, widget=forms.Select(choices=[*words.WAIVERS.items()])
        ),
    }


def _whole(label: Any, *, least: int, most: int) -> Any:
    """A whole number in a field that keeps whatever was typed, so that a slip can be seen."""
    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, widget=widget)


def initial_of(package: plans.Package) -> dict[str, Any]:
    """What stands in the folded fields for this package: nothing where it is level."""
    return {
        "step_rate": package.step_rate or None,
        "step_every": package.step_every if package.method == "step_up" else None,
        **dict(zip(SEASON, package.season, strict=False)),
        "grace": package.grace,
        "token": package.token_minor or None,
        "balloon": package.balloon_minor or None,
        "on_breach": package.on_breach,
    }


def parts_of(given: dict[str, Any]) -> dict[str, Any]:
    """The parts of a package that the folded fields say; `given` is cleaned."""
    is_rising, is_seasonal = (given["method"] == name for name in ("step_up", "seasonal"))
    return {
        "step_rate": given["step_rate"] or Fraction(0) if is_rising else Fraction(0),
        "step_every": given["step_every"] or YEARLY,
        "season": _year(given) if is_seasonal else (),
        "grace": given["grace"] or "holiday",
        "token_minor": given["token"] or 0,
        "balloon_minor": given["balloon"] or 0,
        "on_breach": given["on_breach"] or "kept",
    }


def _year(given: dict[str, Any]) -> tuple[int, ...]:
    """The weights of the year; a month of which nothing is said is a usual one."""
    return tuple(USUAL if given[name] is None else given[name] for name in SEASON)


def slips(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What does not go together: the field, and the sentence beside it."""
    method = given.get("method")
    told = [name for name in SEASON if given.get(name) is not None]
    if method == "step_up" and not given.get("step_rate"):
        yield "step_rate", _("By how much do they rise? With 5 every later year asks for 5 % more.")
    if method != "step_up" and given.get("step_rate"):
        yield "step_rate", _("Choose “Rising” as the way of repaying, or leave this empty.")
    if method == "seasonal" and not told:
        yield SEASON[0], _("Which months differ? 100 is a usual month, 50 half of it, 0 none.")
    if method == "seasonal" and told and not any(_year({name: given.get(name) for name in SEASON})):
        yield SEASON[0], _("At least one month has to pay something.")
    if method != "seasonal" and told:
        yield told[0], _("Choose “By the season” as the way of repaying, or leave the months empty.")
    if given.get("token") and not given.get("grace_instalments"):
        yield (
            "token",
            _("A small sum belongs to a pause. Say how many instalments of pause there are, above."),
        )
    if given.get("token") and given.get("grace") == "principal":
        yield (
            "token",
            _("In this pause the interest is paid. A small sum belongs to one in which nothing else is."),
        )


def is_said(form: Any) -> bool:
    """Whether any folded field says something, or has to be mended: then they are shown open."""
    plain = {"grace": "holiday", "on_breach": "kept", "step_every": str(YEARLY)}
    bound = [form[name] for _title, names in GROUPS for name in names]
    return any(one.errors or str(one.value() or "") not in ("", plain.get(one.name, "")) for one in bound)


def groups(form: Any) -> list[tuple[Any, list[Any]]]:
    """The folded fields under their headings; a waiver is asked about where something can be waived."""
    has_waiver = any(f"waive_{name}" in form.fields for name in loans.BUCKETS)
    return [
        (title, [form[name] for name in names])
        for title, names in GROUPS
        if has_waiver or "on_breach" not in names
    ]
