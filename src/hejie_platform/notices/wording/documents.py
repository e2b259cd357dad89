"""Changing an agreement, agreements that wait for one another, what makes one enforceable, the letter at its end."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hejie_platform.notices.wording import Text

WORDING: Mapping[str, Text] = {
    "variation_figures_moved": _(
        "A payment came in since these figures were made, so they are no longer right. Let the figures be made anew, then put the offer again."
    ),
    "variation_figures_stand": _("The figures are up to date already."),
    "sign_waits_for_others": _(
        "All have signed. The agreement waits for others now, so nobody can leave it by themselves before its last day."
    ),
    "tie_needs_several": _("Please choose at least two lenders with whom nothing is agreed yet."),
    "tie_needed_wrong": _("Please choose a number between 2 and {most}."),
    "tie_day_past": _("Please choose a day that is still to come."),
    "tie_none": _("Your agreements are not tied together, so there is nothing to take back."),
    "tie_not_yours": _("Only the borrower's side ties agreements together."),
    "tie_signed_already": _(
        "An agreement that says so is being signed. It can be changed when that is signed or has lapsed."
    ),
    "enforceability_incomplete": _("Please say what kind of paper it is, and its number."),
    "enforceability_day_ahead": _("The day of the paper cannot lie in the future."),
    "letter_other_duty": _("A clearance letter belongs to the duty to issue one. Please open that duty."),
}
