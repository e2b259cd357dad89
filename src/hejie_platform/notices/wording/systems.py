"""What a lender's own system is told, and those who look after its keys."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "key_needs_officer": _(
        "A key acts in the name of an officer. Please ask a colleague with that role to make it."
    ),
    "key_needs_scope": _("Please choose at least one thing that the key may do."),
    "key_needs_checker": _("A key is approved by a checker. Please ask a colleague with that role."),
    "key_own": _("Nobody approves their own key. Please ask a colleague."),
    "call_name_taken": _(
        "This Idempotency-Key came before with another request. Send the same request again, or take a new key for a new one."
    ),
    "call_unnamed": _(
        "Every request that changes something carries an Idempotency-Key of 8 to 100 characters, so that it can be sent again safely."
    ),
    "call_key_unknown": _(
        "This key opens nothing: it is unknown, not yet approved, ended, or its officer has left. A checker can look at the lender's keys."
    ),
    "call_beyond_scope": _("This key may not do that. Another permission would be needed: {scope}."),
    "call_too_often": _("Too many requests. Please come back in {seconds} seconds."),
    "call_nothing_here": _("There is nothing under this reference for this lender."),
    "call_unreadable": _("The request cannot be read as the document of the API describes it."),
}
