"""Codes of `hejie.loans`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
