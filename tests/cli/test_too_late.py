"""``campaign too-late`` for people: what a step takes, since when it lies there, how many more are at risk."""

from tests.cli.conftest import Cli
from tests.cli.test_questions import add


def line(text: str, code: str) -> str:
    return next(row for row in text.splitlines() if row.strip().startswith(code))


def test_a_step_that_began_says_so_and_a_limit_says_how_long(cli: Cli) -> None:
    code = add(cli, "add-project", "滨海大道", "--planned-start", "D+30")
    first = cli("add-approval", code, "works_planning", "--submitted", "D+5").line
    second = cli("add-approval", code, "permit").line
    told = cli("too-late").out
    # The chain of minima does not count what an authority may take; the table says how long that is all the same.
    begun, coming = line(told, first), line(told, second)
    assert "up to 20 working days" in begun and begun.endswith("begun 2026-10-06")
    assert "up to 7 days" in coming and "begun" not in coming and coming.endswith("2026-10-31")
    plain = cli("too-late", "--plain").out
    assert "begun 2026-10-06" in plain and "latest start begun" not in plain


def test_those_at_risk_are_hinted_at(cli: Cli) -> None:
    code = add(cli, "add-project", "滨海大道", "--planned-start", "D+40")
    add(cli, "add-approval", code, "permit", "works_planning")
    said = cli("too-late")
    n = len(cli("too-late", "--risk", "--json").json()) - len(cli("too-late", "--json").json())
    assert n and f"{n} more at risk: --risk" in said.out + said.err
    said = cli("too-late", "--risk")
    assert "more at risk" not in said.out + said.err


def test_show_says_what_the_days_of_the_clocks_mean(cli: Cli) -> None:
    code = add(cli, "add-project", "滨海大道", "--planned-start", "D+60")
    add(cli, "add-approval", code, "pre_notice", "works_planning")
    row = cli("show", code, "--json").json()
    said = cli("show", code).out
    assert f"{row['too_late_after']}: too late if nothing more is granted after it" in said
    assert f"{row['risk_after']}: at risk if nothing more is granted after it" in said
