"""A stranger visits every address, GET and POST, and learns nothing about the child."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from anyam.casework.cases import actions as cases
from anyam.casework.cases.queries import find_saved_views, get_contacts, get_plan, get_report
from anyam.casework.consents.queries import get_case_consents as find_case_consents
from anyam.casework.exports import actions as exports
from anyam.casework.files import actions as files
from anyam.casework.oversight.actions import open_glass_review
from anyam.casework.rights import actions as rights
from anyam.casework.rights.choices import Harm, IdentityCheck, NoticeTo, Requester, RequestKind
from anyam.casework.rights.results import BreachInput, RequestInput
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import PromiseKey, SopLevel
from anyam.foundation.access import Actor, Role
from anyam.foundation.access.choices import BlockReason, Part, Reason
from anyam.foundation.access.row_context import acting
from anyam.foundation.core import clock
from anyam.foundation.core.ids import new_id
from anyam.foundation.events.reactions import delivered_at_once
from anyam.registry.agencies.actions import ContactInput, UnitInput, add_contact, add_unit
from anyam.registry.agencies.choices import Need
from tests.architecture.addresses import Address, addresses
from tests.casework.sop_writing import handling_complaints
from tests.cast import DISTRICT, MARKER, PHONE_MARKER, SYSTEM, Cast, Story, a_report
from tests.contracts.conftest import Told
from tests.contracts.cooperation import agreement_of, conferences_of, duty_of, policy_of, run_of, wish_of
from tests.contracts.custody import custody_of
from tests.contracts.documents import documents_of
from tests.contracts.facts import facts_of
from tests.contracts.families import family_of
from tests.contracts.instruments import instrument_of
from tests.contracts.messages import letters_of, messages_of
from tests.contracts.readiness import readiness_of
from tests.contracts.supervision import supervision_of
from tests.contracts.sweep import METHODS, Expectation, Visit, filling, problems, visit, visit_all

# Pages for everybody who has signed in, whatever their role. The body is searched for the child's words all the same.
SHARED = {
    "desk:start": "leads to one's own desk",
    "desk:home": "one's own work",
    "desk:group": "one's own work",
    "notifications:inbox": "one's own notifications",
    "notifications:read_all": "one's own notifications",
    "notifications:mail": "one's own notifications",
    "meetings:list": "what waits for oneself, and the meetings one was invited to",
    "meetings:past": "the meetings one was invited to",
    "threads:list": "what one's own agency wrote and was written",
    "circulars:list": "what holds for one's own agency",
    "terms:list": "words that all agencies share",
    "terms:detail": "words that all agencies share",
    "search:results": "finds what the reader may see",
    "accounts:account": "one's own account",
    "accounts:password": "one's own account",
    "accounts:look": "one's own account",
    "accounts:security": "one's own account",
    "accounts:app": "one's own account",
    "accounts:add_passkey": "one's own account",
    "accounts:recovery_codes": "one's own account",
    "accounts:end_session": "one's own sessions",
    "accounts:end_other_sessions": "one's own sessions",
    "accounts:unlink_office": "one's own account",
    "accounts:make_sure": "asks who one is",
    "accounts:lock": "one's own session",
    "accounts:unlock": "one's own session",
    "accounts:still_here": "one's own session",
    "accounts:switch_agency": "one's own agencies",
    "directory:services": "the directory is for all who refer",
    "directory:service": "the directory is for all who refer",
    "directory:agencies": "the directory is for all who refer",
    "directory:agency": "the directory is for all who refer",
    "custody:limits": "what the law says is no secret",
    "clocks:promised_times": "what agencies have promised each other is no secret among them",
    "instruments:index": "by which forms a district asks is no secret in it",
    "instruments:detail": "by which forms a district asks is no secret in it",
    "instruments:preview": "a form to try out; nothing is kept",
    "instruments:definition": "by which forms a district asks is no secret in it",
    "instruments:file": "by which forms a district asks is no secret in it",
    "readiness:agency": "papers and head counts are no secret among agencies; names and sums are kept back",
    "readiness:filling": "what an agency says of its services is no secret among them",
    "readiness:checklists": "by which points services are looked at",
    "readiness:checklist": "by which points services are looked at",
    "readiness:home": "what waits for one's own agency",
    "readiness:standards": "figures everybody works by",
    "readiness:network": "how checklists stand is no secret among agencies",
    "agreements:list": "what agencies have signed is no secret among them",
    "agreements:calendar": "the days of one's own agency",
    "policies:list": "the rules in force",
    "policies:detail": "the rules in force",
    **dict.fromkeys(
        (
            "agreements:detail",
            "agreements:print",
            "agreements:party",
            "agreements:due",
            "agreements:document",
            "agreements:original_document",
        ),
        "what agencies have signed is no secret among them",
    ),
    "sops:findings": "how agencies work together is no secret among them",
    "sops:index": "how agencies work together is no secret among them",
    "sops:detail": "how agencies work together is no secret among them",
    "sops:version": "how agencies work together is no secret among them",
    "sops:compare": "how agencies work together is no secret among them",
    "sops:paper": "how agencies work together is no secret among them",
    "sops:bpmn": "how agencies work together is no secret among them",
    "sops:signature": "how agencies work together is no secret among them",
    "lookups:villages": "the register of places",
    "lookups:places": "the register of places",
    "lookups:services": "the directory",
    "components:gallery": "invented samples",
    "components:sample_case": "invented samples",
    "components:sample_villages": "invented samples",
    "components:sample_confirm": "invented samples",
    "reports:known_children": "an empty answer to an empty name; a name asks for the permission to find people",
    "api:me": "who is asking",
    "api:places": "the register of places",
    "api:services": "the directory",
    "api:work": "one's own work",
    "api:notifications": "one's own notifications",
    "api:agreements": "what agencies have signed is no secret among them",
    "api:obligations": "what one's own agency owes and is owed",
    "api:meetings": "the meetings one was invited to",
    "api:threads": "what one's own agency wrote and was written",
    "api:circulars": "what holds for one's own agency",
    "api:duties": "what one's own agency has to do",
}
# For everybody, signed in or not.
PUBLIC = {
    "health:healthz": "says whether the machine runs",
    "accounts:sign_in": "the door",
    "account_login": "the door",
    "accounts:sign_out": "the way out",
    "account_logout": "the way out",
    "accounts:second_step": "the door",
    "mfa_authenticate": "the door",
    "accounts:passkey": "the door",
    "accounts:language": "chosen before signing in",
    "accounts:theme": "chosen before signing in",
    "agreements:feed": "a calendar by a secret address; every other address finds nothing",
    "readiness:say": "room by a secret address; every other address finds nothing",
    "documents:answer": "a referral by a secret address; every other address finds nothing",
    "documents:check": "whether a paper is genuine, and nothing of whom it is about",
    "documents:check_code": "whether a paper is genuine, and nothing of whom it is about",
}
# What a role lets its holder open at their own agency, in their own district; nothing of it holds the child's words.
_OF_EVERY_ROLE = {"duties:list", "duties:calendar", "cases:tasks"}
BY_ROLE = {
    "maya": {
        *_OF_EVERY_ROLE,
        "duties:new",
        "accounts:colleagues",
        "cases:assign_many",
        "cases:list",
        "cases:save_view",
        "cases:emergency",
        "oversight:viewers",
        "reports:list",
        "reports:new",
        "agreements:new",
        "policies:draft_new",
        "readiness:new_paper",
        "readiness:new_member",
        "readiness:new_line",
        "readiness:begin_assessment",
        "readiness:links",
        "supervision:home",
        "supervision:unit",
        "supervision:zones",
        "supervision:new_absence",
        "cases:rating_agreement",
        "readiness:ask_room",
        "terms:propose",
        "terms:propose_newer",
        "terms:comment",
        "documents:register",
        "exports:overview",
        "exports:ask_list",
        "referrals:inbox",
        "referrals:outbox",
        "rights:requests",
        "rights:take",
        "api:cases",
        "api:search_cases",
        "api:inbox",
    },
    "eko": {
        *_OF_EVERY_ROLE,
        "terms:propose",
        "terms:propose_newer",
        "terms:comment",
        "duties:new",
        "referrals:inbox",
        "api:inbox",
        "readiness:new_paper",
        "readiness:new_member",
        "readiness:new_line",
        "readiness:begin_assessment",
        "readiness:links",
    },
    "tamu": {"acting:counts", "circulars:new", *_OF_EVERY_ROLE},
    "joko": set(),
}


@pytest.fixture
def cast(told: Told) -> Cast:
    return told.cast


@pytest.fixture
def story(told: Told) -> Story:
    return told.story


@pytest.fixture
def values(told: Told) -> dict[str, Any]:
    return told.values


def directory_of(cast: Cast) -> dict[str, Any]:
    """What the directory tells everybody of an agency, whatever cases there are."""
    contact = ContactInput(job_title="Kepala", phone="0355321000")
    return {
        "agency_id": cast.hospital.id,
        "service_id": cast.hospital.service_id,
        "unit_id": add_unit(SYSTEM, cast.hospital.id, UnitInput(name="Poli anak")),
        "contact_id": add_contact(SYSTEM, cast.hospital.id, contact),
    }


def district_of(cast: Cast) -> dict[str, Any]:
    """What a district has besides any child: its directory, SOPs, agreements, rules, duties and letters."""
    return {
        **directory_of(cast),
        **_sops(cast),
        **agreement_of(cast),
        **policy_of(cast),
        **readiness_of(cast),
        **instrument_of(cast),
        **duty_of(cast),
        **letters_of(cast),
        "number": _checkpoint(),
    }


def values_of(cast: Cast, story: Story, district: dict[str, Any] | None = None) -> dict[str, Any]:
    """For every part of every address, something that belongs to the child's case, or to somebody else."""
    there = district or district_of(cast)
    cases.change_plan(cast.dewi, case_id=story.case_id)
    cases.save_view(cast.dewi, name="Punya saya", query="level=high")
    goal = get_plan(cast.dewi, story.case_id).goals[0]
    delivery = apps.get_model("events.Delivery").objects.first()
    return {
        "case_id": story.case_id,
        "report_id": story.report_id,
        "reports:triage:report_id": story.waiting_report_id,
        "reports:proposal:report_id": story.waiting_report_id,
        "referral_id": story.referral_id,
        "referrals:change:referral_id": story.draft_id,
        "assessment_id": story.assessment_id,
        **_records(cast, story),  # before data protection decides to destroy something of the child
        **_of_data_protection(cast, story),
        "consent_id": find_case_consents(cast.dewi, story.case_id).holding[0].id,
        "goal_id": goal.id,
        "action_id": goal.actions[0].id,
        "cases:plan_progress:action_id": story.plan_action_id,
        **there,
        "user_id": cast.dewi.user_id,
        "assignment_id": apps.get_model("accounts.Assignment").objects.get(user_id=cast.dewi.user_id).pk,
        "notification_id": _notified(cast, story),
        "delivery_id": delivery.pk,
        "view_id": find_saved_views(cast.dewi)[0].id,
        "section": "safety",
        "instrument": "biopsychosocial",
        "name": "terima",
        "group": "today",
        "file_id": _kept_file(cast, story),
        "files:lift:file_id": _kept_file(cast, story, is_put_away=True),
        "review_id": _review(cast, story),
        "export_id": _export(cast, story),
        **dict.fromkeys(
            ("exports:fetch:export_id", "exports:passphrase:export_id"), _export(cast, story, is_ready=True)
        ),
        **_access(cast, story),
        **conferences_of(cast, story),
        **run_of(cast, story, there["sops:review:version_id"]),
        **wish_of(cast, story),
        **facts_of(cast, story),
        **supervision_of(cast, story),
        **messages_of(cast, story),
        **documents_of(cast, story),
        **family_of(cast, story),
        **custody_of(cast, story),
        "key": PromiseKey.values[0],
        "kind": "hospital",
        "code": DISTRICT,
    }


