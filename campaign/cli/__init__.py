"""The command line: parse, ask the service, print."""

import gc
import sys


def main() -> None:
    """The entry point: run ``sys.argv`` and leave with its exit code."""
    # A command lives for a tenth of a second: collecting its garbage, and again at the end, would take a fifth of that.
    # The dashboard turns collection on again.
    gc.disable()
    try:
        if "gate" in sys.argv:
            from campaign.cli import isolation

            if isolation.is_gate(sys.argv[1:]):
                isolation.withdraw(sys.argv[1:])
        from campaign.cli.run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still loading
        code = 130
    gc.freeze()
    sys.exit(code)
