"""What follows from a step at once, one sentence for each effect of the tables."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BORROWER = _("The borrower's side is told.")
_LENDER = _("The lender's desk is told.")
_BOTH = _("Both sides are told.")
_OTHER = _("The other side is told.")
_BODY = _("The mediation body is told.")
_TASK = _("A person at Hejie looks into it.")
_ROOM = _("The others in the room are told that something was said.")

FOLLOWS: Final[Mapping[str, str | Promise]] = {
    "send_invitation": _("The borrower is invited."),
    "send_receipt": _("A receipt is sent."),
    "tell_inviter": _LENDER,
    "tell_borrower": _BORROWER,
    "tell_borrower_other_channel": _BORROWER,
    "tell_lender": _LENDER,
    "tell_lender_system": _("The lender's own system is told."),
    "tell_creditors": _("Every lender in the case is told, each for itself."),
    "tell_parties": _BOTH,
    "tell_parties_of_hold": _(
        "Everybody in the case is told that the time limits stand still or run again, not why."
    ),
    "tell_parties_unsigned": _("Both sides are told that it was not signed; nobody is told by whom."),
    "tell_other_side": _OTHER,
    "tell_room": _ROOM,
    "tell_caucus": _("Only the other person in this private conversation is told."),
    "tell_signers": _("Everybody who is to sign is told."),
    "tell_chosen_sides": _("The sides that you choose are told."),
    "tell_recipient": _("The recipient of the consent sheet is told."),
    "tell_representative": _("The representative is told."),
    "tell_reviewers": _("Our reviewers are told."),
    "tell_assignee": _("The person who gets the case is told."),
    "tell_body": _BODY,
    "tell_mediator": _("The mediator is told."),
    "tell_new_creditor": _("The new holder of the loan is told what binds it."),
    "invite_new_creditor": _("The new holder of the loan is invited to the talks."),
    "tell_maker": _("The officer who prepared it is told."),
    "tell_checkers": _("The lender's checkers are told."),
    "offer_other_routes": _("The borrower is shown the ways that remain."),
    "stop_clocks": _("All time limits stand still."),
    "resume_clocks": _("All time limits run again."),
    "appoint_if_ranked": _("When every side has told its wishes, a mediator is asked at once."),
    "draw_document": _("The document is written."),
    "seal_document": _("The document is sealed."),
    "escalate_lender": _("The superior at the lender is told."),
    "escalate_supervisor": _("Our supervisor is told."),
    "escalate_body": _BODY,
    "remind_parties": _BOTH,
    "remind_owing_side": _OTHER,
    "remind_owed_side": _OTHER,
    "tell_confirmation_over": _BOTH,
    "tell_cure_over": _BOTH,
    "task_human_contact": _("A person calls or visits."),
    "task_silent_lender": _TASK,
    "task_disputed_fact": _TASK,
    "task_contested_payment": _TASK,
    "task_objection": _TASK,
    "task_proceeding": _TASK,
    "task_suspected_sham": _TASK,
}
