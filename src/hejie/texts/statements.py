"""Codes of `hejie.statements`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
