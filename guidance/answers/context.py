"""Works out what is known, what is assumed, and which of several meanings fits, from what was said so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.library import Library
from content.schema import Country


@dataclass(frozen=True)
class Setting:
    """The country an answer is for. `assumed` is true when nobody said it: the person must be told, once."""

    country: Country | None
    assumed: bool = False


def setting(
    library: Library, known: Country | None, said: Country | None, named: Sequence[str], school: str
) -> Setting:
    """The country, from most to least certain: said now, named by an entry, known before, the school's (assumed).

    An entry of the other country answers for itself and does not change what is known; the caller keeps `known`.
    """
    if said is not None:
        return Setting(said)
    countries = {country for country in map(library.country_of, named) if country in (Country.NL, Country.VL)}
    if len(countries) == 1:
        return Setting(countries.pop())
    if known is not None:
        return Setting(known)
    configured = library.schools.get(school)
    return Setting(configured.school.country, assumed=True) if configured else Setting(None)


def narrow(library: Library, candidates: Sequence[str], country: Country | None) -> tuple[str, ...]:
    """Of several possible meanings, those of the known country; all of them when none is of that country.

    A field of study both countries share only counts where no path of the country has the name.
    """
    existing = [entry_id for entry_id in candidates if library.get(entry_id) is not None]
    if country is None:
        return tuple(existing)
    own = [entry_id for entry_id in existing if library.country_of(entry_id) == country]
    shared = [entry_id for entry_id in existing if library.country_of(entry_id) in (None, Country.BOTH)]
    return tuple(own or shared or existing)


def abroad(library: Library, entry_id: str, known: Country | None) -> bool:
    """True when an entry belongs to the other country than the one known."""
    country = library.country_of(entry_id)
    return known is not None and country in (Country.NL, Country.VL) and country != known
