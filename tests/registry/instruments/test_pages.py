"""The pages of instruments: findings where they are, the difference, trying a form out, deciding."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anyam.foundation.access import Actor
from anyam.registry.accounts.models import User
from anyam.registry.instruments import actions, queries
from tests.cast import Cast

from .test_versions import NEXT, SHEETS, uploaded

pytestmark = pytest.mark.django_db


def browser(actor: Actor, language: str = "id") -> Client:
    User.objects.filter(pk=actor.user_id).update(language=language)
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def text_of(page: Any) -> str:
    return str(page.content.decode())


def brought(sheets: str) -> dict[str, Any]:
    return {"submission": str(uuid4()), "content": SimpleUploadedFile("form.md", sheets.encode())}


def test_a_form_is_uploaded_tried_out_and_put_into_force(cast: Cast) -> None:
    agus = browser(cast.agus)
    assert "Keluarga" not in text_of(agus.get(reverse("instruments:index")))
    answer = agus.post(reverse("instruments:upload"), brought(SHEETS))
    assert answer.status_code == 302
    (draft,) = queries.list_instruments(cast.agus).drafts
    assert answer["Location"] == reverse("instruments:detail", args=[draft.id])
    detail = text_of(agus.get(answer["Location"]))
    assert "Hari pertama" in detail
    assert reverse("instruments:put_into_force", args=[draft.id]) in detail
    answer = agus.post(reverse("instruments:put_into_force", args=[draft.id]), {"from_day": "2001-01-01"})
    assert answer.status_code == 422
    from_day = queries.get_version(cast.agus, draft.id).row.uploaded_at.date().isoformat()
    answer = agus.post(reverse("instruments:put_into_force", args=[draft.id]), {"from_day": from_day})
    assert answer.status_code == 302
    assert draft.id in {row.id for row in queries.instruments_in_force(cast.dewi)}
    file = agus.get(reverse("instruments:file", args=[draft.id]))
    assert file.content == SHEETS.encode()
    assert "attachment" in file["Content-Disposition"]


def test_what_is_wrong_stands_on_the_page_with_sheet_row_and_column(cast: Cast) -> None:
    broken = SHEETS.replace("${name} != ''", "${name} !! ''")
    page = browser(cast.agus).post(reverse("instruments:upload"), brought(broken))
    assert page.status_code == 422
    assert "lembar “survey”, baris 4, kolom “relevant”" in text_of(page)
    assert not queries.list_instruments(cast.agus).drafts


def test_the_difference_to_the_version_in_use_is_shown(cast: Cast) -> None:
    actions.put_instrument_into_force(cast.agus, version_id=uploaded(cast))
    second = uploaded(cast, NEXT)
    page = text_of(browser(cast.agus).get(reverse("instruments:detail", args=[second])))
    assert "Hari mulai" in page
    assert "Hari pertama" in page


def test_a_form_works_without_a_script(cast: Cast) -> None:
    version = uploaded(cast)
    ratna = browser(cast.ratna, "en")
    address = reverse("instruments:preview", args=[version])
    assert "Nothing you write here is kept." in text_of(ratna.get(address))
    page = text_of(ratna.post(address, {"/data/name": "<Ani>", "_add": "/data/kin"}))
    assert 'name="/data/kin[1]/who"' in page
    assert "&lt;Ani&gt;" in page
    assert "<Ani>" not in page
    typed = {"/data/name": "Ani", "_turn": ["/data/kin[1]", "/data/kin[2]"], "/data/kin[2]/who": "Ibu"}
    page = ratna.post(address, typed)
    assert page.status_code == 422
    assert 'href="#/data/kin[1]/who"' in text_of(page)
    page = ratna.post(address, {**typed, "_remove": "/data/kin[1]"})
    assert 'value="Ibu"' in text_of(page)
    assert "/data/kin[2]/who" not in text_of(page).partition("<template>")[0]
    page = ratna.post(address, {"/data/name": "Ani"})
    assert page.status_code == 200
    assert "Everything is answered as the form wants it" in text_of(page)


def test_a_version_is_withdrawn_after_a_question(cast: Cast) -> None:
    version = uploaded(cast)
    actions.put_instrument_into_force(cast.agus, version_id=version)
    agus = browser(cast.agus)
    address = reverse("instruments:withdraw", args=[version])
    assert agus.get(address).status_code == 200
    assert agus.post(address).status_code == 302
    assert version not in {row.id for row in queries.instruments_in_force(cast.dewi)}
    assert agus.get(address).status_code == 404


def test_others_see_no_drafts_in_the_list_and_cannot_upload(cast: Cast) -> None:
    uploaded(cast)
    dewi = browser(cast.dewi)
    assert "keluarga" not in text_of(dewi.get(reverse("instruments:index")))
    assert dewi.get(reverse("instruments:upload")).status_code == 404
