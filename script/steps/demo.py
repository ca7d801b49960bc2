"""`script/demo [--port 8000] [--reset]`: set up what is missing, then run the demo until Ctrl-C."""

from __future__ import annotations

import os
import sys

import setup
from environment import PYTHON
from progress import ROOT, run_steps

sys.path.insert(0, str(ROOT / "src"))

if __name__ == "__main__":
    # The front door needs only the standard library, so it can refuse before anything is installed or changed.
    from anyam.interfaces.jobs.demo import check_can_start

    check_can_start(sys.argv[1:])
    run_steps(setup.plan("run"))
    os.execv(PYTHON, [str(PYTHON), "-m", "anyam.interfaces.jobs.demo", *sys.argv[1:]])
