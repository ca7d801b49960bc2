import os
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from anyam.foundation.backups.starting import check_start
from anyam.interfaces.jobs.worker import WorkerLostError, run_worker


class Command(BaseCommand):
    """`anyam worker`: deliver events, notices and everything else that is slow or due later."""

    help = "Runs the worker until it is told to stop. One is enough for a district."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--concurrency", type=int, default=2, help="jobs done at the same time (default 2)"
        )

    def handle(self, *args: object, concurrency: int, **options: object) -> None:
        check_start()
        try:
            run_worker(concurrency)
        except WorkerLostError:
            # Connections may hang in their last breath; nothing is lost by leaving at once, jobs are taken over.
            self.stderr.write("The worker lost its database and ends, to be started anew.")
            os._exit(1)
