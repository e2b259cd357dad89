"""The objects that pages need to be opened: one world in which something of everything exists.

A page with a new `sample` finds its address where its story is told: a module of tests/platform/stories brings
`samples(cast, now=now)`, the objects by name, and `SAMPLES`, for each sample the arguments of its address. Modules are
found, not listed.
"""

import pkgutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any

from django.test import Client
from django.urls import reverse

from hejie_platform.intake.queries import first_row
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import User
from hejie_platform.web import pages
from tests.platform import stories
from tests.platform.cast import Cast
from tests.platform.stories import identity, intake


@dataclass(frozen=True, slots=True)
class World:
    """The cast, and the objects by the name that the registry calls them."""

    cast: Cast
    now: datetime
    objects: dict[str, Any]


# Pages that answer their reader with another page, with a file or with a stream.
ONLY_LEAD_ON = frozenset(
    {
        "agreement:certificate",
        "agreement:computation",
        "agreement:confirm",
        "agreement:document",
        "agreement:of_talks",
        "agreement:proof",
        "home:enter",
        "keeping:ics",
        "keeping:paper",
        "notices:one",
        "notices:answer",
        "apply:file",
        "apply:progress",
        "complaints:paper",
        "complaints:suspicion_file",
        "contacts:file",
        "reading:page",
        "review:page",
        "lender:paper_page",
        "reading:progress",
        "hardship:file_json",
        "hardship:file_pdf",
        "hardship:file_zip",
        "hardship:statement_json",
        "hardship:statement_pdf",
        "review:file",
        "account:identity_photo",
        "mfa_download_recovery_codes",
        "opening:paper_file",
        "opening:template",
        "lender:certificate",
        "lender:policy_begin",
        "lender:policy_file",
        "lender:statement",
        "room:certificate",
        "room:statement",
        "live:talks",
        "live:table",
        "live:caucus",
        "table:joint_file",
        "table:caucus_file",
        "table:calendar",
        "papers:letter_file",
        "outside:own_letter",
        "papers:recorded",
        "outside:letter_file",
        "afterwards:receipt",
        "afterwards:desk_pack_file",
        "afterwards:letter",
        "afterwards:pack_file",
        "mediation:of_talks",
        "papers:court_pack",
        "outside:proof",
        "outside:authority",
        "papers:letter_confirm",
        "papers:mediated_file",
    }
)

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "": lambda world: {},
    "notice": lambda world: {"ref": world.objects["notice"].ref},
    "notice_answer": lambda world: {"ref": world.objects["notice"].ref, "option": "answer"},
    "identity": lambda world: {"ref": world.objects["identity"].ref},
    "identity_photo": lambda world: {"ref": world.objects["identity"].ref, "side": "front"},
    "draft": lambda world: {"ref": world.objects["draft"].case.ref},
    "draft_loan": lambda world: {
        "ref": world.objects["draft"].case.ref,
        "loan": world.objects["draft_loan"].ref,
    },
    "draft_paper": lambda world: {
        "ref": world.objects["draft"].case.ref,
        "paper": world.objects["draft_paper"].ref,
    },
    "draft_columns": lambda world: {
        "ref": world.objects["draft"].case.ref,
        "paper": world.objects["draft_columns"].ref,
    },
    "draft_row": lambda world: {
        "ref": world.objects["draft"].case.ref,
        "key": world.objects["draft_row"],
    },
    "draft_line": lambda world: {"ref": world.objects["draft"].case.ref, "number": 1},
    "submitted_line": lambda world: {"ref": world.objects["submitted"].case.ref, "number": 1},
    "submitted_row": lambda world: {
        "ref": world.objects["submitted"].case.ref,
        "key": world.objects["submitted_row"],
    },
    "draft_lender": lambda world: {"ref": world.objects["draft"].case.ref, "lender": world.cast.bank.ref},
    "draft_consent": lambda world: {
        "ref": world.objects["draft"].case.ref,
        "consent": world.objects["draft_consent"].ref,
    },
    "case": lambda world: {"ref": world.objects["case"].case.ref},
    "negotiation": lambda world: {"ref": world.objects["negotiation"].ref},
    "account_several": lambda world: {"ref": world.objects["account_several"].ref},
    "payment_dispute": lambda world: {
        "ref": world.objects["negotiation"].ref,
        "dispute": world.objects["payment_dispute"].ref,
    },
    "account_loan": lambda world: {
        "ref": world.objects["negotiation"].ref,
        "loan": world.objects["negotiation"].row().loans.first().ref,
    },
    "plan": lambda world: {"ref": world.objects["negotiation"].ref, "name": "balanced"},
    "planned_case": lambda world: {"ref": world.objects["negotiation"].row().case.ref},
    "act": lambda world: {"ref": world.objects["negotiation"].ref, "waiting": world.objects["act"].ref},
    "asked": lambda world: {"ref": world.objects["asked"].ref},
    "disputed": lambda world: {"ref": world.objects["disputed"].ref},
    "waiting_talks": lambda world: {"ref": world.objects["waiting_talks"].ref},
    "offer_talks": lambda world: {"ref": world.objects["offer"].ref},
    "offer": lambda world: {"ref": world.objects["offer"].ref, "number": 1},
    "own_offer": lambda world: {"ref": world.objects["own_offer"].ref, "number": 1},
    "signing": lambda world: {"ref": world.objects["signing"].ref},
    "agreement": lambda world: {"ref": world.objects["agreement"].ref},
    "agreed_talks": lambda world: {"ref": world.objects["agreement"].negotiation.ref},
    "duty": lambda world: {"ref": world.objects["agreement"].ref, "duty": world.objects["duty"].ref},
    "told_duty": lambda world: {
        "ref": world.objects["agreement"].ref,
        "duty": world.objects["told_payment"].obligation.ref,
    },
    "told_payment": lambda world: {
        "ref": world.objects["agreement"].ref,
        "payment": world.objects["told_payment"].ref,
    },
    "step": lambda world: {"machine": "negotiation", "ref": world.objects["offer"].ref, "step": "give_up"},
    "new_step": lambda world: {
        "machine": "negotiation",
        "parent": world.objects["offer"].ref,
        "step": "start_again",
    },
    "lender": lambda world: {"lender": world.cast.bank.ref},
    "policy": lambda world: {"lender": world.cast.bank.ref, "number": 2},
    "policy_trial": lambda world: {
        "lender": world.cast.bank.ref,
        "ref": world.objects["policy_trial"].ref,
    },
    "policy_draft": lambda world: {
        "lender": world.cast.bank.ref,
        "ref": world.objects["policy_draft"].ref,
    },
    "policy_part": lambda world: {
        "lender": world.cast.bank.ref,
        "ref": world.objects["policy_draft"].ref,
        "part": "levers",
    },
    "submitted": lambda world: {"ref": world.objects["submitted"].case.ref},
    "submitted_paper": lambda world: {
        "ref": world.objects["submitted"].case.ref,
        "paper": world.objects["submitted_paper"].ref,
    },
}


