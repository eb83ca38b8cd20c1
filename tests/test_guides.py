"""The command lines that README, the handbook and seed/README tell: each is run, or says here why it is not.

Found by their text and told in reading order, README first, so that a line may move from one guide to another. What is typed in
the start of one's own campaign is run as one story, from nothing, on a clock that stands; what the guides say of it is compared.
"""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer._click.exceptions import BadOptionUsage, MissingParameter

from campaign.cli.app import command
from campaign.core.model.people import Role
from campaign.kinds.registry import all_verbs
from tests.cli.conftest import Cli, Said
from tests.cli.conftest import cli as cli
from tests.readme import GUIDES, ROOT
from tests.server.test_setup import chapter
from tests.store.world import MORNING as that_day

MORNING = "2026-11-22T09:00:00+08:00"
"""Of the day that the start names as the first."""
FENCE = re.compile(r"^( *)```\w*\n(.*?)^\1```$", re.M | re.S)


class Line(NamedTuple):
    guide: str
    text: str
    """As it is pasted, without the comment behind ``#``."""
    comment: str


def code_lines() -> Iterator[Line]:
    """Every line of every code block, in reading order; continued lines are one."""
    for guide in GUIDES:
        for _indent, block in FENCE.findall(guide.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                text, _, comment = line.strip().partition("  #")
                if text and not text.startswith("#"):
                    yield Line(guide.relative_to(ROOT).as_posix(), text.strip(), comment.strip())


def commands_in(line: str) -> Iterator[list[str]]:
    """The words after ``campaign`` of each call in a shell line, whoever is made to call it and wherever it lies."""
    line = re.sub(r"\$\(.*?\)", "FILE", line)  # what the shell fills in
    for part in re.split(r"\s*(?:&&|;|\|\s|[<>]\s)\s*", line):
        found = re.match(r"(?:runuser -u campaign -- |sudo -u campaign |ssh (?=campaign@server\b))?"
                         r"(?:[\w./]*/)?campaign(?:@server)?(?: |$)(.*)", part)
        if found:
            words = shlex.split(found[1])
            if "campaign@server" in part:
                words = shlex.split(" ".join(words))  # sshd hands on one line, and the gate takes it apart
            yield words


# The start of one's own campaign ------------------------------------------------------------------------------------------


def shown(cli: Cli, code: str) -> Any:
    return cli("show", code, "--json").json()


def printed(*codes: str) -> Callable[[Cli, Said], None]:
    """The codes that later lines name."""
    def check(_cli: Cli, said: Said) -> None:
        assert said.out.split() == list(codes)
    return check


def begun(cli: Cli, said: Said) -> None:
    assert cli("status", "--json").json()["name"] == "安澜市百日攻坚" and "2026-11-22" in said.err


def added(cli: Cli, said: Said) -> None:
    printed("P0001")(cli, said)
    project = shown(cli, "P0001")
    assert (project["leader"], project["county"]) == ("L01", "C01")


def blocked(cli: Cli, said: Said) -> None:
    printed("B0001")(cli, said)
    blocker = shown(cli, "B0001")
    assert (blocker["category"], blocker["unit"], blocker["due"]) == ("forest", "U01", "2026-12-12")


def opened(_cli: Cli, said: Said) -> None:
    assert "安澜市百日攻坚" in said.out and "王某山" in said.out


def delivered(cli: Cli, _said: Said) -> None:
    assert (shown(cli, "G0001")["done"], shown(cli, "G0001")["target"]) == (432.87, 434.9)


def recorded(cli: Cli, said: Said) -> None:
    """Everything that the project's investor needs."""
    kinds = [row["kind"] for row in cli("approvals", "--json").json()]
    assert len(kinds) == len(said.out.split()) > 5 and "forest" in kinds
    assert "everything" in cli("add-approval", "P0001").err


def submitted(cli: Cli, _said: Said) -> None:
    approval = shown(cli, "A0003")
    assert (approval["kind"], approval["state"], approval["unit"]) == ("forest", "submitted", "U01")


def waiting(cli: Cli, said: Said) -> None:
    """The blocker takes its due day and its level from the approval, and is about what its title says."""
    printed("B0002")(cli, said)
    blocker, approval = shown(cli, "B0002"), shown(cli, "A0003")
    assert blocker["category"] == "forest" and blocker["approval"] == "A0003"
    assert (blocker["due"], blocker["authority"]) == (approval["due"], approval["authority"])


def in_time(_cli: Cli, said: Said) -> None:
    assert not said.out and "in time" in said.err  # nothing is at risk


STORY: dict[str, Callable[[Cli, Said], None]] = {
    "campaign init --name '安澜市百日攻坚' --start 2026-11-22": begun,
    "campaign add-county 临江区": printed("C01"),
    "campaign add-unit 市林业局 --authority city": printed("U01"),
    "campaign add-leader 王某山 --post 副市长": printed("L01"),
    "campaign add-project 滨海新材料二期 -l 王 -c 临江 -t 50亿 --plan 2亿": added,
    "campaign add-blocker 用林报批 --project P0001 --category forest --unit 市林业局 --due D+20": blocked,
    "campaign tui": opened,
    "campaign add-land-task 红线征迁 --kind expropriation --project P0001 --target 434.9亩 --due D+30": printed("G0001"),
    "campaign land-progress G0001 --to 432.87": delivered,
    "campaign add-approval P0001": recorded,
    "campaign submit A0003 --unit 市林业局": submitted,
    "campaign add-blocker 用林批复未下 --about A0003": waiting,
    "campaign too-late --risk": in_time,
}
"""What must have come of each line."""
ELSEWHERE = {
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/campaign demo": "installs; the demo is run below",
    "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest": "this very run",
    "Defaults!/usr/local/bin/campaign env_reset, !setenv": "a file of sudo, which the guide says is not tested",
    "zhao ALL=(campaign) NOPASSWD: /usr/local/bin/campaign gate --member M002 --key SHA256\\:…": "likewise",
    "/opt/campaign/bin/pip install '/root/campaign[replica]'": "needs the network",
    "/opt/campaign/bin/campaign server setup --replica s3://bucket/campaign > /root/setup.sh": "each kind is in test_setup",
    "set -a; [ ! -e /etc/campaign/replica.env ] || . /etc/campaign/replica.env; set +a; umask 077": "needs a server",
    "/opt/campaign/bin/litestream restore -config /etc/campaign/litestream.yml -integrity-check full -o /root/restored.db "
    "/var/lib/campaign/campaign.db": "needs Litestream: tests/server/test_replica.py",
    "campaign --db /root/restored.db log --verify": "needs Litestream: tests/server/test_replica.py",
    "install -m 0600 -o campaign -g campaign /root/restored.db /var/lib/campaign/restored.db": "needs accounts",
    "runuser -u campaign -- campaign restore /var/lib/campaign/restored.db --yes": "needs accounts",
    "rm /root/restored.db /var/lib/campaign/restored.db": "needs a server",
    "systemctl stop campaign-litestream": "needs systemd",
    "runuser -u campaign -- /opt/campaign/bin/litestream reset -config /etc/campaign/litestream.yml "
    "/var/lib/campaign/campaign.db": "needs Litestream",
    "systemctl start campaign-litestream": "needs systemd",
    "df -h /var/lib/campaign": "needs a server",
    "ls -lhS /var/lib/campaign /var/lib/campaign/backups": "needs a server",
    "rm /var/lib/campaign/backups/campaign-….db": "needs a server",
    "campaign status --motd": "is a line of one's profile; tests/cli/test_at_login.py",
    "*/10 * * * * root runuser -u campaign -- campaign --db /var/lib/campaign/campaign.db --readonly status --motd "
    "> /run/motd.dynamic": "needs cron and accounts",
    **dict.fromkeys(("campaign wall -o wall.html", "campaign wall --paper A3 --by leader -o wall.html",
                     "ssh campaign@HOST wall --paper A4 > wall.html",
                     "chromium --headless --no-pdf-header-footer --print-to-pdf=wall.pdf wall.html"), "tests/cli/test_wall.py"),
    **dict.fromkeys(("campaign ical -o campaign.ics", "campaign ical --leader 王 -o wang.ics",
                     "ssh campaign@HOST ical --county 临江 > linjiang.ics"), "tests/cli/test_ical.py"),
    **dict.fromkeys(("campaign export projects --format oc4ids -o projects.json",
                     "campaign export projects --light red --format oc4ids -o -",
                     "campaign export all --format datapackage -o package.zip",
                     "ssh campaign@HOST export all --format datapackage > package.zip", "import frictionless",
                     'print(frictionless.validate("package/datapackage.json").valid)'), "tests/cli/test_open_data.py"),
    **dict.fromkeys(("campaign export projects --light red -o red.xlsx",
                     "campaign export blockers --overdue --format csv > late.csv", "campaign export all -o city.xlsx",
                     "campaign export all --format csv -o city.zip",
                     "ssh campaign@HOST export projects --format xlsx > list.xlsx"), "tests/cli/test_export.py"),
    **dict.fromkeys(("campaign init --name 百日攻坚 --start 2026-11-22",
                     "campaign import 台账.xlsx --create counties,units,people --dry-run",
                     "campaign import 台账.xlsx --create counties,units,people",
                     "campaign import 台账.xlsx --create counties,units,people --rejects 改.csv",
                     "campaign import 改.csv --create counties,units,people",
                     "campaign import 周调度表.xlsx --as progress --on 2026-11-28",
                     "campaign import projects.csv --map description=name --map borough=county --save-profile 纽约",
                     "campaign import projects.csv --profile 纽约",
                     "ssh campaign@HOST import - < 台账.xlsx"), "tests/cli/test_import.py"),
    "campaign web --wallboard": "serves until it is ended: tests/cli/test_web.py",
    **dict.fromkeys(("packaging/wheelhouse wheels", "packaging/deb wheels", "apt-get install ./campaign_*.deb",
                     "/opt/campaign/bin/pip install --no-index --find-links wheels 'campaign[excel,docx]'"),
                    "made and installed by tests/test_packaging.py"),
    **dict.fromkeys(('theme = "light"', 'signs = "auto"', "[keymap]", 'note = "N f11"', 'overview = "y"'),
                    "a configuration, read by tests/tui/test_rebound.py"),
}
"""Lines that are not run here, and why. Those of the chapter on the server are run by tests/server/test_setup.py."""


def story() -> list[Line]:
    return [line for line in code_lines() if line.text in STORY]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"CAMPAIGN_DB": str(tmp_path / "campaign.db"), "CAMPAIGN_NOW": MORNING, "CAMPAIGN_ACTOR": "hq", "CAMPAIGN_LANG": "en"}


