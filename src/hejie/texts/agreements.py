"""Codes of `hejie.agreements`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
