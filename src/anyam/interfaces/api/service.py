"""The API as a whole: who comes in, and the one form in which every "no" is said."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie

from anyam.foundation.access import Actor, NotFound, StepUpNeeded
from anyam.foundation.core.refusals import Refusal

from . import casework, cooperation, directory, own
from .requests import ApiRequest
from .schemas import Problem


class OfficeSession(APIKeyCookie):
    """The same session as the pages, with the same protection against forged requests (X-CSRFToken on POST).

    Whoever holds a temporary password chooses their own on the page first.
    """

    param_name: str = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        coming = cast(ApiRequest, request)
        return coming.actor if coming.actor.user_id else None


api = NinjaAPI(
    title="Anyam",
    version="1",
    description=(
        "Casework across the agencies of a district. Every operation asks the same questions about permission as the "
        "pages; what a caller may not see answers 404 as if it did not exist."
    ),
    auth=OfficeSession(),
    docs_url=None,
    openapi_url=None,  # the description is committed: docs/reference/openapi.json
    urls_namespace="api",
)
api.add_router("", own.router)
api.add_router("", directory.router)
api.add_router("", casework.router)
api.add_router("", cooperation.router)


@api.exception_handler(AuthenticationError)
def say_sign_in(request: HttpRequest, problem: AuthenticationError) -> HttpResponse:
    said = Problem(code="sign_in", sentence="Sign in first.", field="")
    return api.create_response(request, said, status=401)


@api.exception_handler(NotFound)
def say_not_found(request: HttpRequest, problem: NotFound) -> HttpResponse:
    """What does not exist and what is not theirs answer alike; the problem's own text is not told."""
    said = Problem(code="not_found", sentence="There is nothing here for you.", field="")
    return api.create_response(request, said, status=404)


@api.exception_handler(Refusal)
def say_refusal(request: HttpRequest, problem: Refusal) -> HttpResponse:
    said = Problem(code=problem.code, sentence=str(problem.sentence), field=problem.field)
    return api.create_response(request, said, status=409)


@api.exception_handler(StepUpNeeded)
def say_step_up(request: HttpRequest, problem: StepUpNeeded) -> HttpResponse:
    said = Problem(
        code="step_up",
        sentence="Prove on the page /masuk/pastikan/ that it is you, then send this again.",
        field="",
    )
    return api.create_response(request, said, status=403)
