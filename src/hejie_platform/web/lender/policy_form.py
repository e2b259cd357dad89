"""One part of a policy as a form: every field takes what is typed and keeps it; what is wrong with it the engine says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hejie import loans, money, rules, texts
from hejie_platform.intake.queries import LISTS
from hejie_platform.lenders import queries
from hejie_platform.notices.queries import say
from hejie_platform.web import forms
from hejie_platform.web.apply.words import PAPERS
from hejie_platform.web.lender import policy_words as words

Given = str | list[str]
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are read together, with what they are about."""

    title: words.Text
    fields: list[Any]


class PartForm(forms.Form):
    """The fields of one part, by their paths, filled with what stands in the draft."""

    def __init__(self, *args: Any, part: str, typed: Mapping[str, Given], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.part = part
        self.paths = paths(part, typed)
        for path in self.paths:
            self.fields[path] = _field(path, typed.get(path, ""))

    @property
    def typed(self) -> dict[str, Given]:
        """What was typed, for the action. Valid forms only."""
        return {path: _raw(self.cleaned_data[path]) for path in self.paths}

    def groups(self) -> Iterator[Group]:
        """The fields in their groups, in order."""
        made: dict[str, list[Any]] = {}
        for path in self.paths:
            made.setdefault(str(words.group(path)), []).append(self[path])
        yield from (Group(title, fields) for title, fields in made.items())

    def mark(self, faults: Iterable[texts.Fault]) -> None:
        """Each fault beside its field, or beside the first field of what it is about; the page lists all of them."""
        for fault in faults:
            if place := self._place(fault.field):
                self.add_error(place, say(fault.code, fault.facts))

    def _place(self, path: str) -> str | None:
        ends = (path, f"{path}.most", f"{path}.least")
        return next((one for one in ends if one in self.fields), None)


def paths(part: str, typed: Mapping[str, Given]) -> list[str]:
    """The fields of a part: what every policy has, and what this draft has beside."""
    return list(dict.fromkeys(_PATHS[part](typed)))


def _frame(typed: Mapping[str, Given]) -> Iterator[str]:
    yield from (f"policy.{name}" for name in ("from", "until", "channel", "country", "currency"))


def _causes(typed: Mapping[str, Given]) -> Iterator[str]:
    yield "published.causes"


def _evidence(typed: Mapping[str, Given]) -> Iterator[str]:
    yield from (f"published.evidence.{cause}" for cause in typed.get("published.causes", []))


def _levers(typed: Mapping[str, Given]) -> Iterator[str]:
    levers = "published.levers"
    yield from (f"{levers}.every", f"{levers}.methods", f"{levers}.overdue_uplift")
    yield from (f"{levers}.shapes.{name}" for name in rules.Shapes.__dataclass_fields__)
    for name in (*words.SPANS, *(f"waive.{bucket}" for bucket in loans.BUCKETS)):
        yield from (f"{levers}.{name}.{end}" for end in words.ENDS)


def _times(typed: Mapping[str, Given]) -> Iterator[str]:
    yield "published.response_working_days"
    yield from (f"published.agreement.{name}" for name in rules.AgreementTerms.__dataclass_fields__)


def _refusals(typed: Mapping[str, Given]) -> Iterator[str]:
    for code in words.refusal_codes(typed):
        yield from (f"published.refusals.{code}.{name}" for name in words.REFUSAL)


def _contact(typed: Mapping[str, Given]) -> Iterator[str]:
    yield from (f"published.contact.{name}" for name in ("phone", "hours", "address"))


def _private(typed: Mapping[str, Given]) -> Iterator[str]:
    yield from (f"private.{name}" for name in ("least_recovery_share", "discount_rate", "observation_months"))
    own = (path.split(".")[2] for path in typed if path.startswith("private.authority."))
    for level in dict.fromkeys((*words.LEVELS, *own)):
        yield f"private.authority.{level}.most_claim_minor"
        yield from (f"private.authority.{level}.waive.{bucket}" for bucket in loans.BUCKETS)


_PATHS = {
    "frame": _frame,
    "causes": _causes,
    "evidence": _evidence,
    "levers": _levers,
    "times": _times,
    "refusals": _refusals,
    "contact": _contact,
    "private": _private,
}


def _field(path: str, given: Given) -> Any:
    common: dict[str, Any] = {"label": words.short(path), "required": False}
    kind = queries.kind_of(path)
    if kind == "codes":
        chosen = given if isinstance(given, list) else []
        return forms.ChoicesField(
            choices=words.codes(path, chosen),
            help_text=_asked_anyway(path) or str(words.hint(path)),
            **common,
        )
    if kind == "flag":
        return forms.BooleanField(**common)
    if choices := _choices(path, str(given)):
        return forms.CharField(widget=forms.Select(choices=choices), max_length=LONGEST, **common)
    widget = _WIDGETS.get(kind, forms.TextInput)()
    return forms.CharField(widget=widget, max_length=LONGEST, help_text=str(words.hint(path)), **common)


def _asked_anyway(path: str) -> Any:
    """For the papers of a cause: what every application of that cause is asked for, by the one checklist."""
    cause = path.removeprefix("published.evidence.")
    listed = LISTS.causes[cause].papers if cause in LISTS.causes else ()
    kinds = [" / ".join(str(PAPERS[kind]) for kind in any_of) for any_of in listed]
    if not kinds:
        return ""
    return gettext("Every applicant is asked for this anyway: {papers}").format(
        papers=gettext("; ").join(kinds)
    )


def _figures() -> Any:
    return forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})


_WIDGETS: Mapping[str, Any] = {
    "whole": _figures,
    "percent": _figures,
    "money": _figures,
    "day": forms.DayInput,
}


def _choices(path: str, given: str) -> list[tuple[str, Any]]:
    if path.startswith("published.refusals.") and path.endswith(".cure"):
        return [*words.cures(given)]
    listed: Mapping[str, Iterable[tuple[str, Any]]] = {
        "policy.channel": words.CHANNELS.items(),
        "policy.country": ((code, code.upper()) for code in rules.countries()),
        "policy.currency": ((code, code) for code in money.DIGITS),
    }
    return [*listed.get(path, ())]


def _raw(cleaned: Any) -> Given:
    if isinstance(cleaned, bool):
        return "on" if cleaned else ""
    return cleaned if isinstance(cleaned, list) else str(cleaned)


class PublishForm(forms.Form):
    """From which day a version is in force."""

    from_day = forms.DayField(
        label=_("In force from"),
        required=False,
        help_text=_("Today or later. Empty: the first day that it names."),
    )


class ReturnForm(forms.Form):
    """Why a version goes back to who wrote it."""

    words = forms.WordsField(
        label=_("What should be changed?"), rows=3, help_text=_("Your colleague reads this.")
    )


class BeginForm(forms.Form):
    """What a draft begins as."""

    base = forms.ChoiceField(label=_("Begin with"))

    def __init__(self, *args: Any, bases: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["base"]
        chosen.choices = bases
        chosen.initial = bases[0][0]
