"""How the policies of rows are asked, beside what they say."""

import pytest
from django.db import connection


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
