"""The forms in which two plans side by side can be shown."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Style"]


class Style(StrEnum):
    """Forms of a comparison or an alignment."""

    text = "text"
    tsv = "tsv"
    json = "json"
    jsonl = "jsonl"
    markdown = "markdown"
    html = "html"
    github = "github"
