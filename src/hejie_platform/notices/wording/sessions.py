"""Why an act at the table of a mediation is refused, and what a reader is reminded of there."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "meeting_times_count": _("Please put one to {most} different times forward."),
    "meeting_shape_unknown": _("Please choose how long the meeting takes and how it is held."),
    "meeting_time_odd": _("Times lie ahead and begin on the hour or half hour."),
    "meeting_time_taken": _("You have another meeting at one of these times. Please choose others."),
    "meeting_over": _("This meeting is not booked any more."),
    "agenda_skip_needs_reason": _("Please say why this is skipped. The reason stands in the minutes."),
    "recording_needs_all": _("A recording can begin once everybody at the table has said yes to it."),
    "promises_too_many": _("Minutes hold at most {most} promises. Please put the rest into other minutes."),
    "promise_incomplete": _("Each promise needs who, what, and a day from today on."),
    "promise_answered": _("This promise is done already."),
    "minutes_confirmed_already": _("Your side has confirmed these minutes already."),
    "proposal_incomplete": _("Please give the cause, the reasons, and terms for each lender."),
    "proposal_no_lender": _("No lender is at the table of this mediation any more."),
    "proposal_answered": _("Your side has answered this proposal already. An answer stays as it is."),
    "proposal_needs_checker": _(
        "These terms are beyond what you may grant alone. A checker of your house can give this answer."
    ),
    "glass_needs_reason": _(
        "Please give the reason in at least {least} characters. It is kept, and the mediator reads it."
    ),
    "meeting.soon": _("A meeting of mediation {ref} begins on {starts_at}."),
    "promise.soon": _(
        "You said that you would do something by {due_on} in mediation {ref}. Open it to say that it is done."
    ),
    "notes.opened": _("A supervisor opened your notes on mediation {ref}. The reason stands in your notes."),
    # the usual order of a meeting
    "agenda_introduce": _("Who is here, and how we go on"),
    "agenda_demands": _("What each side asks for"),
    "agenda_material": _("What each side shows"),
    "agenda_listen": _("Listening to one another"),
    "agenda_options": _("Looking for ways out"),
    "agenda_closing": _("What was promised"),
    # what the mediator sees as the cause
    "proposal_cause_means": _("The means to pay are missing for a while"),
    "proposal_cause_contract": _("The contract is understood differently"),
    "proposal_cause_information": _("One side lacks information that the other has"),
    "proposal_cause_mixed": _("Several of these together"),
}
