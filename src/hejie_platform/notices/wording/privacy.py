"""What is said about one's own data: copies, corrections, being forgotten."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "export_being_made": _("Your copy is being made already. Look again in a few minutes."),
    "correction_not_on_list": _("Please choose what it is about from the list."),
    "correction_needs_case": _("Please choose the case it belongs to."),
    "correction_nothing_recorded": _("There is nothing recorded yet that could be corrected."),
    "correction_too_many": _(
        "You have {most} requests that are not decided yet. Please wait for an answer, or take one back."
    ),
    "correction_needs_words": _("Please say why; the person reads it. When you say no, choose a reason too."),
    "correction_not_yours": _("Nobody decides on their own request. Another person does."),
    "correction_decided": _("This request was decided or taken back meanwhile."),
    "correction_made": _("What you asked for in {ref} was corrected. The old value stays beside it."),
    "correction_refused": _("Your request {ref} was answered. The reason is on its page."),
    "erasure_asked_already": _("You asked for this already. It waits for its day."),
    "erasure_stopped": _("Something still stands against it. The page lists what, and until when."),
    "erasure_none": _("There is nothing to call off."),
    "erasure_waits": _("Your data will be erased after {due_on}. Until then you can call it off."),
    "erasure_was_stopped": _(
        "Your data was not erased: something stands against it now. Your page on data says what."
    ),
}
