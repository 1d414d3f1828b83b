"""The network of the offices of a notice: a circle on which offices that share tasks stand side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from workpoints.exporters.page.drawing import cut, ems, link
from workpoints.query.duties import Reader
from workpoints.query.overview import Edge, Tally, network
from workpoints.query.parts import parties_of, tasks

__all__ = ["Network", "network_of"]

MOST = 60
"""How many offices are drawn."""
SIZE = 13
"""Of letters."""
_STEP = 19
"""How far names stand apart at least, along the circle: more than a letter is high."""
_SMALLEST = 190
_LONGEST = 18
_CROWD = 300
"""How many parties a duty may have; one with more would tie everyone to everyone."""


class Node(NamedTuple):
    """An office on the circle."""

    x: float
    y: float
    size: float
    turn: float
    """Of its name, in degrees."""
    anchor: str
    gap: float
    """From the middle of the node to its name; negative on the left."""
    text: str
    full: str
    said: str
    """How many duties it has, and with how many offices it shares some."""
    href: str


class Line(NamedTuple):
    """Tasks that two offices share."""

    one: int
    other: int
    path: str
    width: float


class Network(NamedTuple):
    """A drawing, its middle at 0, 0."""

    across: int
    """Half of its width."""
    down: int
    """Half of its height."""
    nodes: list[Node]
    lines: list[Line]
    left_out: int


def network_of(reader: Reader, found: Sequence[Tally], notice: int) -> Network:
    """The network of a notice with its offices."""
    edges = [] if _crowded(reader) else network([reader])
    partners = {name for edge in edges for name in edge[:2]}
    linked = [tally for tally in found if tally.name in partners]
    drawn = {tally.name: tally for tally in linked[:MOST]}
    edges = [edge for edge in edges if edge.one in drawn and edge.other in drawn]
    order = _order(list(drawn), edges)
    radius = max(_SMALLEST, round(len(order) * _STEP / (2 * math.pi)))
    most = max((drawn[name].total for name in order), default=1)
    nodes = [_node(drawn[name], k / len(order), (radius, most), (edges, notice)) for k, name in enumerate(order)]
    across, down = _extent(nodes)
    return Network(
        across, down, nodes, _lines(nodes, {name: k for k, name in enumerate(order)}, edges), len(linked) - len(order)
    )


def _crowded(reader: Reader) -> bool:
    return any(len(parties_of(task.duty)) > _CROWD for task in tasks(reader.data) if task.duty)


def _order(names: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    """The names in an order that keeps those side by side that share most."""
    if len(names) < 3:  # noqa: PLR2004 - any order of two is a circle
        return list(names)
    import numpy as np  # noqa: PLC0415 - slow to load, and few forms need it
    from scipy.cluster.hierarchy import leaves_list, linkage  # noqa: PLC0415

    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for edge in edges:
        shared[edge.one, edge.other] = shared[edge.other, edge.one] = edge.shared
    together = {name: sum(shared[name, other] for other in names) or 1 for name in names}
    apart = [1 - shared[a, b] / math.sqrt(together[a] * together[b]) for a, b in combinations(names, 2)]
    tree = linkage(np.array(apart).round(9), method="average", optimal_ordering=True)
    return [names[k] for k in leaves_list(tree)]


def _node(tally: Tally, share: float, scale: tuple[int, int], of: tuple[Sequence[Edge], int]) -> Node:
    radius, most = scale
    edges, notice = of
    angle = 2 * math.pi * share - math.pi / 2
    left = math.cos(angle) < -1e-9  # noqa: PLR2004 - straight up and down count as right
    partners = sum(tally.name in edge[:2] for edge in edges)
    size = round(4 + 5 * math.sqrt(tally.total / most), 1)
    return Node(
        round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1), size,
        round(math.degrees(angle) + 180 * left, 1), "end" if left else "start", (-15 if left else 15),
        cut(tally.name, _LONGEST), tally.name, f"{tally.total} {partners}", link(n=notice, unit=tally.name),
    )  # fmt: skip


def _extent(nodes: Sequence[Node]) -> tuple[int, int]:
    """How far the drawing reaches to the sides, and up and down."""
    ends = [(node, math.radians(node.turn), abs(node.gap) + ems(node.text) * SIZE) for node in nodes]
    across = max((abs(node.x) + abs(math.cos(turn)) * length for node, turn, length in ends), default=0)
    down = max((abs(node.y) + abs(math.sin(turn)) * length for node, turn, length in ends), default=0)
    return math.ceil(across) + 2 * SIZE, math.ceil(down) + 2 * SIZE


def _lines(nodes: Sequence[Node], places: dict[str, int], edges: Sequence[Edge]) -> list[Line]:
    """Curves that bend towards the middle; the thin ones first, below the others."""
    most = max((edge.shared for edge in edges), default=1)
    found = []
    for edge in reversed(edges):
        one, other = nodes[places[edge.one]], nodes[places[edge.other]]
        bend = f"{(one.x + other.x) * 0.15:.1f} {(one.y + other.y) * 0.15:.1f}"
        path = f"M{one.x} {one.y}Q{bend} {other.x} {other.y}"
        found.append(Line(places[edge.one], places[edge.other], path, round(1 + 7 * edge.shared / most, 1)))
    return found
