"""The forms of opening: one loan, a file, a representative with the paper, a guarantor."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hejie_platform.intake.queries.opening import contact_of, opening_file
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.opening import words

LABELS: Mapping[str, Any] = words.COLUMNS
PAPERS = "image/png,image/jpeg,application/pdf"


class ContactField(forms.CharField):
    """A mobile number or an e-mail address; cleans to the form in which we write to it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone or e-mail"))
        super().__init__(max_length=120, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        found = contact_of(text) if text else None
        if text and found is None:
            raise forms.ValidationError(say("opening_contact_wrong"))
        return found.address if found else ""


class OpenForm(forms.Form):
    """One loan of one's own, and whom to invite."""

    contact = ContactField(
        help_text=_("Only the person who has this number or address, or this name, can use the invitation.")
    )
    name = forms.CharField(
        label=LABELS["name"],
        help_text=_("As in the contract. It helps when the number has changed."),
        max_length=opening_file.MOST["name"],
        required=False,
    )
    app_name = forms.CharField(
        label=LABELS["app_name"], max_length=opening_file.MOST["app_name"], required=False
    )
    contract_number = forms.CharField(
        label=LABELS["contract_number"], max_length=opening_file.MOST["contract_number"]
    )
    principal_minor = forms.MoneyField(label=words.AMOUNT_LENT, least_minor=1, required=False)
    balance_minor = forms.MoneyField(label=words.STILL_OWED, least_minor=1)
    overdue_since = forms.DayField(label=LABELS["overdue_since"], required=False)
    words = forms.WordsField(
        label=LABELS["words"],
        help_text=_(
            "The borrower reads this after proving to be the person invited. No threat, no pressure."
        ),
        rows=3,
        max_length=opening_file.MOST["words"],
        required=False,
    )
    sends = forms.ChoiceField(
        label=_("How does the invitation get there?"),
        choices=[
            ("yes", _("Hejie writes to this phone or address")),
            ("no", _("We pass on the link, the code or a letter ourselves")),
        ],
        initial="yes",
    )

    def told(self) -> dict[str, Any]:
        """The fields of an `Opening`."""
        given = self.cleaned_data
        day = given["overdue_since"]
        names = (
            "contact",
            "name",
            "app_name",
            "contract_number",
            "principal_minor",
            "balance_minor",
            "words",
        )
        return {name: given[name] for name in names} | {"overdue_since": day.isoformat() if day else ""}


class FileForm(forms.Form):
    """A file of many."""

    file = forms.FileField(
        label=_("The CSV file"), help_text=_("Up to 5,000 rows and 2 MB."), accept=".csv,text/csv"
    )


class ConfirmFileForm(forms.Form):
    """Whether each is written to at once."""

    sends = forms.ChoiceField(
        label=_("How do the invitations get there?"),
        choices=[
            ("yes", _("Hejie writes to each phone or address, at a decent hour")),
            ("no", _("We pass on the codes or print letters ourselves")),
        ],
        initial="no",
    )


class PressForm(forms.Form):
    """A button that does something, once."""


class RenewForm(forms.Form):
    """A new invitation, at a corrected contact if need be."""

    contact = ContactField(
        label=_("Phone or e-mail, if another one"),
        help_text=_("Leave it empty for the same."),
        required=False,
    )


class MandateForm(forms.Form):
    """Who acts for the borrower, how far, until when, by which paper."""

    contact = ContactField(help_text=_("We invite them there, with a code that only they can use."))
    name = forms.CharField(label=_("Their name, as on the identity card"), max_length=60)
    kind = forms.ChoiceField(label=_("Who are they to you?"), choices=list(words.KINDS.items()))
    scope = forms.ChoiceField(label=_("What may they do for you?"), choices=list(words.SCOPES.items()))
    until_day = forms.DayField(label=_("Until which day?"), help_text=_("You can end it at any time before."))
    paper = forms.FileField(
        label=_("The paper with your signature"),
        help_text=_("A letter of authority, a court's decision or a family book. Picture or PDF."),
        accept=PAPERS,
    )

    def told(self) -> dict[str, Any]:
        """The arguments of `name_representative`."""
        given = self.cleaned_data
        names = ("contact", "name", "kind", "scope", "until_day")
        return {name: given[name] for name in names} | {"paper": given["paper"].read()}


class DecideForm(forms.Form):
    """Accept the paper, or send it back with its cure."""

    verdict = forms.ChoiceField(
        label=_("Does the paper hold?"),
        choices=[
            ("accept", _("Yes: it is signed, names both people, and covers the scope and the days")),
            ("return", _("Not yet: it goes back with what would cure it")),
        ],
    )
    words = forms.WordsField(
        label=_("What would cure it"), help_text=_("The borrower reads this."), rows=3, required=False
    )


class GuarantorForm(forms.Form):
    """Whom to ask, and for which loans."""

    contact = ContactField(help_text=_("We invite them there, with a code that only they can use."))
    name = forms.CharField(label=_("Their name, as on the identity card"), max_length=60)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loans"] = forms.ChoicesField(label=_("Which loans do they guarantee?"), choices=choices)
