"""A set of fields, not a winner: wide, with reasons and a caveat, and honest about how sure it is."""

from collections.abc import Iterable

import numpy as np
import pytest

from content.library import Library
from content.schema import Country, Letter
from guidance.answers.lexicon import Mention
from guidance.interests.directions import DirectionTable, table
from guidance.interests.evidence import CaveatKind, ReasonKind
from guidance.interests.ground import ONLY_WHEN_ASKED, touches
from guidance.interests.matching import FEWEST, FIELDS, MOST, Direction, Matches, Sureness, match
from guidance.interests.profile import Pattern, score
from guidance.interests.told import Told, Wanted
from tests.guidance.interests.test_profile import rated

COUNTRIES = [Country.NL, Country.VL]


@pytest.fixture(scope="module")
def directions(library: Library) -> DirectionTable:
    return table(library)


def told(library: Library, short: bool = False, **letters: int) -> Told:
    answers = rated(library, short=short, **letters)
    return Told(score(library, answers), answers)


def like(entry_id: str, words: str = "", liked: bool = True) -> Mention:
    return Mention(entry_id, words or entry_id, liked)


def shown(found: Matches) -> list[Direction]:
    return [direction for field in found.fields for direction in field.directions]


def ids(found: Matches) -> set[str]:
    return {direction.path.id for direction in shown(found)}


def domains(found: Matches) -> set[str]:
    return {field.domain.id for field in found.fields}


def kinds(found: Iterable[Direction]) -> set[tuple[str, str | None]]:
    return {(one.path.level, one.path.finality) for one in found}


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_clear_shape_gives_a_wide_set(directions: DirectionTable, country: Country) -> None:
    rng = np.random.default_rng(5)
    for _ in range(60):
        ratings = dict(zip("RIASEC", (int(one) for one in rng.integers(1, 6, size=6)), strict=True))
        found = match(directions, told(directions.library, **ratings), Wanted(country))
        if found.pattern in (Pattern.EQUAL, Pattern.DISLIKED):
            continue
        assert FEWEST <= found.size <= MOST, ratings
        assert len(found.fields) == FIELDS, ratings
        assert len(kinds(shown(found))) >= 2, ratings


def test_fields_stand_by_name_with_how_sure(directions: DirectionTable) -> None:
    found = match(directions, told(directions.library, S=5, I=4), Wanted(Country.NL))
    names = [field.domain.name for field in found.fields]
    assert names == sorted(names)
    for field in found.fields:
        assert field.share is not None
        assert 0 <= field.share <= 1
        assert field.sureness is not None
    assert Sureness.STEADY in {field.sureness for field in found.fields}


def test_a_short_form_is_less_sure_than_a_full_one(directions: DirectionTable) -> None:
    def sure(short: bool) -> float:
        found = match(directions, told(directions.library, short=short, S=5, I=4, A=3), Wanted(Country.VL))
        return sum(field.share or 0 for field in found.fields)

    assert sure(short=True) < sure(short=False)


def test_shape_decides_the_fields(directions: DirectionTable) -> None:
    makers = match(directions, told(directions.library, R=5), Wanted(Country.VL))
    helpers = match(directions, told(directions.library, S=5), Wanted(Country.VL))
    assert domains(makers) & {"techniek", "bouw-hout", "mobiliteit-logistiek"}
    assert domains(helpers) & {"welzijn-opvoeding", "onderwijs", "zorg"}
    assert len(domains(makers) & domains(helpers)) <= 1


def test_what_is_liked_is_in_the_set_with_the_persons_own_words(directions: DirectionTable) -> None:
    both = Told(likes=(like("dieren", "beestjes"), like("koken-eten", "taart bakken")))
    for given in (both, Told(**{**told(directions.library, C=5).__dict__, "likes": both.likes})):
        found = match(directions, given, Wanted(Country.NL))
        words = {r.words for one in shown(found) for r in one.reasons if r.kind is ReasonKind.LIKE}
        assert words == {"beestjes", "taart bakken"}


@pytest.mark.parametrize("country", COUNTRIES)
def test_hard_noes_are_respected_whatever_else_is_told(directions: DirectionTable, country: Country) -> None:
    no = (like("wiskunde", liked=False), like("rekenen-wiskunde", "wiskunde", liked=False))
    for ratings in ({"I": 5, "C": 5}, {"R": 5, "I": 4}):
        given = Told(**{**told(directions.library, **ratings).__dict__, "dislikes": no})
        found = match(directions, given, Wanted(country))
        assert found.size >= FEWEST
        for one in shown(found):
            assert not {"wiskunde", "rekenen-wiskunde"} & touches(directions.library, one.path)


def test_reasons_come_from_what_was_told(directions: DirectionTable) -> None:
    given = Told(subjects=("biologie",), talents=("koken",), values=("leren-op-het-werk",))
    found = match(directions, given, Wanted(Country.NL))
    reasons = {(reason.kind, reason.words) for one in shown(found) for reason in one.reasons}
    assert (ReasonKind.SUBJECT, "Biologie") in reasons
    assert (ReasonKind.TALENT, "Koken en bakken") in reasons
    assert (ReasonKind.VALUE, "Leren door te werken") in reasons


def test_a_rated_activity_explains_a_field(directions: DirectionTable) -> None:
    found = match(directions, told(directions.library, short=True, S=5), Wanted(Country.NL))
    reasons = [reason for one in shown(found) for reason in one.reasons]
    assert {reason.kind for reason in reasons} == {ReasonKind.ACTIVITY}
    assert {reason.id for reason in reasons} <= {"s-uitleggen", "s-luisteren", "s-verzorgen"}


