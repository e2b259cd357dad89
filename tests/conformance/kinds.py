"""Which adapter answers which kind of case; whatever happens inside one, the answer is an outcome.

Adapters are the modules `adapt_*.py` beside this one; each exports `ADAPTERS`, a table of kind to function. No two may
answer the same kind.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import tests.conformance
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, differs, not_applicable


@cache
def adapters() -> Mapping[str, Adapter]:
    """Every kind that has an adapter; raises ValueError if two modules claim one kind."""
    table: dict[str, Adapter] = {}
    for found in pkgutil.iter_modules(tests.conformance.__path__):
        if found.name.startswith("adapt_"):
            module = importlib.import_module(f"{tests.conformance.__name__}.{found.name}")
            if twice := table.keys() & module.ADAPTERS.keys():
                raise ValueError(f"{found.name}: {', '.join(sorted(twice))} have an adapter already")
            table.update(module.ADAPTERS)
    return MappingProxyType(table)


def judge(case: Case) -> Outcome:
    """The outcome of one case. An unknown kind is not applicable; an adapter that fails differs, saying how."""
    adapter = adapters().get(str(case.get("kind")))
    if adapter is None:
        return not_applicable("no adapter for this kind")
    try:
        return adapter(case)
    except NotApplicable as answer:
        return not_applicable(str(answer))
    except (
        Exception
    ) as failure:  # a case of any shape may come: its failure is an answer, not the end of the run
        return differs(f"the adapter failed: {type(failure).__name__}: {_one_line(failure)}")


def _one_line(failure: Exception) -> str:
    return " ".join(str(failure).split())[:160]
