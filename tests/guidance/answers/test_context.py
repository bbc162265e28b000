"""What is known and what is assumed."""

from content.library import Library
from content.schema import Country
from guidance.answers.context import Setting, abroad, narrow, setting


def test_what_is_said_beats_what_was_known(library: Library) -> None:
    assert setting(library, Country.NL, Country.VL, (), "") == Setting(Country.VL)


def test_a_named_entry_brings_its_country(library: Library) -> None:
    assert setting(library, None, None, ("nl-havo",), "voorbeeld-vl") == Setting(Country.NL)


def test_the_schools_country_is_only_assumed(library: Library) -> None:
    assert setting(library, None, None, (), "voorbeeld-vl") == Setting(Country.VL, assumed=True)
    assert setting(library, None, None, (), "") == Setting(None)


def test_the_known_country_settles_a_double_meaning(library: Library) -> None:
    both = ("nl-vmbo-profiel-tl-zorg-en-welzijn", "vl-2-zorg-en-welzijn")
    assert narrow(library, both, Country.VL) == both[1:]
    assert narrow(library, both, None) == both
    assert narrow(library, (*both, "bestaat-niet"), None) == both


def test_abroad_is_the_other_country_only(library: Library) -> None:
    assert abroad(library, "nl-havo", Country.VL)
    assert not abroad(library, "nl-havo", Country.NL)
    assert not abroad(library, "nl-havo", None)


def test_a_field_only_counts_where_no_path_of_the_country_has_the_name(library: Library) -> None:
    meanings = ("bouw-hout", "vl-2-hout")
    assert narrow(library, meanings, Country.VL) == ("vl-2-hout",)
    assert narrow(library, meanings, Country.NL) == ("bouw-hout",)
