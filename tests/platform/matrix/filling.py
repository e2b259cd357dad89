"""Fills the form of a page as somebody does who answers everything: what stands in it stays, what is empty is answered.

filled(html, day="2026-11-23") -> {"action_id": "...", "words": "...", "file": <a picture>}
"""

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.platform.stories import pictures

WORDS = "请看这里"
# Where the first answer would not do.
ANSWERS: dict[str, Any] = {"creditor_name": "", "received": "", "send": "yes"}
# An offer that an officer may make alone.
ANSWERS |= {"instalments": "36", "annual_rate": "12", "grace_instalments": "0"}
ANSWERS |= {"agent": "adviser@example.org"}
ANSWERS |= {"invitation": ""}  # whoever is helped comes of themselves
ANSWERS |= {"waive_penalty_interest": "300", "waive_overdue_interest": "0"}
SHAPES = ("step_rate", "step_every", "token", "balloon")  # of an offer that is level, nothing is said


class _Form:
    def __init__(self) -> None:
        self.values: dict[str, list[str]] = {}
        self.empty: dict[str, str] = {}
        self.is_main = False


class _Forms(HTMLParser):
    """Every form of the main part, with what a browser would send if nothing were touched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self.in_main = self.in_form = False
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_main |= tag == "main"
        if tag == "form" and self.in_main and given.get("method") == "post":
            self.forms.append(_Form())
            self.in_form = True
        elif self.in_form:
            reader = getattr(self, f"_{tag}", None)
            if reader:
                reader(given)

    def handle_endtag(self, tag: str) -> None:
        self.in_main &= tag != "main"
        self.in_form &= tag != "form"
        self.select = "" if tag == "select" else self.select
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data: str) -> None:
        if self.area and data.strip():
            self.forms[-1].values[self.area] = [data.strip()]

    def _input(self, given: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], given.get("name", ""), given.get("type", "text")
        if kind in ("checkbox", "radio"):
            self._choice(form, name, kind, given)
        elif kind == "file" or (kind != "hidden" and not given.get("value")):
            form.empty[name] = kind
        else:
            form.values[name] = [given.get("value", "")]

    def _choice(self, form: _Form, name: str, kind: str, given: dict[str, str]) -> None:
        value = given.get("value", "on")
        if kind == "checkbox":
            form.values.setdefault(name, []).append(value)  # everything is ticked
        elif "checked" in given or name not in form.values:
            form.values[name] = [value]

    def _select(self, given: dict[str, str]) -> None:
        self.select = given.get("name", "")

    def _option(self, given: dict[str, str]) -> None:
        form, value = self.forms[-1], given.get("value", "")
        if value and ("selected" in given or self.select not in form.values):
            form.values[self.select] = [value]

    def _textarea(self, given: dict[str, str]) -> None:
        self.area = given.get("name", "")
        self.forms[-1].values[self.area] = [WORDS]

    def _button(self, given: dict[str, str]) -> None:
        self.forms[-1].is_main |= given.get("class", "") == "button"


def filled(html: str, *, day: str) -> dict[str, Any]:
    """The page's main form with every question answered; empty when the page has none to be sent."""
    reader = _Forms()
    reader.feed(html)
    form = next((one for one in reader.forms if one.is_main), None)
    if form is None:
        return {}
    answers = {"date": day, "text": "1", "password": "1"}
    data: dict[str, Any] = {name: values for name, values in form.values.items() if name}
    for name, kind in form.empty.items():
        data[name] = picture() if kind == "file" else _answer(name, answers.get(kind, ""))
    data |= {name: value for name, value in ANSWERS.items() if name in data or name == "send"}
    return {
        name: value
        for name, value in data.items()
        if value is not None and not name.endswith(("_unknown", "_clear"))
    }


def _answer(name: str, usual: str) -> str:
    own = name.rpartition("-")[2]
    return "" if own in SHAPES or own.startswith("season_") else usual


def picture() -> SimpleUploadedFile:
    """A paper."""
    return SimpleUploadedFile("paper.png", pictures.png(40, 40), "image/png")
