"""The legal library: the rules that the platform works by, readable and searchable by anybody."""
