"""Official documents: a number without a gap, a frozen paper, a code that tells nothing, and answers from outside."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections
from pypdf import PdfReader

from anyam.casework.cases import actions as cases
from anyam.casework.documents import actions, queries
from anyam.casework.documents.actions import IssuedAlready, LinkIsShut, issuing
from anyam.casework.documents.actions.issuing import NumberIsTaken, _next_serial
from anyam.casework.documents.actions.linking import AgencyAnswersItself
from anyam.casework.documents.actions.replying import AnsweredAlready, AnswerIsMissing, LetterFromTheFuture
from anyam.casework.documents.choices import DocumentKind, DocumentState, PaperLanguage, ReplyStep, Verdict
from anyam.casework.documents.models import Document, Reply, ReplyLink, Series
from anyam.casework.documents.queries.writing.cases import CaseStillOpen
from anyam.casework.documents.queries.writing.letters import ReferralIsOver, SendItFirst
from anyam.casework.documents.queries.writing.reports import NotForThisAgency
from anyam.casework.documents.results import Answer, LetterheadInput, Wish
from anyam.casework.files.models import CaseFile
from anyam.casework.files.queries import open_copy
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import ReferralState, WithdrawReason
from anyam.casework.referrals.models import Referral
from anyam.casework.referrals.queries import get_referral
from anyam.foundation.access import Actor, NotAllowed, NotFound, Permission, Role, action, require
from anyam.foundation.access.guard import ACTIONS
from anyam.foundation.access.row_context import acting, changing
from anyam.foundation.audit.models import Look
from anyam.foundation.core import clock
from anyam.foundation.events.models import EventRow
from anyam.registry.agencies.choices import Need
from tests.cast import MARKER, Cast, Story
from tests.trust.honest_files import phone_photo

SYSTEM = Actor.system("a page without sign-in")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.ANYAM_FILES = tmp_path / "files"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def story(cast: Cast) -> Story:
    return cast.story()


def letter_of(cast: Cast, story: Story, **more: Any) -> UUID:
    """The letter to the police, where nobody signs in."""
    wish = Wish(DocumentKind.REFERRAL_LETTER, story.referral_id)
    return actions.issue_document(cast.dewi, wish=wish, **more)


def text_of(cast: Cast, document_id: UUID) -> str:
    sheet = queries.open_paper(cast.dewi, document_id).content
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(sheet)).pages)


def printed_code(cast: Cast, document_id: UUID) -> str:
    """The code as whoever holds the paper reads it."""
    lines = text_of(cast, document_id).splitlines()
    return next(line for line in lines if line.count("-") == 4 and len(line) == 24)


def token_of(cast: Cast, document_id: UUID) -> str:
    return actions.open_reply_link(cast.dewi, document_id=document_id).token


def state_of(referral_id: UUID) -> str:
    with acting(SYSTEM):
        return str(Referral.objects.get(pk=referral_id).state)


def empty(actor: Actor, case_id: UUID) -> dict[str, int]:
    """As the destruction does it, inside an action that has asked."""

    @action()
    def destroy(actor: Actor) -> dict[str, int]:
        require(actor, Permission.DESTROY_DUE_DATA)
        return actions.forget_documents_of(actor, case_id, [])

    try:
        return destroy(actor)
    finally:
        for name in [one for one in ACTIONS if one.endswith("destroy")]:
            if name.startswith(__name__):
                del ACTIONS[name]


# --- numbers ------------------------------------------------------------------------------------------------------


def test_documents_are_numbered_in_turn_by_register_and_an_issue_that_fails_gives_its_number_back(
    cast: Cast, story: Story
) -> None:
    letter_of(cast, story)
    with pytest.raises(CaseStillOpen):
        actions.issue_document(cast.dewi, wish=Wish(DocumentKind.CLOSURE_LETTER, story.case_id))
    actions.issue_document(cast.dewi, wish=Wish(DocumentKind.REFERRAL_LETTER, story.accepted_id))
    actions.issue_document(cast.ratna, wish=Wish(DocumentKind.RECEIPT, story.waiting_report_id))
    numbers = sorted(Document.objects.values_list("register", "serial"))
    assert numbers == [("letters", 1), ("letters", 2), ("receipts", 1)]
    year = clock.today().year
    assert f"400.9.14.3/2/ULT-PSAI/{year}" in set(Document.objects.values_list("number", flat=True))


def test_an_issue_that_breaks_after_it_was_numbered_leaves_no_gap(
    cast: Cast, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter_of(cast, story)

    def broken(*_args: Any, **_kwargs: Any) -> bytes:
        raise RuntimeError("no paper")

    with monkeypatch.context() as patched:
        patched.setattr(issuing, "set_document", broken)
        with pytest.raises(RuntimeError):
            actions.issue_document(cast.dewi, wish=Wish(DocumentKind.PLAN_COPY, story.case_id))
    actions.issue_document(cast.dewi, wish=Wish(DocumentKind.PLAN_COPY, story.case_id))
    assert sorted(Document.objects.values_list("serial", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_eight_numbers_in_a_row() -> None:
    def one(_number: int) -> int:
        try:
            with changing(SYSTEM):
                return _next_serial("agency:letters:2026")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as several:
        assert sorted(several.map(one, range(8))) == list(range(1, 9))
    assert Series.objects.get(pk="agency:letters:2026").last == 8


def test_a_pattern_of_the_agency_numbers_what_comes_next_and_may_not_serve_two_registers(
    cast: Cast, story: Story
) -> None:
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    actions.change_numbering(head, register="letters", pattern="B-{n}/{unit}/{month}/{year}")
    actions.keep_letterhead(head, given=LetterheadInput(name="UPTD Contoh", unit="PPA", town="Tulungagung"))
    document = Document.objects.get(pk=letter_of(cast, story))
    assert document.number.startswith("B-1/PPA/")
    with pytest.raises(actions.PatternTwice):
        actions.change_numbering(head, register="reports", pattern="B-{n}/{unit}/{month}/{year}")
    with pytest.raises(actions.PatternIsWrong):
        actions.change_numbering(head, register="reports", pattern="tanpa-nomor/{year}")
    assert "UPTD CONTOH" in text_of(cast, document.pk)
    with pytest.raises(NotAllowed):
        actions.keep_letterhead(cast.dewi, given=LetterheadInput(name="Palsu", unit="X"))


def test_a_number_that_another_register_gave_before_is_not_given_again(cast: Cast, story: Story) -> None:
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    actions.change_numbering(head, register="letters", pattern="A/{n}/{year}")
    letter_of(cast, story)
    actions.change_numbering(head, register="letters", pattern="B/{n}/{year}")
    actions.change_numbering(head, register="receipts", pattern="A/{n}/{year}")
    with pytest.raises(NumberIsTaken):
        actions.issue_document(cast.ratna, wish=Wish(DocumentKind.RECEIPT, story.waiting_report_id))
    assert Document.objects.count() == 1


# --- the frozen paper ---------------------------------------------------------------------------------------------


def test_the_same_paper_is_set_again_byte_for_byte_after_everything_has_changed(
    cast: Cast, story: Story
) -> None:
    document_id = letter_of(cast, story)
    first = queries.open_paper(cast.dewi, document_id).content
    head = cast.person("Kepala", cast.centre, Role.AGENCY_HEAD)
    actions.keep_letterhead(head, given=LetterheadInput(name="Nama Baru", unit="BARU"))
    again = queries.open_paper(cast.dewi, document_id).content
    assert again == first
    assert sha256(again).hexdigest() == Document.objects.get(pk=document_id).sheet_digest


def test_a_letter_says_only_what_its_reader_needs(cast: Cast, story: Story) -> None:
    police = text_of(cast, letter_of(cast, story))
    assert f"{MARKER}fakta" in police
    assert f"{MARKER}melati" in police
    hospital_id = actions.issue_document(
        cast.dewi, wish=Wish(DocumentKind.REFERRAL_LETTER, story.accepted_id)
    )
    hospital = text_of(cast, hospital_id)
    assert f"{MARKER}permintaan" in hospital
    assert f"{MARKER}fakta" not in hospital
    school_referral = cast.send(story.case_id, cast.school, Need.EDUCATION)
    school_id = actions.issue_document(cast.dewi, wish=Wish(DocumentKind.REFERRAL_LETTER, school_referral))
    school = text_of(cast, school_id)
    assert f"{MARKER}permintaan" in school
    assert f"{MARKER}fakta" not in school
    assert "Ngunut" not in school


def test_a_receipt_holds_nothing_of_what_was_told(cast: Cast, story: Story) -> None:
    document_id = actions.issue_document(cast.ratna, wish=Wish(DocumentKind.RECEIPT, story.waiting_report_id))
    sheet = queries.open_paper(cast.ratna, document_id).content
    words = PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert MARKER not in words
    assert "Tanda terima laporan".upper() in words.upper()


def test_a_plan_copy_is_in_the_language_of_the_family_and_without_the_case_number(
    cast: Cast, story: Story
) -> None:
    wish = Wish(DocumentKind.PLAN_COPY, story.case_id, language=PaperLanguage.ENGLISH)
    words = text_of(cast, actions.issue_document(cast.dewi, wish=wish))
    assert "This is what we do together" in words
    assert f"{MARKER}tujuan" in words
    assert story.case_number not in words


def test_a_social_report_goes_to_those_who_decide_and_to_nobody_else(cast: Cast, story: Story) -> None:
    words = {
        "background": "Tinggal bersama nenek.",
        "condition": "Tidur nyenyak.",
        "view": "Ingin sekolah.",
        "recommendation": "Tetap bersama nenek.",
    }
    wish = Wish(DocumentKind.SOCIAL_REPORT, story.case_id, to_agency_id=cast.police.id, words=words)
    text = text_of(cast, actions.issue_document(cast.dewi, wish=wish))
    assert "Tetap bersama nenek." in text
    with pytest.raises(NotForThisAgency):
        actions.issue_document(cast.dewi, wish=replace(wish, to_agency_id=cast.school.id))


def test_reunification_and_closure_are_issued_from_the_case(cast: Cast, story: Story) -> None:
    words = {
        "receiver": "Nenek Contoh, nenek",
        "place": "Balai desa",
        "view": "Senang pulang ke nenek.",
        "agreed": "Ayah tiri tidak tinggal di rumah.",
        "follow_up": "Kunjungan tiap minggu.",
    }
    wish = Wish(DocumentKind.REUNIFICATION, story.case_id, words=words)
    assert "Nenek Contoh" in text_of(cast, actions.issue_document(cast.dewi, wish=wish))
    for referral_id in (story.draft_id, story.referral_id, story.accepted_id):
        referrals.withdraw_referral(cast.dewi, referral_id=referral_id, reason=WithdrawReason.NOT_NEEDED)
    cases.close_case(cast.dewi, case_id=story.case_id, reason="moved_away", outcome="unknown")
    closing = text_of(
        cast, actions.issue_document(cast.dewi, wish=Wish(DocumentKind.CLOSURE_LETTER, story.case_id))
    )
    assert f"{MARKER}lati" in closing
    assert "moved" not in closing.lower()


def test_no_letter_goes_out_before_the_referral_is_sent_nor_after_its_end(cast: Cast, story: Story) -> None:
    with pytest.raises(SendItFirst):
        actions.issue_document(cast.dewi, wish=Wish(DocumentKind.REFERRAL_LETTER, story.draft_id))
    referrals.withdraw_referral(cast.dewi, referral_id=story.referral_id, reason=WithdrawReason.NOT_NEEDED)
    with pytest.raises(ReferralIsOver):
        letter_of(cast, story)


def test_one_letter_counts_at_a_time_and_the_replaced_one_says_so(cast: Cast, story: Story) -> None:
    first = letter_of(cast, story)
    with pytest.raises(IssuedAlready):
        letter_of(cast, story)
    second = letter_of(cast, story, replaces_id=first, reason="mistake")
    assert Document.objects.get(pk=first).state == DocumentState.REPLACED
    assert queries.get_document(cast.dewi, first).replaced_by == (
        second,
        Document.objects.get(pk=second).number,
    )
    assert "DIGANTI" in text_of(cast, first)


# --- who sees what ------------------------------------------------------------------------------------------------


def test_the_register_shows_numbers_to_the_agency_and_the_case_only_to_those_at_work_with_it(
    cast: Cast, story: Story
) -> None:
    document_id = letter_of(cast, story)
    [own] = queries.find_register(cast.dewi).rows
    [front] = queries.find_register(cast.ratna).rows
    assert own.case_number == story.case_number
    assert front.case_number == ""
    assert MARKER not in repr(front)
    for stranger in (cast.bagus, cast.ratna):
        with pytest.raises(NotFound):
            queries.open_paper(stranger, document_id)
    for outsider in (cast.maya, cast.eko, cast.tamu):
        with pytest.raises(NotFound):
            queries.get_document(outsider, document_id)


def test_whoever_is_barred_from_the_case_sees_neither_line_nor_paper(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    assert cast.ratna.user_id is not None
    cases.block_person(cast.ningsih, case_id=story.case_id, user_id=cast.ratna.user_id, reason="kin")
    assert queries.find_register(cast.ratna).rows == ()
    with pytest.raises(NotFound):
        queries.get_document(cast.ratna, document_id)


def test_events_and_lines_hold_no_word_and_opening_the_paper_is_a_look(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    queries.open_paper(cast.dewi, document_id)
    kinds = EventRow.objects.filter(kind__startswith="official_document")
    assert kinds.exists()
    assert not any(MARKER in str(row.payload) for row in kinds)
    look = Look.objects.get(part="document", subject_id=document_id)
    assert (look.user_id, look.channel, look.case_id) == (cast.dewi.user_id, "print", story.case_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM documents_document AS d")
        assert all(MARKER not in line for (line,) in cursor.fetchall())


# --- the public check ---------------------------------------------------------------------------------------------


def test_a_code_says_that_a_paper_is_genuine_and_nothing_of_the_child(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    code = printed_code(cast, document_id)
    found = queries.check_document(SYSTEM, code.lower().replace("-", " "))
    assert found.verdict is Verdict.GENUINE
    assert found.number == Document.objects.get(pk=document_id).number
    assert MARKER not in repr(found)
    assert story.case_number not in repr(found)
    actions.withdraw_document(cast.dewi, document_id=document_id, reason="wrong_addressee")
    assert queries.check_document(SYSTEM, code).verdict is Verdict.WITHDRAWN


@pytest.mark.parametrize("typed", ["", "AAAA-BBBB-CCCC-DDDD-EEEE", "'; DROP TABLE", "x" * 5000, "\x00"])
def test_what_is_no_code_answers_like_a_code_that_never_was(cast: Cast, typed: str) -> None:
    found = queries.check_document(SYSTEM, typed)
    assert found == queries.check_document(SYSTEM, "0000-0000-0000-0000-0000")
    assert found.verdict is Verdict.UNKNOWN


# --- answers by the reply sheet -----------------------------------------------------------------------------------


def test_a_police_post_without_sign_in_accepts_and_reports_by_its_reply_sheet(
    cast: Cast, story: Story
) -> None:
    token = token_of(cast, letter_of(cast, story))
    page = queries.open_reply_page(SYSTEM, token)
    assert page.steps == (ReplyStep.ACCEPT, ReplyStep.DECLINE)
    assert f"{MARKER}melati" not in repr(page)
    assert f"{MARKER}nenek" not in repr(page)
    actions.answer_by_link(SYSTEM, token=token, answer=Answer(ReplyStep.ACCEPT))
    assert state_of(story.referral_id) == ReferralState.ACCEPTED
    with pytest.raises(AnsweredAlready):
        actions.answer_by_link(SYSTEM, token=token, answer=Answer(ReplyStep.ACCEPT))
    done = Answer(ReplyStep.DONE, outcome="need_met", served_on=clock.today())
    actions.answer_by_link(SYSTEM, token=token, answer=done)
    assert state_of(story.referral_id) == ReferralState.COMPLETED
    over = queries.open_reply_page(SYSTEM, token)
    assert (over.steps, over.facts) == ((), ())
    history = get_referral(cast.dewi, story.referral_id).history
    told = [line for line in history if "Polres" in line.sentence]
    assert any("alamat" in line.sentence or "address" in line.sentence for line in told)
    accepted = EventRow.objects.get(kind="referral_accepted", subject_id=story.referral_id)
    assert (accepted.user_id, accepted.agency_id) == (None, cast.police.id)


def test_a_no_needs_a_reason_and_an_outcome_needs_its_day(cast: Cast, story: Story) -> None:
    token = token_of(cast, letter_of(cast, story))
    with pytest.raises(AnswerIsMissing):
        actions.answer_by_link(SYSTEM, token=token, answer=Answer(ReplyStep.DECLINE))
    actions.answer_by_link(SYSTEM, token=token, answer=Answer(ReplyStep.ACCEPT))
    with pytest.raises(AnswerIsMissing):
        actions.answer_by_link(SYSTEM, token=token, answer=Answer(ReplyStep.DONE, outcome="need_met"))
    assert state_of(story.referral_id) == ReferralState.ACCEPTED


def test_a_shut_an_old_and_a_withdrawn_sheet_open_nothing(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    first = token_of(cast, document_id)
    second = token_of(cast, document_id)
    with pytest.raises(NotFound):
        queries.open_reply_page(SYSTEM, first)
    actions.revoke_reply_link(cast.dewi, document_id=document_id)
    with pytest.raises(LinkIsShut):
        actions.answer_by_link(SYSTEM, token=second, answer=Answer(ReplyStep.ACCEPT))
    third = token_of(cast, document_id)
    ReplyLink.objects.filter(revoked_at__isnull=True).update(
        made_at=clock.now() - timedelta(days=2), expires_at=clock.now() - timedelta(days=1)
    )
    with pytest.raises(NotFound):
        queries.open_reply_page(SYSTEM, third)
    fourth = token_of(cast, document_id)
    actions.withdraw_document(cast.dewi, document_id=document_id, reason="mistake")
    with pytest.raises(NotFound):
        queries.open_reply_page(SYSTEM, fourth)


def test_only_a_digest_of_the_address_is_kept(cast: Cast, story: Story) -> None:
    token = token_of(cast, letter_of(cast, story))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(l)::text FROM documents_replylink AS l")
        assert all(token not in line for (line,) in cursor.fetchall())


def test_nobody_answers_for_an_agency_that_signs_in(cast: Cast, story: Story) -> None:
    assert cast.rudi.agency_id == cast.police.id
    document_id = letter_of(cast, story)
    with pytest.raises(AgencyAnswersItself):
        actions.open_reply_link(cast.dewi, document_id=document_id)
    with pytest.raises(AgencyAnswersItself):
        record(cast.dewi, document_id)


# --- answers by letter --------------------------------------------------------------------------------------------


def record(actor: Actor, document_id: UUID, **more: Any) -> UUID:
    given = {
        "answer": Answer(ReplyStep.ACCEPT),
        "signer": f"{MARKER}Aiptu Contoh, Kanit PPA",
        "dated_on": clock.today(),
    }
    return actions.record_paper_reply(actor, document_id=document_id, **{**given, **more})


def test_the_front_office_records_a_letter_with_its_scan_and_sees_nothing_of_the_case(
    cast: Cast, story: Story
) -> None:
    document_id = letter_of(cast, story)
    scan = actions.Scan(phone_photo(Random(7)), "balasan.jpg")
    reply_id = record(cast.ratna, document_id, scan=scan)
    assert state_of(story.referral_id) == ReferralState.ACCEPTED
    detail = queries.get_document(cast.ratna, document_id)
    assert detail.replies == ()
    assert MARKER not in repr(detail)
    letters = queries.letters_of_referral(cast.dewi, story.referral_id)
    assert letters is not None
    [reply] = letters.replies
    assert (reply.recorded_by, reply.signer) == ("Ratna", f"{MARKER}Aiptu Contoh, Kanit PPA")
    accepted = EventRow.objects.get(kind="referral_accepted", subject_id=story.referral_id)
    assert (accepted.user_id, accepted.agency_id) == (None, cast.police.id)
    kept = EventRow.objects.get(kind="paper_reply_recorded", subject_id=story.referral_id)
    assert (kept.user_id, kept.agency_id) == (cast.ratna.user_id, cast.centre.id)
    with acting(SYSTEM):
        file = CaseFile.objects.get(pk=Reply.objects.get(pk=reply_id).file_id)
    assert (file.case_id, file.kept_by_id, file.kind) == (story.case_id, cast.ratna.user_id, "letter")
    with pytest.raises(NotFound):
        open_copy(cast.ratna, story.case_id, file.pk)
    with pytest.raises(NotFound):
        queries.letters_of_referral(cast.ratna, story.referral_id)


def test_a_letter_is_dated_between_ours_and_today(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    for day in (clock.today() - timedelta(days=1), clock.today() + timedelta(days=1)):
        with pytest.raises(LetterFromTheFuture):
            record(cast.dewi, document_id, dated_on=day)
    assert state_of(story.referral_id) == ReferralState.SENT


def test_destruction_empties_papers_and_signers_and_the_line_stays(cast: Cast, story: Story) -> None:
    document_id = letter_of(cast, story)
    record(cast.dewi, document_id)
    with acting(SYSTEM):
        emptied = empty(SYSTEM, story.case_id)
    assert emptied["documents"] == 1
    assert emptied["paper_replies"] == 1
    with pytest.raises(NotFound):
        queries.open_paper(cast.dewi, document_id)
    assert Document.objects.get(pk=document_id).number


def test_a_referral_sent_although_another_agency_acts_opens_for_its_sender_and_tells_the_receiver_nothing_of_it(
    cast: Cast, story: Story
) -> None:
    post = cast.agency("Polsek Ngunut", "police", Need.LAW_ENFORCEMENT)
    referral_id = cast.send(story.case_id, post, Need.LAW_ENFORCEMENT)
    assert EventRow.objects.filter(kind="overlap_accepted", subject_id=referral_id).exists()
    officer = cast.person("Slamet", post, Role.PARTNER_OFFICER)
    sender, receiver = (
        get_referral(cast.dewi, referral_id).history,
        get_referral(officer, referral_id).history,
    )
    gone_on = {line.sentence for line in sender} - {line.sentence for line in receiver}
    assert len(gone_on) == 1
