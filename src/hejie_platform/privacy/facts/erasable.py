"""Whose rows hold words or files, and what becomes of them when a person or a case is forgotten.

Every model with an encrypted column or a file stands in exactly one table (a test demands it):

- BY_CASE: goes with its case; the value is the way from the row to the case;
- BY_PERSON: goes with the account; the value is the way to the person;
- WITH_AGREEMENT: stays as long as the agreement has to;
- APART: not the person's to erase, with the reason.

Blanked are the encrypted columns, what PLAIN names beside them, and the keys of the files. Codes, dates and amounts stay: with
the name, the words and the papers gone, they lead to nobody.
"""

from collections.abc import Mapping
from typing import Any, Final

BY_CASE: Final[Mapping[str, str]] = {
    "cases.Hold": "case",
    "cases.Authority": "case",
    "cases.Assistance": "case",
    "cases.Proceeding": "negotiation__case",
    "cases.TaskNote": "task__case",
    "cases.OutsideLetter": "negotiation__case",
    "cases.SpokenPromise": "negotiation__case",
    "intake.Story": "case",
    "intake.ClaimedLoan": "case",
    "intake.EvidenceItem": "case",
    "intake.PaperReading": "paper__case",
    "intake.PageLook": "reading__paper__case",
    "intake.HardshipFile": "case",
    "negotiation.LenderAccount": "negotiation__case",
    "intake.BudgetAnswer": "case",
    "intake.Wish": "case",
    "intake.Change": "case",
    "intake.Classification": "case",
    "intake.Review": "case",
    "intake.RowChange": "case",
    "intake.SalesForecast": "case",
    "intake.LineNote": "case",
    "intake.ForecastChoice": "case",
    "intake.CreditRequest": "case",
    "intake.Invitation": "case",
    "intake.Mandate": "case",
    "mediation.Objection": "mediation__case",
    "mediation.TieStatement": "appointment__mediation__case",
    "mediation.ProposalAnswer": "proposal__mediation__case",
    "afterwards.OwnPayment": "line__plan__case",
    "afterwards.CourtPack": "negotiation__case",
    "afterwards.ContactWord": "negotiation__case",
    "support.ContactEntry": "case",
    "support.CollectionReport": "negotiation__case",
    "support.BrokenRest": "negotiation__case",
}
BY_PERSON: Final[Mapping[str, str]] = {
    "people.IdentityProof": "user",
    "support.Complaint": "complainant",
    "support.ComplaintPaper": "complaint__complainant",
    "support.Statement": "by",
    "support.Suspicion": "reporter",
    "support.OwnPhrase": "person",
    "support.QuestionWords": "by",
    "support.Preparation": "person",
    "privacy.Correction": "person",
    "privacy.ExportOrder": "person",
    "notices.Notice": "person",
}
WITH_AGREEMENT: Final = frozenset(
    {
        "agreements.Agreement",
        "agreements.Signature",
        "agreements.Payment",
        "agreements.Variation",
        "agreements.StepNote",
        "agreements.PaperSignature",
        "agreements.LifeEvent",
        "agreements.FollowUp",
        "agreements.BudgetReview",
        "agreements.ClosingReview",
        "agreements.Enforceability",
        "agreements.ClearanceLetter",
    }
)
APART: Final[Mapping[str, str]] = {
    "people.User": "blanked by itself: an account keeps its number and loses everything else",
    "lenders.PolicyVersion": "of a lender, no person's",
    "lenders.PolicyDraft": "of a lender, no person's",
    "insight.PolicyTrial": "of a lender, no person's",
    "intake.OpeningFile": "a lender's own file about many people; its rows became cases",
    "agreements.PaymentSheet": "a lender's own file about many people",
    "agreements.PaymentRow": "a line of that file",
    "insight.Correction": "a lender's word on published figures, no person's",
    "support.FeedbackAnswer": "names nobody",
    "mediation.Tie": "a mediator's own declaration",
    "mediation.JointSaying": "words and files of a room: see shredding.words_of",
    "mediation.CaucusSaying": "words and files of a room: see shredding.words_of",
}
# What names somebody in a plain column.
PLAIN: Final[Mapping[str, Mapping[str, Any]]] = {
    "intake.ClaimedLoan": {
        "app_name": "",
        "creditor_name": "",
        "holder_name": "",
        "collector_name": "",
    },
    "intake.Story": {"household_adults": None, "household_children": None},
    "intake.EvidenceItem": {"mark": "", "rows_mark": ""},
    "intake.Invitation": {"contact_hash": "", "contract_hash": ""},
    "people.IdentityProof": {"id_number_hash": "", "valid_until": None},
}
