"""What actions on agreements, policies, procedures and meetings need that their parameters' names do not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps

from anyam.casework.acting.choices import ActKind, Choice
from anyam.casework.duties.results import DutyInput
from anyam.casework.meetings import actions as meetings
from anyam.casework.messages import actions as written
from anyam.casework.referrals import actions as referrals
from anyam.casework.referrals.choices import WithdrawReason
from anyam.casework.sops import actions as sops
from anyam.casework.sops.choices import SopLevel
from anyam.casework.sops.queries import get_draft
from anyam.foundation.access import Role
from anyam.foundation.core import clock
from anyam.registry.accounts.queries import actor_for
from anyam.registry.agreements import actions as agreements
from anyam.registry.agreements import queries
from anyam.registry.agreements.actions import AgreementInput, ObligationInput, PartyInput, PolicyInput
from tests.casework.sop_writing import handling_complaints
from tests.contracts.cooperation import closed_conference, conference, decision
from tests.contracts.messages import words as circular_words
from tests.trust._world import Given, Hint, World, of_value, saying

Prepare = Callable[[World], Any]


def _keeping(name: str, make: Callable[[World], Any]) -> Prepare:
    """Leave what was made in `world.values` under its name."""

    def prepare(world: World) -> None:
        world.values[name] = make(world)

    return prepare


# --- agreements -------------------------------------------------------------------------------------------------------


def _term() -> Given:
    return {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=300)}


def _terms(title: str = "Pemeriksaan kesehatan anak") -> AgreementInput:
    return AgreementInput(
        kind="cooperation", title=title, purpose="Anak diperiksa", object="Pemeriksaan", **_term()
    )


def _parties(world: World) -> list[PartyInput]:
    agencies = (world.cast.centre, world.cast.hospital)
    return [
        PartyInput(agency_id=one.id, official_name="Pejabat", official_office="Kepala") for one in agencies
    ]


def _owed(world: World) -> ObligationInput:
    found = world.values["agreement_parties"]
    return ObligationInput(
        debtor_id=found[1],
        creditor_id=found[0],
        what="Laporan",
        quantity=Decimal(1),
        unit="laporan",
        first_due_on=clock.today() + timedelta(days=7),
        recurrence="monthly",
    )


def _written(world: World) -> None:
    """The draft that the sweep changes, with its parties."""
    world.values["written"] = written = world.values["agreements:change:agreement_id"]
    parties = queries.get_agreement(world.cast.ningsih, written).parties
    world.values["agreement_parties"] = [one.id for one in parties]


def _written_apart(world: World) -> None:
    """The same draft under a title of its own: these parties have signed one for these days already."""
    _written(world)
    agreements.change_agreement(
        world.cast.ningsih,
        agreement_id=world.values["written"],
        given=replace(_terms("Pendampingan anak"), starts_on=clock.today() - timedelta(days=30)),
        parties=_parties(world),
    )


def _before_signing(world: World) -> None:
    """A draft put before its parties, and the number they sign."""
    _written_apart(world)
    agreements.open_signing(world.cast.ningsih, agreement_id=world.values["written"])
    detail = queries.get_agreement(world.cast.hartono, world.values["written"])
    world.values["digest_to_sign"] = detail.digest


def _on_paper(world: World) -> None:
    on_paper = world.values["agreements:paper:agreement_id"]
    world.values["digest_to_sign"] = queries.get_agreement(world.cast.wulan, on_paper).digest


def _settled(kind: str) -> Prepare:
    """The clocks do not know yet what waits."""
    return lambda world: apps.get_model("sops.WorkItem").objects.filter(subject_kind=kind).delete()


def _written_hint(**more: Any) -> Hint:
    return Hint(lambda world: {"agreement_id": world.values["written"], **more}, _written)


AGREEMENTS: dict[str, Hint] = {
    "draft_agreement": Hint(lambda world: {"given": _terms(), "parties": _parties(world)}),
    "change_agreement": Hint(
        lambda world: {
            "agreement_id": world.values["agreements:change:agreement_id"],
            "given": _terms("Lain"),
            "parties": _parties(world),
        }
    ),
    "drop_agreement": _written_hint(),
    "open_signing": Hint(lambda world: {"agreement_id": world.values["written"]}, _written_apart),
    "take_back": Hint(lambda world: {"agreement_id": world.values["written"]}, _before_signing),
    "refuse_to_sign": Hint(lambda world: {"agreement_id": world.values["written"]}, _before_signing),
    "sign_agreement": Hint(
        lambda world: {"agreement_id": world.values["written"], "digest": world.values["digest_to_sign"]},
        _before_signing,
    ),
    "put_down_paper_signature": Hint(
        lambda world: {
            "agreement_id": world.values["agreements:paper:agreement_id"],
            "party_id": world.values["agreements:paper:party_id"],
            "signed_on": clock.today(),
            "digest": world.values["digest_to_sign"],
        },
        _on_paper,
    ),
    "add_obligation": Hint(
        lambda world: {"agreement_id": world.values["written"], "given": _owed(world)}, _written
    ),
    "change_obligation": Hint(
        lambda world: {
            "agreement_id": world.values["written"],
            "obligation_id": world.values["agreements:change_obligation:obligation_id"],
            "given": _owed(world),
        },
        _written,
    ),
    "remove_obligation": Hint(
        lambda world: {
            "agreement_id": world.values["agreements:remove_obligation:agreement_id"],
            "obligation_id": world.values["agreements:remove_obligation:obligation_id"],
        }
    ),
    "deliver_obligation": saying(delivered_on=clock.today(), evidence="Surat nomor 7"),
    "keep_document": Hint(
        lambda world: {
            "about": "agreement",
            "subject_id": world.values["agreement_id"],
            "kind": "annex",
            "title": "Lampiran dua",
            "content": b"Daftar kedua.\n",
        }
    ),
    "accept_delivery": of_value("due_id", "agreements:accept:due_id"),
    "refuse_delivery": of_value("due_id", "agreements:refuse:due_id"),
    "end_agreement": saying(reason="mutual", explanation="Para pihak sepakat."),
    "write_addendum": Hint(
        lambda world: {"title": "Adendum kedua", "text": "Lagi"},
        lambda world: agreements.drop_addendum(
            world.cast.hartono,
            agreement_id=world.values["agreement_id"],
            addendum_id=world.values["addendum_id"],
        ),
    ),
    "renew_agreement": saying(ends_on=clock.today() + timedelta(days=600)),
    "settle_agreement_work": Hint(prepare=_settled("agreement_party")),
    "settle_due_work": Hint(prepare=_settled("obligation")),
}

# --- policies ---------------------------------------------------------------------------------------------------------


def _rule(number: str = "43") -> PolicyInput:
    return PolicyInput(
        kind="perbup",
        number=number,
        year=2020,
        title="Pedoman",
        issuer="Bupati",
        in_force_from=clock.today() - timedelta(days=30),
    )


def _another_rule(world: World) -> UUID:
    return agreements.add_policy(world.cast.wulan, given=_rule("44"))


def _national(world: World) -> None:
    item = {
        "code": "UU-1-2000",
        "kind": "uu",
        "number": "1",
        "year": 2000,
        "title": "Contoh",
        "issuer": "DPR",
        "source": "",
        "status": "confirmed",
        "in_force_from": "2000-01-01",
    }
    (world.folder / "policies.json").write_text(json.dumps({"items": [item]}), encoding="utf-8")


POLICIES: dict[str, Hint] = {
    "add_policy": Hint(lambda world: {"given": _rule()}),
    "change_policy": Hint(lambda world: {"given": _rule("42a")}),
    "supersede_policy": Hint(
        lambda world: {"by_policy_id": world.values["another_rule"], "until": clock.today()},
        _keeping("another_rule", _another_rule),
    ),
    "load_policies": Hint(lambda world: {"file": world.folder / "policies.json"}, _national),
    "open_policy_draft": saying(kind="perbup", title="Contoh"),
    "write_section": of_value("draft_id", "policies:add_section:draft_id"),
    "remove_section": Hint(
        lambda world: {
            "draft_id": world.values["policies:remove_section:draft_id"],
            "section_id": world.values["policies:remove_section:section_id"],
        }
    ),
    "open_consultation": Hint(
        lambda world: {
            "draft_id": world.values["policies:consult:draft_id"],
            "agency_ids": [world.cast.hospital.id],
            "closes_on": clock.today() + timedelta(days=7),
        }
    ),
    "resolve_comment": Hint(
        lambda world: {
            "draft_id": world.values["policies:resolve:draft_id"],
            "comment_id": world.values["policies:resolve:comment_id"],
            "resolution": "taken",
        }
    ),
    "adopt_policy": Hint(
        lambda world: {
            "draft_id": world.values["policies:adopt:draft_id"],
            "number": "50",
            "year": clock.today().year,
            "issuer": "Bupati",
            "in_force_from": clock.today(),
        }
    ),
}

# --- procedures -------------------------------------------------------------------------------------------------------


def _document(world: World) -> Any:
    return handling_complaints(world.cast.hospital.id, world.cast.police.id)


def _newer(world: World) -> UUID:
    """The next version of the procedure that runs, in force from tomorrow: the one of today began today."""
    sop_id = world.values["sop_id"]
    version_id = sops.draft_next_version(world.cast.wulan, sop_id=sop_id)
    revision = get_draft(world.cast.wulan, version_id).revision
    sops.propose_for_signing(
        world.cast.wulan,
        version_id=version_id,
        revision=revision,
        valid_from=clock.today() + timedelta(days=1),
    )
    asked = apps.get_model("sops.SopSignature").objects.filter(version_id=version_id)
    heads = apps.get_model("sops.SopSignature").objects.exclude(decided_by=None)
    people = dict(heads.values_list("agency_id", "decided_by_id"))
    for signature in asked:
        sops.sign_sop(actor_for(people[signature.agency_id]), signature_id=signature.pk)
    return version_id


def _tomorrow() -> AbstractContextManager[Any]:
    return clock.at(clock.now() + timedelta(days=1))


PROCEDURES: dict[str, Hint] = {
    "draft_sop": Hint(
        lambda world: {"code": "A-9", "title": "SOP", "level": SopLevel.MACRO, "document": _document(world)}
    ),
    # Two actions are called so: of a referral, and of an SOP. Each takes what it knows.
    "change_draft": Hint(
        lambda world: {"referral_id": world.story.draft_id, "document": _document(world), "revision": 1}
    ),
    "propose_for_signing": saying(revision=1, valid_from=clock.today()),
    "start_pathway": of_value("version_id", "pathways:start:version_id", agencies={}),
    "do_step_early": saying(key="s4"),
    "move_run": Hint(
        lambda world: {"version_id": world.values["newer"]}, _keeping("newer", _newer), around=_tomorrow
    ),
    "confirm_sop_review": of_value(
        "version_id", "sops:review:version_id", review_on=clock.today() + timedelta(days=90)
    ),
    "retire_sop": of_value("version_id", "sops:retire:version_id", last_day=clock.today()),
}

# --- meetings ---------------------------------------------------------------------------------------------------------


def _coming(world: World) -> None:
    """A conference to which the hospital's officer is asked."""
    found = conference(world.cast, world.story, world.cast.hospital, world.cast.siti)
    world.values["coming"], world.values["asked"] = found


