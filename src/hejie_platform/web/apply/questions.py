"""The questions of an application, one to a page: which fields it asks, in which words, and what comes next.

A question belongs to the story, to the wish or to one loan. `wanted` fields are to be answered or answered with "I don't
know"; the others may stay empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Ask:
    """One field of a question: its label, a hint, and whether it is wanted."""

    label: Text
    hint: Text = ""
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `title` is its heading; with a single field it stands above the answer."""

    name: str
    title: Text
    asks: Mapping[str, Ask]
    lead: Text = ""


STORY = (
    Question(
        "cause",
        _("What happened?"),
        {
            "cause": Ask(
                _("What made it hard to pay?"),
                _("Choose what weighs most. You can tell the rest in your own words."),
                True,
            )
        },
    ),
    Question(
        "since",
        _("Since when is it hard?"),
        {"since_on": Ask(_("The day, as well as you know it"), _("The first of the month is enough."), True)},
    ),
    Question(
        "recovery",
        _("When do you hope that it gets better?"),
        {
            "recovery_on": Ask(
                _("The day you hope for"),
                _("For example the end of a treatment, or a new job. Nobody holds you to it."),
                True,
            )
        },
    ),
    Question(
        "words",
        _("In your own words"),
        {
            "words": Ask(
                _("What should the people who decide know?"),
                _(
                    "A few sentences are enough. Lenders read this only if you allow it on their consent sheet."
                ),
                True,
            )
        },
    ),
    Question(
        "household",
        _("Who lives from this money?"),
        {
            "household_adults": Ask(_("Adults, you included")),
            "household_children": Ask(_("Children"), _("Write 0 if there are none.")),
        },
    ),
)

LOAN = (
    Question(
        "creditor",
        _("Which loan is it?"),
        {
            "app_name": Ask(_("The app or product"), _("As it is called on your phone.")),
            "creditor": Ask(
                _("The lender in the contract"),
                _("It stands in the contract and often differs from the app."),
                True,
            ),
            "creditor_name": Ask(
                _("If it is not in the list: its name"), _("We then help you to write to it from here.")
            ),
            "contract_number": Ask(_("Number of the contract"), _("From the app or the contract.")),
        },
    ),
    Question(
        "amounts",
        _("How much is it about?"),
        {
            "balance_minor": Ask(_("Owed today, everything together"), _("As the app shows it."), True),
            "principal_minor": Ask(_("Borrowed at the beginning")),
            "instalment_minor": Ask(_("To pay each month under the contract")),
        },
        _("Your own figures. The lender states its figures later, and both are compared line by line."),
    ),
    Question(
        "terms",
        _("What was agreed?"),
        {
            "annual_rate": Ask(
                _("Interest a year"),
                _("For example 14.4%. If you know only the interest by the day, multiply it by 365."),
            ),
            "method": Ask(_("How it is paid back")),
            "instalments": Ask(_("Number of instalments")),
            "purpose": Ask(_("What the money was for")),
        },
    ),
    Question(
        "dates",
        _("Which days matter?"),
        {
            "contract_on": Ask(_("Day of the contract")),
            "matures_on": Ask(_("Day of the last instalment")),
            "overdue_since": Ask(_("Overdue since"), _("Leave it empty if nothing is overdue.")),
        },
    ),
    Question(
        "people",
        _("Who else has to do with it?"),
        {
            "guarantor_name": Ask(
                _("Somebody who vouches for the loan"), _("A person or a guarantee company.")
            ),
            "holder_name": Ask(_("Who owns the debt now"), _("If somebody told you that it was sold.")),
            "collector_name": Ask(
                _("Who calls or writes about it"), _("A collection company, if there is one.")
            ),
        },
    ),
)

WISH = (
    Question(
        "amount",
        _("What could you manage?"),
        {
            "monthly_minor": Ask(_("Each month, for all lenders together")),
            "instalments": Ask(_("For how many months")),
            "first_due_on": Ask(_("First payment on")),
        },
        _(
            "This is a wish. It stands beside what the budget shows and what the lender says, and decides nothing."
        ),
    ),
    Question(
        "relief",
        _("What would help besides?"),
        {
            "wants_penalty_waived": Ask(_("Penalty interest and fees dropped?")),
            "wants_lower_rate": Ask(_("A lower interest rate?")),
            "wants_higher_limit": Ask(
                _("A higher credit limit?"),
                _(
                    "We write it down. It lies outside hardship talks: more credit in hardship makes it harder, so no limit is raised here."
                ),
            ),
            "words": Ask(_("Anything else you wish for")),
        },
    ),
)

ALL: Mapping[str, tuple[Question, ...]] = {"story": STORY, "loan": LOAN, "wish": WISH}


def find(about: str, name: str) -> Question | None:
    """The question of that name."""
    return next((one for one in ALL[about] if one.name == name), None)


def after(about: str, name: str) -> str:
    """The name of the question that follows; "" after the last."""
    names = [one.name for one in ALL[about]]
    place = names.index(name) + 1
    return names[place] if place < len(names) else ""
