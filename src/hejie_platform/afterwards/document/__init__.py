"""Papers of what remains: the court pack and the letter to a creditor."""

from hejie_platform.afterwards.document.letter import draw_letter as draw_letter
from hejie_platform.afterwards.document.pack import draw_pack as draw_pack
