"""Each minute the worker seals what was looked at and done; see `foundation.audit.sealing` for why a minute."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from procrastinate.contrib.django import app

from anyam.casework.oversight.actions import ask_to_keep_seals, notice_unusual_looking
from anyam.foundation.access import Actor
from anyam.foundation.audit.sealing import newest_checkpoint, seal

EACH_MINUTE = "* * * * *"
EACH_NIGHT = "40 19 * * *"  # in UTC: twenty to three in Jakarta
EACH_MORNING = "5 0 * * *"  # five past seven


@app.periodic(cron=EACH_MINUTE)
@app.task(name="audit.seal", queue="clock", lock="audit.seal", queueing_lock="audit.seal")
def seal_log(timestamp: int) -> None:
    """Put new looks and events into the log and sign a checkpoint."""
    seal()


@app.periodic(cron=EACH_NIGHT)
@app.task(name="oversight.notice", queue="clock", lock="oversight.notice", queueing_lock="oversight.notice")
def notice_looking(timestamp: int) -> None:
    """Let the detectors read the looks of the last two weeks."""
    notice_unusual_looking(Actor.system("detectors of unusual looking"))


@app.periodic(cron=EACH_MORNING)
@app.task(name="oversight.seals", queue="clock", lock="oversight.seals", queueing_lock="oversight.seals")
def ask_for_keeping(timestamp: int) -> None:
    """Ask the reviewing agencies to take over the newest checkpoint, and send it to the witness's mailbox."""
    ask_to_keep_seals(Actor.system("seals wait to be kept"))
    newest = newest_checkpoint()
    if newest and settings.ANYAM_WITNESS_EMAIL:
        send_mail(
            subject=f"{settings.ANYAM_LOG_NAME}: {newest.number}",
            message=newest.note,
            from_email=None,
            recipient_list=[settings.ANYAM_WITNESS_EMAIL],
        )
