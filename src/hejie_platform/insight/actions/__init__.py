"""Writing about figures: publishing them, objecting to them, orders, and trying a policy on past cases."""

from hejie_platform.insight.actions.publishing import (
    ActionRefused,
    answer,
    object_to,
    prepare,
    publish,
    record_order,
)
from hejie_platform.insight.actions.trying import conclude_trial, run_trial, try_policy

__all__ = [
    "ActionRefused",
    "answer",
    "conclude_trial",
    "object_to",
    "prepare",
    "publish",
    "record_order",
    "run_trial",
    "try_policy",
]
