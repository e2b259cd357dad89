"""The words for the codes of complaints: whom, what about, what is wished, how it ended, where to go next."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.web.parts import Badge

Text = str | Promise

ABOUT: Mapping[str, Text] = {
    "lender": _("A lender"),
    "collector": _("Somebody who collects for a lender"),
    "mediator": _("A mediator"),
    "body": _("A mediation body"),
    "staff": _("Somebody of this platform"),
    "decision": _("A decision made here"),
    "adviser": _("An adviser"),
    "other": _("Somebody else"),
}
TOPICS: Mapping[str, Text] = {
    "contacts": _("Calls, messages or visits"),
    "figures": _("What is said to be owed"),
    "delay": _("No answer, or too late"),
    "refusal": _("A refusal, or its reason"),
    "manners": _("How I was treated"),
    "partiality": _("Somebody took a side"),
    "privacy": _("Others learnt of it, or my data"),
    "agreement": _("What was agreed is not kept"),
    "fees": _("Money was asked for"),
    "access": _("I could not use this place"),
    "other": _("Something else"),
}
WISHES: Mapping[str, Text] = {
    "stop": _("That it stops"),
    "explain": _("An explanation"),
    "correct": _("That it is corrected"),
    "apologise": _("An apology"),
    "look_again": _("That somebody looks again"),
    "repay": _("Money back"),
    "other": _("Something else"),
}
RETURNS: Mapping[str, Text] = {
    "unclear": _("It is not clear what happened; please add it"),
    "same_again": _("The same was answered already"),
    "not_ours": _("It belongs to another office"),
    "no_authority": _("Who complains for somebody else needs their signed paper"),
}
OUTCOMES: Mapping[str, Text] = {
    "upheld": _("You were right"),
    "partly": _("You were right in part"),
    "not_upheld": _("We see it differently"),
    "no_finding": _("It could not be found out"),
}
ROUTES: Mapping[str, Text] = {
    "second_look": _("Complain here about this answer: another person looks at it"),
    "regulator": _("The financial regulator's hotline: {regulator}"),
    "central_bank": _("The central bank's hotline, {central_bank}, about payments and credit records"),
    "body_association": _("The office that registered the mediation body"),
    "legal_aid": _("Free legal advice: {legal_aid}"),
    "court": _("A court"),
    "police": _("The police, {police}, when you are threatened"),
}
STATES: Mapping[str, Badge] = {
    "received": Badge(_("Received"), "info", "clock"),
    "accepted": Badge(_("Being looked into"), "info", "search"),
    "escalated": Badge(_("With the supervisor"), "your_turn", "warning"),
    "answered": Badge(_("Answered"), "done", "check"),
    "returned": Badge(_("Sent back"), "your_turn", "back"),
    "withdrawn": Badge(_("Taken back"), "quiet", "pause"),
}
NEXT: Mapping[str, Text] = {
    "received": _("A person takes it in hand or sends it back with a reason."),
    "accepted": _("Both sides are heard, then you are answered in writing, with reasons."),
    "escalated": _("It took too long, so the supervisor has it now. You will be answered."),
    "answered": _("This complaint is answered. If you do not agree, the ways are below."),
    "returned": _("It came back to you. The reason below says what you can do."),
    "withdrawn": _("You took it back. You may complain again at any time."),
}
HAPPENED: Mapping[str, Text] = {
    "complaint.file": _("Complaint received"),
    "complaint.accept": _("Taken in hand"),
    "complaint.return": _("Sent back"),
    "complaint.add": _("Something was added"),
    "complaint.ask_other_side": _("The other side was asked"),
    "complaint.comment": _("The other side answered"),
    "complaint.extend": _("More time was given"),
    "complaint.answer": _("Answered"),
    "complaint.withdraw": _("Taken back"),
    "complaint.reassign": _("Given to somebody else"),
    "complaint.run_late": _("Too late; the supervisor was told"),
}
FILTERS: Mapping[str, Text] = {
    "open": _("Open complaints"),
    "late": _("Late"),
    "ended": _("Ended"),
}
SUSPICION_VERDICTS: Mapping[str, Text] = {
    "ours": _("It was ours"),
    "not_ours": _("It was not ours"),
    "unclear": _("It could not be found out"),
}
