"""The forms of complaints."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hejie_platform.people.queries import name_of
from hejie_platform.web import forms
from hejie_platform.web.complaints import words as lists

PAPERS = ".pdf,.png,.jpg,.jpeg,.mp3,.m4a,.ogg"


def as_named(name: str) -> Any:
    """A name in a page of any language: it is in its own."""
    return format_html('<span lang="">{}</span>', name)


def label_of(subject: Any) -> Any:
    """How a choice reads: a house by its name, and in which role."""
    named = {
        "lender": _("The lender: %(name)s"),
        "collector": _("Somebody who collects for %(name)s"),
        "mediator": _("The mediator: %(name)s"),
        "body": _("The mediation body: %(name)s"),
    }
    if subject.about not in named:
        return lists.ABOUT[subject.about]
    name = subject.person.name if subject.about == "mediator" else name_of(subject.organisation)
    words = str(named[subject.about]).replace("%(name)s", "{}")
    return format_html(f"<span>{words}</span>", as_named(name))


class ComplaintForm(forms.Form):
    """What happened, when, about whom, what is wished; papers may be added."""

    about = forms.ChoiceField(label=_("Whom is it about?"))
    about_words = forms.CharField(
        label=_("Their name or number, if you know it"), required=False, max_length=200
    )
    topic = forms.ChoiceField(label=_("What is it about?"), choices=list(lists.TOPICS.items()))
    happened_on = forms.DayField(label=_("When did it happen?"), help_text=_("The first day, if it went on."))
    words = forms.WordsField(
        label=_("What happened?"), rows=6, help_text=_("In your own words. Short is fine.")
    )
    wish = forms.ChoiceField(label=_("What do you wish for?"), choices=list(lists.WISHES.items()))
    wish_words = forms.WordsField(label=_("In your words"), required=False, rows=3)
    file = forms.FileField(
        label=_("A picture, document or recording"),
        accept=PAPERS,
        required=False,
        help_text=_("You need not hand in what the other side has anyway. More can be added later."),
    )

    def __init__(self, *args: Any, subjects: Iterable[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: Any = self.fields["about"]
        about.choices = [(one.key, label_of(one)) for one in subjects]
        day: Any = self.fields["happened_on"]
        day.latest = today


class CallForm(ComplaintForm):
    """The same, written down by an operator for somebody on the phone."""

    caller_name = forms.CharField(label=_("Who calls?"), max_length=80)
    caller_reach = forms.CharField(label=_("How can we reach them?"), max_length=120)
    case_ref = forms.CharField(
        label=_("Number of their case, if they have one"), required=False, max_length=20
    )
    is_read_back = forms.BooleanField(
        label=_("I read back what I wrote, and they said that it is right"),
        error_messages={"required": _("Please read it back first.")},
    )
    field_order = ("caller_name", "caller_reach", "case_ref")


class AddForm(forms.Form):
    words = forms.WordsField(label=_("What would you like to add?"), required=False)
    file = forms.FileField(label=_("A picture, document or recording"), accept=PAPERS, required=False)


class SureForm(forms.Form):
    """Nothing but the button."""


class CommentForm(forms.Form):
    words = forms.WordsField(
        label=_("How do you see it?"),
        help_text=_("The person who decides reads this. Keep to what happened."),
    )


class AcceptForm(forms.Form):
    is_complex = forms.ChoiceField(
        label=_("How much is there to find out?"),
        choices=[
            ("no", _("The facts are clear: 15 days from receipt")),
            ("yes", _("It is complex: 30 days from receipt")),
        ],
    )


class ReturnForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=list(lists.RETURNS.items()))
    words = forms.WordsField(
        label=_("In your words"), help_text=_("Say what would cure it, or where to go instead.")
    )


class ExtendForm(forms.Form):
    words = forms.WordsField(
        label=_("Why is more time needed?"), help_text=_("The person who complained reads this.")
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What did you find?"), choices=list(lists.OUTCOMES.items()))
    words = forms.WordsField(
        label=_("The answer, with its reasons"),
        rows=8,
        max_length=5000,
        help_text=_(
            "What was looked at, what was found, what happens now. Both sides can read it years later."
        ),
    )
    routes = forms.ChoicesField(
        label=_("Where can they go if they do not agree?"), choices=list(lists.ROUTES.items())
    )


class ReassignForm(forms.Form):
    to = forms.ChoiceField(label=_("Who handles it from now on?"))

    def __init__(self, *args: Any, others: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.choices = [(str(one.pk), one.name) for one in others]


class LookForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Was it ours?"), choices=list(lists.SUSPICION_VERDICTS.items()))
    note = forms.WordsField(label=_("What did you find?"), help_text=_("Only the desk reads this."))
