"""The words for a contact: through what, whom it reached, what was done, and how strong the rule behind a finding is."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

CHANNELS: Mapping[str, Text] = {
    "call": _("Call"),
    "sms": _("Text message"),
    "message": _("Message in an app"),
    "mail": _("E-mail"),
    "visit": _("Visit"),
    "letter": _("Letter"),
    "other": _("Something else"),
}
WHOM: Mapping[str, Text] = {
    "debtor": _("The borrower"),
    "family": _("Their family"),
    "friend": _("A friend of theirs"),
    "workplace": _("Their workplace"),
    "other": _("Somebody else"),
}
REACHED: Mapping[str, Text] = {
    "debtor": _("Me"),
    "family": _("My family"),
    "friend": _("A friend"),
    "workplace": _("My work"),
    "other": _("Somebody else"),
}
CONDUCT: Mapping[str, Text] = {
    "threat": _("They threatened me"),
    "insult": _("They insulted or pestered me"),
    "told_others": _("They told others of my debt"),
    "false_office": _("They said that they are a court, the police or another office"),
    "false_amount": _("They named a wrong amount or a consequence that is not true"),
    "borrow_to_repay": _("They urged me to borrow elsewhere to repay"),
    "private_account": _("They used a private phone or account"),
    "entered_home": _("They came in without being asked"),
    "not_named": _("They did not say for whom they call"),
}
RESTS_ON: Mapping[str, Text] = {
    "law": _("law"),
    "guidance": _("guidance of an authority"),
    "standard": _("a recommended standard or a code of the industry, no law"),
    "platform": _("our own rule"),
}
OUTCOMES: Mapping[str, Text] = {
    "confirmed": _("It was so; it is being put right"),
    "stopped": _("It is stopped, whoever it was"),
    "not_confirmed": _("We could not confirm it"),
}
# A broken pause: what it was, what puts it right, and what the lender said.
BROKEN: Mapping[str, Text] = {
    "contact": _("A contact while collection was to rest"),
    "interest": _("Interest while interest was to rest"),
}
CURES: Mapping[str, Text] = {
    "contact": _("The lender stops whoever contacted you, also a collector, and says that it did."),
    "interest": _("The lender takes this interest back and states what is owed without it."),
}
ANSWERED: Mapping[str, Text] = {
    "stopped": _("It is stopped, whoever it was"),
    "reversed": _("The interest is taken back"),
    "not_so": _("The pause was not broken, says the lender"),
}
BASES: Mapping[str, Text] = {
    "signed": _("signed by both sides"),
    "policy": _("granted by the lender"),
}
