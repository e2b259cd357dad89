"""A lender's own system is told through the adapter that the installation named, and nobody else's is."""

import uuid
from datetime import datetime
from typing import Any

import pytest

from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases import access
from hejie_platform.cases.models import Case, Negotiation, Party
from hejie_platform.jobs.worker import Worker
from hejie_platform.notices import systems
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db
HEARD: list[systems.Told] = []


def hear(told: systems.Told) -> None:
    HEARD.append(told)


def test_only_a_connected_system_hears_and_it_hears_codes_alone(
    cast: Cast, now: datetime, settings: Any
) -> None:
    HEARD.clear()
    settings.HEJIE_LENDER_SYSTEMS = {cast.bank.ref: f"{__name__}:hear"}
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now, submitted_at=now)
    Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=now)
    talks = [
        Negotiation.objects.create(case=case, creditor=creditor, state="waiting", created_at=now)
        for creditor in (cast.bank, cast.microloan)
    ]
    held = access.case_for(cast.supervisor, case.ref, now=now)
    take_plain_step(
        held, held.case, "place_hold", reason="death", seen_version=0, now=now, action_id=uuid.uuid4()
    )
    Worker(name="w", now=lambda: now).run_all_due()

    (heard,) = HEARD
    assert (heard.what, heard.negotiation, heard.step) == ("stop_clocks", talks[0].ref, "place_hold")
    assert "death" not in repr(heard)
