"""Names found by code, name, prefix, pinyin and initials."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.core.names import Entry, Where, find, fold, key_of, matcher, suggest
from campaign.data import readings

WANG = "王建国"


def entries(*pairs: tuple[str, str]) -> list[Entry]:
    return [(code, name, key_of(name, readings)) for code, name in pairs]


def fits(query: str, name: str, where: Where = "anywhere") -> bool:
    return matcher(query, where)(name, key_of(name, readings))


def test_the_key() -> None:
    assert key_of("曾国", readings) == "ceng,zeng;guo"
    assert key_of("Ｇ228 国道（二期）", readings) == "g;2;2;8;guo;dao;er;qi,ji"
    assert key_of("·（）— 、", readings) == ""


@pytest.mark.parametrize(
    ("char", "reading"),
    [
        *zip(
            "曾单仇区解查盖缪尉翟乐",
            ["zeng", "shan", "qiu", "ou", "xie", "zha", "ge", "miao", "yu", "zhai", "yue"],
            strict=True,
        ),
        *zip(
            "朴覃谌万俟员宓洗种召能长折",
            ["piao", "qin", "chen", "mo", "qi", "yun", "mi", "xian", "chong", "shao", "nai", "zhang", "she"],
            strict=True,
        ),
        *zip(
            "令费任应葛纪隗祭句车宁华燕繁",
            ["ling", "bi", "ren", "ying", "ge", "ji", "wei", "zhai", "gou", "che", "ning", "hua", "yan", "po"],
            strict=True,
        ),
        *zip(
            "六蚌涡洞浚莘番阿铅歙厦重丽百",
            ["lu", "beng", "guo", "tong", "xun", "shen", "pan", "e", "yan", "she", "xia", "chong", "li", "bai"],
            strict=True,
        ),
        *zip("吕吕女绿绿略〇", ["lv", "lu", "nv", "lv", "lu", "lve", "ling"], strict=True),
    ],
)
def test_surnames_and_places_have_their_reading(char: str, reading: str) -> None:
    assert reading in readings(char).split(",")


def test_what_has_no_reading() -> None:
    assert [readings(char) for char in ("", "a", "\n", ",", "é", "\U00030000", "王建")] == [""] * 7


@pytest.mark.parametrize(
    "query",
    ["wjg", "wangjianguo", "wangjg", "wjianguo", "WJG", "wang jian guo", "ｗｊｇ", "wjguo", "w.j.g", WANG, "王 建国"],
)
def test_the_whole_name(query: str) -> None:
    assert fits(query, WANG, "whole")
    assert fits(query, WANG, "prefix")
    assert fits(query, WANG)


@pytest.mark.parametrize("query", ["w", "wa", "wj", "wangji", "王", "王建"])
def test_the_beginning(query: str) -> None:
    assert fits(query, WANG, "prefix")
    assert not fits(query, WANG, "whole")


@pytest.mark.parametrize("query", ["jg", "g", "jianguo", "建国", "guo"])
def test_anywhere(query: str) -> None:
    assert fits(query, WANG)
    assert not fits(query, WANG, "prefix")


@pytest.mark.parametrize("query", ["wg", "wjgx", "angjg", "wjgg", "uo", "王国", "gj", "建国王"])
def test_no_match(query: str) -> None:
    assert not fits(query, WANG)


def test_latin_digits_and_every_reading() -> None:
    assert fits("g228", "G228国道", "prefix")
    assert fits("g228gd", "G228国道", "whole")
    assert fits("228", "G228国道")
    assert all(fits(query, "曾单", "whole") for query in ("zs", "cd", "zengshan", "cengdan", "zsh"))
    assert fits("lv", "吕", "whole") and fits("lu", "吕", "whole")


@pytest.mark.parametrize("query", [".*", "(", "[a", "\\", "w*", "a{99}", "(?:", "^", "$", ";", ","])
def test_signs_have_no_power(query: str) -> None:
    assert fits(query, WANG) == (query == "w*")


def test_nothing_typed() -> None:
    assert fits("", WANG) and fits(" ", WANG, "prefix")
    assert not fits("", WANG, "whole")


@given(st.text("王建国曾单吕绿行长重乐区0a", min_size=1, max_size=12), st.data())
def test_any_mix_of_beginnings_is_the_whole(name: str, data: st.DataObject) -> None:
    query = ""
    for group in key_of(name, readings).split(";"):
        reading = data.draw(st.sampled_from(group.split(",")))
        query += reading[: data.draw(st.integers(1, len(reading)))]
    assert fits(query, name, "whole") and fits(query, name, "prefix") and fits(query, name)
    assert not fits(query + "0x", name, "whole")


LEADERS = entries(
    ("L03", "王建国"), ("L07", "王建"), ("L10", "李卫东"), ("L11", "李卫国"), ("M003", "Wang Jg"), ("M004", "李卫东")
)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("L03", ["L03"]),
        ("l3", ["L03"]),
        ("Ｌ０３", ["L03"]),
        ("M3", ["M003"]),
        ("王建", ["L07"]),  # exact wins over a prefix
        ("wj", ["L07"]),  # full initials win over a prefix
        ("王", ["L03", "L07"]),
        ("李卫国", ["L11"]),
        ("lwg", ["L11"]),
        ("李卫东", ["L10", "M004"]),
        ("l", ["L10", "L11", "M004"]),
        ("wangjg", ["M003"]),  # the exact name wins over pinyin
        ("wjiang", ["L03"]),
        ("wangj", ["L07"]),
        ("L99", []),
        ("赵", []),
        ("建国", []),  # not a beginning
        ("", []),
    ],
)
def test_find(query: str, codes: list[str]) -> None:
    assert [code for code, _, _ in find(query, LEADERS)] == codes


def test_suggestions() -> None:
    assert suggest("projcts", ["projects", "people", "blockers"]) == ("projects",)
    assert suggest("临江", ["临江区", "青岭县"]) == ("临江区",)
    assert suggest("qqq", ["projects"]) == ()


@given(st.text(max_size=30), st.text(max_size=12))
def test_never_an_error(query: str, name: str) -> None:
    key = key_of(name, readings)
    for where in ("anywhere", "prefix", "whole"):
        matcher(query, where)(name, key)
    if fold(name):
        assert find(name, [("X1", name, key)])


def test_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, campaign.clean, campaign.core.names, campaign.data as d; d.readings('王');"
        "sys.exit(bool({'pypinyin', 'difflib', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