def _records(cast: Cast, story: Story) -> dict[str, UUID]:
    """A record merged into the child's, and one that waits to be compared."""
    twice, again = (
        get_report(cast.ningsih, cases.take_report(cast.ratna, report=a_report())).children[0].person_id
        for _ in range(2)
    )
    merging_id = rights.merge_people(cast.ningsih, keep_id=story.child_id, other_id=twice, reason="papers")
    return {"cases:merge:other_id": again, "cases:part:merging_id": merging_id}


def _access(cast: Cast, story: Story) -> dict[str, UUID]:
    """Somebody who was given the case to read, and somebody who is kept away from it."""
    guest, kin = (cast.person(name, cast.police, Role.CASE_WORKER) for name in ("Tamara", "Kerabat"))
    cases.give_access(
        cast.dewi,
        case_id=story.case_id,
        user_id=guest.person_id,
        agency_id=cast.police.id,
        parts=[Part.LEGAL],
        reason=Reason.CONFERENCE,
        until=clock.now() + timedelta(days=3),
    )
    cases.block_person(cast.dewi, case_id=story.case_id, user_id=kin.person_id, reason=BlockReason.KIN)
    grants = apps.get_model("access.Grant").objects
    return {
        "cases:access_end:grant_id": grants.get(user_id=guest.person_id, dossier_id=story.case_id).pk,
        "cases:access_unblock:user_id": kin.person_id,
    }


