"""Why an act about what life does to a case is refused, and the answers to a wish for more credit."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "creditor_not_named": _("Please choose the new holder, or write its name as the paper gives it."),
    "creditor_same": _("This is the holder whom the loan has now. Please choose another one."),
    "creditor_has_talks": _("This holder has talks of its own in the case. Please end or join those first."),
    "creditor_known_already": _("This loan has its creditor already. Please open the case anew."),
    "creditor_is_here": _("This lender has a desk here. It answers for itself."),
    "creditor_kind_settled": _(
        "There is an agreement with this creditor already. Its kind can no longer be changed here."
    ),
    "letter_kind_unknown": _("Please choose which letter to write."),
    "letter_no_offer": _("No offer of the borrower is open that a letter could carry."),
    "letter_no_agreement": _(
        "No agreement waits for a signature, or its document is still being written. Please try again in a minute."
    ),
    "letter_needs_consent": _(
        "The borrower has given no consent sheet for this creditor, so nothing goes to it. Ask the borrower first."
    ),
    "letter_needs_proof": _("Please add the proof of sending: a receipt, a picture of the envelope."),
    "letter_way_unknown": _("Please choose one of the ways."),
    "letter_day_wrong": _(
        "Please check the day: not after today, and for a letter not before it was written."
    ),
    "promise_needs_words": _("Please write who said it, and what."),
    "credit_asked_already": _("This wish is written down already and waits for a person's answer."),
    "credit_answered": _("Your wish for more credit in case {ref} was answered. The answer is on its page."),
    "credit_outside_hardship": _(
        "No limit is raised in hardship talks: more credit would make it harder to get free. Let us first make what you owe bearable."
    ),
    "credit_ask_lender_later": _(
        "Not now. Once your agreement is kept, ask the lender itself; it decides by its own rules, outside these talks."
    ),
    "credit_ask_adviser": _(
        "Not here. Please speak with a debt adviser before you take any new credit to pay the old. {legal_aid} is free."
    ),
    "proceeding_kind_unknown": _("Please choose what kind of proceeding it is."),
    "proceeding_day_ahead": _("Please check the day: it lies ahead, or before the beginning."),
    "proceeding_outcome_unknown": _("Please choose how it ended."),
    "assign_nobody": _("Please choose who gets the case."),
    "assign_has_tie": _(
        "This person stands on another side of the case, or is not at the desk. Please choose somebody else."
    ),
    "assign_load_full": _("This person has {most} cases already. Please choose somebody with room."),
    "task_needs_words": _("Please write a few words: whoever looks next has to understand."),
    "task_outcome_unknown": _("Please choose what came of it."),
    "hold_none": _("No hold is in force in this case."),
    "assisted_channel_unknown": _("Please choose how you speak with the person."),
    "assisted_needs_paper": _("Please add the signed paper as a picture or PDF."),
    "assisted_needs_consent": _(
        "Please write down how the person agreed: their words, the day, who heard it."
    ),
    "assisted_is_staff": _("This number belongs to somebody who works here. Please check it."),
    "assisted_not_for_oneself": _("You cannot help yourself here. Please ask a colleague."),
    "assisted_not_invited": _(
        "This invitation was written to another number, or to somebody else. Help the person under the number that was invited, or ask the lender to invite them anew."
    ),
    "assisted_loan_here": _("The person has a case about this very loan already. Please help them there."),
    "assisted_code_over": _("This code no longer holds. Please read the answers back and send a new one."),
    "assisted_answers_changed": _(
        "The answers have changed since they were read back. Please read them back again."
    ),
    "assisted_code_wrong": _("This is not the code. Please ask the person to read it once more."),
    "assisted_not_confirmed": _(
        "The person has not confirmed these answers yet. Read them back and have them confirmed first."
    ),
}
