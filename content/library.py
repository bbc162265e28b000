"""All content of one root, valid and ready to answer from: the only thing other rooms need of this one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from content.layout import KINDS
from content.schema import (
    AgeLimit,
    Article,
    CareTexts,
    Country,
    Domain,
    Entry,
    FaqEntry,
    HelpLine,
    Item,
    KeyDate,
    LeftOut,
    Place,
    Profession,
    ProgrammeEntry,
    Progression,
    School,
    SchoolDate,
    Source,
    StructureEntry,
    StudyPath,
    Subject,
    Tag,
    Talent,
    Value,
)

Answerable = (
    StudyPath | StructureEntry | Profession | Domain | Subject | Place | Article | FaqEntry | KeyDate | HelpLine
)
"""What an id in a button, an entity or a `leads_to` can stand for."""


@dataclass(frozen=True)
class CitedSource:
    """A source as people see it below an answer. `url` is None for a school's own paper.

    From the day after `fresh_until` what it says may be outdated; None when content sets no limit.
    """

    title: str
    url: str | None
    checked_on: date
    fresh_until: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class SchoolContent:
    """One school with its programme and its dates, in file order."""

    school: School
    programme: tuple[ProgrammeEntry, ...] = ()
    dates: tuple[SchoolDate, ...] = ()


@dataclass(frozen=True)
class Library:
    """All content by id. `rows` are the comparison rows (id to label) in the order they are shown, `limits` say how
    old a check of each kind may be, `picture_words` are the texts of pictures by key."""

    paths: Mapping[str, StudyPath]
    structure: Mapping[str, StructureEntry]
    progressions: Mapping[str, Progression]
    professions: Mapping[str, Profession]
    domains: Mapping[str, Domain]
    subjects: Mapping[str, Subject]
    tags: Mapping[str, Tag]
    items: Mapping[str, Item]
    talents: Mapping[str, Talent]
    values: Mapping[str, Value]
    places: Mapping[str, Place]
    articles: Mapping[str, Article]
    faq: Mapping[str, FaqEntry]
    key_dates: Mapping[str, KeyDate]
    help_lines: Mapping[str, HelpLine]
    care: Mapping[str, CareTexts]
    sources: Mapping[str, Source]
    left_out: Mapping[str, LeftOut]
    schools: Mapping[str, SchoolContent]
    rows: Mapping[str, str]
    limits: Mapping[str, AgeLimit]
    picture_words: Mapping[str, str]

    @cached_property
    def _kinds(self) -> tuple[tuple[str, Mapping[str, Answerable]], ...]:
        return (
            ("path", self.paths),
            ("level", self.structure),
            ("profession", self.professions),
            ("domain", self.domains),
            ("subject", self.subjects),
            ("place", self.places),
            ("article", self.articles),
            ("faq", self.faq),
            ("key_date", self.key_dates),
            ("help_line", self.help_lines),
        )

    @cached_property
    def _progressions_by_start(self) -> Mapping[str, tuple[Progression, ...]]:
        starts: dict[str, tuple[Progression, ...]] = {}
        for progression in self.progressions.values():
            starts[progression.start] = (*starts.get(progression.start, ()), progression)
        return starts

    def get(self, id: str) -> Answerable | None:
        """The entry with this id, of any kind; None when there is none.

        A subject may share its id with a domain (`techniek`): this gives the domain, `subjects` gives the subject.
        """
        return next((entries[id] for _, entries in self._kinds if id in entries), None)

    def kind_of(self, id: str) -> str | None:
        """The kind of `get(id)`: path, level, profession, domain, subject, place, article, faq, key_date, help_line."""
        return next((kind for kind, entries in self._kinds if id in entries), None)

    def country_of(self, id: str) -> Country | None:
        """The country an entry holds in; None when it is of no country or unknown."""
        country: Country | None = getattr(self.get(id), "country", None)
        return country

    def blocks_of(self, path: StudyPath) -> frozenset[str]:
        """Ids of the level and stage of a path and of all that these are part of."""
        found: set[str] = set()
        waiting = [path.level, *filter(None, (path.stage,))]
        while waiting:
            block = self.structure.get(waiting.pop())
            if block and block.id not in found:
                found.add(block.id)
                waiting += filter(None, (block.part_of,))
        return frozenset(found)

    def progressions_from(self, id: str) -> tuple[Progression, ...]:
        """What is possible after this path, level or certificate, in the order of the files."""
        return self._progressions_by_start.get(id, ())

    def citations(self, entry: Entry | ProgrammeEntry | SchoolDate) -> tuple[CitedSource, ...]:
        """The sources of an entry, ready to show, in the order the entry names them."""
        if isinstance(entry, ProgrammeEntry):
            cited = [(entry.source, entry.url, entry.checked_on)]
        elif isinstance(entry, SchoolDate):
            cited = [(entry.source, None, entry.checked_on)]
        else:
            named = ((self.sources[citation.id], citation.checked_on) for citation in entry.sources)
            cited = [(source.title, source.url, checked_on) for source, checked_on in named]
        return tuple(CitedSource(*line, self._fresh_until(entry, line[2])) for line in cited)

    def _fresh_until(self, entry: Entry | ProgrammeEntry | SchoolDate, checked_on: date) -> date | None:
        limit = self.limits.get(_KIND_OF[type(entry)])
        return checked_on + timedelta(days=limit.soft) if limit else None


_KIND_OF: Mapping[type, str] = {kind.model: kind.name for kind in KINDS}
