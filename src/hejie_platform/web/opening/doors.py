"""Taking an action from a form of this room: its refusals become sentences beside the fields, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from hejie import steps
from hejie_platform.intake.actions import Wrong
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.web import forms


def tried(form: forms.Form, action: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """What the action did, under the id of the form; None where it was refused, and the form says why."""
    try:
        return action(*given, action_id=form.stamp["action_id"], **more)
    except Wrong as wrong:
        form.add_faults(wrong.faults)
    except (ActionRefused, steps.StepRefused) as refused:
        form.refuse(refused)
    return None
