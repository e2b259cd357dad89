"""Why an offer cannot be put or answered, and the names of what is negotiated."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "offer_unknown": _("There is no offer number {version}. Please open the talks again."),
    "offer_stale": _(
        "Offer {version} was replaced by offer {latest}. Please read the new one before you answer."
    ),
    "offer_terms_differ": _(
        "The terms of offer {version} are not those that your page showed. Please read them again."
    ),
    "offer_closed": _("Offer {version} is no longer open: {reason}. Either side can make a new one."),
    "offer_accepted_already": _("Offer {version} was accepted already. The agreement is on its way."),
    "offer_expired": _(
        "The time to answer offer {version} is over. You can make a new one with the same terms."
    ),
    "offer_own": _("Offer {version} is your own; the other side answers it. You can withdraw or replace it."),
    "offer_not_own": _(
        "Offer {version} is the other side's. You can accept it, decline it or answer with your own."
    ),
    "offer_same_as_theirs": _("These are the terms of offer {version}. To agree, please accept that offer."),
    "offer_same_as_own": _(
        "These are the terms that you already offered ({version}). Please change something or wait for the answer."
    ),
    "offer_expiry_past": _("The day until which the offer holds is over already. Please choose a later one."),
    "concession_withdrawn": _(
        "“{issue}”: your last offer gave {before}, this one {after}. You may do so; saying why helps the other side."
    ),
    "issue_instalments": _("Number of instalments"),
    "issue_every": _("How often"),
    "issue_first_due": _("First payment"),
    "issue_grace_instalments": _("Instalments in the pause at the beginning"),
    "issue_grace": _("Kind of pause at the beginning"),
    "issue_annual_rate": _("Rate a year"),
    "issue_upfront_minor": _("First payment at once"),
    "issue_method": _("Way of repaying"),
    "issue_overdue_uplift": _("Extra rate when late"),
    "issue_step_rate": _("How much the instalments grow"),
    "issue_step_every": _("After how many instalments they grow"),
    "issue_season": _("Weights of the months of a year"),
    "issue_balloon_minor": _("Principal left for the last instalment"),
    "issue_on_breach": _("When the waiver holds"),
    "issue_token_minor": _("Small payment in each instalment of the pause"),
    "issue_waive": _("Waiver"),
    "issue_treat": _("Treatment"),
}
