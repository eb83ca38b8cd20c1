"""Words: every code of an enumeration has a label in both languages, and none shows as it is stored, in lists or in errors."""

import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from campaign import text
from campaign.core.errors import CampaignError
from campaign.core.model.land import ApprovalState, LandKind, Measure
from campaign.core.model.people import Authority
from campaign.core.model.project import Stage
from campaign.kinds.field import Field, Type
from campaign.words import ERRORS, choices, error_text, label
from campaign.words.enumerations import CODED, WORDS
from campaign.words.labels import coded, measured, stored

EVERY = [word for words in WORDS for word in words]
LATIN = re.compile("[a-z]{2,}|_")


@pytest.fixture
def zh() -> Iterator[None]:
    text.use("zh")
    yield
    text.use("en")


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_every_value_has_one_label_of_its_own(words: type[StrEnum], zh: None) -> None:
    assert set(WORDS[words]) == set(words)
    assert list(choices(words).values()) == [label(word) for word in words]
    assert not any(LATIN.search(told) for told in choices(words).values())
    assert len(set(choices(words).values())) == len(words), "two values read the same"
    text.use("en")
    assert not any("_" in told for told in choices(words).values())


@pytest.mark.parametrize("name", CODED)
def test_no_code_leaks_into_an_error(name: str, zh: None) -> None:
    """Whatever sentence speaks of it, as a member or as the text that a row holds."""
    for key, english in ERRORS.items():
        if f"{{{name}}}" in english:
            for word in [word for words in CODED[name] for word in words]:
                for value in (word, word.value):
                    said = re.sub("campaign [a-z-]+", "", error_text(CampaignError(key, **{name: value}, code="A0001")))
                    assert word.value not in said, (key, word)


def test_errors_speak_of_labels() -> None:
    settled = error_text(CampaignError("approval_settled", code="A0001", state="not_needed"))
    assert settled.startswith("A0001 is settled (not needed)")
    assert "counts mu, not" in error_text(CampaignError("other_measure", code="G0001", measure=Measure.MU, text="3户"))


def test_a_list_of_words_is_a_list_in_chinese(zh: None) -> None:
    assert "new、continued" in error_text(CampaignError("bad_word", text="x", words="new, continued"))


def test_people_s_own_texts_stay() -> None:
    assert coded("reason", "国有地") is None and coded("note", "open") is None
    assert coded("state", "granted") == label(ApprovalState.GRANTED) and coded("x", Stage.RESERVE) == "reserve"


@pytest.mark.parametrize(
    ("about", "value", "expected"),
    [
        (Field("target", Type.QUANTITY), 43490, "434.9"),
        (Field("money", Type.MONEY), 300, "¥3.0M"),
        (Field("due", Type.DAY), "2026-11-22", "22 Nov"),
        (Field("granted"), "2026-11-22", "22 Nov"),
        (Field("kind", Type.WORD, LandKind), "forest", "forest adjustment"),
        (Field("authority", Type.WORD, Authority), "elsewhere", "elsewhere"),
        (Field("leader", Type.YES), 1, "yes"),
        (Field("note"), None, "-"),
    ],
)
def test_stored_values_in_words(about: Field, value: object, expected: str) -> None:
    assert stored(about, value) == expected


def test_quantities_have_their_measure(zh: None) -> None:
    assert [measured("2", measure) for measure in Measure] == ["2亩", "2户", "2座"]
    text.use("en")
    assert [measured("2", measure) for measure in Measure] == ["2 mu", "2 households", "2 structures"]
