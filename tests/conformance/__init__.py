"""Third-party reference results, asked of the engine: case files in, agree / differ / not applicable out.

`kinds` knows which adapter answers which kind of case, `outcome` what an adapter answers with, `figures` how figures
are compared. An adapter (`adapt_<room>.py`) is the only place where a peer's product names and habits are translated
into the engine's own words; it exports ADAPTERS, a table of kind to function. `make conform CASES="path ..."` runs
files of cases; the cases kept in `facts` are run by the tests.
"""
