"""Codes of `hejie.rules`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
