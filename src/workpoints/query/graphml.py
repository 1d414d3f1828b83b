"""The network of offices as GraphML, which yEd, Gephi and networkx read."""

from __future__ import annotations

import io
from collections.abc import Iterable

from workpoints.extras import load_extra
from workpoints.query.overview import Edge, Tally

__all__ = ["graphml"]


def graphml(offices: Iterable[Tally], edges: Iterable[Edge]) -> str:
    """Offices with their duties by role, and edges with the duties shared. Raises `MissingExtraError`."""
    networkx = load_extra("networkx", "network")
    graph = networkx.Graph()
    for office in offices:
        graph.add_node(office.name, label=office.name, **office.counts, total=office.total)
    for edge in edges:
        weights = {"weight": edge.shared, "source_leads": edge.one_leads, "target_leads": edge.other_leads}
        graph.add_edge(edge.one, edge.other, **weights)
    written = io.BytesIO()
    networkx.write_graphml_xml(graph, written, encoding="utf-8", prettyprint=True)
    return written.getvalue().decode("utf-8") + "\n"
