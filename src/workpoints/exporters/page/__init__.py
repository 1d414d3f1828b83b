"""The page: notices with their source, filters, a heat map and a network, in one file that needs nothing else.

`view.py` says what is shown of a notice, `source.py` marks its source, `heat.py` and `network.py` draw, `filters.py`
and `words.py` hold what the script needs, `differences.py` compares two notices, `build.py` puts all of it together.
"""
