"""Codes of `hejie.budget`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
