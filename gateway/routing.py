"""Decides what becomes of one message: the engine, a mentor, or a fixed text. Pure; storage runs it while storing."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from conversation.inbox import Arrival, Decision, PressedButton
from conversation.messages import Draft, Incoming, IncomingKind, Route, Sender
from conversation.turns import Effect, EffectName
from gateway.care.course import Course
from gateway.texts.clean import clean, for_engine
from gateway.texts.people import ADD, STOP, WAITING_INTENT, PeopleTexts, waiting
from gateway.texts.strings import Strings
from mentoring.cases import Reason, Urgency
from mentoring.desk import Reach
from safety.screen import Screen
from safety.tiers import Screening

PERSONAL_INTENTS = ("/explore", "/child_cards")
"""What is tapped there says what someone likes: a mentor reads it only when the person shares that."""
COMMANDS = ("start", "help", "mens", "privacy", "stop")
ENGINE_COMMANDS = {"start": "/greet", "help": "/ask_capabilities"}
HUMAN_INTENT = "/request_human"
SHARING_INTENT = "/share_profile"
"""Showing a mentor one's profile, or taking it back: also while that mentor answers."""
FORMATLESS = frozenset({IncomingKind.PHOTO, IncomingKind.VOICE, IncomingKind.STICKER, IncomingKind.OTHER})


def open_case(reason: Reason, urgency: Urgency = Urgency.NORMAL) -> Effect:
    """The effect that asks for a person."""
    return Effect(EffectName.OPEN_CASE, {"reason": reason.value, "urgency": urgency.value})


@dataclass(frozen=True)
class Present:
    """What a decision may need to know of this moment."""

    now: datetime
    reach: Reach = field(default_factory=Reach)


@dataclass(frozen=True)
class Routing:
    """The gateway's rules, with its texts."""

    say: Strings
    screen: Screen
    care: Course
    people: PeopleTexts

    def may_ask_for_people(self, incoming: Incoming) -> bool:
        """Whether a decision about this message may need to know who can be reached."""
        return incoming.kind in (IncomingKind.BUTTON, IncomingKind.COMMAND) or incoming.text.lstrip().startswith("/")

    def judge(self, incoming: Incoming) -> Screening:
        """Judge what was typed, all of it; a button's words are ours and need no judging."""
        return Screening() if incoming.kind is IncomingKind.BUTTON else self.screen(incoming.text)

    def decide(self, arrival: Arrival, screening: Screening, present: Present) -> Decision:
        """What to store, say and ask of the engine. Care comes before everything else."""
        decision = self._by_kind(arrival, present)
        cared = self.care.of(arrival, decision, screening, self.people.expectation(present.reach, present.now))
        decision = cared or decision
        if screening.danger or not clean(arrival.incoming.text).cut or arrival.incoming.kind is IncomingKind.BUTTON:
            return decision
        return replace(decision, replies=(*decision.replies, self._fixed(self.say("gateway.too_long"))))

    def _by_kind(self, arrival: Arrival, present: Present) -> Decision:
        kind, text = arrival.incoming.kind, clean(arrival.incoming.text)
        name = text.text.lstrip("/").split(maxsplit=1)[0].casefold() if text.text.strip("/ ") else ""
        if kind is IncomingKind.COMMAND or (text.text.startswith("/") and text.text[1:].casefold() in COMMANDS):
            return self._command(arrival, name, present)
        if kind is IncomingKind.BUTTON:
            return self._button(arrival, present)
        if kind in FORMATLESS or kind is IncomingKind.EDITED:
            return self._other_kind(arrival, text.text)
        if text.empty or not for_engine(text.text):
            return Decision(text.text, replies=(self._fixed(self.say("gateway.empty")),))
        if arrival.conversation.route is Route.MENTOR:
            return Decision(text.text)
        if arrival.adding:
            return Decision(text.text, replies=(self.people.added(),))
        return Decision(text.text, for_engine(text.text))

    def _command(self, arrival: Arrival, name: str, present: Present) -> Decision:
        shown, with_mentor = f"/{name}", arrival.conversation.route is Route.MENTOR
        if name == "mens":
            return self._human(arrival, shown, present)
        if name == "privacy":
            return Decision(shown, replies=(self._fixed(self.say("gateway.privacy")),))
        if name == "stop":
            text = self.say("gateway.stopped_urgent") if arrival.urgent else self.say("gateway.stopped")
            return Decision(shown, replies=(self._fixed(text),), effects=(Effect(EffectName.STOP),))
        if name not in ENGINE_COMMANDS:
            return Decision(shown, replies=(self._fixed(self.say("gateway.unknown_command")),))
        if with_mentor:
            return Decision(shown, replies=(self._fixed(self.say("gateway.mentor_reading")),))
        return Decision(shown, ENGINE_COMMANDS[name], trusted=True)

    def _button(self, arrival: Arrival, present: Present) -> Decision:
        button = arrival.button
        if button is None:
            return Decision("", replies=(self._fixed(self.say("gateway.unknown_button")),))
        if button.payload.startswith(HUMAN_INTENT):
            return self._human(arrival, button.title, present)
        if button.payload.startswith(WAITING_INTENT):
            return self._waiting(arrival, button, present)
        if arrival.conversation.route is Route.MENTOR and not button.payload.startswith(SHARING_INTENT):
            return Decision(button.title)
        personal = button.payload.startswith(PERSONAL_INTENTS)
        return Decision(button.title, button.payload, trusted=True, personal=personal)

    def _human(self, arrival: Arrival, shown: str, present: Present) -> Decision:
        route = arrival.conversation.route
        if route is Route.MENTOR:
            return Decision(shown, replies=(self._fixed(self.say("gateway.human_reading")),))
        already = route is Route.WAITING
        reply = self.people.asked(present.reach, present.now, already=already, urgent=already and arrival.urgent)
        return Decision(shown, replies=(reply,), effects=(open_case(Reason.ASKED),))

    def _waiting(self, arrival: Arrival, button: PressedButton, present: Present) -> Decision:
        if arrival.conversation.route is Route.MENTOR:
            return Decision(button.title, replies=(self._fixed(self.say("gateway.human_reading")),))
        ask, role = waiting(button.payload)
        people = self.people.to(role)
        if not (arrival.asked or arrival.urgent):
            return Decision(button.title, replies=(people.withdrawn(asked=False, urgent=False),))
        if ask == STOP:
            reply = people.withdrawn(asked=arrival.asked, urgent=arrival.urgent)
            return Decision(button.title, replies=(reply,), effects=(Effect(EffectName.CANCEL_CASE),))
        if ask == ADD:
            return Decision(button.title, replies=(people.add(),), effects=(Effect(EffectName.ADD_TO_CASE),))
        return Decision(button.title, replies=(people.when(present.reach, present.now),))

    def _other_kind(self, arrival: Arrival, text: str) -> Decision:
        say, kind = self.say, arrival.incoming.kind
        reply, label = {
            IncomingKind.PHOTO: (say("kind.photo"), say("kind.shown_photo")),
            IncomingKind.VOICE: (say("kind.voice"), say("kind.shown_voice")),
            IncomingKind.STICKER: (say("kind.sticker"), say("kind.shown_sticker")),
            IncomingKind.EDITED: (say("kind.edited"), say("kind.shown_edited")),
        }.get(kind, (say("kind.other"), say("kind.shown_other")))
        return Decision(f"{label} {text}".strip(), replies=(self._fixed(reply),))

    def _fixed(self, text: str) -> Draft:
        return Draft(text, Sender.SYSTEM)
