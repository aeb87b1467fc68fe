"""The command ``report-assistant eval``, found by the command line as an entry point."""

from evals.cli.app import app

__all__ = ["app"]
