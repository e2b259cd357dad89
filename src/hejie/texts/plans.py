"""Codes of `hejie.plans`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
