"""An invitation taken up for somebody who phones, writes or comes to a counter: a helper types the code of their letter.

    take_up(helper, row, phone="+8613...", name=..., channel="phone", agreed=Agreed(...), ...)

What opens is the case that the lender opened, with the lender's words of its loan in it, to be read to the person and
corrected. It is for the invited person alone: the number that they are helped under must be the invited one, or their
account must show that they are meant. From there everything is as in any help: the answers are read back, and nothing is
handed in before the person has confirmed them with the code of that phone or on paper.
"""

from datetime import datetime
from uuid import UUID

from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.intake.actions import assisting, joining
from hejie_platform.intake.actions.proofs import kept
from hejie_platform.intake.actions.wrong import refuse
from hejie_platform.intake.facts.inviting import OPEN, is_for, state_of
from hejie_platform.intake.models import Invitation
from hejie_platform.ledger.actions import ActionRefused, Actor, Done, whole
from hejie_platform.people.models import User


@whole
def take_up(
    helper: User,
    row: Invitation,
    *,
    phone: str,
    name: str,
    language: str,
    channel: str,
    agreed: assisting.Agreed,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Take a lender's invitation up for the invited person; the entry's subject is the case.

    Raises ActionRefused (over, for somebody else, the same loan is in a case of theirs already, no consent), texts.Faulty
    for the consent's paper.
    """
    assisting.check(channel, agreed)
    person = assisting.account(helper, phone, name, language, clock.legal_day(now))
    _guard(row, helper, person, now)
    authority = assisting.entrusted(helper, person, kept(agreed.paper, now=now), now)
    case = row.case
    case.borrower = person  # for whom the helper acts from this step on
    done = take_step(
        case,
        "join",
        by=Actor(helper, "representative", person),
        changes={"borrower": person},
        said={"invitation": row.ref, "assisted": channel, "consent": agreed.how},
        now=now,
        action_id=action_id,
    )
    joining.settle_in(row, person, now)
    assisting.keep_help(case, authority, channel, agreed, now)
    return done


def _guard(row: Invitation, helper: User, person: User, now: datetime) -> None:
    if row.role != "borrower" or state_of(row, now=now) not in OPEN:
        raise refuse("invitation_over")
    is_meant = row.contact == person.phone or is_for(row, person, now=now)
    if not is_meant or row.made_by in (person, helper):
        raise ActionRefused("assisted_not_invited")
    if joining.has_this_loan(person, row):
        raise ActionRefused("assisted_loan_here")