def test_every_line_of_the_guides_is_run_or_says_why_not() -> None:
    on_a_server = {line.strip() for block in chapter() for line in block.splitlines()}
    told = {line.text: line.guide for line in code_lines()}
    assert not [f"{guide}: {line}" for line, guide in told.items()
                if line not in STORY and line not in ELSEWHERE and line not in on_a_server]
    assert set(STORY) | set(ELSEWHERE) <= set(told), "lines that no guide tells any more"


def test_the_start_of_ones_own_campaign_is_true_line_by_line(cli: Cli) -> None:
    assert [line.text for line in story()] == list(dict.fromkeys(line.text for line in story())), "a line is told twice"
    for line in story():
        said = cli(*next(commands_in(line.text)))
        assert said.code == 0, (line, said)
        assert " ".join(line.comment.split()) in " ".join((said.out + said.err).split()), (line, said)
        if line.text.startswith("campaign add-"):  # every one prints the code of what it has made, and nothing else
            assert said.out and all(re.fullmatch(r"[A-Z]\d+", made) for made in said.out.splitlines())
        STORY[line.text](cli, said)


def paragraph(words: str) -> str:
    """The one that says so, wherever it is, on one line."""
    (found,) = [" ".join(part.split()) for guide in GUIDES for part in guide.read_text(encoding="utf-8").split("\n\n")
                if words in " ".join(part.split())]
    return found


