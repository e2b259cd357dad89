"""The notes themselves, short and plain."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# note -> its title and its lines
NOTES: Mapping[str, tuple[Text, tuple[Text, ...]]] = {
    "kindness": (
        _("How we speak"),
        (
            _(
                "People here are in debt, not in error. Say what happened, what it means, and the one next step."
            ),
            _("No threats, no countdowns, no blame. Ask before you advise."),
            _(
                "When somebody sounds hopeless, stop the business of the day: give 12356, stay with them, tell the supervisor."
            ),
        ),
    ),
    "silence": (
        _("What stays unsaid"),
        (
            _("Open a case only for your work; each look is written down and its owner can read it."),
            _("Tell nobody outside what you read here, and no lender what another lender offered."),
            _("What was said to the mediator alone stays with the mediator."),
        ),
    ),
    "collection": (
        _("Contacts with borrowers"),
        (
            _(
                "Not between 22:00 and 08:00, at most three answered calls a day, at most six attempts on one number."
            ),
            _("Say for whom you call. Speak with the borrower alone; never tell others of the debt."),
            _(
                "While collection rests or an agreement is kept, do not collect. Post each contact of your house."
            ),
        ),
    ),
    "offers": (
        _("Offers and refusals"),
        (
            _(
                "Answer in time, also when the answer is no. A refusal names its reason and what would change it."
            ),
            _("An offer stays open until its day. Do not press for an answer before it."),
            _("Leave the household what it needs to live. A plan that breaks helps nobody."),
        ),
    ),
    "neutral": (
        _("The neutral"),
        (
            _(
                "Tell every tie to a side before you begin, and step back when somebody doubts you with reason."
            ),
            _("Both sides get the same time and the same words. You decide nothing."),
            _("Mediation is voluntary to the end. If it looks like a sham, stop and report it."),
        ),
    ),
    "review": (
        _("Reviewing applications"),
        (
            _("Ask only for what the list names. Say what is missing and how to get it, all at once."),
            _("Doubt is no reason to decline. Decline with a reason of the list and the ways that remain."),
            _("Somebody vulnerable gets more time and a person to talk to."),
        ),
    ),
    "complaints": (
        _("Handling complaints"),
        (
            _("If it is about you, your house or somebody you are close to, give it over at once."),
            _("Hear both sides before you answer. Write reasons that a tired person understands."),
            _(
                "Three working days to take it in hand, 15 days to answer, 30 when it is complex, 60 at the very most."
            ),
        ),
    ),
}
