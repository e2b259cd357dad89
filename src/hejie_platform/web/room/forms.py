"""The forms of the talks. What is typed becomes a package of the engine; the engine says what is wrong with it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie import loans, money, plans, texts
from hejie_platform.negotiation import actions
from hejie_platform.notices import queries as notices
from hejie_platform.web import forms
from hejie_platform.web.room import shaping, words


class RateField(forms.CharField):
    """A yearly rate typed in percent ("12" or "12%"); cleans to an exact fraction, or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{float(value * 100):.6f}".rstrip("0").rstrip(".") if isinstance(value, Fraction) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        rate, faults = money.parse_rate(text if text.endswith(("%", "％")) else f"{text}%", field="rate")
        if faults:
            raise forms.ValidationError([notices.say(fault.code, fault.facts) for fault in faults])
        return rate


def _choices(table: Mapping[str, Any], known: Iterable[str] | None = None) -> list[tuple[str, Any]]:
    return [(code, table[code]) for code in (known or table)]


def _days() -> list[tuple[str, str]]:
    return [(str(days), str(_("{days} days")).format(days=days)) for days in actions.DAYS_OPEN]


class OfferForm(forms.Form):
    """The terms of an offer, one field each; waivers for the buckets that are not empty, other shapes folded away."""

    template_name = "room/offer_fields.html"
    instalments = forms.IntegerField(label=_("How many instalments"), min_value=1, max_value=600)
    every = forms.CharField(label=_("How often"), widget=forms.Select)
    first_due = forms.DayField(
        label=_("First payment"),
        help_text=_("With a pause before, this is the day on which the pause begins."),
    )
    grace_instalments = forms.IntegerField(
        label=_("Instalments of pause before them"), min_value=0, max_value=60, required=False
    )
    annual_rate = RateField(label=_("Rate a year, in percent"))
    upfront = forms.MoneyField(label=_("Paid at once when it begins"), required=False)
    method = forms.CharField(label=_("Way of repaying"), widget=forms.Select)
    days_open = forms.CharField(label=_("How long the offer holds"), widget=forms.Select)
    words = forms.WordsField(
        label=_("A few words with it"), required=False, rows=3, help_text=_("The other side reads this.")
    )
    seen_offer = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, claim: loans.Buckets, uplift: Fraction = Fraction(0), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.uplift = uplift
        self.buckets = [name for name, minor in claim.items() if minor and name not in loans.PRINCIPAL]
        self.fields["every"].widget.choices = _choices(words.EVERY)
        self.fields["method"].widget.choices = _choices(words.METHODS)
        self.fields["days_open"].widget.choices = _days()
        self.fields.update(made := shaping.fields(RateField))
        forms.speak_kindly(made.values())
        for name in self.buckets:
            label = _("Waived: {bucket}")
            self.fields[f"waive_{name}"] = forms.MoneyField(
                label=str(label).format(bucket=words.BUCKETS[name][0]), required=False
            )
        self.order_fields(
            [*self._before(), *(f"waive_{name}" for name in self.buckets), "days_open", "words"]
        )

    def _before(self) -> tuple[str, ...]:
        return ("instalments", "every", "first_due", "grace_instalments", "annual_rate", "upfront", "method")

    @property
    def plain_fields(self) -> list[Any]:
        """What every offer says."""
        folded = {name for _title, names in shaping.GROUPS for name in names}
        return [bound for bound in self.visible_fields() if bound.name not in folded]

    @property
    def other_shapes(self) -> list[tuple[Any, list[Any]]]:
        """What only some say, under its headings."""
        return shaping.groups(self)

    @property
    def is_shaped(self) -> bool:
        """Whether the folded part says something."""
        return shaping.is_said(self)

    def clean(self) -> Any:
        for name, sentence in shaping.slips(self.cleaned_data):
            self.add_error(name, sentence)
        return self.cleaned_data

    def package(self) -> plans.Package | None:
        """The package that was typed; None with the engine's faults beside the fields."""
        given = self.cleaned_data
        try:
            return plans.Package(
                instalments=given["instalments"],
                every=given["every"],
                first_due=given["first_due"],
                grace_instalments=given["grace_instalments"] or 0,
                annual_rate=given["annual_rate"],
                waive={name: given[f"waive_{name}"] or 0 for name in self.buckets},
                upfront_minor=given["upfront"] or 0,
                method=given["method"],
                overdue_uplift=self.uplift,
                **shaping.parts_of(given),
            )
        except texts.Faulty as faulty:
            self.add_faults(faulty.faults, names=NAMES)
            return None

    @property
    def days(self) -> int:
        """How many days the offer holds; an unknown number is refused by the action."""
        given = self.cleaned_data["days_open"]
        return next((days for days in actions.DAYS_OPEN if str(days) == given), 0)


NAMES = {
    "upfront_minor": "upfront",
    **{said: f"waive_{name}" for name in loans.BUCKETS for said in (f"waive.{name}", name)},
    **shaping.NAMES,
}


def initial_of(package: plans.Package) -> dict[str, Any]:
    """The fields of `OfferForm` that say this package."""
    return {
        "instalments": package.instalments,
        "every": package.every,
        "first_due": package.first_due,
        "grace_instalments": package.grace_instalments,
        "annual_rate": package.annual_rate,
        "upfront": package.upfront_minor or None,
        "method": package.method,
        **{f"waive_{name}": minor for name, minor in package.waive.items()},
        **shaping.initial_of(package),
    }


class SendForm(forms.Form):
    """What stands beside the last button of an act with legal effect."""

    notice_seen = forms.BooleanField(label=_("I have read this."), required=False)
    beyond_budget = forms.BooleanField(
        label=_("I know that this is more than my budget leaves, and I mean it."), required=False
    )

    def __init__(self, *args: Any, asks_budget: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_budget:
            del self.fields["beyond_budget"]

    @property
    def is_beyond_confirmed(self) -> bool:
        return bool(self.cleaned_data.get("beyond_budget"))


class DisputeForm(forms.Form):
    """The borrower's figure for each bucket of the claim."""

    words = forms.WordsField(label=_("What is wrong, in your words"), required=False, rows=3)

    def __init__(self, *args: Any, claim: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [name for name in loans.BUCKETS if claim.get(name)]
        for name in self.names:
            self.fields[name] = forms.MoneyField(label=words.BUCKETS[name][0], initial=claim[name])
        self.order_fields([*self.names, "words"])

    @property
    def figures(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in self.names}


class MessageForm(forms.Form):
    """One message of the joint room."""

    text = forms.WordsField(label=_("Your message"), rows=4, max_length=4000)


class AnswerForm(forms.Form):
    """The answer to what the lender asked."""

    words = forms.WordsField(
        label=_("Your answer"),
        rows=5,
        help_text=_("Papers are handed in on the page of papers. Here you write what else is to be said."),
    )


class ReasonForm(forms.Form):
    """A reason in one's own words."""

    words = forms.WordsField(
        label=_("Why"),
        required=False,
        rows=3,
        help_text=_("The other side reads this. A reason helps the next offer."),
    )


class EndForm(forms.Form):
    """Leaving, and why, if one likes to say it."""

    note = forms.WordsField(label=_("Why"), required=False, rows=3)


class PressForm(forms.Form):
    """Nothing but the press of a button."""
