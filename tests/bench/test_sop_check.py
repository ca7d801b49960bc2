"""The measurement of the check runs, at a small size; its full size is `script/bench check`."""

import pytest

from anyam.interfaces.jobs.bench.sop_check import check_figures

pytestmark = pytest.mark.django_db


def test_the_check_is_measured_beside_the_plain_graph_work() -> None:
    figures = {figure.name: figure for figure in check_figures(1, sops=30, steps=60)}
    assert set(figures) == {"check.seconds", "check.ratio", "check.one", "check.sound"}
    assert all(figure.holds for figure in figures.values())
    assert "networkx" in figures["check.ratio"].compared_with
