"""Answers from structured data: parts, duties of a unit, overviews, full text.

Queries read the data of the file format, not the models, so that they start without loading pydantic.
"""
