"""What the talks are called: turns, buckets in plain words, plans, offers, and what each side reads of the other."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

WAITED_FOR: Final = _(
    "If nothing comes, the talks end on this day at the latest. You can come back with all your answers."
)
NO_FIGURES: Final = _(
    "While the figures are open there are no plans, and the talks end on this day at the latest."
)
# code of the turn -> (whose turn it is for the borrower's side: theirs, the lender's), what follows from doing nothing
BORROWER_TURNS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "first_answer": (
        "",
        _("{lender} reads your application and answers."),
        _("If it does not answer in time, its superior and ours are told. You need not do anything."),
    ),
    "answer_request": (
        _("{lender} asks you for something. See what, and how."),
        "",
        _(
            "If you do nothing, we remind you in another way, and later the talks may end. You can come back with all your answers."
        ),
    ),
    "state_facts": ("", _("{lender} says what is owed, line by line."), WAITED_FOR),
    "answer_dispute": ("", _("{lender} answers to the figures that you dispute."), WAITED_FOR),
    "check_facts": (
        _("Check the figures that {lender} stated."),
        "",
        _("If you do nothing, the talks wait, at most until this day."),
    ),
    "put_offer": (
        _("Choose a plan, or make {lender} your own offer."),
        _("Choose a plan, or make {lender} your own offer."),
        _("If nobody makes an offer, the talks end on this day. You can come back with all your answers."),
    ),
    "answer_offer": (
        _("Answer the offer of {lender}."),
        _("{lender} answers your offer."),
        _("If nothing happens, the offer ends on this day and the talks go on."),
    ),
    "sign": (
        _("You agreed with {lender}. Read the agreement and sign it."),
        "",
        _("If it is not signed in time, nothing holds and you go on talking."),
    ),
    "ended": ("", _("These talks have ended."), ""),
}
LENDER_TURNS: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "first_answer": (
        _(
            "Answer the application: ask for what is missing, begin to talk, or refuse with a reason and its cure."
        ),
        "",
        _("If nothing happens until then, your superior and the platform's supervisor are told."),
    ),
    "answer_request": (
        "",
        _("The borrower answers what you asked for."),
        _("If nothing comes, the borrower is reminded in another way."),
    ),
    "state_facts": (_("State what is owed, bucket by bucket."), "", NO_FIGURES),
    "answer_dispute": (
        _("The borrower disputes a figure. Take it over, or state the figures anew."),
        "",
        NO_FIGURES,
    ),
    "check_facts": ("", _("The borrower checks your figures."), NO_FIGURES),
    "put_offer": (
        _("Both sides agree on the figures. Make an offer, or wait for the borrower's."),
        _("Both sides agree on the figures. Make an offer, or wait for the borrower's."),
        _("If nobody makes an offer, the talks end on this day."),
    ),
    "answer_offer": (
        _("Answer the borrower's offer."),
        _("The borrower answers your offer."),
        _("If nothing happens, the offer ends on this day and the talks go on."),
    ),
    "accept_approved": (
        _("Your checker has approved it: accept the borrower's offer now. Nothing is agreed before you do."),
        "",
        _("If nothing happens, the offer ends on this day and the talks go on."),
    ),
    "offer_on_its_way": ("", _("Your checker has approved it: your offer is being sent."), ""),
    "sign": (
        _("Agreed. Read the agreement and sign it."),
        "",
        _("If it is not signed in time, the talks go on."),
    ),
    "ended": ("", _("These talks have ended."), ""),
}

# The page that a turn leads to, by the code of the turn.
ROOM_LINKS: Final[Mapping[str, tuple[str, Text]]] = {
    "answer_request": ("room:answer", _("See what is asked")),
    "check_facts": ("room:facts", _("Check the figures")),
    "put_offer": ("room:plans", _("See the plans")),
    "answer_offer": ("room:offers", _("Read the offer")),
}
DESK_LINKS: Final[Mapping[str, tuple[str, Text]]] = {
    "state_facts": ("lender:state", _("State what is owed")),
    "answer_dispute": ("lender:adopt", _("Look at the borrower's figures")),
    "put_offer": ("lender:offer_new", _("Prepare an offer")),
    "answer_offer": ("lender:offers", _("Read the offer")),
}

TABS: Final[Mapping[str, tuple[tuple[str, Text], ...]]] = {
    "room": (
        ("home", _("Where we are")),
        ("facts", _("What is owed")),
        ("plans", _("Plans")),
        ("offers", _("Offers")),
        ("messages", _("Messages")),
    ),
    "lender": (
        ("talks", _("On one page")),
        ("offers", _("Offers")),
        ("messages", _("Messages")),
    ),
}

# bucket -> (name, what it is in plain words)
BUCKETS: Final[Mapping[str, tuple[Text, Text]]] = {
    "normal_principal": (
        _("Principal not yet due"),
        _("Borrowed, and to be paid back later by the contract."),
    ),
    "overdue_principal": (_("Overdue principal"), _("Borrowed, and already due to be paid back.")),
    "normal_interest": (_("Interest not yet due"), _("The price of the loan up to this day, not yet due.")),
    "overdue_interest": (_("Overdue interest"), _("The price of the loan that is already due.")),
    "penalty_interest": (_("Penalty interest"), _("What lateness costs on overdue principal.")),
    "compound_interest": (_("Compound interest"), _("Interest on unpaid interest.")),
    "liquidated_damages": (_("Liquidated damages"), _("A sum that the contract names for a breach.")),
    "recovery_costs": (
        _("Costs of recovery"),
        _("What the lender paid to collect, if the contract allows it."),
    ),
    "service_fees": (_("Service fees"), _("Fees for the platform or service.")),
    "guarantee_fees": (_("Guarantee fees"), _("Fees of who guarantees the loan.")),
}

PLANS: Final[Mapping[str, Text]] = {
    "affordable": _("Lowest instalment"),
    "cheapest": _("Lowest total cost"),
    "balanced": _("In between"),
    "recovery": _("Most for the lenders"),
}
# what a wish says of a yes-or-no question: nothing where it was left open
WISHED: Final[Mapping[bool | None, Text]] = {True: _("Wished"), False: _("Not wished"), None: ""}
# what a plan is for the credit report, by rules.CREDIT_KINDS; the sentences are below the table
CREDIT: Final[Mapping[str, Text]] = {
    "reschedule": _("New terms: see below"),
    "settlement": _("Settled for less: see below"),
}
SIDES: Final[Mapping[str, Text]] = {
    "borrower": _("Borrower"),
    "lender": _("Lender"),
    "mediator": _("Mediator"),
}
WHO: Final[Mapping[str, Text]] = {
    "borrower": _("Borrower"),
    "representative": _("Borrower's representative"),
    "guarantor": _("Guarantor"),
    "officer": _("Lender"),
    "checker": _("Lender"),
    "mediator": _("Mediator"),
    "supervisor": _("Our supervisor"),
    "operator": _("Hejie"),
    "clock": _("By time"),
    "system": _("By itself"),
}
EVERY: Final[Mapping[str, Text]] = {
    "month": _("Every month"),
    "fortnight": _("Every two weeks"),
    "week": _("Every week"),
}
METHODS: Final[Mapping[str, Text]] = {
    "equal_instalment": _("Equal instalments"),
    "equal_principal": _("Equal principal, falling instalments"),
    "step_up": _("Rising: small at first, more later"),
    "seasonal": _("By the season: more in strong months, less in weak ones"),
}
EVEN: Final = ("equal_instalment", "equal_principal")
"""Ways of repaying that need nothing else said."""
# what a pause is, to be chosen
PAUSES: Final[Mapping[str, Text]] = {
    "holiday": _("Nothing but the small sum below, if there is one"),
    "principal": _("Only interest is paid"),
    "interest": _("Only principal is paid; interest waits"),
}
# when what is waived is waived for good
WAIVERS: Final[Mapping[str, Text]] = {
    "kept": _("At once and for good"),
    "lost": _("When the plan is kept to its end"),
}
GRACE: Final[Mapping[str, Text]] = {
    "holiday": _("Nothing is paid; interest runs and is spread over the instalments"),
    "principal": _("Only interest is paid, as it runs; principal waits"),
    "interest": _("Only principal is paid; interest runs and is spread over the later instalments"),
}
TREATMENTS: Final[Mapping[str, Text]] = {
    "finance": _("Bears the plan's rate"),
    "carry": _("Spread, bears nothing"),
    "first": _("With the first instalment"),
}
HEADLINES: Final[Mapping[str, Text]] = {
    "month": _("{amount} a month, {count} times, from {day}."),
    "fortnight": _("{amount} every two weeks, {count} times, from {day}."),
    "week": _("{amount} a week, {count} times, from {day}."),
}
FALLING: Final[Mapping[str, Text]] = {
    "month": _("At most {amount} a month, falling, {count} times, from {day}."),
    "fortnight": _("At most {amount} every two weeks, falling, {count} times, from {day}."),
    "week": _("At most {amount} a week, falling, {count} times, from {day}."),
}
# what a plan of another shape asks for, in one sentence
SHAPED: Final[Mapping[str, Text]] = {
    "step_up": _("{every}: {first} at first, rising to {most}; {count} times, from {day}."),
    "seasonal": _("{every}: between {least} and {most}, by the season; {count} times, from {day}."),
}
LAST: Final = _("The last payment is {amount}, on {day}.")
TOKEN: Final = _("Before that {count} small sums of {amount}, from {day}.")
CLOSED: Final[Mapping[str, Text]] = {
    "countered": _("Countered"),
    "replaced": _("Replaced by a newer one"),
    "rejected": _("Declined"),
    "withdrawn": _("Withdrawn"),
    "time": _("Time passed"),
    "void": _("No longer stands"),
}
# What happened, by the verb of its entry. What is not here is told as the case tells it.
HAPPENED: Final[Mapping[str, Text]] = {
    "negotiation.answer": _("The borrower answered"),
    "negotiation.approve_act": _("Approved by a checker"),
    "negotiation.return_act": _("Returned by a checker"),
    "negotiation.withdraw_act": _("Taken back by its maker"),
    "negotiation.act_lapsed": _("Approved too late: the talks had moved on"),
    "offer.replace": _("Offer changed"),
    "offer.put.pending": _("An offer waits for a checker"),
    "offer.counter.pending": _("A counter-offer waits for a checker"),
    "offer.replace.pending": _("A changed offer waits for a checker"),
    "offer.accept.pending": _("An acceptance waits for a checker"),
}
TONES: Final[Mapping[str, str]] = {
    "negotiation.ask": "your_turn",
    "negotiation.refuse_curable": "your_turn",
    "negotiation.agree_facts": "done",
    "offer.put": "info",
    "offer.counter": "info",
    "offer.replace": "info",
    "offer.accept": "done",
}

ACTS: Final[Mapping[str, Text]] = {
    "offer.put": _("An offer"),
    "offer.counter": _("A counter-offer"),
    "offer.replace": _("A new version of our offer"),
    "offer.accept": _("Accepting the borrower's offer"),
}
LIMITATION: Final = _(
    "By sending this you acknowledge the debt within what it says. The time after which a debt can no longer be claimed in court may start anew from today. If you are not sure whether it has passed already, ask for free legal advice first."
)
LENDER_LIMITATION: Final = _(
    "This binds the lender until its end. The borrower may accept it as it stands, without further word from you."
)
ONLY_HERE: Final = _(
    "Agreed for these talks only. In court neither side can hold the other to it, unless both sign it there."
)
