"""The forms of mediation: few fields each, nothing asked twice, and nothing that the page knows already."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.web import forms
from hejie_platform.web.mediation import words

Choices = Sequence[tuple[str, Any]]


class PressForm(forms.Form):
    """A button and nothing else."""


class AskForm(forms.Form):
    """Which body, for which of one's talks."""

    note = forms.WordsField(label=_("What would help you?"), rows=3, max_length=1000, required=False)
    notice_seen = forms.BooleanField(
        label=_("I have read what mediation is, what it costs, and that it is voluntary")
    )

    def __init__(self, *args: Any, bodies: Choices, others: Choices, notice: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice_seen"].help_text = notice
        first = bodies[0][0] if len(bodies) == 1 else None
        body = forms.ChoiceField(label=_("Which mediation body?"), choices=bodies, initial=first)
        self.fields = {"body": body, **({"others": _other_talks(others)} if others else {}), **self.fields}


def _other_talks(others: Choices) -> forms.ChoicesField:
    return forms.ChoicesField(
        label=_("Which other talks should come into the same mediation?"),
        help_text=_("No lender learns that there are others."),
        choices=others,
        required=False,
    )


class ConsentForm(forms.Form):
    notice_seen = forms.BooleanField(
        label=_("I have read what mediation is, what it costs, and that it is voluntary")
    )


class NoteForm(forms.Form):
    note = forms.WordsField(label=_("Would you like to say why?"), rows=3, max_length=1000, required=False)


class AnswerForm(forms.Form):
    """The head's decision about an objection, or a replacement."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("replace", _("Another mediator is found")), ("keep", _("This mediator stays"))],
    )
    answer = forms.WordsField(label=_("The reason, as both sides will read it"), rows=4, max_length=1000)


class RankForm(forms.Form):
    """A place for each mediator: 1 is most wished; left empty: not wished."""

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", _("not chosen")), *((str(place), str(place)) for place in range(1, len(people) + 1))]
        for ref, name in people:
            self.fields[f"place_{ref}"] = forms.ChoiceField(
                label=name, choices=places, required=False, widget=forms.Select
            )
        self._refs = [ref for ref, _name in people]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        chosen = [given.get(f"place_{ref}") for ref in self._refs if given.get(f"place_{ref}")]
        if len(chosen) != len(set(chosen)):
            raise forms.ValidationError(_("Two people have the same place. Please give each place once."))
        return given

    @property
    def order(self) -> list[str]:
        """References, most wished first."""
        places = [(int(self.cleaned_data[f"place_{ref}"] or 0), ref) for ref in self._refs]
        return [ref for place, ref in sorted(places) if place]


class AppointForm(forms.Form):
    note = forms.WordsField(
        label=_("Why somebody else than the rule gives?"),
        help_text=_("Only needed when you choose otherwise. It is kept with the choice."),
        rows=3,
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, people: Choices, first: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mediator = forms.ChoiceField(label=_("Whom do you ask?"), choices=people, initial=first)
        self.fields = {"mediator": mediator, **self.fields}


class TiesForm(forms.Form):
    """What ties a mediator to the parties, or that nothing does."""

    kinds = forms.ChoicesField(
        label=_("What ties you to one of the parties?"),
        help_text=_("Tick nothing if nothing does."),
        choices=list(words.TIES.items()),
        required=False,
    )
    words = forms.WordsField(label=_("In words, as all parties will read it"), rows=4, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("kinds") and not given.get("words"):
            self.add_error("words", _("Please say in a sentence what the tie is."))
        return given


class ObjectForm(forms.Form):
    reason = forms.ChoiceField(label=_("For which reason?"), choices=list(words.OBJECTIONS.items()))
    words = forms.WordsField(
        label=_("In words"), help_text=_("Only the head of the mediation body reads this."), rows=4
    )


class TimeForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=[
            ("longer", _("More time")),
            ("rest", _("A rest: nothing is expected of anybody until then")),
        ],
    )
    until_day = forms.DayField(label=_("Until which day?"))


class TimeAnswerForm(forms.Form):
    agrees = forms.ChoiceField(
        label=_("Do you agree?"), choices=[("yes", _("Yes")), ("no", _("No, leave the time as it is"))]
    )


class EndForm(forms.Form):
    note = forms.WordsField(
        label=_("In words, for the file"),
        help_text=_(
            "How people were contacted, what was tried. The parties read the reason, not these words."
        ),
        rows=4,
    )

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = forms.ChoiceField(label=_("Why does the mediation end?"), choices=reasons)
        self.fields = {"reason": reason, **self.fields}


class ListingForm(forms.Form):
    qualification = forms.CharField(label=_("Qualification"), max_length=200)
    registration_number = forms.CharField(label=_("Registration number"), max_length=60)
    registered_with = forms.CharField(label=_("Registered with"), max_length=120)
    loan_types = forms.ChoicesField(label=_("Kinds of loans"), choices=list(words.FIELDS.items()))
    languages = forms.ChoicesField(label=_("Languages"), choices=list(words.LANGUAGES.items()))
    most = forms.IntegerField(label=_("At once, at most"), min_value=1, max_value=99)


class TieForm(forms.Form):
    kind = forms.ChoiceField(label=_("What ties you to it?"), choices=list(words.TIES.items()))
    words = forms.WordsField(
        label=_("In words"),
        help_text=_("Kept for yourself; the platform only reads that there is a tie."),
        rows=2,
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = forms.ChoiceField(label=_("Which organisation?"), choices=organisations)
        self.fields = {"organisation": organisation, **self.fields}


class AwayForm(forms.Form):
    from_day = forms.DayField(label=_("From which day?"))
    until_day = forms.DayField(label=_("Until which day?"))


class TermsForm(forms.Form):
    kind = forms.ChoiceField(label=_("What kind of body is it?"), choices=list(words.KINDS.items()))
    fee = forms.MoneyField(label=_("What does one mediation cost the parties?"))
    payer = forms.ChoiceField(label=_("Who pays it?"), choices=list(words.PAYERS.items()))
    has_fee_help = forms.BooleanField(label=_("Whoever cannot pay is helped"), required=False)
    funded_by = forms.ChoiceField(label=_("Who pays the body?"), choices=list(words.FUNDERS.items()))
    platform_pays = forms.MoneyField(label=_("What do we pay the body for each mediation?"))
    licence = forms.CharField(label=_("Licence number, for a commercial body"), max_length=60, required=False)
    from_day = forms.DayField(label=_("From which day?"))
