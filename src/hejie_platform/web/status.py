"""Status words: few, the same everywhere, each with one tone and one icon.

`badge("negotiation", "waiting", role="officer")` reads one table: what a state is called, and where the word
depends on who reads it (what waits for one side is the other's turn), who reads it.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hejie_platform.web.parts import Badge

YOURS = Badge(_("Your turn"), "your_turn", "turn")
WAITING = Badge(_("Waiting"), "info", "clock")
DRAFT = Badge(_("Not sent yet"), "quiet", "pen")
TALKING = Badge(_("In talks"), "info", "chat")
AGREED = Badge(_("Agreed"), "done", "check")
ENDED = Badge(_("Ended"), "quiet", "pause")
BROKEN = Badge(_("Needs repair"), "your_turn", "warning")
FAILED = Badge(_("Failed"), "stop", "cross")
DONE = Badge(_("Done"), "done", "check")

# (machine, state) -> the word for everyone that has no row of their own below.
WORDS: Mapping[tuple[str, str], Badge] = {
    ("case", "draft"): DRAFT,
    ("case", "invited"): Badge(_("Invited"), "info", "people"),
    ("case", "submitted"): Badge(_("In review"), "info", "clock"),
    ("case", "returned"): Badge(_("Something is missing"), "your_turn", "warning"),
    ("case", "open"): TALKING,
    ("case", "closed"): Badge(_("Closed"), "quiet", "pause"),
    ("negotiation", "waiting"): WAITING,
    ("negotiation", "asked"): WAITING,
    ("negotiation", "talking"): TALKING,
    ("negotiation", "agreed"): AGREED,
    ("negotiation", "ended"): ENDED,
    ("mediation", "asking"): Badge(_("Consent asked"), "info", "people"),
    ("mediation", "appointing"): Badge(_("Mediator being appointed"), "info", "people"),
    ("mediation", "open"): Badge(_("In mediation"), "info", "people"),
    ("mediation", "ended"): ENDED,
    ("offer", "open"): Badge(_("On the table"), "info", "document"),
    ("offer", "accepted"): Badge(_("Accepted"), "done", "check"),
    ("offer", "closed"): Badge(_("No longer open"), "quiet", "pause"),
    ("agreement", "signing"): Badge(_("To be signed"), "your_turn", "pen"),
    ("agreement", "effective"): Badge(_("In force"), "done", "check"),
    ("agreement", "in_cure"): BROKEN,
    ("agreement", "ended"): ENDED,
    ("obligation", "open"): Badge(_("Due"), "info", "clock"),
    ("obligation", "claimed"): Badge(_("To be confirmed"), "info", "clock"),
    ("obligation", "done"): DONE,
    ("obligation", "released"): Badge(_("Released"), "quiet", "check"),
    ("identity", "pending"): Badge(_("In review"), "info", "clock"),
    ("identity", "proven"): Badge(_("Proven"), "done", "check"),
    ("identity", "failed"): Badge(_("Not proven"), "your_turn", "warning"),
    ("identity", "expired"): Badge(_("Expired"), "your_turn", "clock"),
}

# (machine, state, role) -> where the reader owes the next step.
TURNS: Mapping[tuple[str, str, str], Badge] = {
    ("case", "submitted", "reviewer"): YOURS,
    ("negotiation", "waiting", "officer"): YOURS,
    ("negotiation", "asked", "borrower"): YOURS,
    ("mediation", "appointing", "body_admin"): YOURS,
    ("mediation", "open", "mediator"): YOURS,
    ("obligation", "claimed", "officer"): YOURS,
    ("identity", "pending", "reviewer"): YOURS,
}


def badge(machine: str, state: str, *, role: str = "") -> Badge:
    """The word for a state as `role` reads it. Raises KeyError for a state that has no word."""
    return TURNS.get((machine, state, role)) or WORDS[machine, state]
