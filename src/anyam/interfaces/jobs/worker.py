"""The worker: takes jobs out of the database and does them, a few at a time."""

from __future__ import annotations

import asyncio

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

CONNECTION_NAME = "anyam-worker"
"""How the worker's connections introduce themselves to PostgreSQL; `/healthz` looks for them."""

HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 30.0
"""Without a heartbeat for this long a worker counts as lost, and its jobs may be taken over."""

SHUTDOWN_SECONDS = 8.0

OWN_HEARTBEAT = """
    SELECT max(last_heartbeat) > now() - make_interval(secs => %(seconds)s) AS beats FROM procrastinate_workers
"""


class WorkerLostError(Exception):
    """The worker lost its database and must be started anew."""


def run_worker(concurrency: int) -> None:
    """Work until told to stop (SIGINT or SIGTERM); jobs already begun are given a few seconds to end.

    Raises WorkerLostError when the database goes away: the library's listener and heartbeat do not come back from
    that, so it is for the supervisor or service manager to start a fresh worker.
    """
    connector = PsycopgConnector(
        kwargs={**connector_params(), "application_name": CONNECTION_NAME},
        # One for listening, one for fetching; more only while jobs run.
        min_size=1,
        max_size=concurrency + 2,
        timeout=HEARTBEAT_SECONDS,
    )
    with app.replace_connector(connector) as worker_app:
        asyncio.run(_work_until_lost(worker_app, concurrency))


async def _work_until_lost(worker_app: App, concurrency: int) -> None:
    async with worker_app.open_async():
        work = worker_app.run_worker_async(
            name=CONNECTION_NAME,
            concurrency=concurrency,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_SECONDS,
            shutdown_graceful_timeout=SHUTDOWN_SECONDS,
            delete_jobs="successful",
        )
        working, watching = asyncio.ensure_future(work), asyncio.ensure_future(_until_silent(worker_app))
        await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise WorkerLostError
        watching.cancel()
        await working


async def _until_silent(worker_app: App) -> None:
    """Return once the worker's heartbeat no longer reaches the database."""
    beats = True
    while beats:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        try:
            row = await worker_app.connector.execute_query_one_async(OWN_HEARTBEAT, seconds=SILENT_SECONDS)
        except ConnectorException:
            return
        beats = bool(row["beats"])
