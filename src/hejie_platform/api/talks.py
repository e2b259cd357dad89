"""The lender's talks: read them, answer, and say what is owed."""

from typing import Any

from ninja import Query, Router

from hejie import money
from hejie_platform.agreements import actions as steps_taken
from hejie_platform.agreements import queries as agreements
from hejie_platform.api import values
from hejie_platform.api.calling import action_id, needs
from hejie_platform.api.problems import ProblemOut
from hejie_platform.lenders import queries as lenders
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.access import HeldNegotiation

router = Router(tags=["talks"])

REFUSALS = {400: ProblemOut, 401: ProblemOut, 403: ProblemOut, 404: ProblemOut}
REFUSALS |= {409: ProblemOut, 422: ProblemOut, 429: ProblemOut}


@router.get("", response={200: values.TalksPage, **REFUSALS}, summary="List the lender's talks")
@needs("read")
def list_talks(
    request: Any,
    state: str = Query("", max_length=20, description="Only talks in this state."),
    after: str = Query("", max_length=12, description="The place that an earlier answer named."),
    limit: int = Query(50, ge=1, le=values.LONGEST_LIST),
) -> Any:
    """The lender's talks, oldest first, part by part."""
    key = request.auth.key
    rows = queries.part_of_desk(
        key.officer, key.lender, state=state, after=after, limit=limit, now=request.auth.now
    )
    lines = [_line(row) for row in rows[:limit]]
    return values.TalksPage(items=lines, after=lines[-1].ref if len(rows) > limit else None)


def _line(row: queries.QueueRow) -> values.TalksLine:
    talks = row.negotiation
    return values.TalksLine(
        ref=talks.ref,
        state=talks.state,
        reason=talks.reason,
        version=talks.version,
        created_at=talks.created_at,
        due_at=row.due_at,
        owner=row.owner,
        waits_for_checker=row.has_pending,
    )


@router.get("/{ref}", response={200: values.TalksOut, **REFUSALS}, summary="Read one of the talks")
@needs("read")
def read_talks(request: Any, ref: str) -> Any:
    """State, clocks, figures and offers of one of the talks."""
    return _told(request.auth.talks(ref))


@router.post(
    "/{ref}/begin", response={200: values.Taken, **REFUSALS}, summary="Say that you are ready to talk"
)
@needs("talks")
def begin(request: Any, ref: str, body: values.PressIn) -> Any:
    """The talks begin; the borrower is told."""
    held = request.auth.talks(ref)
    done = steps_taken.take_plain_step(
        held, held.negotiation, "talk", seen_version=body.seen_version, **_stamp(request)
    )
    return _taken(held, done)


@router.post("/{ref}/ask", response={200: values.Taken, **REFUSALS}, summary="Ask the borrower for something")
@needs("talks")
def ask(request: Any, ref: str, body: values.AskIn) -> Any:
    """Items of the list of things to ask for; the borrower gets each with its cure, and time to answer."""
    held = request.auth.talks(ref)
    done = actions.ask(
        held, items=body.items, words=body.words, seen_version=body.seen_version, **_stamp(request)
    )
    return _taken(held, done)


@router.post(
    "/{ref}/refuse", response={200: values.Taken, **REFUSALS}, summary="Refuse, by the published policy"
)
@needs("talks")
def refuse(request: Any, ref: str, body: values.RefuseIn) -> Any:
    """A refusal with a reason of the policy in force: with its cure it goes back to the borrower, else the talks end."""
    held = request.auth.talks(ref)
    curable = lenders.is_curable(held.negotiation.creditor, body.code, now=request.auth.now)
    act = actions.refuse_curable if curable else actions.refuse
    done = act(held, code=body.code, words=body.words, seen_version=body.seen_version, **_stamp(request))
    return _taken(held, done)


@router.post("/{ref}/figures", response={200: values.Taken, **REFUSALS}, summary="Say what is owed on a day")
@needs("figures")
def state_figures(request: Any, ref: str, body: values.FiguresIn) -> Any:
    """Bucket by bucket, with each loan's contract. The borrower agrees or disputes; newer figures replace older ones."""
    held = request.auth.talks(ref)
    done = actions.state_facts(
        held,
        as_of=body.as_of,
        buckets=body.buckets.dict(),
        contracts=[_contract(one) for one in body.contracts],
        words=body.words,
        seen_version=body.seen_version,
        **_stamp(request),
    )
    return _taken(held, done)


@router.post(
    "/{ref}/offers/{number}/reject", response={200: values.Taken, **REFUSALS}, summary="Reject an offer"
)
@needs("talks")
def reject(request: Any, ref: str, number: int, body: values.RejectIn) -> Any:
    """Reject the borrower's open offer. Putting and accepting offers stay with people: they bind."""
    held = request.auth.talks(ref)
    done = actions.reject_offer(held, number=number, words=body.words, **_stamp(request))
    return _taken(held, done)


def _stamp(request: Any) -> dict[str, Any]:
    return {"now": request.auth.now, "action_id": action_id(request)}


def _contract(one: values.ContractIn) -> queries.Contract:
    given = one.dict()
    rates: dict[str, Any] = {
        name: money.rate(given.pop(name)) if given[name] is not None else given.pop(name)
        for name in ("annual_rate", "overdue_uplift")
    }
    return queries.Contract(**given, **rates)


def _taken(held: HeldNegotiation, done: Any) -> values.Taken:
    held.negotiation.refresh_from_db()
    return values.Taken(
        is_repeated=done.repeated,
        waits_for_checker=done.entry.verb.endswith(".pending"),
        talks=_told(held),
    )


def _told(held: HeldNegotiation) -> values.TalksOut:
    row, found = held.negotiation, queries.talks(held.negotiation)
    agreement = agreements.newest_of(row)
    return values.TalksOut(
        ref=row.ref,
        state=row.state,
        reason=row.reason,
        version=row.version,
        created_at=row.created_at,
        loans=[
            values.LoanOut(
                ref=one.ref,
                app_name=one.app_name,
                balance_minor=one.balance_minor,
                overdue_since=one.overdue_since,
            )
            for one in queries.loans_here(row)
        ],
        clocks=[values.ClockOut(rule=one.rule, owner=one.owner, due_at=one.due_at) for one in found.clocks],
        claim=_claim(found),
        offers=[
            values.OfferOut(
                number=one.number,
                side=one.side,
                state=one.state,
                package=one.package,
                package_hash=one.package_hash,
                expires_at=one.expires_at,
            )
            for one in found.offers
        ],
        agreement=agreement.ref if agreement else None,
    )


def _claim(found: queries.Talks) -> values.ClaimOut | None:
    claim = found.claim
    if claim is None:
        return None
    return values.ClaimOut(
        number=claim.number,
        as_of=claim.as_of,
        currency=claim.currency,
        buckets=claim.buckets,
        total_minor=queries.owed(claim).total,
        hash=claim.hash,
        is_agreed=found.facts_agreed,
    )