def _held(world: World) -> None:
    found = closed_conference(world.cast, world.story, world.cast.hospital, world.cast.siti)
    world.values["held"], world.values["decided"] = found


def _reported(world: World) -> None:
    _held(world)
    meetings.report_decision(world.cast.siti, decision_id=world.values["decided"], evidence="Sudah")


def _planned(world: World) -> None:
    """The hospital is asked for its yes to its action of the joint plan."""
    _coming(world)
    meetings.open_meeting(world.cast.dewi, meeting_id=world.values["coming"])
    world.values["decided"] = decision(world.cast, world.values["coming"], world.cast.hospital, need="health")
    meetings.make_joint_plan(
        world.cast.dewi,
        meeting_id=world.values["coming"],
        review_on=clock.today() + timedelta(days=30),
        child_took_part=True,
        family_took_part=True,
    )


def _with_line(world: World) -> None:
    _planned(world)
    found = apps.get_model("meetings.Decision").objects.get(pk=world.values["decided"])
    world.values["line"] = found.line_id


def _unsigned(world: World) -> None:
    _held(world)
    found = apps.get_model("meetings.Meeting").objects.filter(pk=world.values["held"])
    found.update(sign_until=clock.now() - timedelta(hours=1))


def _of(name: str, place: str, prepare: Prepare, **more: Any) -> Hint:
    return Hint(lambda world: {name: world.values[place], **more}, prepare)


