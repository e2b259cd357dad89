"""A lender of another country, and talks with it under that country's law.

lender = lender_abroad("uk", now=NOW)                # "Thames Bank", with an officer and a checker of its own
talks = talks_abroad(cast, lender, now=NOW)          # an admitted case under its law
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hejie import rules
from hejie_platform.lenders import access as desks
from hejie_platform.lenders import actions as policies
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast, organisation, person
from tests.platform.stories import intake
from tests.platform.stories.negotiation import Story


@dataclass(frozen=True, slots=True)
class Abroad:
    """A lender of another country, and who works for it."""

    lender: Organisation
    officer: User
    checker: User


def lender_abroad(country: str, *, now: datetime) -> Abroad:
    """A bank under this country's law, with its policy in force."""
    lender = organisation("lender", "泰晤士银行", "Thames Bank", now=now, lender_type="bank")
    lender.country = country
    lender.save(update_fields=["country"])
    officer = person(f"{country}-officer", lender, "officer", now=now)
    checker = person(f"{country}-checker", lender, "checker", now=now)
    desk = desks.lender_for(officer, lender.ref, now=now)
    policies.write_policy(desk, mapping=policy_of(country), now=now, action_id=uuid.uuid4())
    desk = desks.lender_for(checker, lender.ref, now=now)
    policies.publish_policy(desk, number=1, now=now, action_id=uuid.uuid4())
    return Abroad(lender, officer, checker)


def policy_of(country: str) -> dict[str, Any]:
    """The example of a bank under this country's law, in its money."""
    mapping: dict[str, Any] = rules.example_policy("example_bank")
    currency = rules.load_pack(country).currency
    mapping["policy"] |= {"code": f"{country}_bank", "country": country, "currency": currency}
    mapping["published"]["levers"]["annual_rate"] = {"least": "0", "most": "0.12", "step": "0.06"}
    return mapping


def talks_abroad(cast: Cast, abroad: Abroad, *, now: datetime) -> Story:
    """An admitted case of the stranger under the lender's law; the lender owes the first answer."""
    country = abroad.lender.country
    held = intake.open_case(cast, now=now, who=cast.stranger, creditors=[abroad.lender], country=country)
    row = intake.negotiation_with(held, abroad.lender)
    return Story(row.ref, held.user, abroad.officer, abroad.checker)
