"""Codes of `hejie.negotiation`."""

from hejie.texts.codes import Code

CODES: tuple[Code, ...] = ()
