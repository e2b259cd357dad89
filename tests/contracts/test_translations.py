"""Every text that the platform marks for translation is in Simplified Chinese, and nothing else is.

Marked texts are read from the templates (through Django's own reading of them) and from the Python code.
A missing one is named with the room that has to translate it; an orphan with the part that still holds
it. Texts of libraries that we say better stand in parts/borrowed.po and are no orphans.
"""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from hejie_platform.locale import compile as catalogues

LANGUAGE = "zh_Hans"
BORROWED = "borrowed"
CONTEXT = (1, "c")
KEYWORDS = {
    **dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop"]),
    **dict.fromkeys(["ngettext", "ngettext_lazy"], (1, 2)),
    **dict.fromkeys(["pgettext", "pgettext_lazy"], (CONTEXT, 2)),
    **dict.fromkeys(["npgettext", "npgettext_lazy"], (CONTEXT, 2, 3)),
}

Key = tuple[str | None, str]


def keys_of(source: str) -> Iterator[Key]:
    """(context, msgid) of each marked text in Python source; of a plural, the singular."""
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        yield context, message if isinstance(message, str) else message[0]


def keys_of_template(text: str, name: str) -> Iterator[Key]:
    """Django turns a template into calls of gettext among rows of X; only the indent is in the way."""
    told = templatize(text, origin=name)
    yield from keys_of("\n".join(line.lstrip() for line in told.splitlines()))


def keys_of_file(path: Path) -> Iterator[Key]:
    text = path.read_text(encoding="utf-8")
    yield from keys_of(text) if path.suffix == ".py" else keys_of_template(text, str(path))


def room_of(path: Path, top: Path) -> str:
    """cases, intake ... and for pages the page's own room: web/apply, web/templates/apply."""
    parts = path.relative_to(top).parts
    depth = 3 if parts[:2] == ("web", "templates") else 2 if parts[0] == "web" else 1
    return "/".join(parts[: min(depth, len(parts) - 1)]) or "settings"


@pytest.fixture(scope="module")
def marked(root: Path) -> dict[Key, set[str]]:
    """Each marked text and the rooms that use it."""
    top = root / "src/hejie_platform"
    told: dict[Key, set[str]] = {}
    for pattern in ("*.py", "*.html", "*.txt"):
        for path in sorted(top.rglob(pattern)):
            for key in keys_of_file(path) if "static" not in path.parts else ():
                told.setdefault(key, set()).add(room_of(path, top))
    return told


@pytest.fixture(scope="module")
def merged() -> catalogues.Merged:
    return catalogues.merge(LANGUAGE)


def test_the_parts_agree_and_keep_every_placeholder() -> None:
    assert [fault for language in catalogues.languages() for fault in catalogues.merge(language).faults] == []


def test_no_text_is_missing_in_simplified_chinese(
    marked: dict[Key, set[str]], merged: catalogues.Merged
) -> None:
    missing = {key: rooms for key, rooms in marked.items() if key not in merged.entries}
    told = sorted(f"{' and '.join(sorted(rooms))}: {key[1]!r}" for key, rooms in missing.items())
    assert not told, "not translated:\n" + "\n".join(told)


def test_no_translation_is_an_orphan(marked: dict[Key, set[str]], merged: catalogues.Merged) -> None:
    orphans = [
        f"parts/{merged.origins[key]}.po: {key[1]!r}"
        for key in merged.entries
        if key not in marked and merged.origins[key] != BORROWED
    ]
    assert not orphans, "translated, but no longer said:\n" + "\n".join(sorted(orphans))


TEMPLATE = """
{% load i18n %}
    <h1>{% translate "Your case" %}</h1>
  {% blocktranslate count n=days trimmed %}
    one day left
  {% plural %}{{ n }} days left{% endblocktranslate %}
<a title="{% translate "Open" context "verb" %}">{{ _("Go") }}</a>
"""


def test_texts_of_a_template_are_read() -> None:
    found = set(keys_of_template(TEMPLATE, "page.html"))
    assert found == {(None, "Your case"), (None, "one day left"), ("verb", "Open"), (None, "Go")}


def test_texts_of_code_are_read() -> None:
    code = 'a = _("Save")\nb = ngettext("%(n)s day", "%(n)s days", n)\nc = pgettext_lazy("verb", "Open")\nd = f("no")\n'
    assert set(keys_of(code)) == {(None, "Save"), (None, "%(n)s day"), ("verb", "Open")}


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def part(folder: Path, name: str, *entries: tuple[str, str], more: str = "") -> Path:
    path = folder / LANGUAGE / "parts" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n".join(f'msgid "{said}"\nmsgstr "{shown}"\n' for said, shown in entries)
    path.write_text(HEADER + lines + more, encoding="utf-8")
    return folder


