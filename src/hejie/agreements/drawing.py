"""Draws up an agreement from a plan that both sides accepted: clauses, duties, risks, and one hash to sign.

`terms_json` holds the package, the claim, every clause and every duty: a reader needs nothing else, and
`package_of(terms_json)` gives back exactly the package that was accepted. Nothing is drawn up while a clause that
nobody may forget is undecided, while a check stops signing, or while a changed term is unclear.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from hejie import plans, rules, texts
from hejie.agreements.clauses import Draft, changes_of, clauses
from hejie.agreements.duties import obligations
from hejie.agreements.performance import ALLOCATIONS
from hejie.agreements.risks import risks
from hejie.agreements.values import Clause, Deal, ObligationSpec, Options, Risk, Terms

FORMAT: Final = 1
NEVER_FORGOTTEN: Final = ("credit_report", "full_settlement", "clearance_letter")
CHOICES: Final[Mapping[str, tuple[str | None, ...]]] = {
    **dict.fromkeys(NEVER_FORGOTTEN, ("agreed", "not_applicable", None)),
    "waiver_on": ("effect", "last_payment"),
    "waiver_on_breach": ("kept", "lost"),
    "allocation": tuple(ALLOCATIONS),
}


def draw_up(
    tried: plans.Evaluation, *, deal: Deal, options: Options, pack: rules.LawPack
) -> tuple[Terms | None, tuple[texts.Fault, ...]]:
    """The agreement, or every fault that keeps it from being drawn up."""
    draft = Draft(tried, deal, options, pack)
    faults = (*_choice_faults(options), *_deal_faults(deal))
    if faults:
        return None, faults
    findings = (*tried.findings, *_amendment(draft))
    stopped = tuple(_unlawful(finding) for finding in findings if finding.stops_signing)
    if stopped:
        return None, stopped
    written, duties = clauses(draft), obligations(tried, deal=deal, options=options)
    found = risks(draft, findings)
    terms_json = _json(draft, written, duties, found)
    return Terms(written, duties, found, findings, terms_json, texts.digest(terms_json)), ()


def package_of(terms_json: Mapping[str, Any]) -> plans.Package:
    """The package in an agreement. Raises Faulty if it cannot be read."""
    package, faults = plans.package_from_json(terms_json["package"])
    if package is None:
        raise texts.Faulty(faults)
    return package


def _choice_faults(options: Options) -> Iterator[texts.Fault]:
    for name, known in CHOICES.items():
        given = getattr(options, name)
        if given is None:
            yield texts.fault("agreement_clause_undecided", name)
        elif given not in known:
            yield texts.fault("agreement_choice_unknown", name, given=str(given))
    for name in ("payee", "channel", "account_mark"):
        if not getattr(options, name).strip():
            yield texts.fault("agreement_field_empty", name)


def _deal_faults(deal: Deal) -> Iterator[texts.Fault]:
    roles = [party.role for party in deal.parties]
    for role in ("borrower", "lender"):
        if role not in roles:
            yield texts.fault("agreement_party_missing", "parties", role=role)
    if any(not party.name.strip() for party in deal.parties):
        yield texts.fault("agreement_field_empty", "parties")
    if not deal.loans:
        yield texts.fault("agreement_field_empty", "loans")
    if deal.body and not deal.mediator.strip():
        yield texts.fault("agreement_field_empty", "mediator")


def _amendment(draft: Draft) -> tuple[rules.Finding, ...]:
    """The check of clear words, over what is changed and over every word that the parties themselves wrote."""
    options = draft.options
    facts = rules.AgreementFacts(
        changes=changes_of(draft),
        required={"payee": options.payee, "channel": options.channel, "account": options.account_mark},
        texts=(options.payee, options.channel, *options.life_events),
    )
    return rules.check_amendment(facts, pack=draft.pack, day=draft.deal.start)


def _unlawful(finding: rules.Finding) -> texts.Fault:
    return texts.fault("agreement_stopped_by_check", "findings", check=finding.check, finding=finding.code)


def _json(
    draft: Draft,
    written: tuple[Clause, ...],
    duties: tuple[ObligationSpec, ...],
    found: tuple[Risk, ...],
) -> dict[str, Any]:
    tried = draft.tried
    return {
        "format": FORMAT,
        "law": {
            "country": draft.pack.country,
            "version": draft.pack.version,
            "digest": draft.pack.digest,
        },
        "package": plans.package_to_json(tried.package),
        "package_hash": tried.package_hash,
        "schedule_hash": tried.schedule_hash,
        "claim": {"currency": tried.claim.currency, **dict(tried.claim.items())},
        "clauses": [{"code": one.code, "facts": _facts(one.facts)} for one in written],
        "obligations": [
            {**_plain(one), "due_on": one.due_on.isoformat(), "facts": _facts(one.facts)} for one in duties
        ],
        "risks": [
            {"code": risk.message.code, "facts": _facts(risk.message.facts), "serious": risk.is_serious}
            for risk in found
        ],
    }


def _facts(facts: Mapping[str, texts.Fact]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}


def _plain(one: ObligationSpec) -> dict[str, Any]:
    fields = texts.plain(one)
    assert isinstance(fields, dict)
    return fields
