"""Small talk with a purpose: hello, thanks, goodbye, who am I, what can I do, start over."""

from bot.actions.core.base import answers
from bot.actions.core.outcome import Outcome, say
from bot.actions.core.turn import Turn, payload
from bot.actions.present.buttons import button, intent_buttons, starts

FOR_STUDENTS = (
    "share_interests",
    "no_idea",
    "ask_progression",
    "compare_paths",
    "ask_school_programme",
    "request_human",
)
FOR_PARENTS = ("ask_parent_role", "ask_education_structure", "share_interests", "ask_school_programme", "request_human")


@answers("greet", topic=False)
def greet(turn: Turn) -> Outcome:
    """Say who and what this is, and where to begin; shorter when the talk is already going."""
    school = turn.library.schools.get(turn.school)
    again = turn.memory.last is not None
    reply = say(
        "utter_greet_again" if again else "utter_greet", choices=starts(), school=school.school.name if school else None
    )
    return Outcome((reply,))


@answers("ask_capabilities", topic=False)
def capabilities(turn: Turn) -> Outcome:
    """What can be asked, as buttons."""
    intents = FOR_PARENTS if turn.role == "parent" else FOR_STUDENTS
    parent = turn.role == "parent"
    test = button("cards", "child_cards") if parent else button("test", "explore", answer="start")
    return Outcome((say("utter_capabilities", choices=(*intent_buttons(intents), test)),))


@answers("bot_challenge", topic=False)
def bot_challenge(turn: Turn) -> Outcome:
    """A computer, never a person, always said; a person is offered, so that "ja, doe maar" calls one."""
    reply = say("utter_bot_challenge", choices=intent_buttons(("request_human", "ask_privacy")))
    return Outcome((reply,), pending=payload("request_human"))


@answers("goodbye", topic=False)
def goodbye(turn: Turn) -> Outcome:
    """Close kindly."""
    return Outcome((say("utter_goodbye"),))


@answers("thank", topic=False)
def thank(turn: Turn) -> Outcome:
    """Accept thanks and stay open."""
    return Outcome((say("utter_thank"),))


@answers("restart", "action_restart", topic=False)
def start_over(turn: Turn) -> Outcome:
    """Drop the subject; what the person told about role and country stays."""
    cleared = {"last_topic": "", "current_path": "", "stage": "", "level": ""}
    kept = {"frame": {}, "said": ""}
    return Outcome((say("utter_start_over", choices=starts()),), learnt=cleared, kept=kept)
