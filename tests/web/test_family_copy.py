"""The family's copy of the plan fits on one A4 page and carries no code words."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from anyam.casework.cases import actions
from anyam.foundation.core import clock
from tests.casework.main_job import agree, assessed

GOALS = (
    "Sulastri tidur nyenyak dan tidak takut di rumah",
    "Sulastri kembali sekolah setiap hari",
    "Ibu merasa didukung",
)
TASKS = (
    "Pemeriksaan kesehatan di rumah sakit",
    "Bertemu psikolog dua minggu sekali",
    "Bicara dengan wali kelas",
)


@pytest.mark.django_db
def test_a_plan_of_three_goals_prints_on_one_page(page, browser_of, district):
    case = assessed(district.manager)
    for text in GOALS:
        goal = actions.save_goal(district.manager, case_id=case.pk, text=text)
        for title in TASKS:
            actions.save_plan_action(
                district.manager,
                case_id=case.pk,
                goal_id=goal,
                title=title,
                need="health",
                agency_id=district.hospital.pk,
                due_on=clock.today() + timedelta(days=14),
            )
    agree(district.manager, case)
    sheet = browser_of(district.manager).get(f"/kasus/{case.pk}/rencana/cetak/").content.decode()
    assert case.number not in sheet.split("<article")[1]
    page.set_content(with_style(sheet))
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def with_style(html: str) -> str:
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    style = "".join(
        (folder / "office.css").read_text(encoding="utf-8")
        for folder in folders
        if (folder / "office.css").exists()
    )
    assert style, "The pages are built by script/setup test."
    return html.replace("</head>", f"<style>{style}</style></head>")