def _sops(cast: Cast) -> dict[str, Any]:
    """A draft of the secretariat, one before the agencies, two in force."""
    heads = [cast.hartono, cast.person("Komar", cast.police, Role.AGENCY_HEAD)]
    heads.append(cast.person("Endah", cast.secretariat, Role.AGENCY_HEAD))
    document = handling_complaints(cast.hospital.id, cast.police.id)
    given = {"title": "SOP", "level": SopLevel.MACRO, "document": document}
    codes = ("A-1", "A-2", "A-3", "A-4")
    draft, asked, agreed, other = (sops.draft_sop(cast.wulan, code=code, **given) for code in codes)
    for version_id in (asked, agreed, other):
        sops.propose_for_signing(cast.wulan, version_id=version_id, revision=1, valid_from=clock.today())
    signatures = apps.get_model("sops.SopSignature").objects
    for head, version_id in product(heads, (agreed, other)):
        sops.sign_sop(head, signature_id=signatures.get(version_id=version_id, agency_id=head.agency_id).pk)
    sop_id = apps.get_model("sops.SopVersion").objects.get(pk=agreed).sop_id
    return {
        "version_id": draft,
        "sop_id": sop_id,
        "sops:review:version_id": agreed,
        "sops:retire:version_id": agreed,
        "sops:paper:number": 1,
        "sops:bpmn:number": 1,
        "pathways:start:version_id": other,
        "pathways:move:version_id": agreed,
        "signature_id": signatures.get(version_id=asked, agency_id=cast.hospital.id).pk,
    }


