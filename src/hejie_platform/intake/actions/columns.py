"""What the columns of an unknown table mean: said once, tried at once, and known for this person's next file.

The answer is kept only when rows could be read with it. It is judged against the columns that the file really has, which
the page cannot change; a page that showed another file's columns is out of date and says so.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from hejie import statements, texts
from hejie_platform.cases.access import HeldCase
from hejie_platform.cases.facts import law_of
from hejie_platform.core import storage
from hejie_platform.intake.actions.papers import said_of, still, write
from hejie_platform.intake.actions.saving import save_step
from hejie_platform.intake.actions.understanding import (
    PASSWORD_NEEDED,
    PASSWORD_WRONG,
    Understood,
    understand,
)
from hejie_platform.intake.actions.wrong import Wrong, refuse
from hejie_platform.intake.facts import readings
from hejie_platform.intake.models import ColumnAnswer, EvidenceItem
from hejie_platform.ledger.actions import Done, whole

SHOWN_FAULTS = 2


def name_columns(
    held: HeldCase,
    paper: EvidenceItem,
    *,
    fields: Mapping[str, str],
    sign: str,
    shape: str,
    currency: str = "",
    password: str | None = None,
    now: datetime,
    action_id: UUID,
) -> Done:
    """Read the paper with these columns (name to field), and remember them for its shape.

    `shape` is what the page showed; `currency` may stay "" for a file that says its own. Raises Wrong: out of date, columns that do not fit, no row that could be read.
    """
    told = _checked(paper, fields, sign, shape, currency)
    understood = _tried(paper, told, held, password, now)
    if understood.state == "needs_password":
        raise refuse(PASSWORD_WRONG if password else PASSWORD_NEEDED, "password")
    if understood.state != "read":
        raise refuse("columns_give_no_rows")
    return _named(held, paper, told, understood, now=now, action_id=action_id)


def _checked(
    paper: EvidenceItem, fields: Mapping[str, str], sign: str, shape: str, currency: str
) -> statements.ColumnMap:
    asked: Any = (paper.reading or {}).get("unmapped")
    if paper.state != "needs_columns" or asked is None or asked["shape"] != shape:
        raise refuse("columns_not_asked")
    table = readings.unmapped_from_json(asked)
    told, faults = statements.column_map(table, fields, sign=sign, currency=currency)
    if told is None:
        raise Wrong(faults)
    return told


def _tried(
    paper: EvidenceItem, told: statements.ColumnMap, held: HeldCase, password: str | None, now: datetime
) -> Understood:
    """The file read with these columns. Raises Wrong: no line could be, with the first lines that say why."""
    try:
        return understand(
            storage.get(paper.file),
            media_type=paper.file.media_type,
            filename=paper.name,
            password=password,
            person=held.user,
            currency=law_of(held.case).currency,
            now=now,
            maps=(told,),
        )
    except Wrong as wrong:
        lines = (texts.fault(fault.code, "", **fault.facts) for fault in wrong.faults[:SHOWN_FAULTS])
        raise Wrong((texts.fault("columns_give_no_rows", ""), *lines)) from None


@whole
def _named(
    held: HeldCase,
    paper: EvidenceItem,
    told: statements.ColumnMap,
    understood: Understood,
    *,
    now: datetime,
    action_id: UUID,
) -> Done:
    if not still(paper, "needs_columns"):
        raise refuse("columns_not_asked")
    said = said_of(paper, paper.file.sha256, understood.state)
    done = save_step(held, said=said, seen_version=None, now=now, action_id=action_id, step="add_paper")
    answer = {"columns": dict(told.fields), "sign": told.sign, "currency": told.currency, "told_at": now}
    ColumnAnswer.objects.update_or_create(person=held.user, shape=told.shape, defaults=answer)
    write(paper, understood)
    return done
