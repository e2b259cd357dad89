"""Codes of `hejie.cli`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
