"""The command line: ``report-assistant``."""

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    import sys

    from ui.cli.run import run

    sys.exit(run(sys.argv[1:]))
