"""Hears in which country a person is, from a place or a country named in the talk."""

import re
from collections.abc import Iterable

from content.schema.base import Country
from content.schema.people import Place
from safety.normalise import variants

COUNTRIES = {
    Country.NL: r"nederland\w*|holland|hollanda|pays bas|netherlands|niederlande\w*|holandia|holandii|هولندا|"
    r"нідерланд\w*",
    Country.VL: r"belgie\w*|vlaanderen|belgium|belgique|belcika|belgia|belgii|belgien|belgica|flandre\w*|flanders|"
    r"flandern|brussel|bruxelles|بلجيكا|бельгі\w*",
}
BEFORE = r"(?:in|uit|te|bij|van|naar|near|from|a|aus|de|en|w|z)"
"""A place counts after one of these or when it is all that is said: many places are ordinary words (Best, Mol)."""


class Places:
    """The places of content, ready to be heard."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._country = {
            _plain(name): place.country
            for place in places
            if place.country is not Country.BOTH
            for name in (place.name, *place.aliases)
        }
        names = "|".join(sorted(map(re.escape, self._country), key=len, reverse=True))
        self._named = re.compile(rf"(?<!\w){BEFORE} ({names})(?!\w)") if names else None

    def said(self, text: str) -> str:
        """The country a message names ("nl", "vl"), or empty when it names none or both."""
        spelling = _plain(text)
        found = {country for country, words in COUNTRIES.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", spelling)}
        if not found and spelling in self._country:
            found = {self._country[spelling]}
        elif not found and self._named is not None:
            found = {self._country[name] for name in self._named.findall(spelling)}
        return found.pop().value if len(found) == 1 else ""


def _plain(text: str) -> str:
    return next(variants(text)).replace(" . ", " ").removesuffix(" .")
