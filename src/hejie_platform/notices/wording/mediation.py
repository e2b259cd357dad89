"""What mediation refuses, and how to go on."""

from django.utils.translation import gettext_lazy as _

WORDING = {
    "mediation_talks_over": _("These talks have ended or are agreed. Mediation is for talks that go on."),
    "mediation_own_talks_only": _("You can ask for a mediator in your own talks only."),
    "mediation_runs_already": _("A mediation of these talks runs already. Please open it."),
    "mediation_asked_this_moment": _(
        "The other side does not want a mediator just now. You can ask again when something in the talks has changed; the talks themselves go on."
    ),
    "mediation_no_party": _("You are not a party to this mediation any more."),
    "mediation_wish_not_free": _("One of these mediators is not free any more. Please choose again."),
    "mediation_mediator_not_free": _("This mediator cannot be asked. Please choose another one."),
    "mediation_hand_needs_reason": _(
        "Neither the parties' wishes nor the rule give this mediator. Please say why you choose them."
    ),
    "mediation_tie_unsaid": _("Please say in a sentence what the tie is."),
    "mediation_objection_unsaid": _("Please choose a reason and say in a sentence what troubles you."),
    "mediation_objected_already": _("Your objection is with the head of the mediation body already."),
    "mediation_objection_open": _("An objection has not been decided yet. Please wait for the decision."),
    "mediation_no_objection": _("There is no objection to decide."),
    "mediation_answer_missing": _("Please give the reason; both sides read it."),
    "mediation_not_the_head": _("Only the head of the mediation body decides this."),
    "mediation_not_open": _("This is possible while the mediation is open, and for its mediator."),
    "mediation_day_out_of_reach": _("Please choose a day after today, at most {most_days} days from now."),
    "mediation_no_extra_time": _("Nobody asks for more time just now."),
    "roster_not_of_body": _("This person does not mediate at this body, or only the head may enter them."),
    "roster_incomplete": _("Please choose at least one kind of loan and one language."),
    "roster_needs_head": _("Only the head of the body can do this."),
    "roster_own_listing": _("Nobody verifies their own entry. Another head of the body has to do it."),
    "roster_tie_unknown": _("Please choose what the tie is."),
    "roster_days_reversed": _(
        "The last day comes before the first, or is over. Please look at the days again."
    ),
    "terms_fee_forbidden": _("People's mediation is free of charge by law. Please set the fee to nothing."),
    "terms_payer_missing": _(
        "A fee needs somebody who pays it, and without a fee nobody pays. Please look at both answers."
    ),
    "terms_licence_missing": _("A commercial body needs its licence number here."),
}
