"""Merge the parts of each language and compile them: parts/*.po -> LC_MESSAGES/django.mo.

Two rooms may translate the same msgid, if they say the same; `Save` as 保存 in one and 存下 in the other is
refused, because the page would show whichever came last. Refused too: a part that cannot be parsed, a
placeholder of the msgid that the translation lost (`%(day)s`), an entry that stands twice in its part, a
fuzzy one, and an obsolete one.

Traditional Chinese is generated here from the Simplified catalogue, phrase by phrase, and is never edited by hand.

Compiled catalogues are not committed. `make run` and `make test` call this; it does nothing when the
catalogue is younger than every part.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import opencc
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

FOLDER = Path(__file__).parent
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")

# A generated language: what it is made of, and OpenCC's name of the way there (characters as Taiwan writes them, the
# words of the mainland, because the law that the texts speak of is the mainland's).
GENERATED = {"zh_Hant": ("zh_Hans", "s2tw")}

Key = tuple[str | None, str]


@dataclass
class Merged:
    """One language: its entries by (context, msgid), the part each came from, and what is wrong."""

    language: str
    entries: dict[Key, Message] = field(default_factory=dict)
    origins: dict[Key, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def languages(folder: Path = FOLDER) -> list[str]:
    """The folders that hold parts, in Django's spelling: zh_Hans."""
    return sorted(path.parent.name for path in folder.glob("*/parts") if path.is_dir())


def parts_of(language: str, folder: Path = FOLDER) -> list[Path]:
    return sorted((folder / language / "parts").glob("*.po"))


def key_of(message: Message) -> Key:
    """The context and the singular: what makes two entries the same entry."""
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, singular


def texts(value: Any) -> tuple[str, ...]:
    """A msgid or msgstr as a tuple: one text, or the forms of a plural."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def placeholders(text: str) -> set[str]:
    return {named or braced for named, braced in PLACEHOLDER.findall(text)}


def merge(language: str, folder: Path = FOLDER) -> Merged:
    """All parts of one language in one, with every fault found; nothing is written."""
    merged = Merged(language)
    for path in parts_of(language, folder):
        _take_part(merged, path)
    return merged


def _take_part(merged: Merged, path: Path) -> None:
    where = f"{merged.language}/parts/{path.name}"
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=merged.language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        merged.faults.append(f"{where}: cannot be read: {error}")
        return
    merged.faults += [f"{where}: obsolete entry {texts(old.id)[0]!r}" for old in catalog.obsolete.values()]
    if (written := _entries_written(path)) != len(catalog) + 1:  # the header is an entry with no msgid
        merged.faults.append(
            f"{where}: {written - len(catalog) - 1} entries stand twice, or the header is missing"
        )
    for message in catalog:
        if message.id:
            merged.faults += [f"{where}:{message.lineno}: {fault}" for fault in _faults_of(message)]
            _take_entry(merged, message, path.stem)


def _entries_written(path: Path) -> int:
    """How many entries the file spells out; Babel keeps one of two that are the same."""
    return len(re.findall(r"^msgid ", path.read_text(encoding="utf-8"), re.MULTILINE))


def _faults_of(message: Message) -> Iterator[str]:
    wanted = set().union(*map(placeholders, texts(message.id)))
    shown = texts(message.id)[0]
    if message.fuzzy:
        yield f"fuzzy: {shown!r}"
    for text in texts(message.string):
        if not text:
            yield f"no translation for {shown!r}"
        elif lost := wanted ^ placeholders(text):
            yield f"placeholders differ ({', '.join(sorted(lost))}) in {shown!r}"


def _take_entry(merged: Merged, message: Message, part: str) -> None:
    key = key_of(message)
    before = merged.entries.setdefault(key, message)
    first = merged.origins.setdefault(key, part)
    if texts(before.string) != texts(message.string):
        said = f"{first} says {texts(before.string)[0]!r}, {part} says {texts(message.string)[0]!r}"
        merged.faults.append(f"{merged.language}: {key[1]!r}: {said}")


def catalog_of(merged: Merged, language: str = "") -> Catalog:
    """The catalogue of the language that was merged, or of one that is generated from it."""
    catalog = Catalog(locale=language or merged.language, domain="django", fuzzy=False)
    for message in merged.entries.values():
        forms = tuple(converted(text, language) for text in texts(message.string))
        catalog.add(
            message.id, forms[0] if isinstance(message.string, str) else forms, context=message.context
        )
    return catalog


def converted(text: str, language: str = "") -> str:
    """The text in a generated language; as it is in any other."""
    return _converter(GENERATED[language][1]).convert(text) if language in GENERATED else text


@cache
def _converter(way: str) -> opencc.OpenCC:
    return opencc.OpenCC(way)


def generated_from(language: str) -> list[str]:
    return [name for name, (source, _) in GENERATED.items() if source == language]


def target_of(language: str, folder: Path = FOLDER) -> Path:
    return folder / language / "LC_MESSAGES" / "django.mo"


def is_stale(language: str, folder: Path = FOLDER) -> bool:
    """Whether a part, or this module, or the set of parts changed after the last compilation."""
    targets = [target_of(name, folder) for name in (language, *generated_from(language))]
    if not all(target.exists() for target in targets):
        return True
    oldest = min(target.stat().st_mtime_ns for target in targets)
    watched = [*parts_of(language, folder), folder / language / "parts", Path(__file__)]
    return any(path.stat().st_mtime_ns > oldest for path in watched)


def compile_language(language: str, folder: Path = FOLDER) -> list[str]:
    """Write the catalogue of one language, and of those generated from it; return its faults. A faulty one is not written."""
    merged = merge(language, folder)
    for name in (language, *generated_from(language)) if not merged.faults else ():
        _write(catalog_of(merged, name), target_of(name, folder))
    return merged.faults


def _write(catalog: Catalog, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    with fresh.open("wb") as file:
        write_mo(file, catalog)
    fresh.replace(target)  # a server that starts meanwhile reads the old one or the new one


def compile_stale(folder: Path = FOLDER) -> list[str]:
    found: Iterable[str] = languages(folder)
    stale = [language for language in found if is_stale(language, folder)]
    return [fault for language in stale for fault in compile_language(language, folder)]


def main() -> int:
    faults = compile_stale()
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
