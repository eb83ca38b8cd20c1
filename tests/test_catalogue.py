"""Every language is complete: nothing missing, nothing left over, the same placeholders, and the compiled file is in step."""

import ast
import gettext
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from campaign.text import LANGUAGES, SOURCE, Catalogue
from campaign.words.doubts import DOUBTS
from campaign.words.error_sentences import ERRORS
from campaign.words.spacing import tight
from tests import catalogue
from tests.catalogue import CODE, TRANSLATED, compiled, forms, placeholders, stored, texts, translations

HOW = "run python -m tests.catalogue, then translate what --missing prints"
RAISED = ("CampaignError", "BadInput", "Refused", "NotFound", "Busy", "TooNew", "NotAllowed", "Changed", "SheetsError")


EACH = pytest.mark.parametrize("language", TRANSLATED)


def test_a_catalogue_is_of_a_language_that_there_is() -> None:
    assert {path.name for path in (CODE / "locale").iterdir() if path.is_dir()} == set(TRANSLATED)


@EACH
def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else(language: str) -> None:
    wanted, found = set(texts(catalogue.extracted())), set(texts(stored(language)))
    assert wanted - found == set(), HOW
    assert found - wanted == set(), HOW


@EACH
def test_every_text_that_is_asked_for_is_in_the_catalogue(language: str) -> None:
    """What extracts texts does not look into f-strings: one that is translated there stays English."""
    known = {form for message in texts(stored(language)).values() for form in forms(message)}
    for path in CODE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "N_", "ngettext"):
                asked = {said.value for said in call.args[:2] if isinstance(said, ast.Constant) and isinstance(said.value, str)}
                assert not {said for said in asked if said} - known, f"{path}:{call.lineno}"


@EACH
def test_every_text_is_translated(language: str) -> None:
    assert [message.id for message in texts(stored(language)).values() if not all(translations(message))] == [], HOW


@EACH
def test_placeholders_are_the_same_in_every_language(language: str) -> None:
    for message in texts(stored(language)).values():
        for said in translations(message):
            assert placeholders(said) == placeholders(forms(message)[-1]), message.id


@EACH
def test_the_compiled_catalogue_is_in_step(language: str) -> None:
    def told(raw: bytes) -> dict[object, str]:
        """Without the head, in which Babel writes its version."""
        return {key: value for key, value in gettext.GNUTranslations(BytesIO(raw))._catalog.items() if key}  # type: ignore[attr-defined]

    assert told(catalogue.mo(language).read_bytes()) == told(compiled(stored(language))), HOW


def test_another_language_needs_its_catalogue_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that counts in two forms: what was filled in stands for both, and what the catalogue has of each stays."""
    monkeypatch.setattr(catalogue, "po", lambda language: tmp_path / f"{language}.po")
    monkeypatch.setattr(catalogue, "TRANSLATED", ("de",))
    said = tmp_path / "said"
    said.write_text("".join(f"{forms(message)[-1]}\t{forms(message)[-1]}!\n" for message in texts(catalogue.extracted()).values()
                            if "\n" not in forms(message)[-1]), encoding="utf-8")
    with (tmp_path / "de.po").open("wb") as file:
        write_po(file, catalogue.merged("de", [said]))
    counted = {message.id: translations(message) for message in texts(stored("de")).values() if isinstance(message.id, tuple)}
    assert counted and all(one == other == f"{many}!" for (_one, many), (one, other) in counted.items())
    assert [form for form in catalogue.missing("de") if "\n" not in form] == []


def test_nothing_is_formatted_before_it_is_translated() -> None:
    """An f-string inside ``_()`` can never be found in the catalogue."""
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
                assert not any(isinstance(inner, ast.JoinedStr) for part in node.args for inner in ast.walk(part)), file


def test_every_doubt_has_its_sentence_and_the_facts_that_it_needs() -> None:
    made = [(call, {word.arg for word in call.keywords}) for file in CODE.rglob("*.py")
            for call in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("doubt", "plausible.doubt")]
    keys = [(part.value, names) for call, names in made for part in ast.walk(call.args[0]) if isinstance(part, ast.Constant)]
    assert {key for key, _names in keys} == set(DOUBTS)
    for key, names in keys:
        assert placeholders(DOUBTS[str(key)]) <= names, key


def _raised() -> list[tuple[str, str, set[str]]]:
    """Where, key and parameters of every error that is made in the code with a key written out."""
    found = []
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED and node.args:
                said = (part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant))
                names = {word.arg for word in node.keywords if word.arg}
                found += [
                    (f"{file.name}:{node.lineno}", key, names)
                    for key in said
                    if isinstance(key, str) and re.fullmatch("[a-z][a-z_]+", key)
                ]
    return found


def test_every_error_that_is_raised_has_its_sentence_and_what_that_needs() -> None:
    assert len(_raised()) > 80
    for where, key, names in _raised():
        assert key in ERRORS, (where, key)
        assert placeholders(ERRORS[key]) - {"list"} <= names, (where, key)


def test_every_sentence_is_one_line() -> None:
    for key, sentence in ERRORS.items():
        assert "\n" not in sentence, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_can_be_said(language: str) -> None:
    from campaign import text
    from campaign.core.errors import CampaignError
    from campaign.words import error_text

    before = text.language()
    text.use(language)
    try:
        for key in ERRORS:
            said = error_text(CampaignError(key, kind="county", candidates=[("C01", "临江区")], field="name"))
            assert said and "\n" not in said and "{" not in said
    finally:
        text.use(before)


def test_in_chinese_a_count_stands_apart_from_the_word_before_it() -> None:
    """冻结 1 个项目, 最长 7 天: what is filled in there begins with a figure."""
    counted = ("what", "days", "count", "n")
    for message in texts(stored("zh")).values():
        for verb in ("冻结", "最长"):
            assert not any(f"{verb}{{{name}}}" in said for said in translations(message) for name in counted), message.id


AMBIGUOUS = "·→…—×±"
"""One cell in some terminals and two in Chinese ones: no sentence has any."""
COUNTED = ("n", "days", "count", "percent", "day", "length", "number", "rank", "points", "money", "gap", "seq", "code", "blocker")
"""Placeholders that a figure, a day, an amount or a code fills in."""
CHARACTER = "[\u4e00-\u9fff]"
TYPED = re.compile("[0-9][0-9.,]*(?:万|亿|千|百|亩|户|座|年|月|日)")
"""As people type it: an example keeps its form."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_sign_of_uncertain_width(language: str) -> None:
    catalogued = texts(catalogue.extracted() if language == SOURCE else stored(language)).values()
    said = [one for message in catalogued for one in (forms(message) if language == SOURCE else translations(message))]
    assert [one for one in said if set(one) & set(AMBIGUOUS)] == []
    assert language == SOURCE or [one for one in said if set(one) & set("“”‘’")] == []


