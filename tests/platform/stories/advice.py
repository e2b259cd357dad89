"""Questions to advisers by real actions.

row = asked(cast.borrower, cast, now=NOW)                     # without a case
row = asked(cast.borrower, cast, now=NOW, held=case)          # with everything of the case shared
taken(row, cast.adviser, now=NOW); answered(row, cast.adviser, now=NOW)
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from hejie_platform.cases.access import HeldCase
from hejie_platform.core import clock
from hejie_platform.people.models import User
from hejie_platform.support import actions, advising
from hejie_platform.support.facts import advice_steps as steps
from hejie_platform.support.models import Question, Statute
from tests.platform.cast import Cast
from tests.platform.stories import intake

new_id = uuid.uuid4


def asked(
    person: User, cast: Cast, *, now: datetime, held: HeldCase | None = None, days: int = 30, **told: Any
) -> Question:
    """A question just asked; with a case, everything of it that can be shared is."""
    sheet = None
    if held is not None:
        until = clock.legal_day(now) + timedelta(days=days)
        sheet = actions.Sheet(held=held, items=told.pop("items", steps.ITEMS), until=until)
    given = {"topic": "contract", "words": "May they add so much for lateness?"} | told
    done = actions.ask(person, house=cast.advice, sheet=sheet, **given, now=now, action_id=new_id())
    return Question.objects.get(pk=done.subject)


def stepped(action: Any, person: User, row: Question, *, now: datetime, **given: Any) -> Question:
    """One act on the question."""
    held = advising.question_for(person, row.ref, now=now)
    action(held, **given, seen_version=None, now=now, action_id=new_id())
    row.refresh_from_db()
    return row


def taken(row: Question, by: User, *, now: datetime) -> Question:
    return stepped(actions.take_question, by, row, now=now)


def answered(row: Question, by: User, *, now: datetime) -> Question:
    given = {"words": "Only so much as the contract and the law allow.", "rules": ["CN-RATE-09"]}
    return stepped(actions.answer_question, by, row, now=now, **given)


STATUTE = """# 示例调解条例
- 施行日期：2026-05-01

## 第一章　总则

### 第一条
调解应当自愿。
""".encode()


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """A question that waits, one in the adviser's hand, one answered."""
    case = intake.open_case(cast, now=now)
    mine = taken(asked(cast.borrower, cast, now=now), cast.adviser, now=now)
    done = answered(taken(asked(cast.borrower, cast, now=now), cast.adviser, now=now), cast.adviser, now=now)
    (brought,) = actions.bring_statutes([("sample.md", STATUTE)], country="cn", now=now)
    return {
        "statute": Statute.objects.get(title=brought.title),
        "question": asked(cast.borrower, cast, now=now, held=case),
        "taken_question": mine,
        "answered_question": done,
    }


SAMPLES = {
    "question": lambda world: {"ref": world.objects["question"].ref},
    "taken_question": lambda world: {"ref": world.objects["taken_question"].ref},
    "answered_question": lambda world: {"ref": world.objects["answered_question"].ref},
    "statute": lambda world: {"ref": world.objects["statute"].ref},
    "law_rule": lambda world: {"rule": "CN-RATE-03"},
    "lesson": lambda world: {"name": "interest"},
    "own_lesson": lambda world: {"name": "interest"},
    "published_policy": lambda world: {"lender": world.cast.bank.ref, "number": 1},
}
