"""The one way in which YAML is loaded here: every value the text that stands there."""

from __future__ import annotations

import yaml

__all__ = ["LOADER"]


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Nodes and tokens of a text, quickly."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002 - as the library calls it
        """The tag of a node, for which nobody asks here."""
        return ""


LOADER = _Loader
