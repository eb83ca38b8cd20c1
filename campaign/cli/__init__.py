"""The command line: parse, ask the service, print."""

import sys


def main() -> None:
    """The entry point: run ``sys.argv`` and leave with its exit code."""
    from campaign.cli.run import run

    sys.exit(run(sys.argv[1:]))
