"""Every state x step x role of the reviewed matrix, sent to the platform as a form: both agree with the file.

Each triple is posted to the door of steps by somebody in that role, on a row that stands in that state, and rolled back.
The world of the matrix is an ordinary day: what a step asks about other rows (is a duty open, does a paper lie there) is
answered as the matrix answers it, because each of those readings has tests of its own; role, state, side, identity,
authority and holds are read from the rows. What only the clock or the system takes goes through `take_step`, as the
scheduler takes it.
"""

import html
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from hejie import steps, texts
from hejie_platform.agreements.facts import step_facts
from hejie_platform.cases.actions import take_step
from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor, whole
from hejie_platform.ledger.models import Entry
from hejie_platform.notices.wording import sentences
from hejie_platform.web import frame, middleware
from hejie_platform.web.step import table
from tests import matrix
from tests.platform.cast import Cast
from tests.platform.matrix import stage as stages
from tests.platform.matrix.filling import filled, picture

pytestmark = [pytest.mark.django_db, pytest.mark.long]

SIDES = frozenset({"owner_side", "variation_side"})
REFUSALS = [name for name, code in texts.CODES.items() if name.startswith("step_") and code.kind == "fault"]
MARKUP = re.compile(r"(?:<[^>]+>|\s)+")
BLOCKS = ("where", "heading", "trust", "turn", "content")
LIGHT_BASE = "".join(f"{{% block {name} %}}{{% endblock %}}" for name in BLOCKS)


@pytest.fixture(autouse=True)
def an_ordinary_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The facts of the matrix's world, and its moment."""
    monkeypatch.setattr(clock, "now", lambda: now)
    readers = {name: read if name in SIDES else _ordinary(name) for name, read in step_facts.READERS.items()}
    monkeypatch.setattr(step_facts, "READERS", MappingProxyType(readers))


def _ordinary(name: str) -> Callable[[Any], Any]:
    value = getattr(steps.StepFacts(), name)
    return lambda _asked: value