def _kept_file(cast: Cast, story: Story, *, is_put_away: bool = False) -> UUID:
    content = f"{MARKER}berkas".encode()
    file_id = files.keep_file(
        cast.dewi, case_id=story.case_id, kind="letter", content=content, name=f"{MARKER}.txt"
    )
    if is_put_away:
        files.restrict_file(cast.dewi, case_id=story.case_id, file_id=file_id, reason="harm")
    return file_id


def _review(cast: Cast, story: Story) -> UUID:
    """The inspectorate is asked to judge how Dewi looked."""
    assert cast.rahmat
    return open_glass_review(
        SYSTEM,
        key="glass:1",
        looker_id=cast.dewi.person_id,
        looker_agency_id=cast.centre.id,
        district_code=DISTRICT,
        case_id=story.case_id,
        case_number=story.case_number,
        case_agency_id=cast.centre.id,
        reason="danger",
        at=clock.now(),
    )


def _checkpoint() -> int:
    """A seal of an empty log; a real one needs transactions that have ended."""
    values = {
        "root": b"",
        "frontier": b"",
        "upto": 0,
        "sealed_at": clock.now(),
        "key_id": "",
        "note": "segel",
    }
    return int(apps.get_model("audit.Checkpoint").objects.create(number=1, size=0, **values).pk)


