"""The parts Anyam needs to be usable, each with a look that costs one small query."""

from __future__ import annotations

from django.db import Error, connection

from anyam.interfaces.jobs.worker import CONNECTION_NAME, SILENT_SECONDS

# A heartbeat tells of a worker that hangs, an open connection of one that was killed a moment ago.
WORKER_IS_ALIVE = """
    SELECT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %s))
       AND EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s)
"""


def state_of_parts() -> dict[str, bool]:
    """For each part whether it works. Without the database nothing can be said of the worker, so it counts as down."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(WORKER_IS_ALIVE, [SILENT_SECONDS, CONNECTION_NAME])
            row = cursor.fetchone()
    except Error:
        return {"database": False, "worker": False}
    return {"database": True, "worker": bool(row and row[0])}
