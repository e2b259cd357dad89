"""What a step may owe to the outbox afterwards, each with what the worker does for it.

Consequences that must be true at once (an agreement drawn up, talks falling back) are no effects: they are `then` steps
of the same action.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EFFECTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "send_invitation": "send the borrower the lender's invitation with its one-use code",
        "send_receipt": "send the applicant the receipt with the case number",
        "tell_inviter": "tell the lender that invited that the borrower has joined",
        "tell_borrower": "tell the borrower's side",
        "tell_borrower_other_channel": "tell the borrower again through a channel not used before",
        "tell_lender": "tell the lender's desk",
        "tell_lender_system": "tell the lender's own system through its adapter",
        "tell_creditors": "tell every creditor with talks in the case, each for itself",
        "tell_parties": "tell both sides of the talks",
        "tell_parties_of_hold": "tell everyone in the case that clocks stand still or run again, not why",
        "tell_parties_unsigned": "tell both sides that the agreement was not signed in time, not by whom",
        "tell_other_side": "tell the side that did not act",
        "tell_room": "tell the others in the room that something was said, not what",
        "tell_caucus": "tell the other person in the caucus that something was said, not what",
        "tell_signers": "tell everyone who is to sign",
        "tell_chosen_sides": "tell the sides that the borrower chose for this update",
        "tell_recipient": "tell the recipient of a consent sheet that it began or ended",
        "tell_representative": "tell the representative that the authority was recorded or ended",
        "tell_reviewers": "put the case into the review queue",
        "tell_assignee": "tell the person to whom the case was given",
        "tell_body": "tell the mediation body's desk",
        "tell_mediator": "tell the mediator",
        "appoint_if_ranked": "ask a mediator once every party has given its wishes, by wish or by rule",
        "tell_new_creditor": "tell the new holder of the loan what binds it",
        "invite_new_creditor": "invite the new holder of the loan into successor talks",
        "tell_maker": "tell the officer what the checker decided",
        "tell_checkers": "tell the lender's checkers that an act waits for them",
        "offer_other_routes": "send the borrower the routes that remain: own plan, legal help, court, coming back",
        "stop_clocks": "tell the adapters that the clocks of the case stand still",
        "resume_clocks": "tell the adapters that the clocks of the case run again",
        "draw_document": "draw the agreement as a document in each language",
        "seal_document": "seal the signed document and time-stamp it",
        "escalate_lender": "tell the owner's superior at the lender which clock ran out",
        "escalate_supervisor": "tell the platform's supervisor which clock ran out",
        "escalate_body": "tell the mediation body's head which clock ran out",
        "remind_parties": "remind both sides that nothing has happened for a while",
        "remind_owing_side": "remind the side that owes the duty that its day has passed",
        "remind_owed_side": "remind the side that is owed to confirm or contest",
        "tell_confirmation_over": "tell both sides that the time to ask the court for confirmation has passed",
        "tell_cure_over": "tell both sides that the time to cure has passed and that a person now decides",
        "task_human_contact": "open a task: a person calls or visits",
        "task_silent_lender": "open a task: decide what follows the lender's silence",
        "task_disputed_fact": "open a task: look into a disputed fact",
        "task_contested_payment": "open a task: look into a payment that one side contests",
        "task_objection": "open a task: decide on an objection to the mediator",
        "task_proceeding": "open a task: see what the court case means for the talks",
        "task_suspected_sham": "open a task: report a suspected sham dispute",
    }
)