MEETINGS: dict[str, Hint] = {
    "convene_forum": saying(subject="Rujukan", venue="Aula", starts_at=clock.now() + timedelta(days=2)),
    "convene_conference": saying(venue="Aula", starts_at=clock.now() + timedelta(days=2)),
    "move_meeting": _of(
        "meeting_id",
        "coming",
        _coming,
        venue="Aula",
        starts_at=clock.now() + timedelta(days=3),
        minutes_long=60,
        quorum=2,
    ),
    "cancel_meeting": _of("meeting_id", "coming", _coming, reason="settled"),
    "open_meeting": _of("meeting_id", "coming", _coming),
    "invite_agency": Hint(
        lambda world: {"agency_id": world.cast.police.id, "person_id": world.cast.rudi.user_id}
    ),
    "withdraw_invitation": Hint(
        lambda world: {"meeting_id": world.values["coming"], "invitation_id": world.values["asked"]}, _coming
    ),
    "answer_invitation": _of("meeting_id", "coming", _coming, answer="coming", mandate="yes"),
    "make_decision": Hint(
        lambda world: {
            "agency_id": world.cast.ngo.id,
            "due_on": clock.today() + timedelta(days=7),
            "evidence_kind": "report",
        }
    ),
    "write_minutes": Hint(lambda world: {"text": "Dibahas", "seen": 0, "form": uuid4()}),
    "accept_decision": _of("decision_id", "decided", _planned),
    "decline_decision": _of("decision_id", "decided", _planned, reason="no_means"),
    "report_decision": _of("decision_id", "decided", _held, evidence="Sudah"),
    "confirm_decision": _of("decision_id", "decided", _reported),
    "send_decision_back": _of("decision_id", "decided", _reported, why="Belum lengkap"),
    "drop_decision": _of("decision_id", "decided", _held, reason="overtaken"),
    "sign_minutes": _of("meeting_id", "held", _held),
    "object_to_minutes": _of("meeting_id", "held", _held, reason="Belum tepat"),
    "end_signing": Hint(prepare=_unsigned),
    "end_with_action": _of("line_id", "line", _with_line, is_done=True),
    "cancel_conferences_of": Hint(prepare=_coming),
}

