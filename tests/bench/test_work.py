"""The measurement of joint work runs, at a small size; its full size is `script/bench work`."""

import pytest

from anyam.interfaces.jobs.bench.made_up_sops import made_up_sops
from anyam.interfaces.jobs.bench.many_runs import build
from anyam.interfaces.jobs.bench.work import work_figures
from tests.cast import Cast


@pytest.mark.django_db(transaction=True)
def test_joint_work_is_measured_beside_plain_statements() -> None:
    cast = Cast()
    cast.story()
    cast.story()
    built = build(made_up_sops(16, 60, 1), runs=64, seed=1)
    assert built.runs >= 64
    assert built.work > 300 > built.open_work >= 60
    figures = {figure.name: figure for figure in work_figures(1, asked=12)}
    measured = {"work.due_list.database", "work.step_done", "work.procedure_begun"}
    assert set(figures) == {
        *(f"{name}.{what}" for name in measured for what in ("p95", "ratio")),
        *("work.clock.seconds", "work.clock.ratio"),
    }
    assert all(figures[f"{name}.p95"].figure > 0 for name in measured)
    assert figures["work.clock.seconds"].compared_with != "0 called out"
