"""A wish to act together, for those who look after the case that is asked."""

from uuid import UUID

from anyam.foundation.access import Actor, Permission, query, require
from anyam.foundation.access.visibility import may_write
from anyam.foundation.core.vocabularies import vocabulary
from anyam.registry.accounts.queries import user_names
from anyam.registry.agencies.queries import agency_names

from ..choices import ActKind, JoinAnswer
from ..models import JoinWish
from ..results import JoinDetail


@query
def get_join_wish(actor: Actor, wish_id: UUID) -> JoinDetail:
    """Raises NotFound for everybody to whom the asked case is not open."""
    require(actor, Permission.SEE_CASES)
    wish = JoinWish.objects.visible_to(actor).one(pk=wish_id)
    agency = (
        agency_names(actor, [wish.asker_agency_id]).get(wish.asker_agency_id)
        if wish.asker_agency_id
        else None
    )
    return JoinDetail(
        id=wish.pk,
        case_id=wish.dossier_id,
        case_number=wish.case_number,
        from_agency=agency.name if agency else "",
        from_phone=agency.phone if agency else "",
        from_person=user_names(actor, [wish.asker_id]).get(wish.asker_id, ""),
        need_label=vocabulary("needs").label(wish.need) if wish.need else "",
        kind_label=str(ActKind(wish.work_kind).label),
        asked_at=wish.asked_at,
        answer_label=str(JoinAnswer(wish.answer).label) if wish.answer else "",
        answered_at=wish.answered_at,
        may_answer=not wish.answer and may_write(actor, wish.dossier_id),
    )
