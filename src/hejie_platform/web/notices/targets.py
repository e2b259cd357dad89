"""Where a notice leads: one page, by what it is about and by the side that reads it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

OTHERWISE = "notices:everything"

# (side, machine) -> the page and which of the notice's references it takes, "" for none;
# a side's "" is for every other machine.
PAGES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("borrower", ""): ("case:home", "case"),
    ("borrower", "negotiation"): ("room:home", "negotiation"),
    ("borrower", "offer"): ("room:home", "negotiation"),
    ("borrower", "agreement"): ("agreement:of_talks", "negotiation"),
    ("borrower", "obligation"): ("agreement:of_talks", "negotiation"),
    ("borrower", "own_plan"): ("afterwards:own", "case"),
    ("borrower", "afterwards"): ("afterwards:home", "case"),
    ("borrower", "contact"): ("afterwards:contact", "negotiation"),
    ("borrower", "facts"): ("afterwards:facts", "negotiation"),
    ("lender", "contact"): ("afterwards:desk_contact", "negotiation"),
    ("lender", "facts"): ("afterwards:desk_facts", "negotiation"),
    ("lender", ""): ("lender:talks", "negotiation"),
    ("lender", "policy"): ("lender:policy", ""),
    ("lender", "agreement"): ("agreement:of_talks", "negotiation"),
    ("lender", "obligation"): ("agreement:of_talks", "negotiation"),
    **{(side, "mediation"): ("mediation:home", "ref") for side in ("borrower", "lender", "mediation")},
    ("mediation", "agreement"): ("agreement:home", "ref"),
    ("platform", ""): ("review:case", "case"),
    **{
        (side, "complaint"): ("complaints:one", "ref")
        for side in ("borrower", "lender", "mediation", "platform")
    },
    **{(side, "collection"): ("contacts:sent", "ref") for side in ("borrower", "lender", "platform")},
    **{(side, "rest"): ("contacts:broken", "ref") for side in ("borrower", "lender")},
    **{(side, "question"): ("advice:one", "ref") for side in ("borrower", "platform")},
    ("platform", "suspicion"): ("complaints:suspicion", "ref"),
    ("borrower", "suspicion"): ("verify:check", ""),
}


def of(notice: Any) -> str:
    """The address of the page that this notice is about; the list where there is none."""
    about: Mapping[str, str] = notice.about
    side = about.get("side", "")
    name, reference = PAGES.get((side, about.get("machine", ""))) or PAGES.get((side, ""), (OTHERWISE, ""))
    if not reference:
        return reverse(name)
    if not about.get(reference):
        return reverse(OTHERWISE)
    return reverse(name, kwargs={"ref": about[reference]})
