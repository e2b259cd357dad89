"""The forms about papers: handing them in, opening and sorting them, naming their columns, and what a row of them means."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hejie import statements
from hejie_platform.core import formats, law
from hejie_platform.intake.queries import RowLine
from hejie_platform.web import forms
from hejie_platform.web.apply import row_words, words
from hejie_platform.web.templatetags.hejie import quoting


def _password() -> forms.CharField:
    return forms.CharField(
        label=_("Password of the file"),
        help_text=_(
            "The app sends it in a service message, often six digits. We use it once and do not keep it."
        ),
        max_length=64,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class PaperForm(forms.Form):
    """Hand in one file."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("", _("Please choose")), *words.choices(words.PAPERS)],
        widget=forms.Select,
    )
    file = forms.FileField(
        label=_("The file"),
        accept=".pdf,.jpg,.jpeg,.png,.csv,.txt,.xlsx,.zip,image/*",
        help_text=_("A statement as the app sent it (ZIP, CSV, XLSX), or PDF, JPEG, PNG; up to 20 MB."),
        error_messages={
            "empty": _("This file is empty. Please choose it again, or ask the app to send it once more.")
        },
    )
    password = forms.CharField(
        label=_("Password of the file"),
        help_text=_(
            "Only for a locked file. The app sends it in a service message. We use it once and do not keep it."
        ),
        required=False,
        max_length=64,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )


class DropForm(forms.Form):
    """Hand in several files at once, whatever they are."""

    file = forms.FilesField(
        label=_("Your files"),
        accept=".pdf,.jpg,.jpeg,.png,.csv,.txt,.xls,.xlsx,.zip,.eml,.html,image/*",
        help_text=_(
            "Statements as the app sent them (ZIP, CSV, XLSX, PDF), photos, screenshots; several at once, up to 20 MB together."
        ),
    )


class SortForm(forms.Form):
    """Say what a paper is that was handed in among others."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[("", _("Please choose")), *words.choices(words.PAPERS)],
        widget=forms.Select,
    )


class ColumnsForm(forms.Form):
    """What each column of an unknown statement means; fields are named by the place of the column."""

    sign = forms.ChoiceField(
        label=_("How does it show money in and money out?"), choices=words.choices(words.COLUMN_SIGNS)
    )
    currency = forms.ChoiceField(
        label=_("In which currency is it?"),
        help_text=_("Where the file says it itself, that counts."),
        widget=forms.Select,
        required=False,
    )
    shape = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(
        self, *args: Any, table: Any, is_locked: bool, asks_currency: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {f"column_{place}": name for place, name in enumerate(table.columns) if name}
        self.fields["shape"].initial = table.shape
        self._offer_currencies(asks=asks_currency)
        for key, name in self.columns.items():
            place = int(key.rpartition("_")[2])
            self.fields[key] = forms.ChoiceField(
                label=quoting(name),
                help_text=quoting(
                    _("For example: %(examples)s") % {"examples": _examples(table.samples, place)}
                ),
                choices=[("", _("Nothing of these")), *words.choices(words.COLUMN_FIELDS)],
                widget=forms.Select,
                required=False,
            )
        if is_locked:
            self.fields["password"] = _password()
        self.order_fields([*self.columns, "sign", "currency", "password"])

    def _offer_currencies(self, *, asks: bool) -> None:
        """Ours first; where nothing but a person can say it, none is chosen for them."""
        own = law.currency()
        codes = dict.fromkeys([own, *statements.common_currencies()])
        field: Any = self.fields["currency"]
        named = [(code, f"{formats.currency_name(code)} ({code})") for code in codes]
        field.choices = [("", _("Please choose")), *named] if asks else named
        field.initial, field.required = ("", True) if asks else (own, False)

    @property
    def told(self) -> dict[str, str]:
        """Column name to field, without the columns that mean nothing. Valid forms only."""
        return {name: self.cleaned_data[key] for key, name in self.columns.items() if self.cleaned_data[key]}


def _examples(samples: Any, place: int) -> str:
    seen = dict.fromkeys(line[place] for line in samples if place < len(line) and line[place])
    return " · ".join(list(seen)[:3]) or "–"


class RowForm(forms.Form):
    """What a row of a statement is, and why one says so."""

    category = forms.ChoiceField(label=_("What is it really?"), widget=forms.Select)
    reason = forms.WordsField(
        label=_("How do you know?"),
        rows=2,
        max_length=500,
        help_text=_("A few words, so that whoever reads the budget can follow."),
    )
    alike = forms.BooleanField(required=False)
    seen_change = forms.CharField(widget=forms.HiddenInput, required=False, max_length=36)

    def __init__(self, *args: Any, line: RowLine, alike: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown: Any = self.fields["category"]
        shown.choices = [("", _("Please choose")), *row_words.choices(line.row.direction)]
        self.fields["seen_change"].initial = str(line.change.pk) if line.change else ""
        same = ngettext(
            "The %(count)d other line with %(who)s is the same",
            "The %(count)d other lines with %(who)s are the same",
            alike,
        )
        self.fields["alike"].label = quoting(same % {"count": alike, "who": line.row.counterparty_name})
        if not alike:
            del self.fields["alike"]


class PasswordForm(forms.Form):
    """Open a locked statement."""

    password = _password()
