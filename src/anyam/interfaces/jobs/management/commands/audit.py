"""`anyam audit verify | checkpoint | seal`: the log of looks and events, checked and handed out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anyam.foundation.audit.notes import verifier_key
from anyam.foundation.audit.sealing import newest_checkpoint, seal
from anyam.foundation.audit.signing import log_key
from anyam.foundation.audit.verifying import Fault, Finding, Verdict, verify

SENTENCES = {
    Fault.CHANGED: "{kind} {row_id} was changed after it was sealed (place {first} of the log).",
    Fault.DELETED: "{kind} {row_id} was deleted after it was sealed (place {first} of the log).",
    Fault.INSERTED: "{kind} {row_id} claims to be older than the last seal, but none holds it: it was slipped in.",
    Fault.BACKDATED: "{kind} {row_id} bears a time that does not fit the seals around it.",
    Fault.LEAF_MISSING: "Places {first} to {last} of the log are gone.",
    Fault.LEAVES_CHANGED: "Places {first} to {last}: the log itself was changed and does not give the signed root.",
    Fault.CHECKPOINT_CHANGED: "Checkpoint {first} does not fit its signed note.",
    Fault.CHECKPOINT_MISSING: "From number {first} on checkpoints are gone.",
    Fault.TRUNCATED: "Places {first} to {last} were cut off: a checkpoint was signed for more rows than there are.",
    Fault.REWRITTEN: "Places {first} to {last} were written anew: they are not what a kept checkpoint says.",
    Fault.NOTE_NOT_OURS: "A kept checkpoint is unreadable, or not signed with this log's key.",
}


class Command(BaseCommand):
    help = "Verifies the log of looks and events, prints its newest signed checkpoint, or seals now."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "checkpoint", "seal"])
        parser.add_argument(
            "--checkpoint",
            action="append",
            default=[],
            metavar="FILE",
            help="a checkpoint that was kept outside, or a folder of them; may be repeated",
        )
        parser.add_argument(
            "--thorough", action="store_true", help="with seal, after a restore: look through whole tables"
        )

    def handle(self, *args: Any, what: str, checkpoint: list[str], thorough: bool, **options: Any) -> None:
        if what == "verify":
            self._verify([text for path in checkpoint for text in _notes(Path(path))])
        elif what == "seal":
            made = seal(is_thorough=thorough)
            self.stdout.write(f"Sealed up to place {made.size}." if made else "Nothing new to seal.")
        else:
            self._print_newest()

    def _print_newest(self) -> None:
        newest = newest_checkpoint()
        if newest is None:
            raise CommandError("There is no checkpoint yet; the worker seals once a minute.")
        key = log_key()
        self.stdout.write(newest.note, ending="")
        self.stderr.write(f"Key to check it with: {verifier_key(key.name, key.public)}")

    def _verify(self, kept: list[str]) -> None:
        verdict = verify(kept)
        for finding in verdict.findings:
            self.stdout.write(sentence_of(finding))
        self.stdout.write(summary_of(verdict))
        if not verdict.is_whole:
            sys.exit(1)


def sentence_of(finding: Finding) -> str:
    """One finding in plain words."""
    return SENTENCES[finding.fault].format(
        kind={"look": "Look", "event": "Event"}.get(finding.kind, ""),
        row_id=finding.row_id,
        first=finding.first,
        last=finding.last,
    )


def summary_of(verdict: Verdict) -> str:
    """What was checked and what was not."""
    how = "Whole" if verdict.is_whole else f"Not whole: {len(verdict.findings)} findings"
    told = [
        f"{how}. {verdict.size} rows under {verdict.checkpoints} checkpoints, {verdict.unsealed} not sealed yet."
    ]
    if not verdict.kept:
        told.append(
            "No checkpoint from outside was given: a log that was cut off or written anew as a whole cannot be told"
            " from a true one. Ask the agency that keeps the checkpoints, and use --checkpoint."
        )
    return "\n".join(told)


def _notes(path: Path) -> list[str]:
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.iterdir()) if file.is_file()]
    if not path.exists():
        raise CommandError(f"There is no file {path}.")
    return [path.read_text(encoding="utf-8")]
