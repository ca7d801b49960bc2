"""The instruments of a case, and reading and printing what was filled in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyam.casework.cases import queries
from anyam.casework.cases.results import AssessmentDetail

from ...layouts.requests import OfficeRequest
from ..page import case_page


@require_GET
def listing(request: OfficeRequest, case_id: UUID) -> HttpResponse:
    found = queries.get_case_instruments(request.actor, case_id)
    return case_page(request, "cases/instruments.html", found.header, "assessment", {"found": found})


@require_GET
def filled(request: OfficeRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    assessment = queries.get_assessment(request.actor, case_id, assessment_id)
    return case_page(
        request, "cases/assessment_filled.html", assessment.header, "assessment", in_words(assessment)
    )


@require_GET
def printed(request: OfficeRequest, case_id: UUID, assessment_id: UUID) -> HttpResponse:
    assessment = queries.get_assessment(request.actor, case_id, assessment_id)
    context = {**in_words(assessment), "header": assessment.header}
    return render(request, "cases/assessment_print.html", context)


def in_words(assessment: AssessmentDetail) -> dict[str, object]:
    """The filling with every answer in words, section by section; what was not answered is left out."""
    parts = [
        {
            "section": section,
            "rows": [
                {
                    "label": question.label,
                    "value": question.words,
                    "source": question.source_label,
                    "source_at": question.known_at,
                }
                for question in section.questions
                if question.is_answered and question.label
            ],
        }
        for section in assessment.sections
    ]
    return {"assessment": assessment, "parts": [part for part in parts if part["rows"]]}
