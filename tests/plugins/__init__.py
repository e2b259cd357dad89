"""What pytest does differently in this house: record proof, demand what must be there, shut the network."""

import sys


def django_is_set_up() -> bool:
    """Whether this run has Django; the engine's does not, and must not get it from here."""
    apps = sys.modules.get("django.apps")
    return apps is not None and apps.apps.ready
