"""Where a project keeps its notices: `workpoints.toml`, or `[tool.workpoints]` in pyproject.toml.

The closest file in the folder at hand or one above it wins; paths in it count from its folder. Without one, the raw
notices are in data/raw, the structured ones in data/structured, what offices fill in goes to data/progress, and the
unit registry, if there is one, is data/units.yaml.
"""

from __future__ import annotations

from glob import escape
from pathlib import Path
from typing import Any, NamedTuple

from workpoints.i18n import N_, translate

__all__ = ["Config", "ConfigError", "LedgerSetting", "SilenceSetting", "find_config"]


class ConfigError(Exception):
    """A configuration file that cannot be used."""


class SilenceSetting(NamedTuple):
    """An entry of `[[silence]]`."""

    path: str
    """A pattern for the absolute paths of files."""
    code: str
    reason: str = ""
    text: str = ""
    """What the line of the finding has to hold."""


class LedgerSetting(NamedTuple):
    """The table `[ledger]`."""

    columns: tuple[str, ...] = ()
    """Headings of the columns of ledgers, in order; the usual ones where there are none."""


class Config(NamedTuple):
    """The settings of a project."""

    raw: Path = Path("data/raw")
    """Folder of the raw notices."""
    structured: Path = Path("data/structured")
    """Folder of the structured files."""
    units: Path | None = None
    """The project's unit registry; without a setting, data/units.yaml where there is one."""
    baseline: Path | None = None
    """Counts of findings that `check` does not tell."""
    select: tuple[str, ...] = ()
    """Codes, or prefixes of codes, that `check` tells; all where there are none."""
    ignore: tuple[str, ...] = ()
    """Codes, or prefixes of codes, that it does not tell."""
    silence: tuple[SilenceSetting, ...] = ()
    """Findings that a person has looked at and wants no more told."""
    progress: Path = Path("data/progress")
    """Folder of what offices have filled in."""
    ledger: LedgerSetting = LedgerSetting()
    """How ledgers look."""
    file: Path | None = None
    """The file that these settings come from."""


def find_config(folder: Path) -> Config:
    """The settings that hold in a folder. Raises `ConfigError`."""
    start = folder.absolute()
    for place in (start, *start.parents):
        for name in ("workpoints.toml", "pyproject.toml"):
            file = place / name
            if file.is_file() and (table := _table(file)) is not None:
                return _config(file, table)
    return _with_registry(Config(), Path())


def _with_registry(config: Config, folder: Path) -> Config:
    """The settings with the registry that a project has without naming it."""
    usual = folder / "data/units.yaml"
    return config._replace(units=_shown(usual)) if config.units is None and usual.is_file() else config


def _table(file: Path) -> dict[str, object] | None:
    """The table of a file; None where it has none, told without parsing because that costs time at every start."""
    content = file.read_bytes()
    if file.name == "pyproject.toml" and not _may_have_table(content):
        return None
    import tomllib  # noqa: PLC0415 - most projects need no settings

    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from None
    if file.name == "workpoints.toml":
        return data
    tools = data.get("tool")
    table = tools.get("workpoints") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{file}: " + translate(N_("tool.workpoints has to be a table")))
    return table


def _may_have_table(content: bytes) -> bool:
    """Whether a pyproject.toml may have [tool.workpoints], written in any of TOML's ways."""
    bare = content
    for sign in (b" ", b"\t", b'"', b"'"):
        bare = bare.replace(sign, b"")
    return b"tool.workpoints" in bare or (b"workpoints" in bare and (b"[tool]" in bare or b"\ntool=" in b"\n" + bare))


_PATHS = ("raw", "structured", "progress", "units", "baseline")
_FOLDERS = ("raw", "structured", "progress")
_LISTS = ("select", "ignore")


def _config(file: Path, table: dict[str, object]) -> Config:
    """The settings of a table; paths in it count from the folder of its file."""
    folder = file.parent
    settings: dict[str, Any] = {key: _shown(folder / getattr(Config(), key)) for key in _FOLDERS}
    for key, value in table.items():
        if key in _PATHS:
            settings[key] = _shown(folder / _checked(file, key, value, str, N_("{key} has to be a path")))
        elif key in _LISTS:
            settings[key] = tuple(_strings(file, key, value, N_("{key} has to be a list of codes")))
        elif key == "ledger":
            settings[key] = _ledger(file, _checked(file, key, value, dict, N_("{key} has to be a table")))
        elif key == "silence":
            entries = _checked(file, key, value, list, N_("{key} has to be an array of tables"))
            settings[key] = tuple(_silence(file, entry) for entry in entries)
        else:
            raise _error(file, N_("unknown setting: {key}"), key)
    return _with_registry(Config(**settings, file=_shown(file)), folder)


def _checked(file: Path, key: str, value: object, kind: type, reason: str) -> Any:
    if not isinstance(value, kind):
        raise _error(file, reason, key)
    return value


def _strings(file: Path, key: str, value: object, reason: str) -> list[str]:
    return [_checked(file, key, each, str, reason) for each in _checked(file, key, value, list, reason)]


def _ledger(file: Path, table: dict[str, object]) -> LedgerSetting:
    for key in table:
        if key not in LedgerSetting._fields:
            raise _error(file, N_("unknown setting: {key}"), f"ledger.{key}")
    reason = N_("{key} has to be a list of headings, each once")
    columns = _strings(file, "ledger.columns", table.get("columns", []), reason)
    usable = all(each and each == each.strip() and each.isprintable() for each in columns)
    if len({*columns}) < len(columns) or not usable:
        raise _error(file, reason, "ledger.columns")
    return LedgerSetting(tuple(columns))


def _silence(file: Path, entry: object) -> SilenceSetting:
    values = _checked(file, "silence", entry, dict, N_("{key} has to be an array of tables"))
    for key, value in values.items():
        if key not in SilenceSetting._fields:
            raise _error(file, N_("unknown setting: {key}"), f"silence.{key}")
        _checked(file, f"silence.{key}", value, str, N_("{key} has to be a text"))
    for key in ("path", "code", "reason"):
        if not values.get(key):
            raise _error(file, N_("{key} is missing"), f"silence.{key}")
    return SilenceSetting(**{**values, "path": f"{escape(file.parent.resolve().as_posix())}/{values['path']}"})


def _error(file: Path, reason: str, key: str) -> ConfigError:
    return ConfigError(f"{file}: " + translate(reason).format(key=key))


def _shown(path: Path) -> Path:
    """The path as a user would write it: from the folder at hand where it lies below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