def test_two_rooms_that_say_the_same_are_merged(tmp_path: Path) -> None:
    part(tmp_path, "one", ("Save", "保存"))
    part(tmp_path, "two", ("Save", "保存"), ("Go", "去"))
    merged = catalogues.merge(LANGUAGE, tmp_path)
    assert not merged.faults
    assert set(merged.entries) == {(None, "Save"), (None, "Go")}


def test_two_rooms_that_say_different_things_are_refused(tmp_path: Path) -> None:
    part(tmp_path, "one", ("Save", "保存"))
    part(tmp_path, "two", ("Save", "存下"))
    assert catalogues.merge(LANGUAGE, tmp_path).faults == [
        "zh_Hans: 'Save': one says '保存', two says '存下'"
    ]


@pytest.mark.parametrize(
    ("entries", "more", "said"),
    [
        ([("Due %(day)s", "到期")], "", "placeholders differ (day)"),
        ([("Due {day}", "到期 {date}")], "", "placeholders differ (date, day)"),
        ([("Save", "")], "", "no translation"),
        ([("Save", "保存"), ("Save", "保存")], "", "stand twice"),
        ([], '#, fuzzy\nmsgid "Go"\nmsgstr "去"\n', "fuzzy"),
        ([("Save", "保存")], '#~ msgid "Old"\n#~ msgstr "旧"\n', "obsolete"),
    ],
)
def test_doubtful_parts_are_refused(
    tmp_path: Path, entries: list[tuple[str, str]], more: str, said: str
) -> None:
    part(tmp_path, "one", *entries, more=more)
    [fault] = catalogues.merge(LANGUAGE, tmp_path).faults
    assert said in fault


def test_traditional_chinese_is_generated_whole_with_every_placeholder(merged: catalogues.Merged) -> None:
    generated = catalogues.catalog_of(merged, "zh_Hant")
    assert len(generated) == len(merged.entries) > 1000
    wrong = [
        message.id
        for message in generated
        if message.id
        for before, after in zip(
            catalogues.texts(merged.entries[catalogues.key_of(message)].string),
            catalogues.texts(message.string),
            strict=True,
        )
        if catalogues.placeholders(before) != catalogues.placeholders(after)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("调解之后，还有余额 {due_on}", "調解之後，還有餘額 {due_on}"),
        ("签发结清证明", "簽發結清證明"),
        ("复利与罚息", "複利與罰息"),
        ("后天在里面面谈", "後天在裡面面談"),
    ],
)
def test_one_character_of_two_meanings_is_told_apart(simplified: str, traditional: str) -> None:
    assert catalogues.converted(simplified, "zh_Hant") == traditional
    assert catalogues.converted(simplified, "zh_Hans") == simplified


def test_a_generated_catalogue_is_written_beside_its_source(tmp_path: Path) -> None:
    part(tmp_path, "one", ("Save", "保存"))
    assert catalogues.compile_stale(tmp_path) == []
    assert catalogues.target_of("zh_Hant", tmp_path).exists()
    catalogues.target_of("zh_Hant", tmp_path).unlink()
    assert catalogues.is_stale(LANGUAGE, tmp_path)


def test_a_catalogue_is_written_once_and_again_only_after_a_change(tmp_path: Path) -> None:
    part(tmp_path, "one", ("Save", "保存"))
    assert catalogues.is_stale(LANGUAGE, tmp_path)
    assert catalogues.compile_stale(tmp_path) == []
    written = catalogues.target_of(LANGUAGE, tmp_path)
    assert not catalogues.is_stale(LANGUAGE, tmp_path)
    assert "保存".encode() in written.read_bytes()
    part(tmp_path, "two", ("Go", "去"))
    assert catalogues.is_stale(LANGUAGE, tmp_path)


def test_a_faulty_language_keeps_its_last_good_catalogue(tmp_path: Path) -> None:
    part(tmp_path, "one", ("Save", "保存"))
    catalogues.compile_stale(tmp_path)
    before = catalogues.target_of(LANGUAGE, tmp_path).read_bytes()
    part(tmp_path, "two", ("Save", "存下"))
    assert catalogues.compile_stale(tmp_path)
    assert catalogues.target_of(LANGUAGE, tmp_path).read_bytes() == before
