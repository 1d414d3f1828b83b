"""The commands, loaded when they are called, and what becomes of errors."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from workpoints.cli.console import fail
from workpoints.i18n import translate as _

__all__ = ["run"]

# Command → its module in this package, in the order of the help text.
COMMANDS = (
    "parse", "check", "explain", "review", "tree", "show", "who", "find", "units", "units suggest", "diff", "align",
    "history", "export", "view", "ledger merge", "progress", "schema", "textconv",
)  # fmt: skip
_SETTINGS = {"help_option_names": ["-h", "--help"]}


class _Translated:
    """Help in the language in use, where the library has the words fixed."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this text and exit.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Fold Chinese text, which has no blanks to break at: the library would cut it."""
        from rich import columns, table
        from typer import rich_utils

        class Folding(table.Table):
            def add_row(self, *cells: Any, **style: Any) -> None:
                super().add_row(*cells, **style)
                for column in self.columns:
                    column.overflow = "fold"

        for module in (columns, rich_utils):
            module.Table = Folding  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Translated, TyperCommand):
    """A command with translated help."""


class Group(_Translated, TyperGroup):
    """The group of all commands, each loaded when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            for name in COMMANDS:  # so that a misspelt name finds its nearest
                self._load(name)
            return None
        return self._load(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Take two words for one command where there is such a command: units suggest."""
        both = " ".join(args[:2])
        return super().resolve_command(ctx, [both, *args[2:]] if both in COMMANDS else args)

    def _load(self, name: str) -> Any:
        if name not in self.commands:
            app = typer.Typer(add_completion=False)
            module = import_module(f"workpoints.cli.{name.replace(' ', '_')}")
            app.command(name, cls=Command, help=module.HELP, context_settings=_SETTINGS)(module.command)
            self.commands[name] = typer.main.get_command(app)
        return self.commands[name]


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"workpoints {version('workpoints')}")
        raise typer.Exit


app = typer.Typer(cls=Group, add_completion=True, no_args_is_help=True, context_settings=_SETTINGS)


@app.callback(help=_("Read Chinese government work plans: who leads, who is responsible, who supports."))
def options(
    _show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Show the version and exit."))
    ] = False,
    _lang: Annotated[str, typer.Option("--lang", metavar="en|zh", help=_("Language of messages."))] = "",
    _no_color: Annotated[bool, typer.Option("--no-color", help=_("No colour, as with NO_COLOR."))] = False,
) -> None:
    """Options that hold for every command."""


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code."""
    _prepare_streams()
    try:
        code = app(arguments, prog_name="workpoints", standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - sorted below; what nobody foresaw is raised again
        return _code_of(error)
    return code if isinstance(code, int) else 0


def _prepare_streams() -> None:
    """Data leaves as UTF-8 whatever the locale; on a terminal that cannot show a character, a mark stands for it."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="replace")


def _code_of(error: Exception) -> int:
    """Tell the user about an error; the exit code."""
    from workpoints.config import ConfigError
    from workpoints.extras import MissingExtraError
    from workpoints.readers import ReadError

    if isinstance(error, BrokenPipeError):  # the reader of our output has seen enough
        sys.stdout = None
        return 0
    if isinstance(error, (ReadError, ConfigError, MissingExtraError)):
        fail(str(error))
    elif isinstance(error, UnicodeEncodeError):
        fail(_("a file name that is no text cannot be written"))
    elif isinstance(error, OSError):
        fail(f"{error.filename or _('output')}: {error.strerror}")
    elif hasattr(error, "format_message"):
        _show_usage_error(error)
    elif isinstance(error, typer.Abort):
        fail(_("stopped"))
    else:
        raise error
    return 2


def _show_usage_error(error: Any) -> None:
    """One line on a wrong use, and where help is."""
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return
    fail(_usage_message(error))
    if error.ctx is not None:
        typer.echo(_("Help: {command} --help").format(command=error.ctx.command_path), err=True)


def _usage_message(error: Any) -> str:
    """The library's message in the language in use."""
    parameter = getattr(error, "param", None)
    shown = parameter.get_error_hint(error.ctx) if parameter is not None else getattr(error, "param_hint", "")
    match type(error).__name__:
        case "NoSuchOption":
            return _("no such option: {name}").format(name=error.option_name)
        case "MissingParameter":
            return _("missing: {name}").format(name=shown)
        case "BadParameter":
            return _("wrong value for {name}: {reason}").format(name=shown, reason=error.message)
        case _:
            return str(error.format_message())
