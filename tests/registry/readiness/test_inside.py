"""Papers, people and money of an agency: kept by itself, asked for before they run out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from anyam.casework.sops.choices import WorkKind
from anyam.foundation.access import NotAllowed, NotFound
from anyam.registry.readiness import actions, queries
from anyam.registry.readiness.actions import BudgetInput, CertificateInput, PaperInput, StaffInput
from anyam.registry.readiness.choices import AssessmentStep, PaperStanding

from .conftest import TODAY, Ward, on, work_of

pytestmark = pytest.mark.django_db


def a_paper(**changed: object) -> PaperInput:
    plain: dict[str, object] = {
        "kind": "accreditation",
        "grade": "C",
        "number": "12/BALKS/2024",
        "issuer": "BALKS",
        "issued_on": date(2024, 8, 1),
    }
    return PaperInput(**{**plain, **changed})  # type: ignore[arg-type]


def a_member(ward: Ward) -> UUID:
    given = StaffInput(full_name="Sekar", position="social_worker", since=date(2024, 1, 2))
    return actions.keep_staff_member(ward.keeper, given=given)


def a_certificate(ward: Ward, member_id: UUID, **changed: object) -> UUID:
    plain: dict[str, object] = {
        "title": "Manajemen kasus",
        "held_by": "Dinas Sosial",
        "finished_on": date(2024, 5, 1),
        "runs_until": date(2026, 5, 1),
    }
    return actions.keep_certificate(
        ward.keeper,
        member_id=member_id,
        given=CertificateInput(**{**plain, **changed}),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("grade", "until"), [("A", 2029), ("B", 2027), ("C", 2026)])
def test_a_grade_holds_its_years(ward: Ward, grade: str, until: int) -> None:
    actions.keep_paper(ward.keeper, given=a_paper(grade=grade))
    paper = queries.get_own_inside(ward.keeper).papers[0]
    assert (paper.grade, paper.runs_until) == (grade, date(until, 8, 1))


def test_a_paper_becomes_work_half_a_year_before_its_end_and_a_new_one_ends_it(ward: Ward) -> None:
    actions.keep_paper(ward.keeper, given=a_paper())
    with on(2026, 2, 1):
        assert ward.night() == 0
    with on(2026, 3, 2):
        assert ward.night() == 1
        assert WorkKind.RENEW_PAPER in work_of(ward.keeper)
        assert queries.get_home(ward.keeper).papers[0].standing is PaperStanding.ENDS_SOON
        assert ward.night() == 0
        renewed = a_paper(number="3/BALKS/2026", grade="B", issued_on=TODAY)
        actions.keep_paper(ward.keeper, given=renewed)
        assert WorkKind.RENEW_PAPER not in work_of(ward.keeper)
        assert queries.get_home(ward.keeper).papers == ()


def test_an_ended_paper_says_so(ward: Ward) -> None:
    actions.keep_paper(ward.keeper, given=a_paper())
    with on(2026, 8, 2):
        assert (
            queries.get_inside(ward.cast.dewi, ward.cast.hospital.id).papers[0].standing
            is PaperStanding.ENDED
        )


def test_an_odd_paper_is_refused(ward: Ward) -> None:
    for odd in (
        a_paper(grade=""),
        a_paper(kind="licence"),
        a_paper(issued_on=date(2026, 3, 3)),
        a_paper(runs_until=date(2024, 8, 1)),
        a_paper(runs_until=date(2060, 1, 1)),
        a_paper(number=""),
    ):
        with pytest.raises(actions.NotPossibleAsWritten):
            actions.keep_paper(ward.keeper, given=odd)
    actions.keep_paper(ward.keeper, given=a_paper())
    with pytest.raises(actions.PaperIsKnown):
        actions.keep_paper(ward.keeper, given=a_paper())


def test_the_way_to_a_certificate_goes_step_by_step(ward: Ward) -> None:
    way = actions.begin_assessment(ward.keeper)
    with pytest.raises(actions.NotInThisOrder):
        actions.advance_assessment(ward.keeper, assessment_id=way, step="visitation", done_on=TODAY)
    for step in AssessmentStep:
        actions.advance_assessment(ward.keeper, assessment_id=way, step=step, done_on=TODAY)
    found = queries.get_own_inside(ward.keeper).assessments[0]
    assert not found.is_open
    assert all(step.done_on == TODAY for step in found.steps)
    with pytest.raises(NotFound):
        actions.end_assessment(ward.keeper, assessment_id=way)


def test_names_and_sums_are_for_the_agency_itself(ward: Ward) -> None:
    a_certificate(ward, a_member(ward))
    line = BudgetInput(year=2026, title="Makan anak", funding="apbd", planned=Decimal(5_000_000))
    actions.plan_budget_line(ward.keeper, given=line)
    own = queries.get_own_inside(ward.keeper)
    assert [row.full_name for row in own.staff] == ["Sekar"]
    other = queries.get_inside(ward.cast.dewi, ward.cast.hospital.id)
    assert (other.staff, other.years) == ((), ())
    assert [(one.total, one.certified) for one in other.counts] == [(1, 1)]
    secretariat = queries.get_inside(ward.cast.wulan, ward.cast.hospital.id)
    assert secretariat.staff == ()
    assert secretariat.years[0].planned == Decimal(5_000_000)


def test_a_certificate_becomes_work_before_its_end_and_its_renewal_ends_it(ward: Ward) -> None:
    member = a_member(ward)
    old = a_certificate(ward, member)
    with on(2026, 3, 1):
        assert ward.night() == 0
    with on(2026, 3, 3):
        assert ward.night() == 1
        assert WorkKind.RENEW_CERTIFICATE in work_of(ward.keeper)
        assert [row.id for row in queries.get_home(ward.keeper).certificates] == [old]
        given = CertificateInput("Manajemen kasus", "Dinas Sosial", TODAY, runs_until=date(2028, 3, 2))
        actions.keep_certificate(ward.keeper, member_id=member, given=given, replaces_id=old)
        assert WorkKind.RENEW_CERTIFICATE not in work_of(ward.keeper)
        assert queries.get_home(ward.keeper).certificates == ()


def test_nobody_asks_for_the_certificates_of_who_left(ward: Ward) -> None:
    member = a_member(ward)
    a_certificate(ward, member)
    with on(2026, 3, 3):
        ward.night()
        actions.end_staff_member(ward.keeper, member_id=member, until=TODAY)
        assert WorkKind.RENEW_CERTIFICATE not in work_of(ward.keeper)
        assert queries.get_own_inside(ward.keeper).staff == ()
        with pytest.raises(NotFound):
            a_certificate(ward, member)


def test_other_agencies_keep_nothing_here(ward: Ward) -> None:
    member = a_member(ward)
    with pytest.raises(NotFound):
        actions.end_staff_member(ward.looker, member_id=member, until=TODAY)
    with pytest.raises(NotFound):
        actions.keep_certificate(
            ward.looker, member_id=member, given=CertificateInput("Palsu", "Entah", TODAY)
        )
    for stranger in (ward.cast.dewi, ward.cast.tamu):
        with pytest.raises(NotAllowed):
            actions.keep_paper(stranger, given=a_paper())


def test_what_is_realised_adds_up_and_never_falls_below_nothing(ward: Ward) -> None:
    line = BudgetInput(year=2026, title="Makan anak", funding="apbd", planned=Decimal(1_000_000))
    line_id = actions.plan_budget_line(ward.keeper, given=line)
    for amount in (Decimal(700_000), Decimal(-200_000), Decimal("600000.50")):
        actions.realise_budget(ward.keeper, line_id=line_id, on=TODAY, amount=amount, words="Beras")
    found = queries.get_own_line(ward.keeper, line_id)
    assert (found.realised, found.is_above) == (Decimal("1100000.50"), True)
    for odd in (Decimal(0), Decimal(-2_000_000), Decimal("0.001"), Decimal("NaN"), Decimal(10) ** 15):
        with pytest.raises(actions.NotPossibleAsWritten):
            actions.realise_budget(ward.keeper, line_id=line_id, on=TODAY, amount=odd, words="Beras")
    with pytest.raises(NotFound):
        actions.realise_budget(ward.looker, line_id=line_id, on=TODAY, amount=Decimal(1), words="Beras")
    assert queries.get_own_line(ward.keeper, line_id).realised == Decimal("1100000.50")


def test_agencies_stand_side_by_side_in_the_order_of_names(ward: Ward) -> None:
    ward.see(ward.fill())
    actions.keep_paper(ward.keeper, given=a_paper())
    rows = queries.list_agency_readiness(ward.cast.wulan)
    assert [row.agency_short for row in rows] == sorted(row.agency_short for row in rows)
    hospital = next(row for row in rows if row.agency_short == "RSUD")
    assert (hospital.verified, hospital.never, hospital.papers_ending) == (1, 1, 1)
    with on(2026, 8, 2):
        hospital = next(
            row for row in queries.list_agency_readiness(ward.cast.wulan) if row.agency_short == "RSUD"
        )
        assert (hospital.verified, hospital.not_updated) == (0, 1)
