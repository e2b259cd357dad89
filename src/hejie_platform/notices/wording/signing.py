"""Signing an agreement, keeping it, and asking a mediator: why something cannot be done, and what to do."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "sign_no_service": _(
        "No signature service is set up here, so nothing can be signed yet. The operator has to name one."
    ),
    "sign_document_not_ready": _("The document is still being written. Please try again in a minute."),
    "sign_no_place": _("This agreement does not need your signature."),
    "sign_place_taken": _("This signature is already there. Nothing more is needed from your side."),
    "paper_other_document": _(
        "The mark at the foot of the paper is another one: it is not this document. Please compare it with the printed agreement."
    ),
    "paper_needs_signer": _("Please write down who signed, as it stands on the paper."),
    "paper_day_wrong": _(
        "Please check the day of the signature: not before the agreement was drawn up, and not after today."
    ),
    "paper_needs_scan": _(
        "Please add both papers: the signed document, and what says that this person may sign."
    ),
    "paper_needs_why": _("Please say what was wrong with the former scan."),
    "paper_not_signed": _("No signature on paper is recorded here that could be corrected."),
    "sign_other_document": _(
        "The page showed another document than the one to be signed. Please read it again before you sign."
    ),
    "sign_confirm_again": _("Before signing, please confirm once more that it is you."),
    "payment_nothing_open": _("Nothing is left to be paid under this agreement."),
    "payment_not_positive": _("Please enter what was paid, more than 0."),
    "payment_above_open": _("That is more than is left to be paid: {open_minor}. Please check the amount."),
    "payment_day_ahead": _("This day has not come yet. Please enter the day on which you paid."),
    "payment_day_before": _(
        "The agreement is in force since {effective_on}. A payment before that day belongs to what was owed then."
    ),
    "payment_answered": _("This payment has already been answered."),
    "payment_proof_unreadable": _("Please choose a picture or a PDF file of the receipt."),
    "duty_is_money": _("This duty is a payment. Please tell the payment with its amount and day."),
    "duty_is_not_money": _("This duty is not a payment. Please say that it is done."),
    "variation_covers_nothing": _("Please choose at least one instalment that is still to come."),
    "mediation_no_talks": _("Please choose the talks that the mediator should help with."),
    "mediation_no_body": _("Please choose the mediation body."),
    "mediation_no_mediator": _("Please choose a mediator of your body."),
    "standstill_days_reversed": _("The last day comes before the first. Please check both."),
}
