"""The unit registry: which names mean one office, what it became, and who belongs to a set of offices."""
