"""Where a project keeps its notices: `workpoints.toml`, or `[tool.workpoints]` in pyproject.toml.

The closest file in the folder at hand or one above it wins; paths in it count from its folder. Without one, the raw
notices are in data/raw, the structured ones in data/structured, and the unit registry, if there is one, is
data/units.yaml.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from workpoints.i18n import N_, translate

__all__ = ["Config", "ConfigError", "find_config"]


class ConfigError(Exception):
    """A configuration file that cannot be used."""


class Config(NamedTuple):
    """The settings of a project."""

    raw: Path = Path("data/raw")
    """Folder of the raw notices."""
    structured: Path = Path("data/structured")
    """Folder of the structured files."""
    units: Path | None = None
    """The project's unit registry; without a setting, data/units.yaml where there is one."""


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


def _config(file: Path, table: dict[str, object]) -> Config:
    for key, value in table.items():
        if key not in Config._fields:
            raise ConfigError(f"{file}: " + translate(N_("unknown setting: {key}")).format(key=key))
        if not isinstance(value, str):
            raise ConfigError(f"{file}: " + translate(N_("{key} has to be a path")).format(key=key))
    usual = {key: value for key, value in Config._field_defaults.items() if value is not None}
    paths = {key: _shown(file.parent / str(value)) for key, value in (usual | table).items()}
    return _with_registry(Config(**paths), file.parent)


def _shown(path: Path) -> Path:
    """The path as a user would write it: from the folder at hand where it lies below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
