"""Templates of pages, in which all that is put in is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template"]


def template(name: str) -> Template:
    """A template of this package; those of pages share head and style."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to load, and few forms need it

    surroundings = Environment(
        loader=PackageLoader("workpoints.compare.forms"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return surroundings.get_template(name)
