"""The command line: ``report-assistant``."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        from ui.cli.run import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # while the program itself is still being loaded
        sys.exit(130)