def tellers() -> list[ModuleType]:
    """The stories that bring samples, in the order of their names."""
    found = sorted(module.name for module in pkgutil.iter_modules(stories.__path__))
    modules = [import_module(f"{stories.__name__}.{name}") for name in found]
    return [module for module in modules if hasattr(module, "samples")]


def known() -> dict[str, Callable[[World], dict[str, Any]]]:
    """Every sample with the arguments of its address: those named above, and those that stories bring."""
    told = {name: found for module in tellers() for name, found in getattr(module, "SAMPLES", {}).items()}
    return {**SAMPLES, **told}


def build(cast: Cast, now: datetime) -> World:
    """A world in which every sample exists."""
    objects = _applications(cast, now)
    for module in tellers():
        objects |= module.samples(cast, now=now)
    objects |= {"notice": _notice(cast, now), "identity": identity.waiting_proof(cast.borrower, now=now)}
    return World(cast, now, objects)


def _notice(cast: Cast, now: datetime) -> Notice:
    """Something that the borrower was told."""
    return Notice.objects.create(
        person=cast.borrower,
        code="send_receipt",
        facts={"ref": "7K2M9QX0TA"},
        effect=uuid.uuid4(),
        created_at=now,
    )


def _applications(cast: Cast, now: datetime) -> dict[str, Any]:
    """One case of the borrower in talks, one application being filled in, and one that waits for its review."""
    case = intake.open_case(cast, now=now)
    draft = intake.filled_case(cast, now=now, statement=intake.six_months(now))
    unknown = intake.hand_in_unknown(draft, now=now)
    statement = intake.six_months(now)
    submitted = intake.submitted_case(cast, now=now, who=cast.representative, statement=statement)
    return {
        "case": case,
        "draft": draft,
        "draft_loan": draft.case.loans.earliest("id"),
        "draft_columns": unknown,
        "draft_paper": draft.case.evidence.earliest("id"),
        "draft_consent": draft.case.consents.earliest("id"),
        "draft_row": first_row(draft.case),
        "submitted_row": first_row(submitted.case),
        "submitted": submitted,
        "submitted_paper": submitted.case.evidence.earliest("id"),
    }


def address(page: pages.Page, world: World) -> str:
    """Where the page is, for its sample."""
    return reverse(page.name, kwargs=known()[page.sample](world))


def readable_pages(world: World) -> Iterator[tuple[pages.Page, User | None]]:
    """Every page to be read, with somebody who may. The demo's own pages are not routed in tests."""
    for page in pages.every():
        if page.method == "GET" and page.audience != "demo":
            yield page, reader_of(page, world)


def reader_of(page: pages.Page, world: World) -> User | None:
    """Somebody who may open the page; None where nobody needs to be logged in."""
    if page.audience in ("public", "demo"):
        return None
    return world.cast.borrower if page.audience == "anyone" else getattr(world.cast, page.audience)


def logged_in(person: User) -> Client:
    """A browser in which this person is logged in, their second factor given."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
