"""The agreement as a document: one PDF with the binding Chinese text, the English text, and the terms as data.

    drawn = document.draw(document.Paper(terms, terms_hash, ref="7K2M9QX0TA", drawn_on=day, slots=(("borrower", "..."),)))

The wording stands in one file for each language beside this one, apart from the wording of pages: what is signed must not
change when a page is reworded. The same terms make the same bytes on every machine, so that a hash means something: no font
of the system is used, and no clock is read. The canonical terms are attached to the file (PDF/A-3b), so that a program can
read back every value that was signed.
"""

from hejie_platform.agreements.document.bundles import (
    Attached,
    Bundle,
    Printed,
    agreement_sections,
    draw_bundle,
)
from hejie_platform.agreements.document.drawing import Paper, Place, draw, paper_stamp, places, stamp
from hejie_platform.agreements.document.fonts import missing_glyphs
from hejie_platform.agreements.document.letters import Letter, draw_letter, letter_place
from hejie_platform.agreements.document.writing import Section, Table

__all__ = [
    "Attached",
    "Bundle",
    "Letter",
    "Paper",
    "Place",
    "Printed",
    "Section",
    "Table",
    "agreement_sections",
    "draw",
    "draw_bundle",
    "draw_letter",
    "letter_place",
    "missing_glyphs",
    "paper_stamp",
    "places",
    "stamp",
]
