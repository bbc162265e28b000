"""Answers questions whose answer is a text: rules, costs, support, enrolment, appeal, and the school's own."""

from collections.abc import Sequence

from bot.actions import views
from bot.actions.base import answers, ask_country
from bot.actions.buttons import person
from bot.actions.encoder import encoder
from bot.actions.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.turn import Turn
from content.schema import Article, Country, ProgrammeEntry, Topic
from guidance import answers as found
from guidance.retrieval import Candidate

MOST_STEPS = 3


def from_articles(turn: Turn, topic: Topic, *, own_school: bool = False) -> Outcome:
    """The article (or the school's own entry) that answers best, else the topic's default, else an honest no.

    The country is asked only when the answer differs between countries.
    """
    if chosen := turn.library.articles.get(turn.extra("article") or ""):
        return article(turn, chosen)
    entry = _find(turn, topic, own_school)
    if isinstance(entry, ProgrammeEntry):
        return school_entry(turn, entry)
    if turn.country is None and (entry is None or entry.country != Country.BOTH):
        return ask_country(turn)
    return article(turn, entry) if entry else unknown(turn, topic.value)


def article(turn: Turn, chosen: Article, before: Sequence[Reply] = (), extra: Sequence[Choice] = ()) -> Outcome:
    """Show an article with its next steps and a person."""
    steps = views.choices(turn.library, chosen.next_steps, at_most=MOST_STEPS)
    reply = say(
        "utter_article",
        choices=(*extra, *steps, person()),
        sources=turn.library.citations(chosen),
        title=chosen.name,
        body=chosen.text,
        verify=chosen.verify,
    )
    pending = steps[0].payload if steps else None
    return Outcome((*before, reply), pending, (chosen.id,), uses_country=chosen.country != Country.BOTH)


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
    """The article of a topic that answers best, else its default, else None."""
    entry = _find(turn, topic, own_school=False)
    return entry if isinstance(entry, Article) else None


def unknown(turn: Turn, topic: str) -> Outcome:
    """Say that this is not known here, who does know, and count the question for the school."""
    school = turn.library.schools.get(turn.school)
    params = {"school": school.school.name if school else None, "contact": school.school.contact if school else None}
    note = Effect("note", {"topic": topic})
    return Outcome((Reply("utter_unknown", params, (person(),), effects=(note,)),), pending="/request_human")


@answers("ask_school_programme")
def programme(turn: Turn) -> Outcome:
    """What the configured school says about its own programme."""
    if turn.school not in turn.library.schools:
        return Outcome((say("utter_programme_no_school", choices=(person(),)),), pending="/request_human")
    entry = _closest(turn, found.school_entries(turn.library, turn.school))
    if isinstance(entry, ProgrammeEntry):
        return school_entry(turn, entry)
    return unknown(turn, "school_programme") if turn.said else _ask_about_school(turn)


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


def _find(turn: Turn, topic: Topic, own_school: bool) -> found.Answer | None:
    candidates = found.articles(turn.library, (topic,), turn.country, turn.role)
    if own_school:
        candidates = [*candidates, *found.school_entries(turn.library, turn.school)]
    return _closest(turn, candidates) or found.default(turn.library, topic, turn.country)


def _closest(turn: Turn, candidates: list[Candidate[found.Answer]]) -> found.Answer | None:
    return found.find(turn.said, candidates, encoder().port())


def matching_article(turn: Turn, topic: Topic) -> Article | None:
    """The article of a topic whose questions come close to what was said, or None."""
    entry = _closest(turn, found.articles(turn.library, (topic,), turn.country, turn.role))
    return entry if isinstance(entry, Article) else None


def _ask_about_school(turn: Turn) -> Outcome:
    school = turn.library.schools[turn.school]
    examples = [entry.title for entry in school.programme[:4]]
    reply = say("utter_programme_ask", school=school.school.name, examples=examples)
    return Outcome((reply,), pending="/ask_school_programme")
