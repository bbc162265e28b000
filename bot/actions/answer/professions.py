"""Says what a profession does and which paths lead there, and what work a path leads to."""

from bot.actions.answer.aspects import about
from bot.actions.core.base import answers
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn
from bot.actions.core.words import cue
from bot.actions.present import asking, views
from bot.actions.present.buttons import button, person
from guidance.education import paths, professions

MOST_PATHS = 4


@answers("ask_profession")
def work(turn: Turn) -> Outcome:
    """A named profession; else the jobs after a path, or in a field; else ask which."""
    if turn.ambiguous:
        return asking.which(turn)
    if jobs := turn.values("profession"):
        how = turn.memory.level and turn.said and cue("follow_up", turn.said) == "become"
        return about(turn, jobs[0], "become") if how else _card(turn, jobs[0])
    named = turn.values("path") or ((turn.memory.current,) if turn.memory.current else ())
    if path_ids := [entry_id for entry_id in named if entry_id in turn.library.paths]:
        return _after(turn, path_ids[0])
    if domains := [entry_id for entry_id in named if entry_id in turn.library.domains]:
        return _of_domain(turn, domains[0])
    fields = paths.domains_of(turn.library, turn.library.paths.values())
    options = views.choices(turn.library, (field.id for field in fields), "ask_profession", at_most=4)
    return asking.entry(turn, "utter_ask_profession", options)


def _card(turn: Turn, job_id: str) -> Outcome:
    card = professions.card(turn.library, job_id, turn.country, MOST_PATHS)
    shown = [path.id for path in card.paths]
    reply = say(
        "utter_profession",
        choices=(
            *views.choices(turn.library, shown, at_most=2),
            button("become", "follow_up", answer="become", profession=job_id),
            person(),
        ),
        sources=turn.library.citations(card.profession),
        name=card.profession.name,
        does=list(card.profession.does),
        domain=card.domain.name,
        paths=[{"name": path.name, "level": views.name(turn.library, path.level)} for path in card.paths],
        verify=card.profession.verify,
        asks_pay=cue("pay", turn.said) is not None,
    )
    return Outcome((reply,), ids=tuple(shown), uses_country=bool(shown), current=job_id)


def _after(turn: Turn, path_id: str) -> Outcome:
    jobs = paths.jobs_after(turn.library, path_id)
    reply = say(
        "utter_profession_after" if jobs else "utter_profession_none_after",
        choices=(
            *views.choices(turn.library, (job.id for job in jobs)),
            button("onward", "ask_progression", path=path_id),
        ),
        sources=turn.library.citations(turn.library.paths[path_id]),
        path=turn.library.paths[path_id].name,
        jobs=[job.name for job in jobs],
    )
    return Outcome((reply,), ids=tuple(job.id for job in jobs), current=path_id)


def _of_domain(turn: Turn, domain_id: str) -> Outcome:
    jobs = professions.of_domain(turn.library, domain_id)
    reply = say(
        "utter_profession_domain" if jobs else "utter_ask_profession",
        choices=views.choices(turn.library, (job.id for job in jobs)),
        sources=views.sources(turn.library, jobs)[:3],
        domain=views.name(turn.library, domain_id),
        jobs=[job.name for job in jobs],
    )
    return Outcome((reply,), ids=tuple(job.id for job in jobs))
