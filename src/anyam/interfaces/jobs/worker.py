"""The worker: takes jobs out of the database and does them, a few at a time."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

CONNECTION_NAME = "anyam-worker"
"""How the worker's connections introduce themselves to PostgreSQL; `/healthz` looks for them."""

HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 30.0
"""Without a heartbeat for this long a worker counts as lost, and its jobs may be taken over."""

SHUTDOWN_SECONDS = 8.0


def run_worker(concurrency: int) -> None:
    """Work until told to stop (SIGINT or SIGTERM); jobs already begun are given a few seconds to end."""
    connector = PsycopgConnector(
        kwargs={**connector_params(), "application_name": CONNECTION_NAME},
        # One for listening, one for fetching; more only while jobs run.
        min_size=1,
        max_size=concurrency + 2,
    )
    with app.replace_connector(connector) as worker_app:
        worker_app.run_worker(
            name=CONNECTION_NAME,
            concurrency=concurrency,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_SECONDS,
            shutdown_graceful_timeout=SHUTDOWN_SECONDS,
            delete_jobs="successful",
        )
