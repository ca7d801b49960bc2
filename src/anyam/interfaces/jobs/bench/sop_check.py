"""How long the check of all SOPs of a district takes, beside the plain graph work on the same SOPs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import process_time

import networkx as nx

from anyam.casework.sops.queries import check_sop, check_sops
from anyam.casework.sops.results import Document, blocking
from anyam.foundation.access import Actor

from .judging import Figure, present_commit
from .made_up_sops import made_up_sops

SOPS, STEPS, MOST_SECONDS, MOST_SECONDS_FOR_ONE = 500, 60, 30.0, 5.0


def check_figures(seed: int, *, sops: int = SOPS, steps: int = STEPS) -> Iterator[Figure]:
    """The check of `sops` SOPs of `steps` rows together, and of one of them among the others."""
    actor, commit = Actor.system("measurement"), present_commit()
    documents = made_up_sops(sops, steps, seed)
    begun = process_time()
    found = check_sops(actor, documents)
    seconds = process_time() - begun
    begun = process_time()
    check_sop(actor, documents[0], around=documents)
    one = process_time() - begun
    begun = process_time()
    plain_graph_work(documents)
    plain = process_time() - begun
    rows = sum(len(document.steps) for document in documents)
    size = f"{sops} SOPs, {rows:,} rows, {len(found):,} findings"
    wrong = len(blocking(found))
    yield Figure(
        "check.seconds",
        round(seconds, 1),
        "s",
        f"< {MOST_SECONDS:g}",
        seconds < MOST_SECONDS,
        size,
        seed,
        commit,
    )
    against = f"networkx alone {plain:.1f} s: reachable from start and end, circles, dominators, longest way"
    yield Figure("check.ratio", round(seconds / plain, 1), "times", "", True, against, seed, commit)
    yield Figure(
        "check.one",
        round(one, 1),
        "s",
        f"< {MOST_SECONDS_FOR_ONE:g}",
        one < MOST_SECONDS_FOR_ONE,
        size,
        seed,
        commit,
    )
    yield Figure("check.sound", wrong, "to mend", "0", wrong == 0, "made without a fault", seed, commit)


def plain_graph_work(documents: Iterable[Document]) -> None:
    """What any such check needs from the library, and nothing else."""
    for document in documents:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(step.key for step in document.steps)
        graph.add_edges_from((step.key, flow.to) for step in document.steps for flow in step.flows)
        first, last = document.steps[0].key, document.steps[-1].key
        nx.descendants(graph, first)
        nx.ancestors(graph, last)
        nx.immediate_dominators(graph, first)
        nx.dag_longest_path_length(nx.condensation(graph), weight="hours")