# --- acting for one child, and routine duties -------------------------------------------------------------------------


def _duty(world: World, title: str = "Rekap lain") -> DutyInput:
    return DutyInput(
        title=title,
        kind="report",
        rhythm="monthly",
        first_on=clock.today() + timedelta(days=9),
        free_days="stays",
        evidence_kind="report",
        role="partner_officer",
    )


def _not_asked_yet(world: World) -> None:
    day = clock.today() + timedelta(days=3)
    apps.get_model("duties.Duty").objects.update(asked_until=None, first_on=day)


ACTING: dict[str, Hint] = {
    "answer_join_wish": saying(answer="together"),
    "answer_who_is_acting": Hint(
        lambda world: {
            "kind": ActKind.SERVICE,
            "need": "health",
            "agency_id": world.cast.ngo.id,
            "choice": Choice.DROPPED,
        }
    ),
    "set_task_parts": Hint(
        lambda world: {"support": [world.cast.ngo.id], "informed": [world.cast.school.id]}
    ),
    "begin_duty": Hint(lambda world: {"duty": _duty(world)}),
    "change_duty": Hint(lambda world: {"duty": _duty(world, "Rekap baru")}),
    "report_duty_done": saying(evidence="Surat nomor 7", done_on=clock.today()),
    "excuse_duty": saying(reason="nothing"),
    "ask_for_due_duties": Hint(prepare=_not_asked_yet),
}


