"""Every word that is asked for may be typed as its code, its label in either language, its pinyin or initials, or a beginning
that only it has; what is unknown or ambiguous is answered with the words in the reader's language and their codes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from campaign import text
from campaign.cli import exports
from campaign.cli.commands import COMMANDS
from campaign.cli.help import built
from campaign.cli.saved_filter import CALLED, PANES_CALLED
from campaign.core.blockers import FLAGS
from campaign.core.errors import BadInput
from campaign.core.model.blocker import LEVELS, BlockerState, Category, HoldReason
from campaign.core.model.consent import What
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.model.land import ApprovalKind, ApprovalState, LandKind, Measure
from campaign.core.model.leads import LeadStage, NodeState
from campaign.core.model.light import Light
from campaign.core.model.merits import Board, CaseKind, MeritKind
from campaign.core.model.people import Authority, Rank, Role
from campaign.core.model.project import Channel, Investor, ListState, Sector, Stage, TargetList
from campaign.core.saved import PANES, SCREENS
from campaign.data import readings
from campaign.kinds import registry
from campaign.kinds.campaign import SETTINGS
from campaign.kinds.field import Field, Type, parse
from campaign.service import Session, settings
from campaign.service.exports import exported
from campaign.service.intake.known import CREATED
from campaign.service.intake.purposes import PURPOSES
from campaign.service.questions import By
from campaign.tables import filter_words
from campaign.tables.wall_chart import By as Under
from campaign.words import list_words
from campaign.words.enumerations import WORDS
from campaign.words.labels import MARKS, message
from campaign.words.reading import bare, labelled, synonyms, word, words
from tests.cli.conftest import Cli, one_line

English = Callable[[str], str]
READ: Mapping[tuple[str, str], tuple[str, Iterable[str]]] = {
    ("projects", "light"): ("projects --light {}", Light), ("projects", "sector"): ("projects --sector {}", Sector),
    ("projects", "stage"): ("projects --stage {}", Stage), ("projects", "investor"): ("projects --investor {}", Investor),
    ("projects", "started"): ("projects --started {}", ("new", "continued")),
    ("projects", "mark"): ("projects --mark {}", (*MARKS, "waiting")),
    ("projects", "lapsing"): ("projects --lapsing {}", ("soon", "yes")), ("lights", "light"): ("lights --light {}", Light),
    ("blockers", "state"): ("blockers --state {}", (*BlockerState, "overdue")),
    ("blockers", "category"): ("blockers --category {}", Category),
    ("blockers", "authority"): ("blockers --authority {}", Authority),
    ("blockers", "level"): ("blockers --level {}", tuple(map(str, LEVELS))),
    ("blockers", "flag"): ("blockers --flag {}", FLAGS), ("leaders", "rank"): ("leaders --rank {}", Rank),
    ("rates", "by"): ("rates --by {}", By), ("forecast", "by"): ("forecast --by {}", By),
    ("wall", "by"): ("wall --by {}", Under),
    ("gaps", "which"): ("gaps --list {}", TargetList),
    ("merits", "kind"): ("merits --kind {}", MeritKind), ("leads", "stage"): ("leads --stage {}", LeadStage),
    ("chain", "state"): ("chain --state {}", NodeState), ("indicators", "metric"): ("indicators --metric {}", Metric),
    ("leaderboards", "board"): ("leaderboards {}", Board), ("cases", "kind"): ("cases --kind {}", CaseKind),
    ("land-tasks", "kind"): ("land-tasks --kind {}", LandKind),
    ("land-tasks", "authority"): ("land-tasks --authority {}", Authority),
    ("approvals", "kind"): ("approvals --kind {}", ApprovalKind),
    ("approvals", "state"): ("approvals --state {}", ApprovalState),
    ("approvals", "authority"): ("approvals --authority {}", Authority), ("settings", "key"): ("settings {}", SETTINGS),
    ("export", "what"): ("export {} --help", (exports.ALL, *exported()))}
"""Options and arguments of commands that print: each word is typed in each of its forms, and prints the same."""
WRITTEN: Mapping[tuple[str, str], tuple[str, Iterable[str]]] = {
    ("import", "purpose"): ("import /dev/null --as {}", PURPOSES),
    ("import", "create"): ("import /dev/null --create {}", CREATED),
    ("view save", "screen"): ("view save x --filter 红 --screen {}", SCREENS),
    ("visit", "channel"): ("visit P0001 --channel {}", Channel),
    ("indicator", "metric"): ("indicator C01 {} 2026-09 7%", Metric),
    ("indicator", "measure"): ("indicator C01 gdp 2026-09 7 --measure {}", IndicatorMeasure),
    ("list-add", "list"): ("list-add P0001 {}", TargetList), ("list-set", "list"): ("list-set P0001 {}", TargetList),
    ("list-set", "state"): ("list-set P0001 special_bond --state {}", ListState),
    ("merit", "kind"): ("merit U01 {} --why x", MeritKind), ("advance", "stage"): ("advance K0001 {}", LeadStage),
    ("chain-set", "state"): ("chain-set 海上风电 叶片 {}", NodeState), ("case", "kind"): ("case x --kind {}", CaseKind),
    ("edit", "stage"): ("edit P0001 --stage {}", Stage), ("edit", "sector"): ("edit P0001 --sector {}", Sector),
    ("edit", "investor"): ("edit P0001 --investor {}", Investor), ("edit", "category"): ("edit B0001 --category {}", Category),
    ("edit", "authority"): ("edit B0001 --authority {}", Authority), ("edit", "kind"): ("edit G0001 --kind {}", LandKind),
    ("edit", "measure"): ("edit G0001 --measure {}", Measure), ("edit", "rank"): ("edit L01 --rank {}", Rank),
    ("confirm", "what"): ("confirm P0001 --what {}", What), ("return", "what"): ("return P0001 --why x --what {}", What),
    ("hold", "reason"): ("hold B0001 --review +3d --reason {}", HoldReason),
    ("add-project", "stage"): ("add-project x --stage {}", Stage),
    ("add-project", "sector"): ("add-project x --sector {}", Sector),
    ("add-project", "investor"): ("add-project x --investor {}", Investor),
    ("add-blocker", "category"): ("add-blocker x --project P0001 --category {}", Category),
    ("add-blocker", "authority"): ("add-blocker x --project P0001 --category sea --authority {}", Authority),
    ("add-land-task", "kind"): ("add-land-task x --project P0001 --kind {}", LandKind),
    ("add-land-task", "measure"): ("add-land-task x --project P0001 --kind forest --measure {}", Measure),
    ("add-land-task", "authority"): ("add-land-task x --project P0001 --kind forest --authority {}", Authority),
    ("add-approval", "kinds"): ("add-approval P0003 {}", ApprovalKind),
    ("add-approval", "authority"): ("add-approval P0003 eia_form --authority {}", Authority),
    ("add-lead", "investor"): ("add-lead x --investor {}", Investor),
    ("add-lead", "stage"): ("add-lead x --stage {}", LeadStage), ("add-leader", "rank"): ("add-leader x --rank {}", Rank),
    ("add-person", "rank"): ("add-person x --rank {}", Rank),
    ("add-unit", "authority"): ("add-unit x --authority {}", Authority),
    ("add-taskforce", "members"): ("add-taskforce x --member M001:{}", Category),
    ("taskforce", "add_member"): ("taskforce T01 --add-member M001:{}", Category),
    ("member add", "role"): ("member add M001 --county C01 --role {}", Role),
    ("member role", "role"): ("member role M001 --county C01 {}", Role)}
"""Of commands that write."""
CALLED_BY: Mapping[tuple[str, str], English] = {
    ("import", "purpose"): list_words.CALLED.__getitem__, ("import", "create"): list_words.CALLED.__getitem__,
    ("export", "what"): exports.called, ("rates", "by"): message, ("forecast", "by"): message, ("wall", "by"): message,
    ("settings", "key"): lambda key: SETTINGS[key].label, ("view save", "screen"): CALLED.__getitem__}
"""Whose labels are not those of words."""
ASKED = {asked: (line, tuple(known), CALLED_BY.get(asked, labelled)) for asked, (line, known) in {**READ, **WRITTEN}.items()}
LISTED_BY = {("settings", "key"): "campaign settings", ("export", "what"): "campaign export"}
"""More words than a line has room for → the command that lists them."""
EACH = pytest.mark.parametrize("asked", ASKED, ids=" ".join)
NO_WORDS = {("bulletin", "form"), ("export", "form"), ("member key", "key"), ("member add", "key"), ("keys", "blob")}
"""Names of formats, and keys."""
UNKNOWN = "zzqq"
WORDY = re.compile(r"\[?(WORD|ROLE|LIST|STAGE|BOARD|KIND|METRIC|MEASURE|STATE|WHAT|KEY|0-4)[\]]?(,?\.\.\.)?\]?|.*SKILL.*")


def spellings(said: str) -> tuple[str, str]:
    """The pinyin and the initials of a label, by the commonest readings."""
    each = [readings(char).split(",")[0] or char for char in bare(said)]
    return "".join(each), "".join(one[0] for one in each)


@cache
def spelling(said: str) -> re.Pattern[str]:
    """The pinyin and initials of a label, by any readings."""
    groups = [readings(char).split(",") if readings(char) else [char] for char in bare(said)]
    whole = "".join(f"(?:{'|'.join(group)})" for group in groups)
    first = "".join(f"[{''.join(one[0] for one in group)}]" for group in groups)
    return re.compile("(?!)" if said.isascii() else f"{whole}|{first}")


def spelt(typed: str, said: str) -> bool:
    return spelling(said).fullmatch(typed) is not None


@cache
def forms(known: tuple[str, ...], english: English) -> tuple[tuple[str, str], ...]:
    """What may be typed, and the code that it means."""
    return tuple(_forms(known, english))


def _forms(known: Iterable[str], english: English) -> Iterator[tuple[str, str]]:
    said = {str(code): [bare(code), *map(bare, synonyms(code, english(code)))] for code in known}
    raw = {str(code): [str(code), *synonyms(code, english(code))] for code in known}
    for code, texts in raw.items():
        yield from ((one, code) for one in (code, code.upper(), code.replace("_", "-")))
        exact = {one for other, many in said.items() for one in many if other != code}
        for one in texts[1:]:
            if bare(one) not in said or bare(one) == bare(code):
                yield one, code
        for one in filter(lambda one: not one.isascii(), texts):
            for typed in spellings(one):
                others = [other for other, many in raw.items() if other != code and any(spelt(typed, each) for each in many)]
                if typed not in exact and not others:
                    yield typed, code
        for one in said[code]:
            for n in range(1, len(one)):
                begins = [other for other, many in said.items() if any(each.startswith(one[:n]) for each in many)]
                alike = [other for other, many in raw.items() if any(spelt(one[:n], each) for each in many)]
                if begins == [code] and not set(alike) - {code} and one[:n] not in exact:
                    yield one[:n], code


def ambiguous(known: Iterable[str], english: English) -> tuple[str, list[str]] | None:
    """What several begin with, and which."""
    said = {str(code): [bare(each) for each in synonyms(code, english(code))] for code in known}
    for start in sorted({one[:n] for many in said.values() for one in many for n in range(1, len(one))}):
        found = [code for code, many in said.items() if any(each.startswith(start) for each in many)]
        taken = any(start in many or any(spelt(start, each) for each in synonyms(code, english(code)))
                    for code, many in said.items())
        if len(found) > 1 and not taken:
            return start, found
    return None


def test_every_word_that_a_command_asks_for_is_walked() -> None:
    scanned = set()
    for name in COMMANDS:
        command = built(name)
        assert command is not None
        scanned |= {(name, param.name) for param in command.params if WORDY.fullmatch(param.metavar or "")}
    assert scanned - NO_WORDS == set(ASKED)


@EACH
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_an_unknown_word_is_answered_with_all_of_them(cli: Cli, asked: tuple[str, str], language: str) -> None:
    line, known, english = ASKED[asked]
    if asked in LISTED_BY:
        return
    said = cli(*(part.format(UNKNOWN) for part in line.split()), env={"CAMPAIGN_LANG": language})
    assert said.code == 2 and not said.out
    text.use(language)
    shown = one_line(said.err)
    for code in known:
        label = text._(english(code))
        assert (str(code) if label == code else f"{label} ({code})") in shown


@EACH
def test_a_help_that_names_words_names_all_or_says_that_there_are_more(asked: tuple[str, str]) -> None:
    """``leaderboards signings`` is both boards of signings; of skills an example is given."""
    _line, known, _english = ASKED[asked]
    command = built(asked[0])
    assert command is not None
    said = next(getattr(param, "help", None) or "" for param in command.params if param.name == asked[1])
    named = [code for code in known if re.search(rf"\b{code}\b", said)]
    if len(named) > 1 and "..." not in said and "like" not in said:
        assert set(known) - set(named) <= {Board.SIGNINGS_COUNTY}, said


@pytest.mark.parametrize("asked", LISTED_BY, ids=" ".join)
@pytest.mark.parametrize("language", text.LANGUAGES)
def test_of_very_many_words_the_nearest_are_told_and_what_lists_them(cli: Cli, asked: tuple[str, str], language: str) -> None:
    line, known, english = ASKED[asked]
    text.use(language)
    assert all(code in cli(*LISTED_BY[asked].split()[1:]).out for code in known)
    for typed in (UNKNOWN, *(str(code) + "x" for code in known), *(text._(english(code)) + "吗" for code in known)):
        said = cli(*(part.format(typed) for part in line.split()), env={"CAMPAIGN_LANG": language})
        shown = one_line(said.err)
        assert said.code == 2 and LISTED_BY[asked] in shown and len(shown) < 300
        for code in known:
            if typed in (f"{code}x", text._(english(code)) + "吗"):
                assert f"{text._(english(code))} ({code})" in shown


def test_words_that_no_command_lists_fit_into_a_line() -> None:
    """A newcomer with more words than that needs a command that lists them (``reading.word``, ``lists``)."""
    assert max(len(known) for asked, (_line, known, _english) in ASKED.items() if asked not in LISTED_BY) <= 24


@EACH
def test_an_ambiguous_word_is_answered_with_those_it_may_be(cli: Cli, asked: tuple[str, str]) -> None:
    line, known, english = ASKED[asked]
    found = ambiguous(known, english)
    if found is None:
        return
    said = cli(*(part.format(found[0]) for part in line.split()), env={"CAMPAIGN_LANG": "zh"})
    assert said.code == 2 and not said.out
    text.use("zh")
    shown = one_line(said.err)
    for code in known:
        label = text._(english(code))
        assert ((str(code) if label == code else f"{label} ({code})") in shown) is (code in found[1])


@pytest.mark.parametrize("asked", READ, ids=" ".join)
def test_a_command_prints_the_same_however_its_word_is_typed(cli: Cli, asked: tuple[str, str]) -> None:
    line, known, english = ASKED[asked]
    meant: dict[str, str] = {}
    for code in known:
        label = text.everywhere(english(code))[0]
        for typed in (str(code), *text.everywhere(english(code)), spellings(label)[0]):
            if dict(forms(known, english)).get(typed) != code:
                continue
            said = cli(*(part.format(typed) for part in line.split()))
            assert said.code == 0, said.err
            assert meant.setdefault(str(code), said.out) == said.out


@pytest.mark.parametrize("asked", WRITTEN, ids=" ".join)
def test_what_is_written_is_understood_in_chinese(cli: Cli, asked: tuple[str, str]) -> None:
    line, known, english = ASKED[asked]
    for code in known:
        label = text.everywhere(english(code))[0]
        said = cli(*(part.format(label) for part in line.split()))
        assert "is not one of the words" not in said.err and "type more of it" not in said.err, said.err


VOCABULARIES = {**{" ".join(asked): (known, english) for asked, (_line, known, english) in ASKED.items()},
                **{each.__name__: (tuple(each), labelled) for each in WORDS}, "languages": (text.LANGUAGES, labelled)}


@pytest.mark.parametrize("name", VOCABULARIES)
def test_every_form_of_every_word(name: str) -> None:
    known, english = VOCABULARIES[name]
    for language in range(len(text.LANGUAGES)):
        labels = [bare(text.everywhere(english(code))[language]) for code in known]
        assert len(set(labels)) == len(labels), "two words have one label"
    for typed, code in forms(known, english):
        assert word(known, typed, english) == code, typed
    assert [*forms(known, english)]
    for language in text.LANGUAGES:
        text.use(language)
        with pytest.raises(BadInput) as error:
            word(known, UNKNOWN, english)
        assert error.value.exit_code == 2


FIELDS = [(kind.name, field) for kind in registry.kinds() for field in kind.fields if field.words is not None]


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}-{field.name}" for kind, field in FIELDS])
def test_every_field_that_holds_a_word(db: Path, kind: str, field: Field) -> None:
    assert field.words is not None
    session = Session(db, "hq")
    try:
        for typed, code in forms(tuple(field.words), labelled):
            assert parse(field, typed, session) == code, typed
        if field.holds == Type.WORDS:
            for said in range(len(text.LANGUAGES)):
                every = [text.everywhere(labelled(one))[said] for one in field.words]
                for between in (" ", ",", "、", "，"):
                    assert parse(field, between.join(every[:8]), session) == " ".join([*field.words][:8])
    finally:
        session.close()


@pytest.mark.parametrize("key", SETTINGS)
def test_every_setting_by_its_names(db: Path, key: str) -> None:
    for typed, code in forms(*VOCABULARIES["settings key"]):
        if code == key:
            assert settings.known_key(typed) == key, typed


@pytest.mark.parametrize(("screen", "field"),
                         [(screen, field) for screen, fields in filter_words.WORDS.items() for field in fields])
def test_every_word_of_a_filter(db: Path, screen: str, field: str) -> None:
    known = tuple(filter_words.WORDS[screen][field])
    session = Session(db, "hq")
    try:
        for typed, code in forms(known, labelled):
            assert filter_words.given(session, screen, field, typed) == code, typed
        for wrong in (UNKNOWN, *(found[:1] if (found := ambiguous(known, labelled)) else ())):
            with pytest.raises(BadInput):
                filter_words.given(session, screen, field, wrong)
        for one in known:
            for label in text.everywhere(labelled(one)):
                if one != "yes" and field != "level" and bare(label) not in ("yes", "是"):
                    assert filter_words.bare(session, screen, label)[1] == one
    finally:
        session.close()


def test_several_words_at_once(cli: Cli) -> None:
    wanted = cli("projects", "--light", "red,yellow").out
    for typed in ("红,黄", "红，黄", "红、黄", "红灯 黄灯", "hong yellow"):
        assert cli("projects", "--light", typed).out == wanted
    assert cli("projects", "--light", "红", "--light", "黄").out == wanted
    assert words(Sector, "farming, forest and water, 工业") == ["rural", "industry"]


def test_characters_of_several_readings() -> None:
    """省重点, 重大项目: zhong, not chong alone; 调 in 规划调整: tiao."""
    assert word(TargetList, "shengzhongdian") == word(TargetList, "szd") == "provincial_key"
    assert word(Category, "guihuatiaozheng") == word(Category, "ghtz") == "planning"
    assert word(LandKind, "yonglintiaozheng") == "forest"
    assert settings.known_key("zhongdaxiangmutouzie") == "major_min"
    assert settings.known_key("jiuweibaojindu") == settings.known_key("jwbjd") == "stale_yellow"
    assert word(ApprovalState, "bxbl") == "not_needed"


def test_a_setting_by_its_name(cli: Cli) -> None:
    zh = {"CAMPAIGN_LANG": "zh"}
    assert cli("settings", "久未报进度转红", "10", env=zh).code == 0
    assert cli("settings", "stale_red").line == "10" and cli("settings", "stale_yellow").line == "7"
    assert cli("settings", "重大项目投资额", "1亿2000万", env=zh).code == 0 and cli("settings", "major_min").line == "12000"
    for typed in ("中文", "Chinese", "zhongwen", "zh"):
        assert cli("settings", "语言", typed).code == 0 and cli("settings", "language").line == "zh"


def test_help_is_a_command(cli: Cli) -> None:
    assert cli("help").out == cli("--help").out != ""
    assert cli("help", "projects").out == cli("projects", "--help").out
    assert cli("help", "member", "add").out == cli("member", "add", "--help").out
    assert cli("help", "help").out == cli("help", "--help").out == cli("--help").out
    assert cli("help", "nonsense").code == 2


def test_a_quick_command_reads_no_pinyin(program: Cli) -> None:
    said = program("add-project", "x", "--stage", "planning", "--sector", "industry", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert said.code == 0 and "campaign.words.reading" in said.err and "pypinyin" not in said.err


def test_seed_files_take_the_words_of_the_lists(tmp_path: Path, cli: Cli, environment: dict[str, str]) -> None:
    folder = tmp_path / "city"
    folder.mkdir()
    (folder / "campaign.toml").write_text('"名称" = "试"\nday = 38\n"语言" = "中文"\n[settings]\n"久未报进度转红" = 12\n',
                                         "utf-8")
    (folder / "counties.csv").write_text("code,name\nC01,临江区\n", "utf-8")
    (folder / "units.csv").write_text("code,name,authority\nU01,市林业局,市级\n", "utf-8")
    (folder / "projects.csv").write_text(
        "code,name,county,stage,sector,investor,started\nP0001,甲,C01,在建,工业,民营,D+3\n", "utf-8")
    (folder / "blockers.csv").write_text("code,title,projects,category,unit,opened\nB0001,占林,P0001,用林,U01,D+5\n",
                                         "utf-8")
    (folder / "blocker_events.csv").write_text(
        "blocker,kind,on,to,until,text\nB0001,提级,D+6,指挥部,,\nB0001,挂起,D+7,待上级,D+60,等批\n", "utf-8")
    made = cli("seed", str(folder), env={"CAMPAIGN_DB": str(tmp_path / "new.db")})
    assert made.code == 0, made.err
    there = {"CAMPAIGN_DB": str(tmp_path / "new.db")}
    (project,) = cli("projects", "--json", env=there).json()
    assert (project["stage"], project["sector"], project["investor"]) == ("building", "industry", "private")
    (blocker,) = cli("blockers", "--json", env=there).json()
    assert (blocker["category"], blocker["state"], blocker["level"]) == ("forest", "on_hold", 2)
    assert cli("settings", "stale_red", env=there).line == "12" and cli("settings", "language", env=there).line == "zh"


def test_every_screen_and_pane_has_a_name() -> None:
    assert set(SCREENS) == set(CALLED) and {pane for panes in PANES.values() for pane in panes} == set(PANES_CALLED)
    for screen, panes in PANES.items():
        for typed, code in forms(tuple(panes), PANES_CALLED.__getitem__):
            assert word(panes, typed, PANES_CALLED.__getitem__) == code, (screen, typed)