def _export(cast: Cast, story: Story, *, is_ready: bool = False) -> UUID:
    dewi, ningsih = (replace(actor, confirmed_at=clock.now()) for actor in (cast.dewi, cast.ningsih))
    export_id = exports.ask_export(
        dewi, kind="case_summary", purpose="court", words=f"{MARKER}untuk sidang", case_id=story.case_id
    )
    if is_ready:
        with delivered_at_once():
            exports.approve_export(ningsih, export_id=export_id)
    return export_id


def _of_data_protection(cast: Cast, story: Story) -> dict[str, Any]:
    """A request that waits, one that was answered, an incident that is listed, a decision, and a hold on the case."""
    destruction = apps.get_model("rights.Destruction").objects.create(
        number="BA-1",
        district_code=DISTRICT,
        case_id=story.case_id,
        case_number=story.case_number,
        part="all",
        ground="case_all",
        proposed_at=clock.now(),
        proposed_by_id=cast.hesti.user_id,
    )
    given = RequestInput(
        kind=RequestKind.ACCESS,
        requester=Requester.CHILD,
        requester_name="Melati",
        case_number=story.case_number,
        identity_check=IdentityCheck.PAPER,
    )
    answered = rights.take_request(cast.citra, given=given)
    rights.answer_request(cast.citra, request_id=answered, answer="Terlampir")
    correction = rights.take_request(
        cast.citra, given=replace(given, kind=RequestKind.CORRECTION, asked=f"{MARKER}namanya salah")
    )
    rights.answer_request(cast.citra, request_id=correction, answer=f"{MARKER}dikabulkan")
    now = clock.now()
    span = {"from_at": now - timedelta(days=1), "to_at": now + timedelta(minutes=1), "known_at": now}
    breach = BreachInput(
        happened="Akun dipakai orang lain",
        harms=(Harm.CONFIDENTIALITY,),
        account_id=cast.yusuf.user_id,
        **span,
    )
    get_contacts(cast.yusuf, story.case_id)
    breach_id = rights.open_breach(cast.citra, given=breach)
    rights.list_breach_subjects(cast.citra, breach_id=breach_id)
    rights.note_notice(cast.citra, breach_id=breach_id, to=NoticeTo.PUBLIC)
    old = apps.get_model("cases.Case").objects.get(pk=story.case_id)
    old.pk, old.number, old.state, old.stage = new_id(), "K-3504-2009-0001", "closed", "closed"
    old.closed_at = now - timedelta(days=366 * 12)
    old.save(force_insert=True)
    return {
        "request_id": rights.take_request(cast.citra, given=given),
        "rights:letter:request_id": answered,
        "rights:close:request_id": answered,
        "rights:corrected:request_id": correction,
        "breach_id": breach_id,
        "subject_id": apps.get_model("rights.BreachSubject").objects.get(breach_id=breach_id).pk,
        "destruction_id": destruction.pk,
        "rights:end_hold:hold_id": rights.set_hold(cast.citra, case_number=story.case_number, reason="court"),
        "rights:propose:case_id": old.pk,
        "rights:propose:code": "case_all",
        "rights:change_time:code": "case_all",
        "to": "authority",
    }