def test_in_chinese_a_figure_stands_apart_from_the_words_around_it() -> None:
    """逾期 19 天, 第 3 条. A narrow cell and a paper take the blanks out by ``tight``."""
    filled = "|".join(COUNTED)
    together = re.compile(rf"{{(?:{filled})}}{CHARACTER}|{CHARACTER}{{(?:{filled})}}|[0-9]{CHARACTER}|{CHARACTER}[0-9]")
    said = [one for message in texts(stored("zh")).values() for one in translations(message)]
    assert [one for one in said if together.search(TYPED.sub("", one))] == []


def test_a_narrow_cell_and_a_paper_have_figures_and_words_together() -> None:
    assert tight("B0065 逾期 19 天，另 1 条") == "B0065 逾期19天，另1条"
    assert tight("P0042 滨海 2 号路，完成 31.5% 以上") == "P0042 滨海2号路，完成31.5%以上"
    assert tight("19 days late") == "19 days late"


def test_one_word_for_one_thing() -> None:
    """What was called by several names."""
    said = [one for message in texts(stored("zh")).values() for one in translations(message)]
    for word in ("解堵", "按期销号", "征地任务", "大屏", "日志", "放开", "没有写做了什么，", "窗格", "没人", "应达", "应有进度",
                 "时间进度", "现场今天", "仍没有项目", "所指的人", "包保了", "其中{", "被别的事项", "有专栏"):
        assert [one for one in said if word in one] == [], word


@EACH
def test_each_text_is_found_where_it_stands(language: str) -> None:
    """What reads the compiled file only where it is asked says what reading all of it says."""
    file = CODE / "locale" / language / "LC_MESSAGES" / "messages.mo"
    with file.open("rb") as stream:
        whole = gettext.GNUTranslations(stream)
    here = Catalogue(file.read_bytes())
    for message in texts(stored(language)).values():
        one, *many = forms(message)
        assert here.gettext(one) == whole.gettext(one)
        if many:
            assert [here.ngettext(one, many[0], n) for n in range(7)] == [whole.ngettext(one, many[0], n) for n in range(7)]
    for unknown in ("", "no such text", "~", "￿"):
        assert here.gettext(unknown) == whole.gettext(unknown)
        assert [here.ngettext(unknown, "s", n) for n in (0, 1, 2)] == [whole.ngettext(unknown, "s", n) for n in (0, 1, 2)]


def test_forms_go_by_the_rule_of_their_language() -> None:
    file = BytesIO()
    made = Catalog(locale="ru")
    made.add(("{n} day", "{n} days"), ("{n} день", "{n} дня", "{n} дней"))
    made.add("one", "один")
    write_mo(file, made)
    whole, here = gettext.GNUTranslations(BytesIO(file.getvalue())), Catalogue(file.getvalue())
    for n in range(130):
        assert here.ngettext("{n} day", "{n} days", n) == whole.ngettext("{n} day", "{n} days", n)
    assert here.gettext("{n} day") == whole.gettext("{n} day") and here.gettext("one") == "один"
