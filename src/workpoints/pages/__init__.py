"""Pages that need nothing else, made of templates in which all that is put in is escaped.

`templates/base.html` has the head, the colours and the style that all of them share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["template"]


def template(name: str, *packages: str) -> Template:
    """A template of one of some packages, which may build on the others and on those of this one."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - slow to load, and few forms need it

    surroundings = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, __name__)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return surroundings.get_template(name)