# --- messages ---------------------------------------------------------------------------------------------------------


def _closed_thread(world: World) -> None:
    """Asked of the police about a referral that was withdrawn since."""
    referral_id = world.story.referral_id
    written.begin_thread(
        world.cast.dewi,
        about="referral",
        subject_id=referral_id,
        title="Visum",
        text="Kapan?",
        to=[world.cast.police.id],
        due_at=clock.now() + timedelta(days=1),
    )
    referrals.withdraw_referral(world.cast.dewi, referral_id=referral_id, reason=WithdrawReason.NOT_NEEDED)


def _thread_of_agreement(world: World) -> None:
    head = world.cast.person("Hasnah", world.cast.centre, Role.AGENCY_HEAD)
    written.begin_thread(
        head,
        about="agreement",
        subject_id=world.values["agreement_id"],
        title="Laporan",
        text="Kapan?",
        to=[world.cast.hospital.id],
    )


def _wishing(world: World) -> None:
    """A letter that was held back."""
    written.choose_mail(world.cast.dewi, address="dewi@contoh.id")
    with clock.at(clock.now() - timedelta(hours=1)):
        apps.get_model("messages.Notification").objects.filter(recipient_id=world.cast.dewi.user_id).update(
            created_at=clock.now(), mailed_at=None, read_at=None
        )
    wish = apps.get_model("messages.MailWish").objects
    wish.update(since=clock.now() - timedelta(days=1))
    world.values["wish_id"] = wish.get().pk


def _in_writing(world: World, **more: Any) -> Given:
    return {"circular_id": world.values["circulars:change:circular_id"], **more}


def _carried(world: World) -> None:
    written.comment_on_term(world.cast.rudi, term_id=world.values["term_id"], stance="agree")


MESSAGES: dict[str, Hint] = {
    "begin_thread": Hint(
        lambda world: {
            "about": "case",
            "subject_id": world.story.case_id,
            "title": "Visum",
            "text": "Kapan?",
            "to": [world.cast.centre.id],
        }
    ),
    "write_message": Hint(lambda world: {"text": "Besok", "to": [world.cast.centre.id]}),
    "let_go_of_closed": Hint(prepare=_closed_thread),
    "settle_agreement_threads": Hint(prepare=_thread_of_agreement),
    "draft_circular": Hint(lambda world: {"kind": "guidance", "given": circular_words(world.cast)}),
    "change_circular": Hint(lambda world: _in_writing(world, given=circular_words(world.cast), revision=1)),
    "issue_circular": Hint(_in_writing),
    "drop_circular_draft": Hint(_in_writing),
    "answer_circular": saying(answer=0),
    "propose_term": saying(word="Kata baru", meaning="Arti"),
    "comment_on_term": saying(stance="agree", text=""),
    "agree_term": Hint(prepare=_carried),
    "set_term_aside": saying(why="Sudah diatur"),
    "order_digests": Hint(prepare=_wishing),
    "mail_digest": Hint(lambda world: {"wish_id": world.values["wish_id"], "letter": 7}, _wishing),
}

HINTS = AGREEMENTS | POLICIES | PROCEDURES | MEETINGS | ACTING | MESSAGES
