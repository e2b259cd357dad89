"""What happened, in words for the borrower's side: one sentence for each kind of entry, and who did it."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie import steps
from hejie_platform.notices.queries import say
from hejie_platform.web import parts
from hejie_platform.web.apply.words import PAPERS

Text = str | Promise

RAN_OUT = _("Ran out: {what}")

HAPPENED: Mapping[str, Text] = {
    "case.open": _("Application begun"),
    "case.add_paper": _("Paper handed in"),
    "case.paper_read": _("Paper read"),
    "case.read_paper": _("A paper read by machine"),
    "case.stop_reading": _("Reading of a paper ended"),
    "case.confirm_value": _("A value of a paper confirmed or left out"),
    "case.correct_rows": _("Lines of a statement corrected"),
    "case.judge_rows": _("Lines of a statement corrected by our reviewer"),
    "case.judge_forecast": _("Our reviewer picked the figures of the forecast that plans take"),
    "case.tell_savings": _("Said what is laid by"),
    "case.submit": _("Application handed in"),
    "case.return": _("Sent back: something is missing"),
    "case.admit": _("Application accepted; the lenders are asked"),
    "case.decline": _("Application not accepted"),
    "case.withdraw": _("Application withdrawn"),
    "case.lapse": _("Closed because the time ran out"),
    "case.close": _("Case closed"),
    "case.forget": _("Words and papers erased; their time was over"),
    "case.ask_reopening": _("Asked for the case to be opened again"),
    "case.joint_plans_made": _("Plans for all debts together computed"),
    "case.reopen": _("Case opened again"),
    "case.review_again": _("Being looked at again"),
    "case.update": _("Change told"),
    "case.share": _("Consent given to a lender"),
    "case.end_share": _("Consent ended"),
    "case.classify": _("Class of the case changed"),
    "case.invite": _("Invited by a lender"),
    "case.join": _("Joined by the invitation"),
    "case.name_representative": _("A representative named"),
    "case.representative_joined": _("The representative joined"),
    "case.return_authority": _("The paper for the representative sent back"),
    "case.invite_guarantor": _("A guarantor invited"),
    "case.guarantor_joined": _("A guarantor takes part"),
    "case.withdraw_invitation": _("An invitation taken back"),
    "case.send_invitation": _("An invitation sent again"),
    "case.decline_invitation": _("The invited person said no"),
    "case.record_authority": _("Authority recorded"),
    "case.end_authority": _("Authority ended"),
    "case.place_hold": _("All time limits rest"),
    "case.lift_hold": _("Time limits run again"),
    "negotiation.start": _("Talks begun"),
    "negotiation.ask": _("The lender asked for something"),
    "negotiation.answer": _("The lender's questions answered"),
    "negotiation.refuse_curable": _("The lender refused for now and said what would change that"),
    "negotiation.refuse": _("The lender refused"),
    "negotiation.talk": _("The lender is ready to talk"),
    "negotiation.extend": _("More time given"),
    "negotiation.state_facts": _("The lender stated what is owed"),
    "negotiation.agree_facts": _("Figures agreed, for these talks only"),
    "negotiation.dispute_fact": _("A figure was disputed"),
    "negotiation.plans_made": _("Plans computed"),
    "negotiation.message": _("Message"),
    "negotiation.account_file": _("The lender handed in its own account"),
    "negotiation.account_loans": _("The lender said which loans its account is of"),
    "negotiation.undispute_payment": _("A repayment is disputed no more"),
    "negotiation.chase": _("Asked when the answer comes"),
    "negotiation.letter_written": _("Letter written"),
    "negotiation.letter_sent": _("Letter sent"),
    "negotiation.promise_noted": _("Its staff said something; it binds nobody"),
    "negotiation.creditor_kind": _("What kind of lender it is was noted"),
    "case.register_creditor": _("A creditor outside was registered"),
    "case.ask_credit": _("Wish for more credit written down"),
    "case.answer_credit": _("Wish for more credit answered"),
    "case.assisted_channel": _("Another way of speaking with the helper"),
    "case.assisted_code": _("Answers read back; a code was sent"),
    "case.assisted_confirmed": _("Answers confirmed"),
    "negotiation.withdraw": _("Talks withdrawn"),
    "negotiation.give_up": _("Talks ended without agreement"),
    "negotiation.overdue": _("The lender let its time pass; its superior was told"),
    "facts.close": _("A sheet of undisputed facts was taken back or declined"),
    "contact.leave_word": _("A word left after the talks"),
    "standstill.broken": _("Contact or interest in spite of the pause was noted"),
    "standstill.put_right": _("The lender answered for what went against the pause"),
    "court_pack.make": _("Pack for court made"),
    "own_plan.make": _("A plan of one's own made"),
    "own_plan.remind": _("A reminder of a plan of one's own was sent"),
    "own_plan.stop": _("A plan of one's own stopped"),
    "own_plan.tell_payment": _("A payment of a plan of one's own told"),
    "ask_again.choose": _("A day chosen to be asked again"),
    "ask_again.ask": _("Asked whether to try again"),
    "ask_again.call_off": _("Not to be asked again"),
    "mediation.promise": _("What became of a promise was told"),
    "mediation.proposal_concluded": _("All have answered the proposal"),
    "mediation.keep_mediator": _("The mediator stays, for the reason given"),
    "agreement.pause": _("Payments moved, as the agreement allows"),
    "agreement.correct_scan": _("A wrong scan replaced; the first stays to be seen"),
    "agreement.closing_review": _("How the agreement went was told"),
    "obligation.review": _("Whether the income changed was told"),
    "payment.prove": _("Proof added to a contested payment"),
    "offer.put": _("Offer made"),
    "offer.counter": _("Counter-offer made"),
    "offer.accept": _("Offer accepted"),
    "offer.reject": _("Offer declined"),
    "offer.withdraw": _("Offer withdrawn"),
    "offer.expire": _("Offer ended by time"),
    "agreement.sign": _("Signed"),
    "agreement.take_effect": _("The agreement is in force"),
    "agreement.lapse": _("The agreement was not signed in time"),
    "obligation.claim": _("Payment told"),
    "obligation.remind": _("A reminder was sent"),
    "obligation.confirm": _("Payment confirmed"),
    "obligation.contest": _("Payment contested"),
}

WHO: Mapping[str, Text] = {
    "borrower": _("You"),
    "representative": _("Your representative"),
    "guarantor": _("The guarantor"),
    "officer": _("The lender"),
    "checker": _("The lender"),
    "mediator": _("The mediator"),
    "body_admin": _("The mediation body"),
    "reviewer": _("Our reviewer"),
    "supervisor": _("Our supervisor"),
    "operator": _("Hejie"),
    "clock": _("By time"),
    "system": _("By itself"),
}

# The same for the desk, to whom "you" is somebody else.
WHO_FOR_DESK: Mapping[str, Text] = {
    **WHO,
    "borrower": _("The borrower"),
    "representative": _("The representative"),
}

TONES: Mapping[str, parts.Tone] = {
    "case.return": "your_turn",
    "case.admit": "done",
    "negotiation.ask": "your_turn",
    "negotiation.refuse_curable": "your_turn",
    "negotiation.talk": "info",
    "offer.put": "info",
    "offer.counter": "info",
    "offer.accept": "done",
    "agreement.take_effect": "done",
    "obligation.confirm": "done",
}

CLOSED: Mapping[str, Text] = {
    "withdrawn": _("You withdrew. Everything you told is kept for you."),
    "not_accepted": _("The application was not accepted. Below you find why, and the ways that remain."),
    "time": _("The time ran out, so it was closed. Nothing is lost: apply again with all your answers."),
    "settled": _("Everything agreed is done. Well done."),
    "ended": _("The talks have ended. The ways that remain are below."),
}

# The next step of talks, by the code of negotiation.queries.turn, for the borrower's eyes.
TURNS: Mapping[str, tuple[Text, Text]] = {
    "first_answer": (
        _("{lender} reads your application and answers."),
        _("If it does not answer in time, its superior and ours are told."),
    ),
    "answer_request": (
        _("{lender} asks you for something. See what, and how."),
        _(
            "If you do nothing, we remind you by another way, and then the talks may end. You can come back with all your answers."
        ),
    ),
    "state_facts": (
        _("{lender} says what is owed, line by line."),
        _(
            "If nothing comes, the talks end on this day at the latest. You can come back with all your answers."
        ),
    ),
    "answer_dispute": (
        _("{lender} answers to the figures that you dispute."),
        _(
            "If nothing comes, the talks end on this day at the latest. You can come back with all your answers."
        ),
    ),
    "check_facts": (
        _("Check the figures that {lender} stated."),
        _("If you do nothing, the talks wait, at most until this day."),
    ),
    "put_offer": (
        _("Choose a plan, or make {lender} your own offer."),
        _("If nobody makes an offer, the talks end on this day. You can come back with all your answers."),
    ),
    "answer_offer": (
        _("Answer the offer of {lender}."),
        _("If you do nothing, the offer ends on this day; the talks go on."),
    ),
    "offer_answered": (
        _("{lender} answers your offer."),
        _("If it does nothing, your offer ends; you can make another."),
    ),
    "sign": (
        _("You agreed with {lender}. Read the agreement and sign it."),
        _("If it is not signed in time, nothing holds and you go on talking."),
    ),
}


def event(entry: Any, names: Mapping[Any, str], *, who: Mapping[str, Text] = WHO) -> parts.Event:
    """One line of the timeline: codes, who, and what it is about; never words of a person.

    `names` calls lenders by the id of their talks and by their reference.
    """
    return parts.Event(
        entry.at,
        title(entry),
        acted(entry, who),
        about(entry, names),
        tone=TONES.get(entry.verb, "quiet"),
    )


def acted(entry: Any, who: Mapping[str, Text]) -> Text:
    """Who did it, by their role; who acts for somebody else stands there with both names."""
    if entry.on_behalf_of is None or entry.actor is None:
        return who.get(entry.role, "")
    given = {"agent": entry.actor.name, "principal": entry.on_behalf_of.name}
    return _("{agent}, for {principal}").format(**given)


def about(entry: Any, names: Mapping[Any, str]) -> Text:
    """Which lender or which paper an entry is about; "" where its title says enough."""
    if entry.verb in ("case.add_paper", "case.paper_read"):
        return PAPERS.get(entry.facts.get("kind", ""), "")
    return names.get(entry.chain.subject) or names.get(entry.facts.get("recipient"), "")


def title(entry: Any) -> Text:
    """What happened, as the borrower's side is told it."""
    return happened(entry.verb)


def happened(verb: str) -> Text:
    """What happened, by the verb of its entry; a kind without a sentence of its own is called by its step."""
    if verb in HAPPENED:
        return HAPPENED[verb]
    machine, _dot, name = verb.partition(".")
    if name.startswith("clock_"):
        return RAN_OUT.format(what=say(name))
    step = steps.find(machine, name)
    return say(step.code) if step else verb
