"""What the pages of keeping say: causes, outcomes, answers, and what follows for whom."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.agreement.words import CAUSES as CAUSES

Text = str | Promise

OUTCOMES: Final[Mapping[str, Text]] = {
    "matched": _("Fits exactly"),
    "partly": _("A part of what is open"),
    "ahead": _("More than is open now"),
    "unmatched": _("No agreement found"),
    "duplicate": _("There already"),
    "bad": _("Cannot be read"),
    "set_aside": _("Set aside"),
    "failed": _("Not booked, try again"),
    "booked": _("Booked"),
}
OUTCOME_TONES: Final[Mapping[str, str]] = {
    "matched": "done",
    "partly": "info",
    "ahead": "info",
    "unmatched": "your_turn",
    "duplicate": "quiet",
    "bad": "your_turn",
    "set_aside": "quiet",
    "failed": "your_turn",
    "booked": "done",
}
COLUMNS: Final[Mapping[str, Text]] = {
    "": _("The line"),
    "agreement": _("Agreement or contract"),
    "paid_on": _("Paid on"),
    "amount": _("Amount"),
    "reference": _("Reference"),
}

CALL_OUTCOMES: Final[Mapping[str, Text]] = {
    "kept": _("It goes well"),
    "at_risk": _("It becomes hard"),
    "needs_help": _("Help is needed now"),
    "not_reached": _("Not reached"),
}
CHANGES: Final[Mapping[str, Text]] = {
    "same": _("About the same as before"),
    "less": _("Less is left each month"),
    "more": _("More is left each month"),
}
WORKED: Final[Mapping[str, Text]] = {
    "affordable": _("The instalments could be paid"),
    "clear": _("It was clear what is due and when"),
    "reminders": _("Reminders came in time"),
    "lender_kept_word": _("The lender kept its word"),
    "mediator": _("The mediator helped"),
    "pause": _("A pause or change was possible"),
}
HARD: Final[Mapping[str, Text]] = {
    "amount": _("The amount"),
    "days": _("The days on which it was due"),
    "communication": _("Reaching the other side"),
    "collection": _("Calls from collectors"),
    "papers": _("Papers and proofs"),
    "nothing": _("Nothing of this"),
}
AGAIN: Final[Mapping[str, Text]] = {"yes": _("Yes"), "maybe": _("Perhaps"), "no": _("No")}
REMIND: Final[Mapping[str, Text]] = {
    "14": _("Two weeks before"),
    "7": _("One week before"),
    "3": _("Three days before"),
    "1": _("One day before"),
    "0": _("On the day itself"),
}
REACHED: Final[Mapping[str, Text]] = {
    "call": _("By telephone"),
    "visit": _("By a visit"),
    "letter": _("By letter"),
    "message": _("By a message here"),
}

# What an entry about a duty or a payment says on its page.
SAID: Final[Mapping[str, Text]] = {
    "obligation.claim": _("Said to be done"),
    "obligation.confirm": _("Confirmed"),
    "obligation.contest": _("Contested"),
    "obligation.release": _("Released"),
    "obligation.reverse": _("Open again"),
    "obligation.receive": _("A part received"),
    "obligation.review": _("Looked at the budget"),
    "payment.prove": _("Added to it"),
    "payment.choose_surplus": _("Said what becomes of it"),
    "payment.return_surplus": _("Sent back"),
    "agreement.breach": _("Said that it was not kept"),
    "agreement.cure": _("Said that it was put right"),
    "agreement.pause": _("Paused instalments by the agreement"),
    "agreement.announce_payoff": _("Wishes to pay it off"),
}
# How a lender shows that a duty is done.
SHOWS: Final[Mapping[str, Text]] = {
    "duty_stop_collection": _(
        "Name everybody who was told to stop, also assignees and outside collectors, and on which day."
    ),
    "duty_book_waiver": _("A statement of the account after the booking shows it best."),
    "duty_report_agreement": _("The receipt of the report to the credit register shows it best."),
    "duty_correct_credit_report": _("The receipt of the correction at the credit register shows it best."),
    "duty_issue_clearance_letter": _("Add the letter itself, so that the borrower can keep it."),
}
