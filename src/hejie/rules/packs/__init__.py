"""The law as data: a country's rules, its dated values, and the whole book of countries."""
