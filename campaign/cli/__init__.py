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
            _come_in(sys.argv[1:])
        from campaign.cli.run import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still loading
        code = 130
    gc.freeze()
    sys.exit(code)


def _come_in(args: list[str]) -> None:
    """A member at the gate: to the warm server if there is one, before anything is imported; else deaf to the environment."""
    if sys.platform == "linux" and sys.flags.isolated and sys.flags.utf8_mode:
        from campaign.cli.warm import client

        code = client.offer(args)
        if code is not None:
            import os

            os._exit(code & 255)  # nothing was made that would have to be taken down
    from campaign.cli import isolation

    if isolation.is_gate(args):
        isolation.withdraw(args)