def test_what_is_typed_is_read_as_the_guide_says(cli: Cli) -> None:
    for line in story()[:6]:
        cli(*next(commands_in(line.text)))
    assert cli("add-leader", "王建国").code == 0
    money, days, land, people = (re.findall(r"`([^`]+)`", part) for part in re.split(
        "; days|; quantities|People", paragraph("Money is typed as")))
    for number, typed in enumerate(money):
        said = cli("add-project", f"第{number}个", "-t", typed)
        assert said.code == 0, said
        assert cli("show", said.line, "--json").json()["total"] == {
            "3.2亿": 32000, "1亿2000万": 12000, "3千万": 3000, "5000万": 5000, "5000": 5000, "1,200万元": 1200}[typed]
    for typed in days:
        said = cli("edit", "P0001", "--planned-start", typed)
        assert said.code == 0, said
        assert shown(cli, "P0001")["planned_start"] == {
            "2026-11-22": "2026-11-22", "20261122": "2026-11-22", "11-22": "2026-11-22", "11.22": "2026-11-22",
            "D+37": "2026-12-29", "D+0": "2026-11-22", "today": "2026-11-22",
            "-3d": "2026-11-19"}[typed]
    for typed in land:
        assert cli("add-land-task", f"征迁{typed}", "--kind", "expropriation", "--project", "P0001", "--target", typed).code == 0
    for typed in ("L02", "王建国", "王建", *people):
        assert cli("claim", "P0002", "-l", typed, "--yes").code == 0, typed
        assert shown(cli, "P0002")["leader"] == "L02"
        assert cli("edit", "P0002", "-l", "").code == 0


