"""What a reader finds in a page's HTML: its words by language, its links, its forms. The standard library's parser.

page = read(html)
page.words["en"]        # what stands in the page's parts marked (or left) as English; "" is marked as unknown
"""

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
UNREAD = frozenset({"script", "style", "head"})
SPOKEN = ("alt", "title", "aria-label", "placeholder")
KEPT_AS_TYPED = frozenset({"textarea"})


@dataclass
class Form:
    """One form: its method, whether it can be sent without a script, whether it carries its token."""

    method: str
    has_button: bool = False
    typed: int = 0
    names: set[str] = field(default_factory=set)


@dataclass
class Read:
    """What was found."""

    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    def said_in(self, language: str) -> str:
        """Everything that the page says in a language, as one text."""
        return " ".join(" ".join(self.words[language]).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Read()
        self.open: list[tuple[str, str]] = []

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = "" if tag in KEPT_AS_TYPED else given.get("lang", self.language)
        self._note(tag, given, language)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(tag in UNREAD for tag, _ in self.open):
            self.found.words[self.language].append(data)
            if self.open[-1][0] == "h1":
                self.found.headings.append(data.strip())

    def _note(self, tag: str, given: dict[str, str], language: str) -> None:
        self.found.words[language] += [given[name] for name in SPOKEN if given.get(name)]
        self.found.handlers += [name for name in given if name.startswith("on")]
        self.found.sources += [given[name] for name in ("src", "srcset", "action", "data") if name in given]
        if tag in ("a", "link") and "href" in given:
            self.found.sources.append(given["href"])
        if tag == "a":
            self.found.links.append(given.get("href", ""))
        self._note_form(tag, given)

    def _note_form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.found.forms.append(Form(given.get("method", "get").lower()))
        elif self.found.forms and any(name == "form" for name, _ in self.open):
            form = self.found.forms[-1]
            form.names.add(given.get("name", ""))
            kind = given.get("type", "submit" if tag == "button" else "")
            form.has_button |= tag in ("button", "input") and kind in ("submit", "image")
            form.typed += tag in ("select", "textarea") or (tag == "input" and kind != "hidden")


def read(html: str) -> Read:
    """Read a whole page."""
    reader = _Reader()
    reader.feed(html)
    return reader.found
