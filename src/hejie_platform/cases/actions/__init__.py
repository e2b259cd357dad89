"""Writes about cases: taking a step, what lies over a whole case (holds, the vulnerability flag), and the desk's tasks."""

from hejie_platform.cases.actions.over_case import note_speaker
from hejie_platform.cases.actions.take_step import SYSTEM, Also, take_step
from hejie_platform.cases.actions.tasks import finish_task, note_task, take_task

__all__ = [
    "SYSTEM",
    "Also",
    "finish_task",
    "note_speaker",
    "note_task",
    "take_step",
    "take_task",
]