def test_settings_are_listed_and_changed_as_the_guide_says(cli: Cli) -> None:
    cli(*next(commands_in(story()[0].text)))
    shows, changes = re.findall(r"`(campaign settings[^`]*)`", paragraph("Thresholds of the lights are settings"))
    assert "stale_red" in cli(*next(commands_in(shows))).out
    assert cli(*next(commands_in(changes))).code == 0
    name, value = next(commands_in(changes))[1:]
    assert cli("settings", "--json").json()[name] == value


# What else the guides name ------------------------------------------------------------------------------------------------


def questions() -> list[str]:
    """The commands of the table of questions."""
    rows = [row for guide in GUIDES for row in re.findall(r"^\| Q\d+ \|.*$", guide.read_text(encoding="utf-8"), re.M)]
    assert len(rows) == 14
    return [found for row in rows for found in re.findall(r"`(campaign [^`]+)`", row)]


@pytest.mark.parametrize("line", questions())
def test_every_question_is_answered_by_its_command(cli: Cli, environment: dict[str, str], city: Path, line: str) -> None:
    shutil.copy(city, environment["CAMPAIGN_DB"])
    said = cli(*next(commands_in(line)), env={"CAMPAIGN_NOW": that_day.isoformat()})
    assert said.code == 0 and said.out.strip(), said


def test_every_example_that_only_looks_has_something_to_show(
        cli: Cli, environment: dict[str, str], city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the list of commands; the others are examples of how to type, and name what the reader has."""
    shutil.copy(city, environment["CAMPAIGN_DB"])
    monkeypatch.chdir(tmp_path)
    lists = [part for guide in GUIDES
             for part in re.findall(r"<!-- commands -->\n(.*?)<!-- /commands -->", guide.read_text(encoding="utf-8"), re.S)]
    examples = {name: next(commands_in(line)) for part in lists
                for name, line in re.findall(r"^- `([^`]+)` .*: `(.*)`$", part, re.M)}
    looks = {name: words for name, words in examples.items()
             if name in all_verbs() and all_verbs()[name].least is Role.VIEWER and name != "watch"}  # which ends with its reader
    assert len(looks) > 40
    for name in ("view save", *(name for name in looks if name != "view save")):
        said = cli(*looks[name], env={"CAMPAIGN_NOW": that_day.isoformat()})
        assert said.code == 0 and "Traceback" not in said.err, (name, said)


def test_the_demo_without_a_terminal_prints_the_plain_board(cli: Cli) -> None:
    said = cli("demo")
    assert said.code == 0 and "王某山" in said.out and "安澜" in said.out


def named() -> list[tuple[str, str]]:
    """Every ``campaign …`` that a guide names, in a code block or within a sentence, with the guide."""
    found = {line.text: line.guide for line in code_lines()}
    for guide in GUIDES:
        text = FENCE.sub("", guide.read_text(encoding="utf-8"))
        for span in re.findall(r"`((?:\S+ )*?(?:\S*/)?campaign(?:@server)? [^`]+)`", text):
            found.setdefault(" ".join(span.split()), guide.name)
    return [(line, guide) for line, guide in found.items() if any(commands_in(line))]


PLACEHOLDERS = {"COMMAND", "…", "--help"}
"""Where a guide speaks of commands as such."""


def parsed(words: list[str]) -> None:
    """As the program itself would take them apart, and no more."""
    group = command()
    context = group.make_context("campaign", list(words), resilient_parsing=False)
    rest = [*context._protected_args, *context.args]
    inner: Any = group
    while rest and hasattr(inner, "resolve_command"):
        name, inner, rest = inner.resolve_command(context, rest)
        context = inner.make_context(name, rest, parent=context)
        rest = [*context._protected_args, *context.args]


def test_no_guide_names_a_command_or_option_that_is_not_there() -> None:
    wrong = []
    pasted = {line.text for line in code_lines()}
    for line, guide in named():
        for words in commands_in(line):
            if not words or PLACEHOLDERS & set(words) or words == ["help"]:
                continue
            try:
                parsed([word.strip("[]") for word in words])
            except Exception as error:  # whatever it is, the guide is wrong
                if isinstance(error, MissingParameter | BadOptionUsage) and line not in pasted:
                    continue  # a sentence may leave out to whom and what
                wrong.append(f"{guide}: {line}: {getattr(error, 'message', error)}")
    assert not wrong, "\n".join(wrong)
