"""What was heard in someone's own words: likes and noes the lexicon knows, guesses at the rest, and what stays unknown.

Nothing of it is stored as a profile: it starts a talk, and the person can mend every guess.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from guidance.answers.lexicon import Mention, Phrases, Polarity, clauses, in_clause
from guidance.interests.meaning import Guess, Meaning

SLIP, TWO_SLIPS = 4, 8
"""From this many letters on a word may have one slip, or two, and still be read."""
SHORTEST, LONGEST = 3, 6
"""A phrase to guess at has a word of at least three letters and at most six words: longer ones are stories."""


@dataclass(frozen=True)
class Cues:
    """Small closed sets of words, in lower case without accents.

    `likes` show that something is liked or not; `about_me` that someone tells about themselves, which is never guessed
    at, `identity` that it is a name or a place, so that not even a known word counts; `filler` are words that carry
    nothing by themselves; `joiners` part two things; `no_thing` are whole answers that name nothing, `rest` what one
    does to rest: no direction lies near. `dreams` are wishes few people reach, each with the tag that lies near.
    """

    likes: frozenset[str]
    about_me: frozenset[str]
    identity: frozenset[str]
    filler: frozenset[str]
    joiners: frozenset[str]
    no_thing: frozenset[str]
    rest: frozenset[str]
    dreams: dict[str, str]


@dataclass(frozen=True)
class Guessed:
    """A phrase no word of which is known, whether it is liked, and what it may mean (nearest first, may be empty)."""

    words: str
    liked: bool
    meanings: tuple[Guess, ...] = ()

    @property
    def counted(self) -> tuple[str, ...]:
        """The ids that count when it is sure: the nearest, or all a misspelt word stands for."""
        nearest = self.meanings[0].nearness
        return tuple(guess.tag for guess in self.meanings if guess.nearness == nearest)


@dataclass(frozen=True)
class Heard:
    """`known` comes from the lexicon; `guessed` counts too but is said back as a guess; `perhaps` is to be asked;
    `unknown` are phrases that name nothing a direction has to do with; `dreams` the person's words for a rare wish."""

    known: tuple[Mention, ...] = ()
    guessed: tuple[Mention, ...] = ()
    perhaps: tuple[Guessed, ...] = ()
    unknown: tuple[str, ...] = ()
    dreams: tuple[str, ...] = ()

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All that counts: each thing once, what was known before what was guessed."""
        return tuple({one.id: one for one in (*self.guessed, *self.known)}.values())


def hear(text: str, known: Phrases, polarity: Polarity, cues: Cues, meaning: Meaning | None = None) -> Heard:
    """Read a message. Without `meaning` (the encoder is still loading) phrases nobody knows stay unknown."""
    mentions: list[Mention] = []
    guesses: list[Guessed] = []
    dreams: list[tuple[str, Mention]] = []
    before: list[Mention] = []
    for whole in clauses(text, polarity):
        if polarity.judges(whole):
            mentions += (replace(one, liked=False) for one in before)
            continue
        clause = _without_identity(whole, cues)
        dreams += _dreams(clause, polarity, cues)
        named = list(in_clause(clause, known, polarity))
        mentions += named
        before = named if clause else before
        guesses += (_guess(one, known, cues, meaning) for one in _phrases(clause, known, polarity, cues))
    sure = [one for one in guesses if one.meanings and one.meanings[0].sure]
    return Heard(
        tuple(dict.fromkeys((*mentions, *(mention for _, mention in dreams)))),
        tuple(Mention(tag, one.words, one.liked) for one in sure for tag in one.counted),
        tuple(one for one in guesses if one.meanings and not one.meanings[0].sure),
        tuple(one.words for one in guesses if not one.meanings),
        tuple(words for words, _ in dreams),
    )


def _without_identity(clause: Sequence[str], cues: Cues) -> Sequence[str]:
    """A clause without the parts that tell a name or a place: "ik heet Roos" names no flower."""
    parts = [part for _, part in _parts(clause, cues)]
    kept = [part for part in parts if cues.likes & {*part} or not cues.identity & {*part}]
    if len(kept) == len(parts):
        return clause
    joiner = next(iter(sorted(cues.joiners)))
    return [token for part in kept for token in (*part, joiner)][:-1]


def _guess(phrase: Guessed, known: Phrases, cues: Cues, meaning: Meaning | None) -> Guessed:
    if phrase.words in cues.rest:
        return phrase
    slips = tuple(Guess(tag, 1.0) for token in phrase.words.split() for tag in _slips(token, known))
    found = slips or (meaning.guesses(phrase.words) if meaning else ())
    return Guessed(phrase.words, phrase.liked, found)


def _slips(token: str, known: Phrases) -> Iterator[str]:
    """Ids of the single word a token is a misspelling of: one slip in a short word, two in a long one."""
    slips = 0 if len(token) < SLIP else 1 if len(token) < TWO_SLIPS else 2
    near = sorted(
        (OSA.distance(token, words[0], score_cutoff=slips), words[0], entry_id)
        for words, entry_id in known
        if slips and len(words) == 1 and words[0][0] == token[0] and len(words[0]) >= SLIP
    )
    yield from (entry_id for distance, word, entry_id in near if distance <= slips and word == near[0][1])


def _dreams(clause: Sequence[str], polarity: Polarity, cues: Cues) -> Iterator[tuple[str, Mention]]:
    for token in clause:
        if token in cues.dreams:
            liked = not polarity.negators & {*clause}
            yield token, Mention(cues.dreams[token], token, liked)


def _phrases(clause: Sequence[str], known: Phrases, polarity: Polarity, cues: Cues) -> Iterator[Guessed]:
    """The parts of a clause no word of which is known, without the words that carry nothing."""
    about_me = False
    for start, part in _parts(clause, cues):
        about_me = not cues.likes & {*part} and (about_me or bool(cues.about_me & {*part}))
        if about_me:
            continue
        negated = any(token in polarity.negators for token in clause[:start])
        negated = negated or any(token in polarity.negators for token in part)
        left = [token for token in part if token not in cues.filler | cues.likes | polarity.negators]
        if _says_something(left, cues) and not tuple(in_clause(part, known, polarity)):
            yield Guessed(" ".join(left), liked=not negated)


def _parts(clause: Sequence[str], cues: Cues) -> Iterator[tuple[int, Sequence[str]]]:
    start = 0
    for place, token in enumerate([*clause, *sorted(cues.joiners)[:1]]):
        if token in cues.joiners:
            yield start, clause[start:place]
            start = place + 1


def _says_something(left: Sequence[str], cues: Cues) -> bool:
    named = " ".join(left) not in cues.no_thing and not {*left} & cues.dreams.keys()
    return named and 0 < len(left) <= LONGEST and any(len(token) >= SHORTEST for token in left)
