"""How the policies of rows are asked, beside what they say."""

import pytest
from django.db import connection

from anyam.foundation.access.choices import Part
from anyam.foundation.access.row_security import (
    RowSecurity,
    UnqualifiedColumn,
    acts,
    bare_columns,
    is_own,
    not_barred,
    sees,
    sees_person,
)


@pytest.mark.django_db
def test_no_policy_gathers_everything_granted_to_a_reader_before_it_looks_at_a_row() -> None:
    """An EXISTS that ends in OFFSET is asked for each row by index; PostgreSQL may hash any other one whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies"
        )
        policies = cursor.fetchall()
    asking = [(table, name, said) for table, name, said in policies if "FROM access_grant" in said]
    gathering = [
        f"{table}.{name}"
        for table, name, said in asking
        if said.count("OFFSET 0") < said.count("FROM access_grant") + said.count("JOIN access_grant")
    ]
    assert len(asking) > 100
    assert not gathering


def test_a_policy_names_each_column_with_its_table() -> None:
    """A bare `dossier_id` inside the EXISTS over grants is the grant's own: every row would be open."""
    for careless in (
        sees("dossier_id", Part.WORK),
        sees_person("person_id", Part.IDENTITY),
        is_own("user_id"),
    ):
        with pytest.raises(UnqualifiedColumn, match="as table"):
            RowSecurity("families_relation", careless)
    with pytest.raises(UnqualifiedColumn):
        RowSecurity("families_relation", acts(), changing=not_barred("dossier_id"))
    with pytest.raises(UnqualifiedColumn, match="agency_id"):
        RowSecurity("families_relation", "EXISTS (SELECT 1 FROM t AS t WHERE t.id = agency_id)")


def test_words_values_types_and_functions_are_no_columns() -> None:
    honest = (
        "EXISTS (SELECT g.id FROM access_grant AS g LEFT JOIN cases_case AS c ON c.id = g.case_id"
        " WHERE g.kind = 'dossier_id' AND g.at > coalesce(current_setting('x', TRUE), now())::timestamptz"
        " AND g.id = ANY ((SELECT anyam_principals())::uuid[]) IS NOT FALSE OFFSET 0)"
    )
    assert not list(bare_columns(honest))
    assert list(bare_columns(honest.replace("g.case_id", "case_id"))) == ["case_id"]
    assert sees("files_casefile.case_id", Part.FILES)
