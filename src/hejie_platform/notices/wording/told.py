"""What a notice says inside the house, for each step and each reader, and the little that may leave it.

Keys are `machine.step`, with `@side` where that side reads another sentence, or the name of an effect that
belongs to no single step. `{lender}` is the creditor, `{ref}` the reference of the talks or case. The texts
that appear on a locked screen begin with `push.`: they name no debt, no lender and no amount."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    # A locked screen may show these to anyone
    "push.news": _("There is news for you on Hejie."),
    "push.turn": _("Something waits for your answer on Hejie until {due_on}."),
    "push.reminder": _("A reminder from Hejie: please look in when you have a moment."),
    "push.digest": _("News for you on Hejie: {count}."),
    "push.work": _("A task waits for you on Hejie."),
    # The case
    "opening.mandate_waits": _(
        "The representative you named has joined. Our desk reads the paper now; until then nobody acts for you."
    ),
    "opening.mandate_returned": _(
        "The paper for your representative cannot be accepted yet. Open your case to read what would cure it."
    ),
    "opening.guarantor_joined": _("The guarantor you invited takes part."),
    "opening.declined": _("The person you invited says no. Nothing changes; you may ask again another way."),
    "case.retract_invitation": _("The invitation to talks was taken back. You need not do anything."),
    "case.join@lender": _(
        "The borrower you invited has joined. You will be told when the application is complete."
    ),
    "send_receipt": _(
        "We have your application {ref}. A person reads it within three working days and answers here."
    ),
    "case.submit@platform": _("Application {ref} was handed in and waits for review."),
    "case.return": _(
        "Something is missing from your application. Nothing is lost: open it to see what to add and how."
    ),
    "case.admit": _(
        "Your application was accepted. Each lender is being told and has a time limit to answer."
    ),
    "case.decline": _(
        "Your application could not be accepted. The reasons and what you can do now are on its page."
    ),
    "case.withdraw@lender": _("The borrower withdrew case {ref}. The talks have ended."),
    "case.lapse": _(
        "The time for your application has passed, so it was closed. You may come back at any time; your answers are kept."
    ),
    "case.close": _("Your case {ref} was closed. Everything in it stays readable for you."),
    "case.reopen": _("Your case {ref} is open again, with everything that was in it."),
    "case.review_again": _("Your application is being looked at again."),
    "case.review_again@platform": _("Case {ref} is to be reviewed again."),
    "case.update@lender": _("The borrower told of a change in their situation."),
    "case.update": _("There is an update about the situation in case {ref}."),
    "case.share@lender": _(
        "The borrower shares papers with you, for the purpose and time stated on the consent sheet."
    ),
    "case.end_share@lender": _("The borrower ended the sharing of papers. They can no longer be opened."),
    "case.record_authority": _(
        "The paper that lets somebody act for you was recorded. You can end it at any time."
    ),
    "case.record_authority@representative": _(
        "You may now act in case {ref}, within the authority that was recorded."
    ),
    "case.end_authority@representative": _("Your authority in case {ref} has ended."),
    "case.assign": _("Case {ref} was given to you."),
    "case.place_hold": _(
        "All time limits of case {ref} stand still. You need not do anything until we tell you."
    ),
    "case.lift_hold": _("The time limits of case {ref} run again. What was left of each is left."),
    # Talks
    "negotiation.start": _(
        "We have told {lender} about your application. It is their turn to answer; you need not do anything."
    ),
    "negotiation.start@lender": _("A borrower asks for talks: {ref}. Please answer in time."),
    "negotiation.start_again": _("New talks with {lender} have begun. Your earlier answers are kept."),
    "negotiation.start_again@lender": _("New talks have begun: {ref}. Please answer in time."),
    "negotiation.ask": _(
        "{lender} asks you for something before it can answer. Open the page to see what and how."
    ),
    "negotiation.answer@lender": _("The borrower answered your questions in {ref}. It is your turn."),
    "negotiation.refuse_curable": _(
        "{lender} cannot agree yet, and says what would change that. You can answer or add it."
    ),
    "negotiation.refuse": _("{lender} has declined, with a reason. The page shows what else you can do."),
    "negotiation.talk": _("{lender} is ready to talk. You can write and make offers now."),
    "negotiation.extend": _("There is more time in the talks {ref}."),
    "negotiation.state_facts": _(
        "{lender} says what is owed. Please check each figure; you can agree or dispute it."
    ),
    "negotiation.dispute_fact": _(
        "A figure in the talks {ref} is disputed. Nobody has to accept it before it is cleared up."
    ),
    "negotiation.undispute_payment": _("A repayment in the talks {ref} is disputed no more."),
    "negotiation.agree_facts": _("One side agreed to the figures in the talks {ref}, for these talks only."),
    "negotiation.message": _("There is a new message in the talks {ref}."),
    "negotiation.fall_back": _("The talks {ref} go on: the agreement did not come into force."),
    "negotiation.withdraw@lender": _("The borrower ended the talks {ref}."),
    "negotiation.give_up": _(
        "The talks {ref} ended without an agreement: the sides were too far apart. The page shows what else is possible."
    ),
    "negotiation.unreachable": _("The talks {ref} ended because one side could not be reached."),
    "negotiation.expire": _(
        "The time for the talks {ref} is over. You may start again later; everything is kept."
    ),
    "negotiation.transfer": _(
        "{lender} has passed your loan to somebody else. We are inviting the new holder; what you gave stays."
    ),
    "negotiation.paid": _("{lender} says that this debt is paid. The talks have ended."),
    "negotiation.no_party": _("The talks {ref} have ended because a side no longer exists."),
    "negotiation.overdue": _(
        "{lender} has not answered in time. We have reminded them and told our supervisor. You need not do anything."
    ),
    "negotiation.approve_act": _("Your act in the talks {ref} was approved and has been done."),
    "negotiation.return_act": _(
        "Your act in the talks {ref} was returned. Nothing has been sent to the borrower."
    ),
    "negotiation.grant_standstill": _(
        "{lender} lets collection rest while the talks run. The page says from when until when."
    ),
    "negotiation.end_standstill": _("The pause in collection by {lender} has ended."),
    "negotiation.record_proceeding": _("A court case about this debt was noted in the talks {ref}."),
    "negotiation.end_proceeding": _("The court case noted in the talks {ref} has ended."),
    "negotiation.change_creditor": _(
        "Your loan has a new holder. The agreement binds them as it bound {lender}."
    ),
    "negotiation.change_creditor@lender": _(
        "A loan with an agreement passed to you: {ref}. Its terms bind you."
    ),
    "tell_checkers": _("An act in the talks {ref} waits for a second person to check it."),
    # Mediation
    "mediation.ask": _(
        "Somebody asks for a neutral mediator in {ref}. It is voluntary: you decide for yourself."
    ),
    "mediation.consent": _("One side agreed to mediation in {ref}."),
    "mediation.consented@mediation": _("All sides agreed to mediation {ref}. Please appoint a mediator."),
    "mediation.step_out": _("One side left the mediation {ref}. Everybody may leave at any time."),
    "mediation.appoint@mediation": _(
        "You are asked to mediate {ref}. Please say whether you accept, and what ties you to the sides."
    ),
    "mediation.accept_appointment": _(
        "A mediator accepted the appointment for {ref}. Their name and what ties them is on the page."
    ),
    "mediation.decline_appointment@mediation": _("The mediator declined {ref}. Please appoint another."),
    "mediation.disclose": _("The mediator of {ref} told of a tie that you should know. You may object."),
    "mediation.object@mediation": _("Somebody objects to the mediator of {ref}."),
    "mediation.recuse": _(
        "The mediator of {ref} has stepped back. Another will be appointed; nothing is lost."
    ),
    "mediation.replace": _("Another mediator is being appointed for {ref}. Nothing is lost."),
    "mediation.start": _("The mediation {ref} has begun."),
    "mediation.say": _("There is a new message in the mediation {ref}."),
    "mediation.caucus": _("There is a new message in a private conversation of {ref}."),
    "mediation.schedule": _("The mediator set an appointment in {ref}. Open the page to see when."),
    "mediation.propose": _(
        "The mediator made a proposal in {ref}. Your answer stays secret until both have answered."
    ),
    "mediation.minute": _("The minutes of {ref} are ready to be checked."),
    "mediation.confirm_minutes@mediation": _("One side confirmed the minutes of {ref}."),
    "mediation.meeting_booked": _(
        "A time for the meeting in mediation {ref} is booked. Open the page to see when."
    ),
    "mediation.meeting_cancelled": _("A meeting in mediation {ref} was cancelled."),
    "mediation.recording_started": _("The meeting in mediation {ref} is being recorded, as all agreed."),
    "mediation.recording_stopped": _(
        "The recording in mediation {ref} stopped, because somebody took their consent back."
    ),
    "mediation.minutes_final": _("The minutes of mediation {ref} are confirmed by all and final."),
    "mediation.promise_done": _("A promise from the minutes of mediation {ref} is done."),
    "mediation.promise_not_done": _(
        "A promise from the minutes of mediation {ref} could not be kept. Open the page to talk about it."
    ),
    "mediation.proposal_all": _(
        "Everybody accepted the mediator's proposal in {ref}. The agreement is being drawn up."
    ),
    "mediation.proposal_not_all": _(
        "Not everybody accepted the mediator's proposal in {ref}. Nobody is told who did. The talks go on."
    ),
    "mediation.proposal_not_carried": _(
        "The accepted proposal in {ref} could not be turned into an agreement by itself, because something changed meanwhile. Please put it as an offer."
    ),
    "mediation.keep_mediator": _(
        "The head of the mediation body has decided about an objection in {ref}. The reason is on the page."
    ),
    "mediation.ask_extra_time": _("The mediator of {ref} asks for time. It needs everybody's yes."),
    "mediation.answer_extra_time@mediation": _("A side answered about the time of {ref}."),
    "mediation.extend": _("All agreed to give the mediation {ref} more time."),
    "mediation.end_settled": _("The mediation {ref} ended with an agreement."),
    "mediation.end_withdrawn": _("The mediation {ref} ended because it was withdrawn."),
    "mediation.end_refused": _("The mediation {ref} ended because not everybody wished it."),
    "mediation.end_gap": _("The mediation {ref} ended: the sides were too far apart. Other ways stay open."),
    "mediation.end_time": _("The time for the mediation {ref} is over."),
    "mediation.end_unreachable": _("The mediation {ref} ended because a side could not be reached."),
    "mediation.end_unsigned": _("The mediation {ref} ended because the agreement was not signed."),
    "mediation.end_sham": _("The mediation {ref} was stopped. A person will explain the reason to you."),
    "mediation.end_no_party": _("The mediation {ref} ended because a side no longer exists."),
    # Offers
    "offer.put": _(
        "There is an offer in the talks {ref}. Take your time: it stays open until the day it names."
    ),
    "offer.counter": _("The other side answered with an offer of its own in the talks {ref}."),
    "offer.replace": _("The offer in the talks {ref} was replaced by a newer one. Only the newer counts."),
    "offer.accept": _(
        "An offer in the talks {ref} was accepted. The agreement is being written; nothing binds until it is signed."
    ),
    "offer.reject": _("The other side did not accept the offer in the talks {ref}. You can make another."),
    "offer.withdraw": _("The offer in the talks {ref} was taken back."),
    "offer.expire": _("The offer in the talks {ref} has run out. Either side can make a new one."),
    # Agreements
    "agreement.draw_up": _(
        "The agreement is ready to be read and signed. The page explains every term and risk first."
    ),
    "agreement.sign": _("One signature was added to the agreement {ref}."),
    "agreement.take_effect": _(
        "The agreement {ref} is signed by all and in force. The first dates are on its page."
    ),
    "tell_parties_unsigned": _("The agreement {ref} was not signed in time and has lapsed. The talks go on."),
    "agreement.breach": _(
        "One side says that a duty of the agreement {ref} was not kept. There is time to put it right."
    ),
    "agreement.cure": _("What was missing under the agreement {ref} was put right. It goes on as before."),
    "agreement.fail": _(
        "One side ended the agreement {ref}. The page shows what that means and what you can do now."
    ),
    "agreement.complete": _(
        "Everything in the agreement {ref} was done. Congratulations; a letter that confirms it follows."
    ),
    "agreement.announce_payoff@lender": _("The borrower wishes to pay the agreement {ref} off early."),
    "agreement.pay_early": _("The agreement {ref} was paid off early. A letter that confirms it follows."),
    "agreement.ask_variation": _(
        "The other side asks to change the agreement {ref}. While you talk, the agreement stays as it is."
    ),
    "agreement.decline_variation": _(
        "The change of the agreement {ref} was declined. The agreement stays as it is."
    ),
    "agreement.withdraw_variation": _("The wish to change the agreement {ref} was taken back."),
    "agreement.set_aside": _("The agreement {ref} was set aside. The page says why and what follows."),
    "agreement.record_enforceability": _(
        "A court confirmation or a notary's paper was recorded for the agreement {ref}."
    ),
    # Keeping it
    "agreement.equal_treatment": _(
        "Under another of your agreements a greater share is paid than under the one with {lender}. By its clause you talk with {lender} again; nothing changes before both have signed."
    ),
    "agreement.equal_treatment@lender": _(
        "Another creditor of the borrower gets a greater share than agreement {ref} gives. By its clause you may ask for a change; nothing changes before both have signed."
    ),
    "agreement.pause": _(
        "The instalments you named in {ref} are paused, as the agreement allows. Nothing is a breach."
    ),
    "agreement.pause@lender": _(
        "The borrower uses the clause on changes of life in {ref}: instalments were moved to the end. It is no breach."
    ),
    "payment.choose_surplus": _("The borrower says what is to become of money that came too much in {ref}."),
    "payment.return_surplus": _(
        "{lender} sent back what you paid too much in {ref}. Please check your account."
    ),
    "agreement.correct_scan": _(
        "The scan of the creditor's signature on {ref} was replaced by a right one. Both can be seen."
    ),
    "payment.prove": _(
        "The other side added something about a contested payment in {ref}. Please look at it."
    ),
    "follow_up.done": _("Thank you for the call about {ref}. What was said stays between you and us."),
    "follow_up.help": _(
        "You said that {ref} is hard to keep. You can pause, ask for a change or talk to a person: the page shows how."
    ),
    "follow_up.due": _("Please call the borrower of {ref} and ask how it goes: the call is due on {due_on}."),
    "follow_up.late": _(
        "The call to the borrower of {ref} was due on {due_on} and was not made. Please see to it."
    ),
    "remind_grace_ends": _(
        "A payment of {ref} is late, and its days of grace end on {due_on}. If it is hard, ask for a pause or a change now."
    ),
    # Duties
    "obligation.claim": _(
        "The other side says that a duty of the agreement is done. Please confirm or contest it."
    ),
    "obligation.confirm": _("The other side confirmed: this duty is done."),
    "obligation.contest": _("The other side does not see this duty as done yet. Open it to see why."),
    "obligation.release": _("The other side released you from a duty of the agreement."),
    "obligation.reverse": _("A duty that was confirmed is open again. Open it to see why."),
    # Reminders and tasks
    "tell_borrower_other_channel": _(
        "{lender} still waits for your answer. If something is hard, write to us or call: a person will help."
    ),
    "offer_other_routes": _(
        "There are other ways forward: your own plan, free legal help, a court, or coming back later. The page lists them."
    ),
    "remind_parties": _(
        "Nothing has happened in the talks {ref} for a while. A short message is enough to go on."
    ),
    "remind_owing_side": _(
        "A duty of your agreement has come due. If it is done, please say so; if it is hard, tell us early."
    ),
    "remind_owing_side_soon": _("A payment of your agreement is due on {due_on}."),
    "remind_owed_side": _(
        "The other side says that a duty is done and waits for you to confirm or contest it."
    ),
    "tell_confirmation_over": _(
        "The time to ask the court to confirm the agreement {ref} is over. The agreement itself stays in force."
    ),
    "tell_cure_over": _(
        "The time to put things right under the agreement {ref} is over. A person now decides what follows."
    ),
    "escalate_lender": _("A time limit ran out in {ref}: {limit_code}. Please see to it today."),
    "escalate_supervisor": _(
        "A time limit ran out in {ref}: {limit_code}. A person must decide what follows."
    ),
    "escalate_body": _("A time limit ran out in mediation {ref}: {limit_code}."),
    "task_human_contact": _("Please call or visit the borrower of case {ref}: a human contact is due."),
    "task_silent_lender": _("The lender in {ref} stays silent. Please decide what follows."),
    "task_disputed_fact": _("A figure in {ref} is disputed. Please look into it."),
    "task_contested_payment": _("A payment in {ref} is contested. Please look into it."),
    "task_objection": _("Somebody objects to the mediator of {ref}. Please decide."),
    "task_proceeding": _("A court case was noted in {ref}. Please see what it means for the talks."),
    "task_suspected_sham": _("A sham dispute is suspected in {ref}. Please report it as the rules say."),
    "send_invitation": _("{lender} invites you to talk about repayment. It is voluntary and free."),
    "invite_new_creditor": _("Please invite the new holder of the loan in {ref} to the talks."),
    "obligation.receive": _("A part of a payment was confirmed as received. The rest stays to be paid."),
    # afterwards
    "remind_own_payment": _(
        "A payment of your own plan is due on {due_on}. It is your plan: change it when you need to."
    ),
    "asked_again": _("You wished to be asked: do you want to try again? Your answers of {ref} are kept."),
    "contact_word_left": _("{lender} left you a word."),
    "contact_word_left_desk": _("The borrower of {ref} left you a word."),
    "facts_put": _("{lender} asks whether you sign a sheet of undisputed facts. You need not."),
    "facts_put_desk": _("The borrower of {ref} put a sheet of undisputed facts. Please sign it or say no."),
    "facts_signed": _("{lender} signed your sheet of undisputed facts. It counts outside the talks now."),
    "facts_signed_desk": _("The borrower of {ref} signed your sheet of undisputed facts."),
    "facts_not_wanted": _("The sheet of undisputed facts with {lender} was closed. Nothing of it counts."),
    "facts_not_wanted_desk": _("The sheet of undisputed facts of {ref} was closed. Nothing of it counts."),
    "talks_chased": _(
        "{lender} asks when your answer in the talks {ref} comes. The time limit stays as it is."
    ),
    "talks_chased_desk": _(
        "The borrower asks when your answer in the talks {ref} comes. Please answer soon."
    ),
    "talks_chased_above": _(
        "The borrower of the talks {ref} asked your desk for its answer. Please see that it comes."
    ),
    "reopening_asked_for": _("The borrower of case {ref} asks to open it again. Please decide."),
}
