"""What lies at the edge: privacy, one's own data, complaints, insults, and everything outside school and work."""

from typing import Any

from bot.actions.answer.articles import from_articles
from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.core.turn import Turn, payload
from bot.actions.core.words import cue
from bot.actions.present.buttons import button, intent_buttons, person, starts
from content.schema import Topic

DELETE = payload("request_data", answer="delete")


@answers("ask_privacy")
def privacy(turn: Turn) -> Outcome:
    """Who can read this and what is kept."""
    return from_articles(turn, Topic.PRIVACY)


@answers("request_data", topic=False)
def request_data(turn: Turn) -> Outcome:
    """Erase after one yes; to show or correct, a person."""
    if turn.extra("answer") == "delete":
        return Outcome((Reply("utter_data_erased", effects=(Effect("forget"),)),), learnt=_forgotten())
    if cue("data", turn.said) == "delete":
        choices = (Choice(button("confirm", "affirm").title, DELETE), button("cancel", "deny"))
        return Outcome((say("utter_data_confirm", choices=choices),), pending=DELETE)
    return Outcome((say("utter_data", choices=(button("delete_data", "request_data", answer="delete"), person())),))


@answers("complain_school")
def complain_school(turn: Turn) -> Outcome:
    """Take a complaint about school seriously and say where it can go."""
    return from_articles(turn, Topic.COMPLAINT)


@answers("complain_bot", topic=False)
def complain_bot(turn: Turn) -> Outcome:
    """Own the mistake; ask once what was meant, and offer a person."""
    times = turn.memory.misunderstood + 1
    reply = Reply("utter_complain_bot", {"times": times}, (person(), *starts()[:2]), effects=(_note("complain_bot"),))
    learnt = {"misunderstood": float(times)}
    return Outcome((reply,), pending=payload("request_human", topic="not_understood"), learnt=learnt)


@answers("abuse", topic=False)
def abuse(turn: Turn) -> Outcome:
    """Stay calm, stay open, name the limit."""
    return Outcome((say("utter_abuse", choices=(person(), *starts()[:2])),))


@answers("out_of_scope", topic=False)
def out_of_scope(turn: Turn) -> Outcome:
    """Say what this is for, with a way on; an empty message gets a question instead."""
    empty = not any(letter.isalnum() for letter in turn.said)
    choices = starts() if empty else (*intent_buttons(("ask_capabilities",)), *starts()[:2], person())
    again = turn.memory.last is not None and turn.memory.last.get("response") == "utter_out_of_scope"
    response = "utter_empty" if empty else "utter_out_of_scope_again" if again else "utter_out_of_scope"
    return Outcome((say(response, choices=choices),))


def _note(topic: str) -> Effect:
    return Effect("note", {"topic": topic})


def _forgotten() -> dict[str, Any]:
    return {**dict.fromkeys(("last_topic", "current_path", "stage", "level"), ""), "exploration": {}}
