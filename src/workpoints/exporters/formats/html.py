"""One page with structure, source, filters and drawings, which opens without anything else."""

from __future__ import annotations

from workpoints.exporters.request import Request

SUFFIX = ".html"
WHOLE = True


def export(request: Request) -> bytes:
    """UTF-8."""
    from workpoints.exporters.page.build import page  # noqa: PLC0415 - loads numpy, scipy and jinja2

    return page(request).encode()
