"""The form that every page uses, and the fields that understand what people type.

    class PayForm(forms.Form):
        paid = forms.MoneyField(label=_("How much did you pay?"))
        day = forms.DayField(label=_("On which day?"))

Each form carries a hidden `action_id` (made when it was shown: pressing twice acts once, and what somebody changed after
going back is sent as something of its own) and `seen_version`
(the version of the row that the page showed). A refusal of an action or a step becomes a sentence beside the
field it concerns; nothing typed is lost:

    try:
        actions.claim_payment(held, ..., **form.stamp, now=now)
    except forms.REFUSALS as refused:
        form.refuse(refused, version=held.version)
"""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hejie import dates, money, texts
from hejie.steps import StepRefused
from hejie_platform.core import formats, law
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.notices import queries as notices

REFUSALS = (ActionRefused, StepRefused)
STAMPS = frozenset({"action_id", "seen_version", "csrfmiddlewaretoken"})
PLEASE_ANSWER = _("Please fill this in.")
PLEASE_CHOOSE = _("Please choose one.")
PLEASE_ATTACH = _("Please choose a file.")
PLEASE_TICK = _("Please read this, and tick it if you agree. Without it we cannot go on.")
EMPTY_FILE = _("This file is empty. Please choose it again.")
WHOLE_NUMBER = _("Please write a whole number, for example 12.")
# What is too much, too little or unreadable, where a field has no words of its own for it.
KIND_WORDS: dict[str, Any] = {
    "max_length": _("Please shorten it to %(limit_value)s characters; now it has %(show_value)s."),
    "min_value": _("Please write %(limit_value)s or more."),
    "max_value": _("Please write %(limit_value)s or less."),
    "null_characters_not_allowed": _("There is a sign in it that nobody can see. Please type it again."),
}


def speak_kindly(fields: Iterable[forms.Field]) -> None:
    """An empty answer is asked for, not scolded; a field with words of its own keeps them."""
    bare = forms.Field.default_error_messages["required"]
    for field in fields:
        own = dict(field.error_messages)
        if own.get("required") == bare:
            own["required"] = _asking_for(field)
        if own.get("invalid") == forms.IntegerField.default_error_messages["invalid"]:
            own["invalid"] = WHOLE_NUMBER
        if own.get("empty") == forms.FileField.default_error_messages["empty"]:
            own["empty"] = EMPTY_FILE
        field.error_messages = KIND_WORDS | own


def _asking_for(field: forms.Field) -> Any:
    asked = (one for kind, one in _ASKED.items() if isinstance(field, kind))
    return next(asked, PLEASE_ANSWER)


_ASKED: dict[type[forms.Field], Any] = {
    forms.FileField: PLEASE_ATTACH,
    forms.ChoiceField: PLEASE_CHOOSE,
    forms.BooleanField: PLEASE_TICK,
}


class Form(forms.Form):
    """A form of an action. Every label and hint is a translated text."""

    action_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, seen_version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action_id"].error_messages["required"] = _(
            "This page was open in an unusual way. Please open it again."
        )
        if seen_version is not None:
            self.fields["seen_version"].initial = seen_version

    def full_clean(self) -> None:
        """Judge what was typed; the words for it reach fields that a form made for itself, too."""
        speak_kindly(self.fields.values())
        super().full_clean()

    def clean_action_id(self) -> uuid.UUID:
        """The id of this very sending: pressed twice it is the same, and what somebody changed after going back is another."""
        return uuid.uuid5(self.cleaned_data["action_id"], _fingerprint(self.data, self.files))

    @property
    def stamp(self) -> dict[str, Any]:
        """The `action_id` and `seen_version` for an action. Valid forms only."""
        return {name: self.cleaned_data[name] for name in ("action_id", "seen_version")}

    def refuse(self, refused: Any, *, field: str | None = None, version: int | None = None) -> None:
        """Say why an action was refused (anything with `code` and `facts`), and keep what was typed.

        `version` is the row's present one: after reading that something changed, a person may send again.
        """
        if findings := getattr(refused, "findings", ()):
            self.add_findings(findings)
        elif faults := getattr(refused, "faults", ()):
            self.add_faults(faults)
        else:
            name = field if field in self.fields else None
            self.add_error(name, notices.say(refused.code, refused.facts))
        if version is not None:
            self.renew(version)

    def renew(self, version: int) -> None:
        """What was typed stays, and may be sent again for the row as it is now."""
        data: Any = copy(self.data)  # keeps every answer of a question with several
        data[self.add_prefix("seen_version")] = str(version)
        self.data = data

    def add_findings(self, findings: Iterable[Any]) -> None:
        """What the law does not allow: the sentence, what to do about it, and on which rule it rests."""
        for one in findings:
            rule = ", ".join(one.rule_ids) or one.check
            rests = {"rule": rule, "force": one.force, "standing": one.rests_on}
            said = [(one.code, one.facts), (one.cure, {}), ("law_stops", rests)]
            self.add_error(None, " ".join(notices.say(code, facts) for code, facts in said if code))

    def add_faults(self, faults: tuple[texts.Fault, ...], *, names: Mapping[str, str] | None = None) -> None:
        """Put the engine's faults beside the fields they name (`names` maps the engine's to the form's)."""
        for fault in faults:
            name = (names or {}).get(fault.field, fault.field)
            self.add_error(name if name in self.fields else None, notices.say(fault.code, fault.facts))


