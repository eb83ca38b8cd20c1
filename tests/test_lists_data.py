"""``lists.toml``: every list is there, whole, and speaks of what exists."""

from datetime import date

import pytest

from campaign.core.model.land import ApprovalKind
from campaign.core.model.project import Investor, Project, ProjectDetails, TargetList
from campaign.data.lists import lists
from campaign.text import use
from campaign.words import reserve as say
from campaign.words.labels import field


@pytest.mark.parametrize("which", TargetList)
def test_a_list_is_whole(which: TargetList) -> None:
    rule = lists()[which]
    assert date(2027, rule.month, rule.day)  # every year has that day
    assert rule.list is which and set(rule.investors) <= set(Investor) and rule.investors
    assert set(rule.fields) <= {*Project._fields, *ProjectDetails._fields} and "national_code" in rule.fields
    assert set(rule.approvals) == {"government", "enterprise", "both"}
    assert {kind for choices in rule.approvals.values() for choice in choices for kind in choice} <= set(ApprovalKind)
    assert all(choice for choices in rule.approvals.values() for choice in choices)
    assert rule.least is None or "total" in rule.fields
    assert rule.source


def test_the_note_says_what_to_verify_in_both_languages() -> None:
    for language, words in (("en", "erify"), ("zh", "请")):
        use(language)
        assert all(words in rule.note for rule in lists().values())
    use("en")


def test_every_word_that_can_be_missing_has_a_label() -> None:
    for rule in lists().values():
        kinds = {kind for choices in rule.approvals.values() for choice in choices for kind in choice}
        assert all(field(name) != name for name in (*rule.fields, "investor"))
        assert all(say.word_text(kind) != kind for kind in kinds)
