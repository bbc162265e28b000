"""Two views side by side, and three questions that are always there."""

from content.library import Library
from guidance.interests import talk, views
from guidance.interests.directions import DirectionTable, table
from guidance.interests.matching import Matches, match
from guidance.interests.profile import score
from guidance.interests.told import Told, Wanted


def test_views_agree_and_differ(library: Library) -> None:
    found = views.side_by_side(library, ("helpen", "koken"), ("koken", "precies"))
    assert (found.both, found.only_child, found.only_parent) == (("koken",), ("helpen",), ("precies",))
    assert set(found.fields) <= set(library.domains)
    assert views.side_by_side(library, (), ()).fields == ()


def test_every_talent_points_at_a_field_or_a_letter(library: Library) -> None:
    for talent in library.talents.values():
        assert views.domains(library, talent) or talent.riasec, talent.id


def test_fields_are_few_and_named_by_the_cards_behind_them(library: Library) -> None:
    found = views.fields(library, tuple(library.talents))
    assert len(found) == views.MOST_FIELDS
    assert all(cards for cards in found.values())


def test_there_are_always_three_different_questions(library: Library) -> None:
    directions: DirectionTable = table(library)
    answers = {item: 1 + place % 5 for place, item in enumerate(library.items)}
    full = Told(profile=score(library, answers), answers=answers, values=("buiten",))
    for told, found in (
        (Told(), Matches((), None)),
        (full, match(directions, full, Wanted())),
        (Told(subjects=("biologie",)), match(directions, Told(subjects=("biologie",)), Wanted())),
    ):
        asked = talk.questions(library, told, found)
        assert len({one.kind for one in asked}) == len(asked) == 3
