"""What is due by the clock: each minute the worker calls these, and each calls one action."""

from __future__ import annotations

from procrastinate.contrib.django import app

from anyam.casework.custody.actions import watch_custody
from anyam.casework.duties.actions import ask_for_due_duties
from anyam.casework.exports.actions import expire_exports
from anyam.casework.files.actions import sweep_files
from anyam.casework.meetings.actions import end_signing
from anyam.casework.messages.actions import let_go_of_closed, order_digests
from anyam.casework.referrals.actions import expire_due_referrals
from anyam.casework.rights.actions import destroy_due_data
from anyam.casework.sops.actions import escalate_late_work
from anyam.casework.supervision.actions import move_absences
from anyam.foundation.access import Actor
from anyam.foundation.core.remembering import remembering
from anyam.foundation.entry.clearing import clear_ended
from anyam.registry.agreements.actions import sweep_documents, watch_agreements
from anyam.registry.readiness.actions import watch_readiness

EACH_MINUTE = "* * * * *"
EACH_NIGHT = "40 2 * * *"
# One at a time: a slow minute is not overtaken by the next.
LOCK = "due_work"


def call_out_late_work() -> int:
    """Call out everything whose moment has come, in short transactions; how many calls there were."""
    clock, called = Actor.system("work clock"), 0
    with remembering():
        while count := escalate_late_work(clock):
            called += count
    return called


@app.periodic(cron=EACH_MINUTE)
@app.task(name="referrals.expire", queue="clock", lock=LOCK, queueing_lock="referrals.expire")
def expire_referrals(timestamp: int) -> None:
    """Let referrals expire whose time for an answer is over."""
    expire_due_referrals(Actor.system("response clock"))


@app.periodic(cron=EACH_MINUTE)
@app.task(name="sops.escalate", queue="clock", lock=LOCK, queueing_lock="sops.escalate")
def escalate_work(timestamp: int) -> None:
    """Tell whoever looks after an agency's work what became late."""
    call_out_late_work()


@app.periodic(cron=EACH_MINUTE)
@app.task(name="custody.watch", queue="clock", lock=LOCK, queueing_lock="custody.watch")
def watch_children_in_custody(timestamp: int) -> None:
    """Call out every child who is held longer than the law allows."""
    watch_custody(Actor.system("clock of custody"))


@app.periodic(cron=EACH_NIGHT)
@app.task(name="files.sweep", queue="clock", lock=LOCK, queueing_lock="files.sweep")
def sweep_contents(timestamp: int) -> None:
    """Take away sealed contents that an interrupted upload left without a row."""
    sweep_files(Actor.system("sweep of files"))


@app.periodic(cron=EACH_NIGHT)
@app.task(name="documents.sweep", queue="clock", lock=LOCK, queueing_lock="documents.sweep")
def sweep_papers(timestamp: int) -> None:
    """The same for documents of agreements and policies, in a folder of their own."""
    sweep_documents(Actor.system("sweep of documents"))


@app.periodic(cron=EACH_MINUTE)
@app.task(name="entry.clear", queue="clock", lock=LOCK, queueing_lock="entry.clear")
def clear_entry(timestamp: int) -> None:
    """Throw away sessions, counts of guesses and waiting forms that have ended."""
    clear_ended()


@app.periodic(cron=EACH_MINUTE)
@app.task(name="exports.expire", queue="clock", lock=LOCK, queueing_lock="exports.expire")
def expire_old_exports(timestamp: int) -> None:
    """Destroy exports whose day is over."""
    expire_exports(Actor.system("export clock"))


@app.periodic(cron=EACH_MINUTE)
@app.task(name="meetings.end_signing", queue="clock", lock=LOCK, queueing_lock="meetings.end_signing")
def end_signing_of_minutes(timestamp: int) -> None:
    """Say where the time to sign minutes is over."""
    end_signing(Actor.system("signing clock"))


@app.periodic(cron="17 2 * * *")
@app.task(name="rights.destroy", queue="clock", lock=LOCK, queueing_lock="rights.destroy")
def destroy_what_is_due(timestamp: int) -> None:
    """Each night: destroy what two decided thirty days ago, if nothing holds it."""
    destroy_due_data(Actor.system("retention clock"))


@app.periodic(cron="35 4 * * *")
@app.task(name="duties.ask", queue="clock", lock=LOCK, queueing_lock="duties.ask")
def ask_for_routine_duties(timestamp: int) -> None:
    """Each morning: put on the desks the routine duties whose day comes near."""
    ask_for_due_duties(Actor.system("clock of duties"))


@app.periodic(cron="5 * * * *")
@app.task(name="agreements.watch", queue="clock", lock=LOCK, queueing_lock="agreements.watch")
def watch_agreements_and_policies(timestamp: int) -> None:
    """Each hour: begin, warn, ask for what is due, close consultations, let run out."""
    watch_agreements(Actor.system("clock of agreements"))


@app.periodic(cron="35 * * * *")
@app.task(name="readiness.watch", queue="clock", lock=LOCK, queueing_lock="readiness.watch")
def watch_what_agencies_have_ready(timestamp: int) -> None:
    """Each hour: ask for what grows too old, warn of papers and certificates that run out."""
    watch_readiness(Actor.system("clock of readiness"))


@app.periodic(cron="*/10 * * * *")
@app.task(name="supervision.absences", queue="clock", lock=LOCK, queueing_lock="supervision.absences")
def move_times_away(timestamp: int) -> None:
    """Cases go to stand-ins when somebody goes away, and come back with them."""
    move_absences(Actor.system("clock of absences"))


@app.periodic(cron="*/5 * * * *")
@app.task(name="messages.digests", queue="clock", lock=LOCK, queueing_lock="messages.digests")
def send_digests(timestamp: int) -> None:
    """Tell by e-mail what gathered while somebody's quiet hours lasted, or until their digest was due."""
    order_digests(Actor.system("digest clock"))


@app.periodic(cron="25 * * * *")
@app.task(name="messages.let_go", queue="clock", lock=LOCK, queueing_lock="messages.let_go")
def let_go_of_closed_threads(timestamp: int) -> None:
    """Each hour: expect nothing more of agencies to which a thread is closed by now."""
    let_go_of_closed(Actor.system("clock of messages"))
