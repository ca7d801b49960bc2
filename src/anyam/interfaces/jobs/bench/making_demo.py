"""How long the demo district takes to make."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic

from .judging import Figure, present_commit
from .sizes import MeasureFailed

CASES, MONTHS, MOST_SECONDS = 350, 24, 90.0


def demo_figures(seed: int) -> Iterator[Figure]:
    """Make the whole demo district in a database of its own, and count what is in it."""
    surroundings = {**os.environ, "ANYAM_DB_NAME": "bench_demo", "ANYAM_DEMO": "1"}
    anyam = [sys.executable, "-m", "anyam"]
    subprocess.run([*anyam, "prepare"], env=surroundings, stdout=subprocess.DEVNULL, check=True)
    seeding = [*anyam, "seed", "--reset", "--cases", str(CASES), "--months", str(MONTHS), "--seed", str(seed)]
    begun = monotonic()
    done = subprocess.run(seeding, env=surroundings, stdout=subprocess.PIPE, text=True)
    seconds = monotonic() - begun
    made = re.search(r"(\d+) cases \(\d+ open\), (\d+) referrals, .* in (\d+) s", done.stdout)
    if done.returncode != 0 or made is None:
        raise MeasureFailed("the demo district could not be made")
    cases, referrals, own = (int(number) for number in made.groups())
    commit, against = present_commit(), f"{seconds:.0f} s with an empty database and the register of places"
    yield Figure("demo.seconds", own, "s", f"<= {MOST_SECONDS:g}", own <= MOST_SECONDS, against, seed, commit)
    yield Figure(
        "demo.cases", cases, "cases", "330 to 370", 330 <= cases <= 370, f"{CASES} asked for", seed, commit
    )
    yield Figure(
        "demo.referrals",
        referrals,
        "referrals",
        "1200 to 1600",
        1200 <= referrals <= 1600,
        "about four a case",
        seed,
        commit,
    )
