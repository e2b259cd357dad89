"""What mediation's codes are called on its pages: turns, reasons to end, ties, who pays."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

# The turn of a mediation: for whoever owes the step, and for everybody else.
TURNS: Mapping[str, tuple[Text, Text]] = {
    "consent": (
        _("Read what mediation is, and say yes or no for yourself."),
        _("Not everybody has said yes yet. Each side decides for itself."),
    ),
    "others_consent": (
        _("Not everybody has said yes yet. Each side decides for itself."),
        _("Not everybody has said yes yet. Each side decides for itself."),
    ),
    "rank": (
        _("Say whom you would like as mediator, or leave it to the rule."),
        _("A mediator is being found."),
    ),
    "appoint": (_("Ask a mediator."), _("A mediator is being found.")),
    "accept": (
        _("Say whether you will mediate. Look first whether anything ties you to a side."),
        _("A mediator has been asked and looks whether anything ties them to a side."),
    ),
    "disclose": (
        _("Tell the parties what ties you to them, or that nothing does."),
        _("The mediator tells what ties them to the sides."),
    ),
    "start": (_("Begin the mediation."), _("The mediator begins soon. You may still object.")),
    "objection": (
        _("Decide about an objection to the mediator."),
        _("Somebody objects to the mediator. The head of the mediation body decides."),
    ),
    "talk": (
        _("You are mediating."),
        _("The mediation is open. Talk at the table, or with the mediator alone."),
    ),
    "ended_settled": (_("It ended with an agreement."), _("It ended with an agreement.")),
    "ended_withdrawn": (_("It ended because a side left."), _("It ended because a side left.")),
    "ended_refused": (_("It ended because a side said no."), _("It ended because a side said no.")),
    "ended_gap": (_("It ended: the sides were too far apart."), _("It ended: the sides were too far apart.")),
    "ended_time": (_("Its time ran out."), _("Its time ran out.")),
    "ended_unreachable": (
        _("It ended because a side could not be reached."),
        _("It ended because a side could not be reached."),
    ),
    "ended_unsigned": (
        _("It ended because the agreement was not signed."),
        _("It ended because the agreement was not signed."),
    ),
    "ended_sham": (_("It was stopped. A person explains why."), _("It was stopped. A person explains why.")),
    "ended_no_party": (
        _("It ended because a side no longer exists."),
        _("It ended because a side no longer exists."),
    ),
}

# What happens if nobody does anything, by turn.
IF_NOTHING: Mapping[str, Text] = {
    "consent": _(
        "If you do nothing, the mediation does not begin. The talks go on as before, without a mediator."
    ),
    "others_consent": _("Without everybody's yes it does not begin, and the talks go on as before."),
    "rank": _("If you do nothing, the published rule finds a mediator for you."),
    "appoint": _("If nobody does anything, the head of the mediation body is told."),
    "accept": _("If nobody does anything, the head of the mediation body is told."),
    "disclose": _("If nobody does anything, the head of the mediation body is told."),
    "start": _("If nobody does anything, the head of the mediation body is told."),
    "objection": _("Until it is decided, the mediation does not begin."),
    "talk": _("When the time is over the mediation ends, unless all agree to more."),
}

# The next act of each turn: the page and what its button says.
ACTS: Mapping[str, tuple[str, Text]] = {
    "consent": ("mediation:consent", _("Read and decide")),
    "rank": ("mediation:rank", _("Choose")),
    "appoint": ("mediation:appoint", _("Find a mediator")),
    "accept": ("mediation:accept", _("Look and answer")),
    "disclose": ("mediation:ties", _("Tell of ties")),
    "start": ("mediation:start", _("Begin")),
    "objection": ("mediation:decide", _("Decide")),
}

TODO: Mapping[str, Text] = {
    "others_consent": _("Waiting for everybody's yes"),
    "appoint": _("A mediator is to be found"),
    "objection": _("An objection is to be decided"),
    "accept": _("The mediator's answer is awaited"),
    "disclose": _("Ties are to be told"),
    "start": _("Ready to begin"),
    "talk": _("Talks at the table"),
}

# Steps by which a mediator ends a mediation: the reason, and what it means for the parties.
ENDS: Mapping[str, tuple[Text, Text]] = {
    "end_gap": (
        _("The sides are too far apart"),
        _("The talks between the sides may go on. The borrower is shown the ways that remain."),
    ),
    "end_unreachable": (
        _("A side cannot be reached"),
        _("Say below how and when it was tried. Whoever comes back may ask for mediation again."),
    ),
    "end_unsigned": (
        _("An agreement was found, and is not signed"),
        _("Nothing binds anybody. What was offered stays confidential."),
    ),
    "end_no_party": (
        _("A side no longer exists"),
        _("By death, a company that was dissolved, or a debt that passed on."),
    ),
    "end_sham": (
        _("I suspect that the dispute is not real"),
        _(
            "The mediation stops at once and our supervisor looks into it. The parties read that it was stopped."
        ),
    ),
}

TIES: Mapping[str, Text] = {
    "worked_there": _("I work or worked there"),
    "relative_there": _("Somebody of my family is a party or works there"),
    "share": _("I hold a share or another interest"),
    "acted_for": _("I acted for a party before"),
    "acted_against": _("I acted against a party before"),
    "other": _("Something else that could look unfair"),
}
OBJECTIONS: Mapping[str, Text] = {
    "tie": _("The mediator is tied to the other side"),
    "unfair": _("I do not feel treated fairly"),
    "late": _("The mediator does not act in time"),
    "other": _("Another reason"),
}
FIELDS: Mapping[str, Text] = {"consumption": _("Consumer loans"), "business": _("Business loans")}
LANGUAGES: Mapping[str, Text] = {"zh": _("Chinese"), "en": _("English")}
KINDS: Mapping[str, Text] = {
    "peoples": _("People's mediation: free of charge by law"),
    "financial": _("Financial dispute mediation: not for profit"),
    "commercial": _("Commercial mediation: licensed, for business loans only"),
}
PAYERS: Mapping[str, Text] = {
    "nobody": _("Nobody: it costs the parties nothing"),
    "lender": _("The lender"),
    "shared": _("Both sides, half each"),
    "borrower": _("The borrower"),
}
FUNDERS: Mapping[str, Text] = {
    "public": _("Public money"),
    "association": _("An association of lenders"),
    "platform": _("This platform"),
    "fees": _("The fees that it publishes"),
}
WHY_OUT: Mapping[str, Text] = {
    "": _("free"),
    "tied": _("tied to a party"),
    "mediated_before": _("left this mediation before"),
    "away": _("away"),
    "full": _("carries enough already"),
    "other_field": _("other kinds of loans"),
    "other_language": _("other languages"),
}
WAYS: Mapping[str, Text] = {
    "common": _("by the wish of all parties"),
    "rule": _("by the published rule"),
    "hand": _("by the head of the body, with a reason"),
}
MOMENTS: Mapping[str, Text] = {
    "begun": _("A neutral mediator can help both sides to find terms."),
    "offer_refused": _("An offer was refused. A neutral mediator can help you both to find another way."),
    "quiet": _("Nothing has moved for a while. A neutral mediator can help to begin again."),
    "unsigned": _("The agreement was not signed. A mediator can help to find out what stood in the way."),
    "broken": _("The agreement is not kept. A mediator can help to repair it."),
}
EVENTS: Mapping[str, Text] = {
    "mediation.ask": _("Mediation was asked for"),
    "mediation.consent": _("One side said yes"),
    "mediation.step_out": _("One side left"),
    "mediation.appoint": _("A mediator was asked"),
    "mediation.accept_appointment": _("The mediator accepted"),
    "mediation.decline_appointment": _("The mediator could not accept"),
    "mediation.disclose": _("The mediator told what ties them"),
    "mediation.object": _("One side objected to the mediator"),
    "mediation.keep_mediator": _("The mediator stays; the reason is above"),
    "mediation.recuse": _("The mediator stepped back"),
    "mediation.replace": _("Another mediator is being found"),
    "mediation.start": _("The mediation began"),
    "mediation.ask_extra_time": _("The mediator asked for time"),
    "mediation.extend": _("All agreed to more time"),
    "mediation.say": _("Somebody wrote at the table"),
    "mediation.schedule": _("A session was arranged"),
    "mediation.propose": _("The mediator made a proposal"),
    "mediation.minute": _("Minutes were written"),
    "mediation.confirm_minutes": _("One side confirmed the minutes"),
}
ENDED_EVENT = _("The mediation ended")
WHO: Mapping[str, Text] = {
    "borrower": _("The borrower"),
    "representative": _("The representative"),
    "guarantor": _("The guarantor"),
    "officer": _("The lender"),
    "checker": _("The lender"),
    "mediator": _("The mediator"),
    "body_admin": _("The mediation body"),
    "operator": _("Hejie"),
    "supervisor": _("Our supervisor"),
    "clock": _("By time"),
    "system": _("By itself"),
}

LIMITATION: Text = _(
    "Asking a mediator to help with this debt starts the time anew after which it can no longer be claimed in court. If you are not sure whether it has passed already, ask for free legal advice first."
)
# How much the debts come to, without saying how much.
SIZES: Mapping[str, Text] = {
    "small": _("Up to {amount}"),
    "middle": _("Up to {amount}"),
    "large": _("More than {amount}"),
}
