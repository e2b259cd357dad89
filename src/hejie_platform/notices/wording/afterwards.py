"""What is said when talks have ended: the refusals of the pages there."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "own_plan_day_past": _("The first payment lies in the past. Please choose today or a later day."),
    "own_plan_months": _("A plan runs from 1 to {most} months. You can make a new one then."),
    "own_plan_empty": _("Please give at least one loan an amount above zero."),
    "own_plan_loan_unknown": _("One of these loans is no longer in your case. Please open the page again."),
    "own_plan_none": _("No plan of your own runs at present."),
    "own_payment_day_ahead": _("This day has not come yet. Please write the day on which you really paid."),
    "own_payment_told": _("This payment was told already. Nothing is written twice."),
    "contact_in_room": _("These talks still run. Please write in their room, where the answer comes too."),
    "contact_often": _(
        "You have left {most} words since yesterday. Please give the other side a day to read them."
    ),
    "ask_again_day": _("Please choose a day from tomorrow on, at most {most} days ahead."),
    "ask_again_none": _("No day is chosen at present."),
    "reopening_not_closed": _("This case is open. You need not ask for anything."),
    "reopening_asked": _("You asked within the last week. A person reads it and answers you here."),
    "facts_nothing_chosen": _("Please choose at least one fact."),
    "facts_waiting": _("A sheet waits for a signature already. Sign it, or close it first."),
    "facts_need_identity": _("To sign, please prove first who you are."),
    "facts_notice_unseen": _("Please read the notice and tick it."),
    "facts_closed": _("This sheet was closed or signed by both. Nothing more can be done with it."),
    "facts_changed": _("This is not the sheet that you saw. Please read it again."),
    "facts_signed_already": _("Your side signed this sheet already."),
    "pack_talks_run": _("These talks still run. A pack can be made when they have ended."),
    "pack_paper_unknown": _("A chosen paper is no longer there. Please choose again."),
}
