"""Why the platform itself refuses an action."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "stale": _(
        "Somebody changed this while you read. What you typed is still here; please look at the page once more and send again."
    ),
    "act_already_waiting": _(
        "A colleague's act of this kind already waits to be checked. It must be decided first."
    ),
    "policy_needs_checker": _("A policy is published by a checker. Please ask a colleague with that role."),
    "policy_own_writing": _("Nobody publishes a policy of their own writing. Please ask a colleague."),
    "policy_other_lender_type": _("This policy is for another kind of lender. Please write one for yours."),
    "law_forbids": _("A rule stands against it: {rule}, {force}. {standing}"),
    "law_stops": _("The rule: {rule}, {force}. {standing}"),
    "policy_waits": _(
        "Version {number} of your policy waits for a second person. It is to begin on {from_on}."
    ),
    "policy_published": _("Version {number} of your policy was published. It begins on {from_on}."),
    "policy_returned": _(
        "Version {number} of your policy came back with a reason. Open it to read what is to be changed."
    ),
    "policy_withdrawn": _("Version {number} of your policy was taken back by a colleague."),
    "policy_other_country": _(
        "This policy is written for the law of another country. Please write one for the country of your institution."
    ),
}
