"""The command line: `main` chooses the language, then runs the command that was named.

The commands stand in modules of their own and are loaded when they are called. Words are translated as a module is
loaded, so the language has to be chosen first.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

from workpoints.i18n import LANGUAGES, language_of, translate, use

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code: 0 fine, 1 found something, 2 wrong use or unreadable input."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing to tidy up until a file is written
    gc.disable()  # loading modules makes much and drops nothing; collecting in between costs a tenth of the start
    arguments, chosen = _global_options(sys.argv[1:])
    asked = chosen.get("--lang", "")
    use(language_of(asked, os.environ))
    if "--lang" in chosen and not asked.startswith(tuple(LANGUAGES)):
        print(
            "workpoints: " + translate("no such language: {name}; there are en and zh").format(name=asked),
            file=sys.stderr,
        )
        sys.exit(2)
    if "--no-color" in chosen:
        os.environ["NO_COLOR"] = "1"
    from workpoints.cli.app import run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # a notice is some thousand objects, and none of them is dropped
    gc.enable()
    _leave(run(arguments))


def _leave(code: int) -> None:
    """End the process as it is: taking everything apart first would cost a tenth of the time of an answer."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed by the caller, or its reader is gone
            with suppress(OSError, ValueError):
                stream.flush()
    os._exit(code)


def _global_options(arguments: list[str]) -> tuple[list[str], dict[str, str]]:
    """Take the options out that may stand before or behind the command: --lang and --no-color."""
    rest: list[str] = []
    chosen: dict[str, str] = {}
    waiting = iter(arguments)
    for argument in waiting:
        name, _, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name == "--lang":
            chosen[name] = value or next(waiting, "")
        elif argument == "--no-color":
            chosen[name] = ""
        else:
            rest.append(argument)
    return rest, chosen
