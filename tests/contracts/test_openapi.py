"""Whatever the description allows, and much that it does not: no answer above 499, and each as described."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import FailureGroup, not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from anyam.interfaces.api import reference
from tests.cast import Cast, Story

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
# Answered before an operation is reached, so no operation describes them.
BEFORE_THE_OPERATION = {400, 403, 404, 405, 422}
EXAMPLES = 15

schema = schemathesis.openapi.from_dict(
    json.loads((reference.FOLDER / "openapi.json").read_text(encoding="utf-8"))
)
OPERATIONS = {
    f"{found.ok().method.upper()} {found.ok().path}": found.ok() for found in schema.get_all_operations()
}
Send = Callable[[Case], Response]


def sender(client: Client, values: dict[str, Any]) -> Send:
    """Sends generated requests as somebody signed in; where an id is wanted, often a real one."""

    def send(case: Case) -> Response:
        path = case.path
        for name, value in (case.path_parameters or {}).items():
            real = values.get(name) if hash(str(value)) % 2 else None
            path = path.replace(f"{{{name}}}", quote(str(real or value), safe=""))
        pairs = urlencode(
            [(k, v) for k, v in (case.query or {}).items() if v is not None], doseq=True, errors="replace"
        )
        has_body = not isinstance(case.body, schemathesis.core.NotSet)
        body = json.dumps(case.body, default=str).encode() if has_body else b""
        answer = client.generic(
            case.method, path, data=body, content_type="application/json", QUERY_STRING=pairs
        )
        return as_response(case, answer.status_code, dict(answer.items()), answer.content)

    return send


def as_response(case: Case, status: int, headers: dict[str, str], content: bytes) -> Response:
    """An answer in the form that the checks read."""
    asked = requests.Request(case.method, "http://localhost/").prepare()
    listed = {name.lower(): [value] for name, value in headers.items()}
    return Response(status, listed, content, asked, elapsed=0.0, verify=False)


def judge(case: Case, response: Response) -> None:
    """Raises FailureGroup where the answer is not as described."""
    if response.status_code not in BEFORE_THE_OPERATION:
        case.validate_response(response, checks=CHECKS)


def try_out(operation: Any, mode: GenerationMode, send: Send) -> set[int]:
    """Many generated requests to one operation; the states that came back."""
    seen: set[int] = set()

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def once(case: Case) -> None:
        response = send(case)
        seen.add(response.status_code)
        judge(case, response)

    once()
    return seen


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"]
)
def test_no_input_makes_the_api_fall_over(mode: GenerationMode, cast: Cast, story: Story) -> None:
    sends, receives = (Client(HTTP_HOST="localhost", raise_request_exception=False) for _ in range(2))
    sends.force_login(cast.user_of(cast.dewi))
    receives.force_login(cast.user_of(cast.rudi))
    values = {"case_id": story.case_id, "referral_id": story.referral_id}
    seen = {}
    for name, operation in OPERATIONS.items():
        client = receives if "/referrals/" in name else sends
        try:
            seen[name] = try_out(operation, mode, sender(client, values))
        except schemathesis.errors.InvalidSchema:  # nothing unfitting can be made where nothing is asked for
            continue
    assert len(seen) >= len(OPERATIONS) // 2
    assert max(max(states, default=0) for states in seen.values()) < 500


def test_every_operation_is_described_and_guarded() -> None:
    described = json.loads((reference.FOLDER / "openapi.json").read_text(encoding="utf-8"))
    operations = [op for path in described["paths"].values() for op in path.values()]
    assert len(operations) == len(OPERATIONS)
    assert all(op.get("description") and op.get("security") and "401" in op["responses"] for op in operations)


def test_seeded_server_error_and_false_answer_are_caught() -> None:
    operation = OPERATIONS["GET /api/v1/me"]
    for status, body in ((500, b"{}"), (200, b'{"user_id": 7}')):

        def broken(case: Case, status: int = status, body: bytes = body) -> Response:
            return as_response(case, status, {"Content-Type": "application/json"}, body)

        with pytest.raises((FailureGroup, ExceptionGroup)):
            try_out(operation, GenerationMode.POSITIVE, broken)
