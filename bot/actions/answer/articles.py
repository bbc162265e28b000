"""Answers questions whose answer is a text: rules, costs, support, enrolment, appeal, and the school's own."""

from collections.abc import Sequence
from dataclasses import replace

from bot.actions.answer.encoder import encoder
from bot.actions.core.base import answers, ask_country
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.core.turn import Turn, payload
from bot.actions.present import views
from bot.actions.present.buttons import button, person
from content.schema import Article, Audience, Country, ProgrammeEntry, Topic
from content.schema.articles import ADVICE
from content.timed import past_year
from guidance.answers import answers as found

MOST_STEPS = 3
NONE_OF_THESE = "other"
ONLY_SURE = frozenset({Topic.RULES})
"""Topics so wide that the usual answer is no answer to another question."""
GENERAL_FIRST = 0.12
"""How much nearer a school's own entry must come on money: "wat kost school" is not about the school trip."""


def from_articles(turn: Turn, topic: Topic, *, own_school: bool = False) -> Outcome:
    """The entry that answers; else which of those that might; else the topic's default; else an honest no.

    The country is asked only when the answer differs between countries.
    """
    if turn.extra("answer") == NONE_OF_THESE:
        return unknown(turn, topic.value, found.default(turn.library, topic, turn.country), turn.extra("article"))
    if chosen := _pressed(turn):
        return show(turn, chosen)
    matches = _matches(turn, topic, own_school)
    fallback = found.default(turn.library, topic, turn.country)
    best = matches.options[0] if matches.options and _near_enough(matches, topic) else matches.sure
    entry = best or (None if matches.options or (turn.said and topic in ONLY_SURE) else fallback)
    if turn.country is None and not _everywhere(entry or (matches.options or (None,))[0]):
        return ask_country(turn)
    if entry is None:
        return which(turn, matches.options) if matches.options else unknown(turn, topic.value, fallback)
    return _with_others(show(turn, entry), turn, matches) if matches.sure is None else show(turn, entry)


def show(turn: Turn, entry: found.Answer) -> Outcome:
    """Show an article or a school's own entry."""
    return article(turn, entry) if isinstance(entry, Article) else school_entry(turn, entry)


def which(turn: Turn, options: Sequence[found.Answer]) -> Outcome:
    """Ask which of these answers was meant; "something else" counts as not known, near the first of them."""
    choices = tuple(Choice(_title(option), payload(turn.intent, article=option.id)) for option in options)
    other = button("other", turn.intent, answer=NONE_OF_THESE, article=options[0].id)
    reply = say("utter_ask_answer", choices=(*choices, other, person()), one=len(choices) == 1)
    return Outcome((reply,), pending=choices[0].payload)


def article(turn: Turn, chosen: Article, before: Sequence[Reply] = (), extra: Sequence[Choice] = ()) -> Outcome:
    """Show an article with its next steps and a person."""
    steps = views.choices(turn.library, _steps_for(turn, chosen), at_most=MOST_STEPS)
    reply = say(
        "utter_article",
        choices=(*extra, *steps, person()),
        sources=turn.library.citations(chosen),
        title=chosen.name,
        body=chosen.text,
        past=past_year(chosen, turn.today),
        verify=chosen.verify,
    )
    pending = steps[0].payload if steps else None
    return Outcome((*before, reply), pending, (chosen.id,), uses_country=chosen.country != Country.BOTH)


def _steps_for(turn: Turn, chosen: Article) -> list[str]:
    """The next steps, without articles written for somebody else."""
    articles = turn.library.articles
    other = {Audience.STUDENT, Audience.PARENT} - {turn.role or Audience.STUDENT}
    return [step for step in chosen.next_steps if step not in articles or articles[step].audience not in other]


def school_entry(turn: Turn, entry: ProgrammeEntry) -> Outcome:
    """Show what the school says, with who to ask, and whether it may be out of date."""
    school = turn.library.schools[turn.school].school
    reply = say(
        "utter_programme_entry",
        choices=(person(),),
        sources=turn.library.citations(entry),
        title=entry.title,
        body=entry.answer,
        who=entry.who,
        school=school.name,
        outdated=not entry.valid_from <= turn.today <= entry.valid_until,
    )
    return Outcome((reply,), ids=(entry.id,))


def closest_article(turn: Turn, topic: Topic) -> Article | None:
    """The article of an advice topic that comes closest, else its default, else None."""
    options = _matches(turn, topic, own_school=False).options
    entry = options[0] if options else found.default(turn.library, topic, turn.country)
    return entry if isinstance(entry, Article) else None


def matching_article(turn: Turn, *topics: Topic) -> Article | None:
    """The article of these topics that surely answers what was said, or None."""
    candidates = found.articles(turn.library, topics, turn.country, turn.role)
    entry = found.find(turn.said, candidates, encoder().port()).sure
    return entry if isinstance(entry, Article) else None


