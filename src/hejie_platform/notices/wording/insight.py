"""What the pages of figures refuse, and the way out."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "trial_runs": _("A trial of a policy runs already. Please wait for its answer."),
    "trial_too_often": _("A policy can be tried {most} times a day. Please come back tomorrow."),
    "publication_days_wrong": _(
        "The last day lies before the first one or has not passed yet. Choose days that are over."
    ),
    "publication_overlaps": _(
        "Figures from {from_on} to {until_on} exist already. Periods must not overlap: the difference of two would tell "
        "what each keeps back."
    ),
    "publication_too_early": _("The lenders may object until {until_on}. Publish after that day."),
    "publication_objections_open": _("Objections still wait for an answer: {count}. Answer them first."),
    "publication_is_out": _("These figures are published already and stay as they are."),
    "objection_needs_words": _("Please say what is wrong and how you know it."),
    "objection_open": _("Your objection is with the supervisor already. Wait for the answer."),
    "objection_too_late": _(
        "Objections were possible until {until_on}. Write to the complaints desk instead."
    ),
    "objection_outcome_unknown": _("Please choose whether the figures stand or were corrected."),
    "order_days_wrong": _("The last day lies before the first one or has passed. Look at the order again."),
    "order_known": _("This order is recorded already for this case."),
    "order_case_unknown": _("There is no case with this number. Look at the order again."),
    "order_authority_unknown": _("Please choose the authority that the order names."),
    "order_scope_unknown": _("Please choose what the order opens."),
}
