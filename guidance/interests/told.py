"""What a person has told about themselves, in one value: the input of matching, kept only as long as the talk."""

from dataclasses import dataclass

from content.schema import Country, Finality, StudyPath
from guidance.answers.lexicon import Mention
from guidance.interests.profile import Answers, Profile


@dataclass(frozen=True)
class Wanted:
    """What the person filters on; None means no filter. A level is only ever the person's own filter."""

    country: Country | None = None
    level: str | None = None
    finality: Finality | None = None

    def allows(self, path: StudyPath) -> bool:
        """True when a path passes the filters."""
        return (
            self.country in (None, path.country)
            and self.level in (None, path.level, path.stage)
            and self.finality in (None, path.finality)
        )


@dataclass(frozen=True)
class Told:
    """All of it is optional. Nothing here says who the person is: no name, gender, origin, neighbourhood or disability.

    `profile` and the `answers` it was scored from; ids of favourite `subjects`, `talents` and `values`; `likes` and
    `dislikes` in the person's own words (a dislike is a hard no); `more_like` are ids of paths or domains the person
    wants more of.
    """

    profile: Profile | None = None
    answers: Answers | None = None
    subjects: tuple[str, ...] = ()
    likes: tuple[Mention, ...] = ()
    dislikes: tuple[Mention, ...] = ()
    talents: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    more_like: tuple[str, ...] = ()