def unknown(turn: Turn, topic: str, beside: Article | None = None, near: str | None = None) -> Outcome:
    """Say that this is not known here, who does know, and count the question for the school, `near` an entry or not."""
    school = turn.library.schools.get(turn.school)
    params = {"school": school.school.name if school else None, "contact": school.school.contact if school else None}
    note = Effect("note", {"topic": topic, "near": near} if near else {"topic": topic})
    choices = (*views.choices(turn.library, (beside.id,) if beside else ()), person())
    return Outcome((Reply("utter_unknown", params, choices, effects=(note,)),), pending="/request_human")


@answers("ask_school_programme")
def programme(turn: Turn) -> Outcome:
    """What the configured school says about its own programme."""
    if turn.school not in turn.library.schools:
        return Outcome((say("utter_programme_no_school", choices=(person(),)),), pending="/request_human")
    if turn.extra("answer") == NONE_OF_THESE:
        return unknown(turn, "school_programme", near=turn.extra("article"))
    if chosen := _pressed(turn):
        return show(turn, chosen)
    if not turn.said:
        return _ask_about_school(turn)
    entries = found.school_entries(turn.library, turn.school)
    matches = found.find(turn.said, entries, encoder().port(), limits=found.PROGRAMME)
    if matches.sure:
        return show(turn, matches.sure)
    return which(turn, matches.options) if matches.options else unknown(turn, "school_programme")


@answers("ask_school_rules")
def rules(turn: Turn) -> Outcome:
    """Rights and rules: the school's own first, then the country's."""
    return from_articles(turn, Topic.RULES, own_school=True)


@answers("ask_costs")
def costs(turn: Turn) -> Outcome:
    """Money."""
    return from_articles(turn, Topic.COSTS, own_school=True)


@answers("ask_enrolment")
def enrolment(turn: Turn) -> Outcome:
    """Registering, changing school, open days as a how."""
    return from_articles(turn, Topic.ENROLMENT, own_school=True)


@answers("ask_support_needs")
def support(turn: Turn) -> Outcome:
    """Support for who needs it; never asks for a diagnosis."""
    return from_articles(turn, Topic.SUPPORT, own_school=True)


@answers("appeal_decision")
def appeal(turn: Turn) -> Outcome:
    """What can be done against a decision."""
    return from_articles(turn, Topic.APPEAL)


def _matches(turn: Turn, topic: Topic, own_school: bool) -> found.Found[found.Answer]:
    candidates = found.articles(turn.library, (topic,), turn.country, turn.role)
    if own_school:
        candidates += found.school_entries(turn.library, turn.school)
    if turn.more:
        candidates = [one for one in candidates if one.item.id not in turn.memory.shown]
    behind = GENERAL_FIRST if topic == Topic.COSTS else 0.0
    return found.find(turn.said, candidates, encoder().port(), behind)


def _near_enough(matches: found.Found[found.Answer], topic: Topic) -> bool:
    """Advice never asks back, and a topic's usual answer that comes closest may be shown at once."""
    best = matches.options[0]
    return topic in ADVICE or (isinstance(best, Article) and best.default)


def _with_others(outcome: Outcome, turn: Turn, matches: found.Found[found.Answer]) -> Outcome:
    """The answer with the others that came close as first buttons."""
    shown = set(outcome.ids)
    others = [one for one in matches.options if one.id not in shown and isinstance(one, Article)]
    choices = tuple(Choice(_title(one), payload(turn.intent, article=one.id)) for one in others)
    first, *rest = outcome.replies
    kept = tuple(choice for choice in first.choices if choice.title not in {one.title for one in choices})
    return replace(outcome, replies=(replace(first, choices=_with_person((*choices, *kept))), *rest))


def _with_person(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    return (*[choice for choice in choices if choice != person()][:MOST_STEPS], person())


def _pressed(turn: Turn) -> found.Answer | None:
    """The entry a button carried."""
    wanted = turn.extra("article")
    own = turn.library.schools.get(turn.school)
    entries = [entry for entry in (own.programme if own else ()) if entry.id == wanted]
    return turn.library.articles.get(wanted or "") or next(iter(entries), None)


def _everywhere(entry: found.Answer | None) -> bool:
    """True when an answer does not depend on the country; a school's own entry never does."""
    return isinstance(entry, ProgrammeEntry) or (entry is not None and entry.country == Country.BOTH)


def _title(entry: found.Answer) -> str:
    return entry.name if isinstance(entry, Article) else entry.title


def _ask_about_school(turn: Turn) -> Outcome:
    school = turn.library.schools[turn.school]
    examples = [entry.title for entry in school.programme[:4]]
    reply = say("utter_programme_ask", school=school.school.name, examples=examples)
    return Outcome((reply,), pending="/ask_school_programme")