@pytest.fixture(autouse=True)
def without_what_every_page_has(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands are asked for: only the main part of each answer is drawn, for people whose second factor is known."""
    monkeypatch.setattr(frame, "audiences", lambda *_: frozenset({"public"}))
    monkeypatch.setattr(middleware.SecondFactor, "_is_missing", lambda *_: False)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    light = ("django.template.loaders.locmem.Loader", {"base.html": f"<main>{LIGHT_BASE}</main>"})
    own = "django.template.loaders.app_directories.Loader"
    options = settings.TEMPLATES[0]["OPTIONS"] | {
        "loaders": [("django.template.loaders.cached.Loader", [light, own])]
    }
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"APP_DIRS": False, "OPTIONS": options}]


@pytest.mark.parametrize("machine", steps.MACHINES)
@pytest.mark.feature("E02")
def test_every_triple_that_is_posted_ends_as_the_reviewed_file_says(
    machine: str, cast: Cast, now: datetime
) -> None:
    stage = stages.build(cast, now, machine)
    tried = sorted(_to_be_tried(machine), key=stages.standing)
    wrong = [f"{' '.join(one)}: {found}" for one in tried for found in _disagreement(stage, one, now)]
    assert not wrong, f"{len(wrong)} of {len(tried)}\n" + "\n".join(wrong)
    assert len(tried) > 100


def _to_be_tried(machine: str) -> list[matrix.Triple]:
    """All of the machine on SQLite. On PostgreSQL all that is done or waits for a checker, and every fourth refusal: a refusal
    is said by the engine and writes nothing, so that the second database has little to add to it."""
    mine = [triple for triple in matrix.triples() if triple.machine == machine]
    if connection.vendor == "sqlite":
        assert len(mine) > 300
        return mine
    taken = ("done", "pending")
    return [one for place, one in enumerate(mine) if one.expected in taken or place % 4 == 0]


def test_a_triple_that_the_file_told_wrong_would_be_found(cast: Cast, now: datetime) -> None:
    stage = stages.build(cast, now, "offer")
    for told in ("offer open reject borrower done", "offer open reject auditor step_not_yours"):
        right = matrix.Triple(*told.split())
        wrong = right._replace(expected="step_not_now")
        assert list(_disagreement(stage, right, now)) == []
        assert list(_disagreement(stage, wrong, now)) == ["done" if "borrower" in told else "no such address"]


def _disagreement(stage: stages.Stage, triple: matrix.Triple, now: datetime) -> Iterator[str]:
    """Try it, look at what came of it, and undo it."""
    stage.stand(triple)
    mark = transaction.savepoint()
    try:
        found = _tried(stage, triple, now)
    finally:
        transaction.savepoint_rollback(mark)
    if found != triple.expected and not _cannot_hold(triple, found):
        yield found


def _cannot_hold(triple: matrix.Triple, found: str) -> bool:
    """Who cannot hold the row is told that there is no such address: they may do nothing with it in any state."""
    return found == "no such address" and triple.expected == "step_not_yours"


def _tried(stage: stages.Stage, triple: matrix.Triple, now: datetime) -> str:
    """ "done", "pending", the code of the refusal, or what else happened."""
    step = steps.MACHINES[triple.machine].steps[triple.step]
    row = stage.row(triple)
    if triple.role in stages.HOUSE:
        return _by_the_house(row, step, triple.role, now)
    client, where = stage.browsers[triple.role], stage.address(triple, row)
    key = uuid.uuid4()
    writes = _Writes()
    with connection.execute_wrapper(writes):
        answer = client.post(where, _form(client, where, row, triple, step, now) | {"action_id": str(key)})
    entry = Entry.objects.filter(action_id__in=(key, *writes.acts)).first() if writes.seen else None
    if entry is not None:
        return _came_of(entry, row, step)
    return _refusal(answer, triple.expected)


class _Writes:
    """Whether anything was written: where nothing was, nobody need look for an entry. `acts`: the ids under which entries
    were written, as a form makes one of its own of all that was sent."""

    seen = False

    def __init__(self) -> None:
        self.acts: list[uuid.UUID] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        self.seen |= sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if sql.startswith('INSERT INTO "ledger_entry" ('):
            columns = sql.partition(" VALUES ")[0].partition("(")[2].split(", ")
            self.acts.append(uuid.UUID(str(rest[0][columns.index('"action_id"')])))
        return execute(sql, *rest)


def _form(
    client: Client, where: str, row: Any, triple: matrix.Triple, step: steps.Step, now: datetime
) -> dict[str, Any]:
    """What is sent: the door's own fields; and where the step is open and has a page of its own, that page's."""
    day = clock.legal_day(now).isoformat()
    given: dict[str, Any] = {"note": "words", "notice_seen": "on", "from_day": day, "until_day": day}
    given["seen_version"] = str(row.version)
    given |= {"reason": step.reasons[0]} if len(step.reasons) > 1 else {}
    if triple.expected != "done":
        return given
    page = client.get(where, follow=True)
    shown = filled(page.content.decode(), day=day) if page.status_code == 200 else {}
    if table.door_of(step.machine, step.name).needs_paper:
        shown["paper"] = picture()
    shown |= IN_PARTICULAR.get((step.machine, step.name), {})
    return given | shown if (step.machine, step.name) in table.OWN else shown | given


# Where one of several answers makes the step, and another one another.
IN_PARTICULAR = {
    ("negotiation", "refuse"): {"code": "loan_not_ours"},
    ("negotiation", "refuse_curable"): {"code": "evidence_missing"},
}


def _came_of(entry: Entry, row: Any, step: steps.Step) -> str:
    """What the record says, and whether the row stands where it says."""
    if entry.verb.endswith(".pending"):
        return "pending"
    if entry.verb not in (f"{step.machine}.{step.name}", AS_ANOTHER.get(f"{step.machine}.{step.name}")):
        return f"recorded as {entry.verb}"
    stands = type(row)._default_manager.get(pk=entry.subject).state
    followed = [one["to"] for one in entry.facts.get("also", ()) if one["subject"] == str(entry.subject)]
    wanted = [entry.facts["to"], *followed][-1]
    return "done" if stands == wanted else f"recorded as done, and stands in {stands}"


# Money noted that is the whole of what is owed confirms the duty.
AS_ANOTHER = {"obligation.receive": "obligation.confirm"}


def _refusal(answer: Any, expected: str) -> str:
    """The code whose sentence the page says; the file's own is looked for first."""
    if answer.status_code == 404:
        return "no such address"
    said = html.unescape(answer.content.decode())
    if expected in sentences() and _sentence(expected).search(said):
        return expected
    return next(
        (code for code in REFUSALS if _sentence(code).search(said)),
        f"answers {answer.status_code}: {MARKUP.sub(' ', said)[:300]}",
    )


@lru_cache(maxsize=1024)
def _sentence(code: str) -> re.Pattern[str]:
    parts = re.split(r"\{\w+\}", str(sentences()[code]))
    return re.compile(".+?".join(re.escape(part) for part in parts))


def _by_the_house(row: Any, step: steps.Step, role: str, now: datetime) -> str:
    """As a clock or a consequence takes it: without a browser, by the same `take_step`."""
    key, facts = uuid.uuid4(), matrix.facts_for(step)

    @whole
    def act(*, action_id: uuid.UUID) -> Any:
        return take_step(row, step.name, by=Actor(None, role), facts=facts, now=now, action_id=action_id)

    try:
        return _came_of(act(action_id=key).entry, row, step)
    except steps.StepRefused as refused:
        return refused.code
