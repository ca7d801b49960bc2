"""Who the child of a case is, for those who put it right."""

from uuid import UUID

from anyam.casework.cases.queries.header import find_case, header_of
from anyam.casework.cases.results import ChildDetail
from anyam.foundation.access import Actor, NotFound, Permission, query, require
from anyam.foundation.access.choices import Part
from anyam.foundation.access.visibility import may_read, may_write
from anyam.foundation.audit.choices import Looked
from anyam.registry.people.queries import address_of, get_identity


@query
def get_child(actor: Actor, case_id: UUID) -> ChildDetail:
    """The child's data as written down, the looks kept. NotFound for those who only read the case."""
    require(actor, Permission.CORRECT_DATA)
    case = find_case(actor, case_id)
    if not may_write(actor, case.pk):
        raise NotFound("child to correct")
    sees_address = may_read(actor, case.pk, Part.ADDRESS)
    return ChildDetail(
        header=header_of(actor, case, part=Looked.IDENTITY),
        identity=get_identity(actor, case.child_id, case_id=case.pk),
        address=address_of(actor, case.child_id, case_id=case.pk) if sees_address else None,
        may_correct_address=sees_address,
    )
