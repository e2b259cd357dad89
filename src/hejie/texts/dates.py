"""Codes of `hejie.dates`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
