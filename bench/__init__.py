"""The engine beside its peers, in one run: `make bench`.

What counts is a ratio of two medians of the same run, because the machine, its load and its temperature are then the
same for both. Absolute figures are printed beside a calibration loop, a million additions in plain Python, so that two
machines can be compared. Nothing here is a test: a slow day fails no build. Exit code 1 says that a ratio was missed or
that two ways of computing gave different cents.

    python -m bench             everything; the million loans take a few minutes
    python -m bench --loans N   N loans compared one by one instead of a million
"""