def _notified(cast: Cast, story: Story) -> UUID:
    """A notification of the school's officer."""
    assert cast.budi
    with delivered_at_once():
        cast.send(story.case_id, cast.school, Need.EDUCATION)
    return apps.get_model("messages.Notification").objects.filter(recipient_id=cast.budi.user_id).first().pk


@pytest.fixture
def client_of(cast: Cast) -> Callable[[Actor | None], Client]:
    def sign_in(actor: Actor | None) -> Client:
        client = Client(HTTP_HOST="localhost", raise_request_exception=False)
        if actor:
            client.force_login(cast.user_of(actor))
        return client

    return sign_in


def expectation(who: str, story: Story) -> Expectation:
    shared = {**SHARED, **dict.fromkeys(BY_ROLE.get(who, set()), "one's own agency")}
    return Expectation(shared, PUBLIC, (story.case_number, story.report_number))


@pytest.mark.parametrize("who", ["nobody", *BY_ROLE])
def test_a_stranger_learns_nothing(
    who: str, cast: Cast, story: Story, values: dict[str, Any], client_of: Callable[[Actor | None], Client]
) -> None:
    actor = None if who == "nobody" else getattr(cast, who)
    before = traces_at(story)
    found = list(problems(visit_all(who, client_of(actor), values), expectation(who, story)))
    told = "Ask in the query or action; a page open to all goes on a list with its reason:\n" + "\n".join(
        found
    )
    assert not found, told
    assert traces_at(story) == before, "A stranger has left a trace at the child's case."


def traces_at(story: Story) -> tuple[int, int]:
    """How many events and looks the case has."""
    kept = (apps.get_model("events.EventRow"), apps.get_model("audit.Look"))
    events, looks = (model.objects.filter(case_id=story.case_id).count() for model in kept)
    return events, looks


@pytest.mark.parametrize("who", ["wulan", "agus", "hartono"])
def test_who_looks_after_the_work_reads_nothing_about_the_child(
    who: str, cast: Cast, story: Story, values: dict[str, Any], client_of: Callable[[Actor | None], Client]
) -> None:
    """Coordinator, administrator and head of the receiving agency open many pages, and none of these words."""
    told = [
        str(seen)
        for seen in visit_all(who, client_of(getattr(cast, who)), values)
        if MARKER.lower() in seen.text.lower() or PHONE_MARKER in seen.text
    ]
    assert not told, f"Give them states, times and agencies only: {told}."


# What the sender did not put into the summary.
NOT_SHARED = ("narasi", "karno", "parti", "triase", "tujuan", "langkah", "kunjungan", "alamat", "lati")


@pytest.mark.parametrize("who", ["rudi", "siti"])
def test_the_receiver_reads_the_summary_and_no_more(
    who: str, cast: Cast, story: Story, values: dict[str, Any], client_of: Callable[[Actor | None], Client]
) -> None:
    own = {**values, "referral_id": story.referral_id if who == "rudi" else story.accepted_id}
    seen = list(visit_all(who, client_of(getattr(cast, who)), own))
    assert any(f"{MARKER}permintaan" in visit.text for visit in seen)
    told = [
        f"{visit} tells {word}"
        for visit in seen
        for word in NOT_SHARED
        if f"{MARKER}{word}".lower() in visit.text.lower()
    ]
    assert not told, f"The summary is what the sender chose, and nothing beside it: {told}."


def test_a_colleague_at_the_same_agency_sees_no_case_that_is_not_theirs(
    cast: Cast, story: Story, values: dict[str, Any], client_of: Callable[[Actor | None], Client]
) -> None:
    """Reports are open to all who take reports at the agency; what is done in a case is not."""
    visits = visit_all("bagus", client_of(cast.bagus), values, areas=("cases:", "referrals:", "api:"))
    told = [str(v) for v in visits if MARKER.lower() in v.text.lower() or story.case_number in v.text]
    assert not told, f"Narrow the query to grants: {told}."


