"""Codes of `hejie.steps`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
