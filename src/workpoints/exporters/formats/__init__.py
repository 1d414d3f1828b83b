"""The forms that notices can be exported in: one module each, found by its name.

A module has `SUFFIX`, the ending of the names of its files, and `export`, which gives the bytes of a file. `EDITED` is
set where people write in such files, `WHOLE` where they hold the whole notice and not only the rows of its ledger. The
same request gives the same bytes.
"""
