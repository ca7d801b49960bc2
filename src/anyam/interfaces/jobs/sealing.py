"""Each minute the worker seals what was looked at and done; see `foundation.audit.sealing` for why a minute."""

from __future__ import annotations

from procrastinate.contrib.django import app

from anyam.foundation.audit.sealing import seal

EACH_MINUTE = "* * * * *"


@app.periodic(cron=EACH_MINUTE)
@app.task(name="audit.seal", queue="clock", lock="audit.seal", queueing_lock="audit.seal")
def seal_log(timestamp: int) -> None:
    """Put new looks and events into the log and sign a checkpoint."""
    seal()
