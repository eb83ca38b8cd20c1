"""The command line: parse, ask the service, print."""

import gc
import sys


def main() -> None:
    """The entry point: run ``sys.argv`` and leave with its exit code."""
    # A command lives for a tenth of a second: collecting its garbage, and again at the end, would take a fifth of that.
    # The dashboard turns collection on again.
    gc.disable()
    from campaign.cli.run import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)
