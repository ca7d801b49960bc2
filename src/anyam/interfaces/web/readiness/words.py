"""How standings and papers look: a word, a colour, and never a green without a date."""

from __future__ import annotations

from anyam.registry.agencies.choices import Need
from anyam.registry.readiness.choices import PaperStanding, Standing

TONES = {
    Standing.VERIFIED: "green",
    Standing.STATED: "blue",
    Standing.DIFFERS: "orange",
    Standing.NOT_UPDATED: "",
    Standing.NEVER: "outline",
}
PAPER_TONES = {
    PaperStanding.VALID: "green",
    PaperStanding.ENDS_SOON: "orange",
    PaperStanding.ENDED: "red",
}


def need_words(needs: tuple[str, ...]) -> str:
    return ", ".join(str(Need(need).label) for need in needs)
