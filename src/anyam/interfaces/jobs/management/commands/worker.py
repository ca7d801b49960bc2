from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from anyam.interfaces.jobs.worker import run_worker


class Command(BaseCommand):
    """`anyam worker`: deliver events, notices and everything else that is slow or due later."""

    help = "Runs the worker until it is told to stop. One is enough for a district."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--concurrency", type=int, default=2, help="jobs done at the same time (default 2)"
        )

    def handle(self, *args: object, concurrency: int, **options: object) -> None:
        run_worker(concurrency)
