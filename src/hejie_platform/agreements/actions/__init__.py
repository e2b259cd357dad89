"""Writes about agreements, and the one door for every plain step of every machine."""

from hejie_platform.agreements.actions.accept_offer import accept_offer
from hejie_platform.agreements.actions.documents import destroy_keys, draw_document, seal_document
from hejie_platform.agreements.actions.plain import take_plain_step
from hejie_platform.agreements.actions.sign import Brought, sign

__all__ = [
    "Brought",
    "accept_offer",
    "destroy_keys",
    "draw_document",
    "seal_document",
    "sign",
    "take_plain_step",
]
