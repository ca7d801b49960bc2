"""The demo district's agreements from draft to renewal: signed, kept, kept late, refused once, or never used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from uuid import UUID

from anyam.foundation.access import Actor
from anyam.foundation.core import clock
from anyam.registry.agreements import actions, queries
from anyam.registry.agreements.choices import DocumentKind, DocumentOf
from anyam.registry.agreements.results import AgreementDetail, DueRow

from .calendar import Calendar
from .deals import DEALS, OFFICES, Deal, Owed
from .papers import example_paper

_DAYS_TO_SIGN = 18
_MISSING = "Waktu tunggu di luar jam dinas belum dilaporkan. Mohon dilengkapi."
_RELEASED = "Pelatihan digabung dengan pelatihan provinsi tahun ini."
_RETURNED = "Nomor rekening belanja belum disebut. Mohon dilengkapi sebelum kami tanda tangani."


@dataclass
class Promises:
    calendar: Calendar
    ids: dict[str, UUID] = field(default_factory=dict)
    _spoken: set[str] = field(default_factory=set)
    """What was refused or released once already: from then on it is kept."""

    def prepare(self) -> None:
        for deal in DEALS:
            if deal.then in {"draft", "to_sign", "returned"}:
                self.calendar.at(1, partial(self._draft, deal), days=-11)
            else:
                self.calendar.at(deal.starts, partial(self._draft, deal), days=-_DAYS_TO_SIGN)

    # --- draft and signatures ---------------------------------------------------------------------------------------

    def _draft(self, deal: Deal) -> None:
        calendar = self.calendar
        drafter = calendar.head(_drafter(deal))
        starts_on = max(calendar.day(deal.starts), clock.today())
        given = actions.AgreementInput(
            kind=deal.kind,
            title=deal.title,
            purpose=deal.purpose,
            object=deal.object,
            starts_on=starts_on,
            ends_on=calendar.day(deal.ends),
            review_on=calendar.day(deal.review) if deal.review else None,
            financing=deal.financing,
            disputes="Musyawarah, lalu Sekretaris Daerah.",
            parent_id=self.ids[deal.under] if deal.under else None,
        )
        parties = [self._party(agency) for agency in deal.parties]
        if deal.outside:
            parties.append(
                actions.PartyInput(
                    body_name=deal.outside, official_name="Dr. Nirmala", official_office="Dekan"
                )
            )
        agreement_id = actions.draft_agreement(drafter, given=given, parties=parties)
        self.ids[deal.key] = agreement_id
        self._write_what_is_owed(deal, agreement_id)
        if deal.then != "draft":
            calendar.in_days(2, partial(self._open_signing, deal, agreement_id))

    def _party(self, agency: str) -> actions.PartyInput:
        return actions.PartyInput(
            agency_id=self.calendar.id_of(agency),
            official_name=self.calendar.head(agency).user_name,
            official_office=OFFICES.get(agency, "Kepala"),
        )

    def _write_what_is_owed(self, deal: Deal, agreement_id: UUID) -> None:
        drafter = self.calendar.head(_drafter(deal))
        agreement = queries.get_agreement(drafter, agreement_id)
        ids = {
            self.calendar.agency_of(party.agency_id) if party.agency_id else "outside": party.id
            for party in agreement.parties
        }
        length = agreement.ends_on - agreement.row.starts_on
        for owed in deal.owed:
            given = actions.ObligationInput(
                debtor_id=ids[owed.debtor],
                creditor_id=ids[owed.creditor],
                what=owed.what,
                quantity=owed.quantity,
                unit=owed.unit,
                first_due_on=agreement.row.starts_on + min(timedelta(days=45), length / 4),
                recurrence=owed.recurrence,
            )
            actions.add_obligation(drafter, agreement_id=agreement_id, given=given)

    def _open_signing(self, deal: Deal, agreement_id: UUID, *, waits_for: str = "") -> None:
        waits_for = "kantor_bupati" if deal.then == "to_sign" else waits_for
        drafter = self.calendar.head(_drafter(deal))
        actions.open_signing(drafter, agreement_id=agreement_id)
        for agency in deal.parties:
            if deal.then == "returned" and agency != _drafter(deal):
                self.calendar.in_days(3, partial(self._return, agency, agreement_id))
            elif agency != waits_for and deal.then != "returned":
                self.calendar.in_days(3, partial(self._sign, deal, agency, agreement_id))
        if deal.outside and not waits_for:
            self.calendar.in_days(5, partial(self._put_down_paper, deal, agreement_id))

    def _sign(self, deal: Deal, agency: str, agreement_id: UUID) -> None:
        head = self.calendar.head(agency)
        agreement = queries.get_agreement(head, agreement_id)
        actions.sign_agreement(head, agreement_id=agreement_id, digest=agreement.digest)
        self._begin_if_complete(deal, agreement)

    def _put_down_paper(self, deal: Deal, agreement_id: UUID) -> None:
        """An outside body has no account here: the secretariat notes its signature on paper."""
        secretary = self.calendar.district.coordinator
        agreement = queries.get_agreement(secretary, agreement_id)
        party = next(one for one in agreement.parties if one.agency_id is None)
        actions.put_down_paper_signature(
            secretary,
            agreement_id=agreement_id,
            party_id=party.id,
            signed_on=clock.today(),
            digest=agreement.digest,
        )
        self._begin_if_complete(deal, agreement)

    def _return(self, agency: str, agreement_id: UUID) -> None:
        actions.refuse_to_sign(self.calendar.head(agency), agreement_id=agreement_id, reason=_RETURNED)

    # --- in force ---------------------------------------------------------------------------------------------------

    def _begin_if_complete(self, deal: Deal, before: AgreementDetail) -> None:
        """`before` is how it stood when the signature just given was the only one still missing."""
        if sum(party.signature is None for party in before.parties) == 1:
            days = max((before.row.starts_on - clock.today()).days, 0)
            self.calendar.stage.at(self.calendar.stage.on_day(days + 1), partial(self._live, deal, before))

    def _live(self, deal: Deal, agreement: AgreementDetail) -> None:
        """Whatever falls due is delivered by its habit; before the end somebody thinks of the next one."""
        self.calendar.let_days_pass()
        head = self.calendar.head(_drafter(deal))
        for obligation in agreement.obligations:
            owed = next(one for one in deal.owed if one.what == obligation.what)
            for due in queries.dues_of_obligation(head, obligation.id):
                self._expect(owed, due)
        is_first = self.ids[deal.key] == agreement.row.id
        if deal.has_paper:
            self.calendar.in_days(4, partial(self._add_paper, deal, agreement))
        if deal.review and deal.reviewed and is_first:
            self.calendar.at(deal.review, partial(self._review, deal, agreement.row.id), days=6)
        if deal.then == "renewed" and is_first:
            self.calendar.at(deal.ends, partial(self._renew, deal, agreement), days=-30)
        if deal.then == "renewal_waits":
            self.calendar.at(1, partial(self._renew, deal, agreement), days=-8)

    def _add_paper(self, deal: Deal, agreement: AgreementDetail) -> None:
        signers = [f"{one.official_office}: {one.official_name}" for one in agreement.parties]
        actions.keep_document(
            self.calendar.head(_drafter(deal)),
            about=DocumentOf.AGREEMENT,
            subject_id=agreement.row.id,
            kind=DocumentKind.SIGNED,
            title=f"Naskah bertanda tangan {agreement.row.reference}",
            content=example_paper(deal.title, [deal.purpose, "Ditandatangani oleh:", *signers]),
        )

    def _review(self, deal: Deal, agreement_id: UUID) -> None:
        actions.review_agreement(
            self.calendar.head(_drafter(deal)),
            agreement_id=agreement_id,
            found=deal.reviewed,
            next_review_on=self.calendar.day((deal.review or 0) + 0.3),
        )

    def _renew(self, deal: Deal, agreement: AgreementDetail) -> None:
        head = self.calendar.head(_drafter(deal))
        length = agreement.ends_on - agreement.row.starts_on
        successor_id = actions.renew_agreement(
            head, agreement_id=agreement.row.id, ends_on=agreement.ends_on + length
        )
        waits_for = deal.parties[-1] if deal.then == "renewal_waits" else ""
        self.calendar.in_days(3, partial(self._open_signing, deal, successor_id, waits_for=waits_for))

    # --- what is owed -----------------------------------------------------------------------------------------------

    def _expect(self, owed: Owed, due: DueRow) -> None:
        if owed.habit == "never":
            return
        stage = self.calendar.stage
        days = (due.due_on - clock.today()).days + (stage.about(12) if owed.habit == "late" else -3)
        moment = stage.on_day(max(days, 1))
        if owed.habit == "released_once" and owed.what not in self._spoken:
            self._spoken.add(owed.what)
            stage.at(moment, partial(self._release, owed, due.id))
        else:
            stage.at(moment, partial(self._deliver, owed, due.id))

    def _deliver(self, owed: Owed, due_id: UUID, *, with_paper: bool = False) -> None:
        actions.deliver_obligation(
            self._speaker(owed.debtor),
            due_id=due_id,
            delivered_on=clock.today(),
            evidence=owed.evidence,
            content=example_paper(owed.what, [owed.evidence]) if with_paper else None,
        )
        if owed.habit == "refused_once" and owed.what not in self._spoken:
            self._spoken.add(owed.what)
            self.calendar.in_days(5, partial(self._refuse, owed, due_id))
        else:
            self.calendar.in_days(5, partial(self._accept, owed, due_id))

    def _accept(self, owed: Owed, due_id: UUID) -> None:
        actions.accept_delivery(self._speaker(owed.creditor), due_id=due_id)

    def _refuse(self, owed: Owed, due_id: UUID) -> None:
        actions.refuse_delivery(self._speaker(owed.creditor), due_id=due_id, reason=_MISSING)
        self.calendar.in_days(9, partial(self._deliver, owed, due_id, with_paper=True))

    def _release(self, owed: Owed, due_id: UUID) -> None:
        actions.release_debtor(self._speaker(owed.creditor), due_id=due_id, reason=_RELEASED)

    def _speaker(self, party: str) -> Actor:
        """Outside bodies have no account: the secretariat speaks for them."""
        if party == "outside":
            return self.calendar.district.coordinator
        return self.calendar.officer(party)


def _drafter(deal: Deal) -> str:
    """The party with a head of office who writes it; the regent's office signs what others write."""
    return next(one for one in deal.parties if one != "kantor_bupati")
