"""What people read, by language: `<language>/parts/<room>.po`, one file for each room, merged when compiled.

English is the msgid. A room writes its own part and no other; `python -m hejie_platform.locale.compile`
merges the parts of a language into the one catalogue that Django loads, and refuses what is doubtful.
"""
