"""The icons, drawn once: strokes on a 24 x 24 grid, coloured by the text around them.

An icon never speaks alone: a word always stands beside it, so every icon is hidden from screen readers.
"""

from collections.abc import Mapping
from types import MappingProxyType

PATHS: Mapping[str, str] = MappingProxyType(
    {
        "arrow": "M5 12h14M13 6l6 6-6 6",
        "back": "M19 12H5M11 6l-6 6 6 6",
        "check": "M5 13l4 4L19 7",
        "chat": "M4 5h16v11H9l-5 4z",
        "clock": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
        "cross": "M6 6l12 12M18 6L6 18",
        "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
        "down": "M6 9l6 6 6-6",
        "eye": "M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
        "heart": "M12 20s-8-5-8-11a4.5 4.5 0 0 1 8-2.8A4.5 4.5 0 0 1 20 9c0 6-8 11-8 11z",
        "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v6M12 7.2v.2",
        "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        "pause": "M9 5v14M15 5v14",
        "pen": "M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3",
        "people": "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.3c2.2.8 3.5 2.7 3.5 5.7",
        "phone": "M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.5v4c0 1.5-1 2-2 2C11 20 4 13 4 5c0-1 .5-2 2-2z",
        "search": "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5",
        "turn": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM10 8l4 4-4 4",
        "upload": "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
        "warning": "M12 4l9.5 16h-19zM12 10v5M12 17.3v.2",
    }
)
