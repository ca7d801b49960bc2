"""What the issuing person writes into a document: name, label, help, whether long, whether needed."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...choices import DocumentKind

_Line = tuple[str, Promise, Promise | str, bool, bool]

FIELDS_OF: Final[dict[DocumentKind, tuple[_Line, ...]]] = {
    DocumentKind.REFERRAL_LETTER: (
        (
            "note",
            _("A sentence to the agency, if needed"),
            _("It is printed as you write it. Nothing about what happened to the child."),
            True,
            False,
        ),
    ),
    DocumentKind.SOCIAL_REPORT: (
        (
            "asked",
            _("What was asked, and by which letter?"),
            _("For example number and date of the request."),
            False,
            False,
        ),
        ("background", _("Family and background"), "", True, True),
        (
            "condition",
            _("How the child is now"),
            _("What was seen and by whom, strengths as well as needs."),
            True,
            True,
        ),
        (
            "view",
            _("What the child thinks and wants"),
            _("In the child's own words where you can."),
            True,
            True,
        ),
        ("recommendation", _("Recommendation"), "", True, True),
    ),
    DocumentKind.PLAN_COPY: (
        (
            "note",
            _("A sentence to the child, if you like"),
            _("Short and friendly, in words a child knows."),
            True,
            False,
        ),
    ),
    DocumentKind.REUNIFICATION: (
        (
            "receiver",
            _("To whom does the child return?"),
            _("Name and how they stand to the child."),
            False,
            True,
        ),
        ("place", _("Where"), _("The village or office where it was signed, no home address."), False, True),
        (
            "view",
            _("What the child thinks and wants"),
            _("In the child's own words where you can."),
            True,
            True,
        ),
        ("agreed", _("What was agreed"), _("Who does what so that the child is safe and well."), True, True),
        ("follow_up", _("How it is followed"), _("Who visits when, whom the family can call."), True, True),
        ("witnesses", _("Witnesses"), _("Name and office, one on each line."), True, False),
    ),
    DocumentKind.CLOSURE_LETTER: (
        (
            "note",
            _("A sentence to the family, if you like"),
            _("Nothing about what happened: the letter may be read by others at home."),
            True,
            False,
        ),
    ),
}
