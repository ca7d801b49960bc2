"""Where each next step is done."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

from anyam.casework.cases.results import CaseSummary

PAGES = {
    "assessment": "cases:assessment",
    "plan": "cases:plan",
    "contacts": "cases:record",
    "reviews": "cases:record_review",
    "referrals": "referrals:of_case",
    "meetings": "meetings:of_case",
    "corrections": "rights:corrections",
    "supervision": "supervision:of_case",
}


def linked_steps(case: CaseSummary) -> list[dict[str, Any]]:
    """The next steps with the address of the page where they are done."""
    return [
        {
            "title": step.label,
            "url": _address(PAGES.get(step.page, ""), case),
            "due_at": step.due_at,
            "by": step.owner,
        }
        for step in case.next_steps
    ]


def _address(name: str, case: CaseSummary) -> str:
    try:
        return reverse(name, args=[case.header.id]) if name else ""
    except NoReverseMatch:
        return ""