# Whom the pages are for. Each address with an id in it must open for one of them: else the sweep knocks at a wall.
AT_HOME = ("citra", "dewi", "agus", "rudi", "ratna", "ningsih", "siti", "hartono", "wulan", "budi", "rahmat")
NOBODY_OPENS: dict[str, str] = {
    "users:office_account": "there only where a single sign-on is set up",
    "agreements:feed": "opens by its secret address alone, which is shown once",
    "readiness:say": "opens by its secret address alone, which is shown once",
    "documents:answer": "opens by its secret address alone, which is shown once",
}


def test_the_sweep_knocks_at_real_doors(
    cast: Cast, story: Story, values: dict[str, Any], client_of: Callable[[Actor | None], Client]
) -> None:
    clients = {who: client_of(getattr(cast, who)) for who in AT_HOME}
    closed = {
        address.name
        for address in addresses()
        if address.parts
        and all(
            tried(who, client, method, address, values).is_shut
            for who, client in clients.items()
            for method in METHODS
        )
    }
    assert not closed - set(NOBODY_OPENS), (
        f"Give `values` an id that opens these for somebody: {sorted(closed)}."
    )


def tried(who: str, client: Client, method: str, address: Address, values: dict[str, Any]) -> Visit:
    """A visit that leaves everything as it was."""
    with transaction.atomic():
        seen = visit(who, client, method, address.name, address.filled(filling(address, values)))
        transaction.set_rollback(True)
    return seen


def test_no_page_is_listed_for_nothing() -> None:
    named = {address.name for address in addresses()}
    listed = {*SHARED, *PUBLIC, *(name for names in BY_ROLE.values() for name in names)}
    assert not listed - named, f"Take these off the lists: {sorted(listed - named)}."


# --- the sweep itself can fail ---------------------------------------------------------------------------------------


def careless_case(request: HttpRequest, case_id: str) -> HttpResponse:
    """A page that shows a case to whoever knows its number: nobody was asked."""
    with acting(Actor.system("careless")):
        case = apps.get_model("cases.Case").objects.get(pk=case_id)
    return HttpResponse(f"<h1>{case.number}</h1>")


def careless_list(request: HttpRequest) -> HttpResponse:
    """An honest status, and a telling body."""
    with acting(Actor.system("careless")):
        names = [one.full_name for one in apps.get_model("people.Identity").objects.all()]
    return HttpResponse(", ".join(names), status=404)


def forgetful_list(request: HttpRequest) -> HttpResponse:
    """A page that forgot to ask; it does not even say that it speaks for somebody else."""
    numbers = apps.get_model("cases.Case").objects.values_list("number", flat=True)
    names = [one.full_name for one in apps.get_model("people.Identity").objects.all()]
    return HttpResponse(", ".join([*numbers, *names]), status=404)


urlpatterns = [
    path("kasus/<uuid:case_id>/ceroboh/", careless_case, name="careless_case"),
    path("ceroboh/", careless_list, name="careless_list"),
    path("lupa/", forgetful_list, name="forgetful_list"),
    path("", include("anyam.config.urls")),
]


def test_seeded_careless_pages_are_caught(
    cast: Cast,
    story: Story,
    values: dict[str, Any],
    client_of: Callable[[Actor | None], Client],
    settings: Any,
) -> None:
    settings.ROOT_URLCONF = __name__
    visits = visit_all("maya", client_of(cast.maya), values, __name__, areas=("careless",))
    found = list(problems(visits, expectation("maya", story)))
    assert [line.partition(" (")[0] for line in found] == [
        "maya: GET careless_case",
        "maya: POST careless_case",
        "maya: GET careless_list",
        "maya: POST careless_list",
    ]


def test_a_page_that_forgets_to_ask_shows_each_reader_no_more_than_the_access_table_opens(
    cast: Cast, story: Story, client_of: Callable[[Actor | None], Client], settings: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    assert client_of(cast.maya).get("/lupa/").content == b""
    assert client_of(cast.maya).post("/lupa/").content == b""
    assert story.case_number in client_of(cast.dewi).get("/lupa/").content.decode()
