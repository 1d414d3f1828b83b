"""Templates of pages, in which all that is put in is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template"]


_OURS = "workpoints.compare.forms"


def template(name: str, package: str = _OURS) -> Template:
    """A template of a package; those of pages share the head and the style that stand in this one."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to load, and few forms need it

    surroundings = Environment(
        loader=ChoiceLoader([PackageLoader(each) for each in dict.fromkeys((package, _OURS))]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return surroundings.get_template(name)
