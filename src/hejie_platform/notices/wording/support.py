"""What is said around a case: contacts of collectors, complaints, reports, feedback."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    # codes of the law's checks: contacts
    "contact_in_quiet_hours": _(
        "This was at {at_time}. Between {quiet_from} and {quiet_until} nobody should contact you to collect, unless you agreed to it."
    ),
    "contact_calls_many": _(
        "This was call number {made} that you answered on that day. More than {most} a day are too many."
    ),
    "contact_dials_many": _(
        "This number called {made} times on that day. More than {most} attempts a day are too many."
    ),
    "contact_third_party": _(
        "Somebody else was contacted about you. That is only for when you could not be reached {needed} times in a row; here it was {failed}."
    ),
    "contact_threat": _(
        "You noted a threat. The law does not allow threats. If you feel in danger, call the police."
    ),
    "contact_insult": _("You noted an insult or harassment. The law allows neither."),
    "contact_told_others": _("You noted that others were told of your debt. That is not allowed."),
    "contact_false_office": _(
        "You noted that somebody claimed to be from a court, the police or another office. Collectors may not do that."
    ),
    "contact_false_amount": _(
        "You noted that an amount, or what might follow, was made up or exaggerated. Collectors may not do that."
    ),
    "contact_borrow_to_repay": _(
        "You noted that you were urged to borrow elsewhere to repay. Collectors may not do that."
    ),
    "contact_private_account": _(
        "You noted a private phone or account. Without your consent collectors may not use one."
    ),
    "contact_entered_home": _(
        "You noted that somebody came into your home or workplace without consent. That is not allowed."
    ),
    "contact_not_named": _(
        "You noted that the caller did not say for whom they call. At the first contact they have to."
    ),
    "contact_words_heard": _(
        "The words “{phrase}” often stand for a threat or for telling others. A person judges whether they did here."
    ),
    "contact_while_resting": _(
        "Collection was to rest until {until_on}. This contact may break what was promised."
    ),
    # why something is refused
    "complaint_not_yours": _("This step is for somebody else. You can still add what you know."),
    "complaint_not_now": _(
        "The complaint is not at this stage now. Please open it again to see where it stands."
    ),
    "complaint_about_nobody": _(
        "We could not tell whom this is about. Please choose from the list, or choose “somebody else” and write the name."
    ),
    "complaint_not_on_list": _("This answer is not on the list. Please choose one that is."),
    "complaint_says_nothing": _("Please write a few words about what happened."),
    "complaint_day_ahead": _("The day is in the future. Please enter when it happened."),
    "complaint_papers_many": _(
        "At most {most} papers fit with one complaint. Please choose the most important ones."
    ),
    "complaint_asked_already": _(
        "The other side was asked already. Please wait for its answer or its last day."
    ),
    "complaint_nobody_to_ask": _("Nobody here can speak for the other side. You may answer without it."),
    "complaint_extended_already": _("More time was given once already. It cannot be given again."),
    "complaint_no_longer_limit": _(
        "Our table of the law names no limit for this day. Please ask a supervisor."
    ),
    "complaint_hear_first": _(
        "The other side was not heard yet. Please ask it, and wait for its answer or its last day."
    ),
    "complaint_handler_barred": _(
        "This person has to do with the complaint, or may not handle complaints. Please choose somebody else."
    ),
    "complaint_needs_reasons": _(
        "Please give the reasons in your own words; they are read by the person it concerns."
    ),
    "contact_of_nobody": _("This lender has no talks in your case. Please choose one from the list."),
    "contact_plan_past": _("This time has passed. Please post what was done, or choose a time to come."),
    "contact_ahead": _("This time is in the future. Please enter when the contact happened."),
    "contact_not_own": _("Only notes of your own can be changed or reported."),
    "contact_reported": _("This note was reported, so it stays. You can add another note."),
    "contact_choose_some": _("Please tick at least one note."),
    "contact_one_lender": _("A report goes to one lender. Please tick notes about the same lender."),
    "phrase_length": _("Please choose words of {least} to {most} characters."),
    "feedback_given": _("You have answered this question already. Thank you."),
    # what people are told
    "complaint_received": _(
        "We have your complaint {ref}. A person looks at it within three working days and answers by {due_on}."
    ),
    "complaint_received_undated": _(
        "We have your complaint {ref}. A person looks at it within three working days."
    ),
    "complaint_to_handle": _("Complaint {ref} is yours to handle."),
    "complaint_more": _("There is more to complaint {ref}: words or a paper were added."),
    "complaint_withdrawn": _("Complaint {ref} was taken back."),
    "complaint_commented": _("The other side of complaint {ref} has answered."),
    "complaint_accepted": _("Your complaint {ref} is being looked into. The answer comes by {due_on}."),
    "complaint_accepted_undated": _("Your complaint {ref} is being looked into."),
    "complaint_returned": _("Your complaint {ref} came back with a reason and what you can do about it."),
    "complaint_heard": _("Please say how you see complaint {ref}, by {due_on}."),
    "complaint_heard_undated": _("Please say how you see complaint {ref}."),
    "complaint_extended": _(
        "Your complaint {ref} needs more time; the reason is on its page. The answer comes by {due_on}."
    ),
    "complaint_answered": _("Your complaint {ref} is answered, with reasons and where you can go next."),
    "complaint_accept_late": _("Complaint {ref} was not taken in hand in time. Please see to it today."),
    "complaint_answer_late": _("Complaint {ref} was not answered in time. Please see to it today."),
    "complaint_late": _(
        "Your complaint {ref} took longer than it may. Our supervisor has it now; you need not do anything."
    ),
    "rest_broken_contact": _(
        "On {on_on} you were contacted while collection was to rest. The lender has to put it right; the page says how."
    ),
    "rest_broken_contact_desk": _(
        "On {on_on} the borrower was contacted while collection was to rest ({ref}). Please put it right; the page says by when."
    ),
    "rest_broken_interest": _(
        "On {on_on} the lender stated interest that was to rest. It has to take it back; the page says how."
    ),
    "rest_broken_interest_desk": _(
        "The statement of {on_on} holds interest that was to rest ({ref}). Please put it right; the page says by when."
    ),
    "rest_answered": _(
        "The lender answered about the broken pause {ref}. If it is not right, you can complain."
    ),
    "collection_reported": _("The borrower reports improper collection: {ref}. Please answer by {due_on}."),
    "collection_answered": _(
        "The lender answered your report {ref}. If you do not agree, you can make it a complaint."
    ),
    "collection_report_late": _(
        "The report {ref} of improper collection was not answered in time. Please see to it today."
    ),
    "suspicion_reported": _("Something suspicious was reported: {ref}. Please look at it."),
    "suspicion_ours": _("What you reported ({ref}) was from us. It is safe."),
    "suspicion_not_ours": _(
        "What you reported ({ref}) was not from us. Please do not answer it, pay nothing, and call {fraud} if you already did."
    ),
    "suspicion_unclear": _("We could not find out where {ref} came from. Please treat it as not ours."),
}
