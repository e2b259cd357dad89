"""Rows and uploads -> values: the lists of an application, what is missing in it, what a paper is, what it says.

Nothing here asks the database for more than the rows it is given, and nothing here imports Django at the top: the child
process that reads statements starts with this package.
"""