def _fingerprint(data: Any, files: Any) -> str:
    """The hash of all that was sent with a form, but for its stamps."""
    made = hashlib.sha256()
    for name in sorted(set(data) - STAMPS):
        made.update(repr((name, _every(data, name))).encode(errors="surrogatepass"))
    for name in sorted(files):
        for one in _every(files, name):
            made.update(repr((name, one.name, one.size)).encode(errors="surrogatepass"))
            made.update(hashlib.file_digest(one, "sha256").digest())
            one.seek(0)
    return made.hexdigest()


def _every(sent: Any, name: str) -> list[Any]:
    """All values of a name: a browser may send several, a test gives one."""
    return list(sent.getlist(name)) if hasattr(sent, "getlist") else [sent[name]]


def _raise(faults: tuple[texts.Fault, ...]) -> None:
    if faults:
        raise forms.ValidationError([notices.say(fault.code, fault.facts) for fault in faults])


class MoneyInput(forms.TextInput):
    template_name = "parts/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        found = super().get_context(name, value, attrs)
        found["widget"]["unit"] = formats.unit_text()
        return found


class MoneyField(forms.CharField):
    """An amount typed in the money of the law around us; cleans to whole minor units (int), or None when left empty and not required."""

    widget = MoneyInput

    def __init__(self, *, least_minor: int = 0, most_minor: int = money.MAX_MINOR, **kwargs: Any) -> None:
        super().__init__(max_length=64, **kwargs)
        self.least_minor, self.most_minor = least_minor, most_minor

    def prepare_value(self, value: Any) -> Any:
        is_minor = isinstance(value, int) and not isinstance(value, bool)
        return money.decimal_text(value, law.currency()) if is_minor else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        amount, faults = money.parse(
            text, currency=law.currency(), least_minor=self.least_minor, most_minor=self.most_minor
        )
        _raise(faults)
        return amount.minor if amount else None


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.CharField):
    """A day: picked, or typed as 2026-02-28, 2026/2/28 or 2026年2月28日; cleans to a date."""

    widget = DayInput

    def __init__(
        self, *, earliest: date = dates.EARLIEST, latest: date = dates.LATEST, **kwargs: Any
    ) -> None:
        super().__init__(max_length=32, **kwargs)
        self.earliest, self.latest = earliest, latest

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        day, faults = dates.parse(text, earliest=self.earliest, latest=self.latest)
        _raise(faults)
        return day


class ChoiceField(forms.ChoiceField):
    """One of a few answers, all of them visible."""

    widget = forms.RadioSelect


class ChoicesField(forms.MultipleChoiceField):
    """Any of a few answers."""

    widget = forms.CheckboxSelectMultiple


class WordsField(forms.CharField):
    """Free words, up to `max_length` characters."""

    def __init__(self, *, rows: int = 5, max_length: int = 2000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=forms.Textarea({"rows": rows}), **kwargs)


class FileField(forms.FileField):
    """One file. `accept` is a hint to the phone; what a file is gets decided by its content."""

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput({"accept": accept}), **kwargs)


class _SeveralFiles(forms.FileInput):
    """The browser's own input for files, with `multiple`."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; cleans to a list of them. Each is judged by its content, by whoever takes it."""

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        super().__init__(widget=_SeveralFiles({"accept": accept}), allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not given:
            super().clean(None, initial)
        return [super(FilesField, self).clean(one, initial) for one in given]


# What page builders need of Django's own, so that one import is enough.
BooleanField = forms.BooleanField
CharField = forms.CharField
EmailField = forms.EmailField
IntegerField = forms.IntegerField
HiddenInput = forms.HiddenInput
PasswordInput = forms.PasswordInput
Select = forms.Select
TextInput = forms.TextInput
ValidationError = forms.ValidationError
