"""A statute as a Markdown file: its title, its first day, its headings and its articles.

    # 示例调解条例
    - 施行日期：2026-05-01
    - 来源：公报 2026 年第 3 号
    ## 第一章　总则
    ### 第一条
    为了……

The title is the first heading; the lines before the next one say from which day it is in force and where it was read.
A heading or a paragraph that begins with a number of an article begins that article; every other heading is a chapter.
Everything wrong with a file is named by its line, all at once.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from hejie import dates

SHELF: Final = "texts"
"""Where articles stand in the search index, beside the law books of the countries."""
MOST_BYTES: Final = 5_000_000
LONGEST_TITLE: Final = 200
LONGEST_LABEL: Final = 120
LONGEST_CHAPTER: Final = 300
_HEADING: Final = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*")
_NUMBER: Final = (
    r"第[一二三四五六七八九十百千零〇两\d]+条(?:之[一二三四五六七八九十\d]+)?"
    r"|(?:Article|Section|Regulation|Art\.|Sec\.|§)\s*\d+[A-Za-z]?(?:\.\d+)*"
)
_ARTICLE: Final = re.compile(rf"(?P<label>{_NUMBER})(?=[\s　:：.、]|$)[\s　:：.、]*(?P<rest>.*)")
_FROM: Final = re.compile(
    r"(?:[-*]\s*)?(?:施行日期|生效日期|施行|生效|in force from|effective(?: from)?)\s*[:：]\s*(?P<day>.+)",
    re.I,
)
_FROM_IN_WORDS: Final = re.compile(r"自\s*(?P<day>\d{4}年\d{1,2}月\d{1,2}日)\s*起施行")
_SOURCE: Final = re.compile(r"(?:[-*]\s*)?(?:来源|source)\s*[:：]\s*(?P<source>.+)", re.I)


@dataclass(frozen=True, slots=True)
class Slip:
    """Something wrong with a line of a file, by its code."""

    code: str
    line: int
    facts: Mapping[str, object]


@dataclass(slots=True)
class Part:
    """One article while it is read: its number, the chapters above it, its line, its text."""

    label: str
    chapter: str
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True, slots=True)
class Statute:
    """What a file says. `digest` is of its bytes: the same file again changes nothing."""

    title: str
    from_day: date
    source: str
    parts: tuple[Part, ...]
    digest: str


def read_statute(data: bytes) -> tuple[Statute | None, tuple[Slip, ...]]:
    """The statute in a file, or everything wrong with it, line by line."""
    if len(data) > MOST_BYTES:
        return None, (_fault("statute_too_large", 1, most_bytes=MOST_BYTES),)
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return None, (_fault("statute_not_text", data[: error.start].count(b"\n") + 1),)
    faults: list[Slip] = [
        _fault("statute_not_text", number) for number, line in enumerate(lines, start=1) if "\0" in line
    ]
    title, start = _title(lines, faults)
    first = next((at for at in range(start, len(lines)) if _begins(lines[at])), len(lines))
    from_day = _first_day(lines[start:first], start, faults)
    parts = tuple(_parts(lines, first))
    faults += _wrong(parts)
    if faults or from_day is None:
        return None, tuple(faults)
    found = (_SOURCE.fullmatch(line.strip()) for line in lines[start:first])
    source = next((match["source"] for match in found if match), "")
    return Statute(title, from_day, source, parts, hashlib.sha256(data).hexdigest()), ()


def _fault(code: str, line: int, **facts: object) -> Slip:
    return Slip(code, line, facts)


def _title(lines: list[str], faults: list[Slip]) -> tuple[str, int]:
    """The title, and the line after it."""
    for number, line in enumerate(lines):
        found = _HEADING.fullmatch(line.strip())
        if found and len(found["marks"]) == 1 and len(found["text"]) <= LONGEST_TITLE:
            return found["text"], number + 1
        if line.strip():
            faults.append(_fault("statute_no_title", number + 1))
            return "", number + 1
    faults.append(_fault("statute_no_title", 1))
    return "", len(lines)


def _begins(line: str) -> bool:
    """Whether the text proper begins here: a heading, or an article without one."""
    return _HEADING.fullmatch(line.strip()) is not None or _ARTICLE.fullmatch(line.strip()) is not None


def _first_day(lines: list[str], start: int, faults: list[Slip]) -> date | None:
    for number, line in enumerate(lines, start=start + 1):
        if found := _FROM.fullmatch(line.strip()) or _FROM_IN_WORDS.search(line):
            day, wrong = dates.parse(found["day"].strip())
            if wrong or day is None:
                faults.append(_fault("statute_day_wrong", number))
            return day
    faults.append(_fault("statute_no_day", max(1, start)))
    return None


def _parts(lines: list[str], first: int) -> Iterator[Part]:
    """Every article in order; words that stand under a chapter before its first article are a part of that name."""
    chapters: dict[int, str] = {}
    part: Part | None = None
    for number, line in enumerate(lines[first:], start=first + 1):
        heading = _HEADING.fullmatch(line.strip())
        article = _ARTICLE.fullmatch(heading["text"] if heading else line.strip())
        if heading or article:
            if part is not None and (part.text or part.label != part.chapter):
                yield part
            if heading and not article:
                level = len(heading["marks"])
                chapters = {at: name for at, name in chapters.items() if at < level} | {
                    level: heading["text"]
                }
            chapter = " · ".join(chapters.values())
            part = Part(article["label"] if article else chapter, chapter, number)
            if article and article["rest"]:
                part.lines.append(article["rest"])
        elif part is not None:
            part.lines.append(line.strip())
    if part is not None and (part.text or part.label != part.chapter):
        yield part


def _wrong(parts: tuple[Part, ...]) -> Iterator[Slip]:
    if not parts:
        yield _fault("statute_no_articles", 1)
    counts = Counter(part.label for part in parts)
    for part in parts:
        if not part.text:
            yield _fault("statute_article_empty", part.line, given=part.label[:LONGEST_LABEL])
        if counts[part.label] > 1 and part.label != part.chapter:
            yield _fault("statute_article_twice", part.line, given=part.label[:LONGEST_LABEL])
        if len(part.label) > LONGEST_LABEL or len(part.chapter) > LONGEST_CHAPTER:
            yield _fault("statute_heading_long", part.line)
