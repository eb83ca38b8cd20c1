"""``campaign man``: the manual page of all commands, made from what ``--help`` is made from. Source of the form: man-pages(7)."""

import re
from collections.abc import Iterator

from campaign import __version__, text
from campaign.cli import output
from campaign.cli.commands import COMMANDS
from campaign.cli.state import current
from campaign.config import SYSTEM
from campaign.text import N_, _

CODES = {
    0: N_("done"), 1: N_("refused or failed"), 2: N_("wrong usage"), 3: N_("not found"), 4: N_("database busy"),
    5: N_("database newer than the program"), 6: N_("not allowed"), 7: N_("changed by someone else meanwhile"),
    130: N_("interrupted by Ctrl-C"),
}
"""What a process ends with (docs/handbook/commands.md, Exit codes)."""
VARIABLES = {
    "CAMPAIGN_DB": N_("the database"), "CAMPAIGN_LANG": N_("the language: zh or en"),
    "CAMPAIGN_ACTOR": N_("who writes, for the audit; else the login name"),
    "CAMPAIGN_ME": N_("which person of the campaign you are"),
    "CAMPAIGN_CONFIG": N_("your own settings, instead of the file below"),
    "CAMPAIGN_READONLY": N_("refuse every write, unless 0"),
    "CAMPAIGN_THEME": N_("colours of the dashboard"), "CAMPAIGN_SIGNS": N_("signs of the dashboard"),
}
FILES = {
    "~/.local/share/campaign/campaign.db": N_("the database, where nothing else is said"),
    "~/.config/campaign/config.toml": N_("your own settings"), str(SYSTEM): N_("settings of the machine"),
}

_BREAKS = re.compile("(?<=[\u2e80-\uffef])(?<![（《“【])(?=[\u2e80-\uffef])(?![，。、；：）》”】？！])")
"""Where a line of Chinese may be broken; a formatter of today knows, one of 2018 must be told."""


def man() -> None:
    current().speak()
    output.raw("\n".join(_page()) + "\n")


def _page() -> Iterator[str]:
    from campaign.cli.app import app, command
    from campaign.cli.help import built, params_told, pattern

    root = command()
    context = root.make_context("campaign", [], resilient_parsing=True)
    yield f'.TH CAMPAIGN 1 "" "campaign {__version__}"'
    # A word that is broken in a line of Chinese, or by a hyphen in a code, cannot be typed after it.
    yield from (".nh", ".ad l")
    yield from (_head(N_("Name")), f"campaign \\- {_roff(_(str(app.info.help)))}")
    yield from (_head(N_("Synopsis")), _roff(pattern(root, "campaign")))
    yield _head(N_("Options"))
    yield from _terms(params_told(root, context)[1])
    section = ""
    for name, entry in COMMANDS.items():
        if entry.section != section:
            section = entry.section
            yield _head(section)
        verb = built(name)
        assert verb is not None
        yield f'.SS "{_roff(name)}"'
        yield from (_roff(_(entry.help)), ".PP", f"\\fB{_roff(pattern(verb, f'campaign {name}'))}\\fR")
        inner = verb.make_context(name, [], parent=context, resilient_parsing=True)
        arguments, options = params_told(verb, inner)
        yield from _terms(arguments + [told for told in options if not told[0].startswith("--help")])
        yield from (".PP", _roff(_("Example:")), ".RS", ".nf", *map(_roff, entry.example.splitlines()), ".fi", ".RE")
    for head, told in ((N_("Exit codes"), {str(code): said for code, said in CODES.items()}), (N_("Environment"), VARIABLES),
                       (N_("Files"), FILES)):
        yield _head(head)
        yield from _terms([(name, _(said)) for name, said in told.items()])


def _head(title: str) -> str:
    said = _(title)
    return f'.SH "{said.upper() if text.language() == "en" else said}"'


def _terms(told: list[tuple[str, str]]) -> Iterator[str]:
    for name, said in told:
        yield from (".TP", f"\\fB{_roff(name)}\\fR", _roff(said) or "\\&")


def _roff(line: str) -> str:
    """Text as it is: a backslash, a hyphen that is typed, a dot or quote that would begin a request."""
    line = line.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq").replace("\n", " ")
    line = _BREAKS.sub(r"\\:", line)
    return "\\&" + line if line.startswith((".", "'")) else line