def test_an_activity_that_has_nothing_of_a_direction_names_what_links_them(directions: DirectionTable) -> None:
    library = directions.library
    found = match(directions, told(library, short=True, R=5), Wanted(Country.NL))
    links = [(one.path, why) for one in shown(found) for why in one.reasons if why.kind is ReasonKind.ACTIVITY]
    assert {why.letter for _, why in links} == {None, Letter.REALISTIC}
    for path, why in links:
        assert (why.letter is None) is bool({*library.items[why.id].tags} & {*path.tags})


def test_one_dull_activity_is_no_caveat_where_its_kind_is_liked(directions: DirectionTable) -> None:
    ratings = {item.id: 5 if item.letter == "S" else 3 for item in directions.library.items.values()}
    answers = ratings | {"s-uitleggen": 1}
    given = Told(score(directions.library, answers), answers)
    for one in shown(match(directions, given, Wanted(Country.NL))):
        about = {*directions.library.items["s-uitleggen"].tags} & {*one.path.tags}
        assert one.caveat.id != "s-uitleggen" or about


def test_every_direction_has_one_caveat_from_content_or_from_the_person(directions: DirectionTable) -> None:
    given = told(directions.library, R=5, I=5, S=1)
    found = match(directions, given, Wanted(Country.VL))
    for one in shown(found):
        subjects = [directions.library.subjects[subject].name for subject in one.path.subjects]
        items = [item.text for item in directions.library.items.values()]
        assert one.caveat.words in {*subjects, *items, *one.path.learns, one.path.duration}
        if one.caveat.kind is CaveatKind.ACTIVITY:
            assert given.answers is not None
            assert given.answers[one.caveat.id] <= 2


def test_past_niet_changes_the_set_at_once(directions: DirectionTable) -> None:
    given = told(directions.library, A=5)
    before = match(directions, given, Wanted(Country.NL))
    path, field = shown(before)[0].path, before.fields[1].domain
    after = match(directions, given, Wanted(Country.NL), without={path.id, field.id})
    assert path.id not in ids(after)
    assert field.id not in domains(after)
    assert after.size >= FEWEST


def test_meer_zoals_dit_changes_the_set_at_once(directions: DirectionTable) -> None:
    given = told(directions.library, A=5)
    before = match(directions, given, Wanted(Country.NL))
    more = Told(**{**given.__dict__, "more_like": ("nl-mbo-dierenartsassistent-4",)})
    after = match(directions, more, Wanted(Country.NL))
    assert "nl-mbo-dierenartsassistent-4" not in ids(before)
    assert "nl-mbo-dierenartsassistent-4" in ids(after)


def test_a_level_is_only_ever_the_persons_filter(directions: DirectionTable) -> None:
    given = told(directions.library, S=5)
    free = match(directions, given, Wanted(Country.NL))
    own = match(directions, given, Wanted(Country.NL, level="nl-mbo-2"))
    assert len({one.path.level for one in shown(free)}) >= 2
    assert {one.path.level for one in shown(own)} == {"nl-mbo-2"}
    assert own.size >= FEWEST


def test_what_one_enters_after_something_else_only_shows_when_asked(directions: DirectionTable) -> None:
    given = told(directions.library, R=5)
    free = match(directions, given, Wanted(Country.VL))
    assert not {one.path.type for one in shown(free)} & ONLY_WHEN_ASKED
    assert match(directions, given, Wanted(Country.VL, level="vl-buso-ov3")).size


@pytest.mark.parametrize(("letters", "pattern"), [({}, Pattern.DISLIKED), (dict.fromkeys("RIASEC", 4), Pattern.EQUAL)])
def test_a_profile_that_says_nothing_gives_no_set_by_itself(
    directions: DirectionTable, letters: dict[str, int], pattern: Pattern
) -> None:
    given = told(directions.library, **letters)
    assert match(directions, given, Wanted(Country.NL)) == Matches((), pattern)
    with_like = Told(**{**given.__dict__, "likes": (like("muziek"),)})
    assert match(directions, with_like, Wanted(Country.NL)).size >= FEWEST


def test_nothing_told_gives_nothing_and_everything_refused_says_so(directions: DirectionTable) -> None:
    assert match(directions, Told(), Wanted(Country.NL)) == Matches((), None)
    all_domains = set(directions.library.domains)
    found = match(directions, Told(likes=(like("dieren"),)), Wanted(Country.NL), without=all_domains)
    assert found.ruled_out
    assert not found.fields


def test_the_same_input_gives_the_same_set(directions: DirectionTable) -> None:
    given = told(directions.library, E=5, C=4)
    assert match(directions, given, Wanted(Country.VL)) == match(directions, given, Wanted(Country.VL))


@pytest.mark.parametrize("country", COUNTRIES)
def test_one_odd_direction_does_not_carry_a_field(directions: DirectionTable, country: Country) -> None:
    found = match(directions, Told(likes=(like("bewegen-sport", "sporten"),)), Wanted(country))
    sport = next(field for field in found.fields if field.domain.id == "sport")
    assert len(sport.directions) == max(len(field.directions) for field in found.fields)
    assert all(one.reasons for one in sport.directions)


def test_what_a_direction_is_about_is_no_caveat(directions: DirectionTable) -> None:
    found = match(directions, Told(likes=(like("bewegen-sport"), like("programmeren"))), Wanted(Country.NL))
    for one in shown(found):
        if one.caveat.kind is CaveatKind.SUBJECT:
            assert not {*directions.library.subjects[one.caveat.id].tags} & {*one.path.tags}
