"""`workpoints explain`: what a rule of `check` asks for, and why."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from workpoints.cli.console import fail, write
from workpoints.cli.options import Output
from workpoints.i18n import translate as _

HELP = _("Explain a code of check: what it asks for, why, with examples. Without a code: list all.")


def command(
    codes: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[CODE]...", help=_("Codes such as WP104, or beginnings of codes."), show_default=False),
    ] = None,
    output: Output = None,
) -> int:
    """Print explanations; exit 1 where there is no such code."""
    from workpoints.rules import RULES
    from workpoints.rules.explain import explained, listed

    if not codes:
        write(listed(), output)
        return 0
    wanted = [code.upper() for code in codes]
    for code in wanted:
        if not any(known.startswith(code) for known in RULES):
            fail(_("no such code: {code}").format(code=code))
            return 1
    found = [each for code, each in RULES.items() if code.startswith(tuple(wanted))]
    write("\n".join(explained(each) for each in found), output)
    return 0
