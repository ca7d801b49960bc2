"""What the parties of an agreement or an addendum sign, letter by letter."""

from __future__ import annotations

from ..models import Addendum, Agreement


def text_of(agreement: Agreement) -> list[object]:
    """Everything the parties sign, in a fixed order."""
    own: list[object] = [
        getattr(agreement, name)
        for name in (
            "reference", "kind", "title", "legal_basis", "purpose", "object", "scope", "financing", "disputes",
            "starts_on", "ends_on", "review_on", "parent_id", "renews_id",
        )
    ]  # fmt: skip
    for party in agreement.parties.order_by("position", "id"):
        own += [party.agency_id, party.body_name, party.official_name, party.official_office, party.mandate]
    for one in agreement.obligations.order_by("id"):
        own += [one.debtor_id, one.creditor_id, one.what, f"{one.quantity:.2f}", one.unit, one.recurrence]
        own += [one.first_due_on, one.budget_line]
    return own


def addendum_text(addendum: Addendum) -> list[object]:
    """Everything the parties sign with an addendum."""
    return [
        addendum.agreement.digest,
        addendum.number,
        addendum.title,
        addendum.text,
        addendum.ends_on,
        addendum.review_on,
    ]
