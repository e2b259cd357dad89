"""The words of one's own data: what may be wrong, why it stays, what is kept how long, who looked at what."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hejie_platform.web.parts import Badge, Text

ABOUT: Mapping[str, Text] = {
    "legal_name": _("My legal name"),
    "loan": _("A loan or its figures"),
    "paper": _("What was understood of a paper"),
    "payment": _("A payment"),
    "contact": _("A contact by a collector"),
    "decision": _("A fact in a decision"),
    "other": _("Something else"),
}
REASONS: Mapping[str, Text] = {
    "not_shown": _("Nothing shows that it is wrong yet"),
    "record_right": _("The record says what happened"),
    "theirs_to_change": _("You can change this yourself; the answer says where"),
    "not_ours": _("Somebody else keeps this; the answer says who"),
}
STATES: Mapping[str, Badge] = {
    "received": Badge(_("Being looked into"), "info", "search"),
    "corrected": Badge(_("Corrected"), "done", "check"),
    "refused": Badge(_("Stays as it is"), "quiet", "info"),
    "withdrawn": Badge(_("Taken back"), "quiet", "pause"),
}
STOPS: Mapping[str, Text] = {
    "works_here": _("You work here: your employer ends the membership first."),
    "case_runs": _("A case runs. It can be withdrawn, or it comes to its end."),
    "mediates": _("You mediate in a case that runs."),
    "complaint_open": _("A complaint is not answered yet."),
    "agreement_runs": _("An agreement runs or waits to be signed."),
    "limitation": _("Claims from an agreement that ended can still be brought."),
    "court": _("A court case is noted."),
    "hold": _("The case is on hold."),
}
CLASSES: Mapping[str, Text] = {
    "account": _("Your account"),
    "identity": _("Proof of identity"),
    "case_record": _("What you told in a case"),
    "evidence": _("Papers you handed in"),
    "talks": _("Messages, offers and minutes"),
    "sealed_talks": _("Private talks with the mediator, and the mediator's notes"),
    "agreement": _("Agreements, signatures and payments"),
    "complaints": _("Complaints"),
    "requests": _("Consents and requests about data"),
    "ledger": _("The record: codes and fingerprints, without your words"),
    "notices": _("Notices"),
    "technical": _("Technical logs"),
    "exports": _("Copies of your data"),
    "files": _("Files and their keys"),
    "offices": _("Who held which office"),
    "anonymous": _("Feedback that names nobody"),
    "reference": _("Facts about organisations"),
}
EVENTS: Mapping[str, Text] = {
    "erasure": _("until you ask us to erase it"),
    "case_closed": _("after the case was closed"),
    "mediation_ended": _("after the mediation ended"),
    "agreement_ended": _("after the agreement ended"),
    "answered": _("after the answer"),
    "made": _("after it was made"),
    "row": _("as long as what it belongs to"),
    "never": _("for good"),
}
ENDS: Mapping[str, Text] = {
    "erase": _("It is deleted."),
    "shred": _("Its key is destroyed or it is written over: nobody can read it any more."),
    "list": _("A person decides what becomes of it."),
    "keep": _("It stays."),
}
FORCE: Mapping[str, Text] = {"law": _("A law asks for it"), "own": _("Our own rule")}
WHY: Mapping[str, Text] = {
    "account": _("Your right to have data erased (Personal Information Protection Law, art. 47)"),
    "identity": _("It shows who signed; photos go 30 days after the decision"),
    "case_record": _("Claims can usually be brought for three years (Civil Code, art. 188)"),
    "evidence": _("As the case it was handed in for"),
    "talks": _("As the case they belong to"),
    "sealed_talks": _("Nobody needs them once the mediation is over"),
    "agreement": _("Three years for claims and two for enforcement"),
    "complaints": _("Somebody may ask how it was handled"),
    "requests": _("We have to be able to show that we kept to the rules (art. 69 of that law)"),
    "ledger": _("Taking one line out would break the proof of all others"),
    "notices": _("What a notice says stands in the case as well"),
    "technical": _("The Cybersecurity Law asks for at least six months"),
    "exports": _("A copy of everything is dangerous to keep"),
    "files": _("A file lives as long as what names it"),
    "offices": _("It shows who was allowed to act"),
    "anonymous": _("It leads to nobody"),
    "reference": _("It is not about a person"),
}
PURPOSES: Mapping[str, Text] = {
    "track": _("To choose the right way for your case"),
    "plan": _("To find plans that fit"),
    "understand": _("So that people understand what happened"),
    "living": _("To work out what you need for living"),
    "find_loan": _("To find the loan and whom to talk to"),
    "third": _("To know who else is concerned; you need not tell it"),
    "figures": _("To check what is owed"),
    "wish": _("To answer your wish"),
    "show": _("To show what you told"),
    "open_file": _("To open a locked file once; it is not kept"),
    "share": _("So that only whom you choose sees what you choose"),
    "who": _("To know that it is really you before anything binds"),
    "reach": _("To reach you"),
}
GROUNDS: Mapping[str, Text] = {
    "contract": _("Needed for what you ask us to do"),
    "consent": _("You choose to tell it"),
    "law": _("A law asks for it"),
}
LOOKED_AT: Mapping[str, Text] = {
    "identity_number": _("Your name and identity number"),
    "identity_paper": _("A photo of your identity card"),
    "evidence_file": _("One of your papers"),
    "statement_rows": _("Lines of your statements"),
    "agreement_document": _("The document of an agreement"),
    "agreement_proof": _("The proof of an agreement"),
    "payment_proof": _("A receipt"),
    "shared_statement": _("What you share with the lender"),
    "hardship_file": _("The statement of income and spending that you gave"),
    "export": _("The copy of your data"),
    "advice": _("What you share with an adviser"),
    "authority_paper": _("Your paper of authority"),
    "case_course": _("The course of your case, under an order"),
    "mediation_notes": _("Your notes on a mediation"),
    "step_paper": _("A paper that proves a step"),
    "shown_file": _("A file shown at the table"),
    "court_pack": _("A pack for court with its papers"),
    "support_paper": _("A paper of your complaint"),
    "vulnerability": _("Why you get more time"),
}
SOMETHING: Text = _("Something of yours")
ROLES: Mapping[str, Text] = {
    "self": _("You"),
    "borrower": _("The borrower"),
    "representative": _("The representative"),
    "guarantor": _("The guarantor"),
    "officer": _("An officer of the lender"),
    "checker": _("A checker of the lender"),
    "mediator": _("The mediator"),
    "body_admin": _("The mediation body"),
    "reviewer": _("A reviewer of the platform"),
    "supervisor": _("A supervisor of the platform"),
    "operator": _("An operator of the platform"),
    "adviser": _("An adviser"),
    "complaint_handler": _("A person who handles complaints"),
    "regulator": _("The supervising authority"),
    "auditor": _("An auditor"),
}
REASONS_TO_LOOK: Mapping[str, Text] = {
    "own": _("as their own"),
    "own_export": _("to take the copy"),
    "identity_review": _("to check who you are"),
    "review": _("to look at the application"),
    "keeping": _("to follow the agreement"),
    "court_pack": _("to put it into papers for a court"),
    "talks": _("to talk about repayment"),
    "shared": _("because you share it"),
    "complaint": _("to handle a complaint"),
}
