"""What something is called across the border: by its name, and nothing when there is no such name."""

import pytest

from content.library import Library
from content.schema import Country
from guidance.education.counterparts import counterpart


@pytest.mark.parametrize(
    ("entry_id", "country", "expected"),
    [
        ("nl-wo-psychologie", Country.VL, "vl-aba-psychologie"),
        ("vl-aba-psychologie", Country.NL, "nl-wo-psychologie"),
        ("nl-hbo-verpleegkunde", Country.VL, "vl-pba-verpleegkunde"),
        ("nl-wo", Country.VL, "vl-universiteit"),
        ("nl-havo", Country.NL, "nl-havo"),
        ("kok", Country.VL, "kok"),
        ("nl-havo", Country.VL, None),
        ("vl-b-attest", Country.NL, None),
    ],
)
def test_the_counterpart_has_the_same_name(
    library: Library, entry_id: str, country: Country, expected: str | None
) -> None:
    assert counterpart(library, entry_id, country) == expected


def test_a_counterpart_always_holds_in_the_other_country(library: Library) -> None:
    for path in library.paths.values():
        other = Country.VL if path.country == Country.NL else Country.NL
        found = counterpart(library, path.id, other)
        assert found is None or library.country_of(found) == other
