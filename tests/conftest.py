"""The world that every test lives in: test mode, a throw-away data folder, no network, no mercy.

Engine tests and contracts run without Django; as soon as anything else is asked for, Django's settings are named here,
before pytest-django sets Django up. Undefined template variables fail, unordered queries come back in
random order, and only loopback can be reached (tests/plugins). `--record=FILE` keeps what passed, and
which rows of the feature list it proves.
"""

import os
import shutil
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest

from tests.plugins import template

pytest_plugins = (
    "tests.plugins.record",
    "tests.plugins.required",
    "tests.plugins.sharing",
    "tests.plugins.room",
    "tests.plugins.network",
    "tests.plugins.unordered",
    "tests.plugins.chance",
)

# Two shared cores: how long one example takes says nothing. The same examples each time: a red run is a fact.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
# To look for new counter-examples: HYPOTHESIS_PROFILE=wander, with ten times the examples.
hypothesis.settings.register_profile("wander", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

WITHOUT_DJANGO = ("engine", "contracts")


def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.has_plugin("django") and not _needs_no_django(config):
        _name_the_settings(config)


def _needs_no_django(config: pytest.Config) -> bool:
    here = Path(__file__).parent
    named = [Path(config.invocation_params.dir, arg.split("::")[0]).resolve() for arg in config.args]
    return bool(named) and all(
        any(path.is_relative_to(here / part) for part in WITHOUT_DJANGO) for path in named
    )


def _name_the_settings(config: pytest.Config) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie_platform.settings")
    os.environ.setdefault("HEJIE_MODE", "test")
    os.environ["FAIL_INVALID_TEMPLATE_VARS"] = "true"
    if "HEJIE_DATA" not in os.environ:
        folder = tempfile.mkdtemp(prefix="hejie-test-")
        os.environ["HEJIE_DATA"] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(lambda: os.environ.pop("HEJIE_DATA", None))
    django.setup()
    template.install()


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parent.parent
