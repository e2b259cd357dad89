"""What tasks, their ends, holds and channels are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

KINDS: Final[Words] = {
    "task_human_contact": _("Call or visit the borrower"),
    "task_silent_lender": _("The lender stays silent: decide what follows"),
    "task_disputed_fact": _("Look into a disputed figure"),
    "task_contested_payment": _("Look into a contested payment"),
    "task_objection": _("Decide on an objection to the mediator"),
    "task_proceeding": _("See what the court case means for the talks"),
    "task_suspected_sham": _("Report a suspected sham dispute"),
    "task_reassess": _("The household's income changed: look at the case again"),
    "escalate_supervisor": _("A time limit ran out: a person decides"),
}
TO_DO: Final[Words] = {
    "task_human_contact": _(
        "Speak with the person, in their own time. Ask what they need. Nothing ends by itself meanwhile."
    ),
    "task_silent_lender": _("Reach the lender's superior. A silent lender is escalated, never rewarded."),
    "task_disputed_fact": _("Ask both sides for the paper behind the figure."),
    "task_contested_payment": _("Ask for the receipt and for the lender's account."),
    "task_objection": _("The body decides; see that it does so in time."),
    "task_proceeding": _("Talks may go on beside a court case. Tell both sides which day matters next."),
    "task_suspected_sham": _("Stop, and report as the rules say. Tell no party why."),
    "task_reassess": _("New plans were made from the new figure. Check that the talks still fit the budget."),
    "escalate_supervisor": _("Open the case and take the step that fits, or give more time."),
}
OUTCOMES: Final[Words] = {
    "reached": _("The person was reached"),
    "not_reached": _("Tried, and not reached"),
    "settled": _("It is settled"),
    "passed_on": _("Passed on to somebody else"),
    "nothing_to_do": _("Nothing needed to be done"),
}
HOLDS: Final[Words] = {
    "death": _("Death"),
    "incapacity": _("The person can no longer act"),
    "suspected_sham": _("Suspected sham dispute"),
    "court_stay": _("Stopped by a court"),
}
CREDIT_KINDS: Final[Words] = {
    "higher_limit": _("A higher credit limit"),
    "refinance": _("New credit to pay the old"),
}
BASES: Final[Words] = {"policy": _("by the lender's policy"), "signed": _("signed by both sides")}


def kind(code: str) -> str | Promise:
    """What a task is called; a kind without a word of its own by its code."""
    return KINDS.get(code, code)
