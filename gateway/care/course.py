"""Decides how a talk goes on after words of danger or worry: pure, so that storage can run it while storing."""

from dataclasses import dataclass, replace

from conversation.care import Care, Stage
from conversation.inbox import Arrival, Decision
from conversation.messages import Draft, IncomingKind, Route
from conversation.turns import Effect, EffectName
from gateway.care.place import Places
from gateway.care.replies import CareReplies
from gateway.care.words import says
from mentoring.cases import Reason, Urgency
from safety.language import language
from safety.tiers import Category, Screening, Tier, Who

BUTTON = "/care "
CRISIS_BUTTON = "/crisis"
"""The engine's own button "het is niet veilig": the same as ours."""
AFTER_DANGER = ("button_person", "button_lines", "button_well")


@dataclass(frozen=True)
class Course:
    """The rules of care. Call `of` for every message; None means that care has nothing to say about it."""

    replies: CareReplies
    places: Places

    def of(self, arrival: Arrival, decision: Decision, screening: Screening, reads: str = "") -> Decision | None:
        """What becomes of a message, given what would become of it without care; `reads` says when mentors read."""
        country = self.places.said(arrival.incoming.text) if _typed(arrival) else ""
        arrival = replace(arrival, care=_present(arrival), country=country or arrival.country)
        found = self._decided(arrival, replace(decision, country=country or None), screening, reads)
        if found is None and country:
            return replace(decision, country=country)
        return found

    def cry(self, text: str, screening: Screening) -> Draft | None:
        """The reply to danger when nothing can be stored or looked up; None when there is no danger."""
        if not screening.danger:
            return None
        return self.replies.danger(_care(text, screening), self.places.said(text), acute=screening.tier is Tier.T1)

    def _decided(self, arrival: Arrival, decision: Decision, screening: Screening, reads: str) -> Decision | None:
        if (tapped := _tapped(arrival)) is not None:
            return self._button(arrival, decision, tapped, reads)
        if screening.danger:
            return self._danger(arrival, decision, screening, reads)
        if not _typed(arrival) and arrival.care.stage is not Stage.DANGER:
            return None
        if arrival.conversation.route is Route.MENTOR:
            return None  # a person reads along and answers
        if arrival.care.stage is Stage.DANGER:
            return self._after_danger(arrival, decision)
        if screening.sign:
            return self._sign(arrival, decision, screening)
        return self._answered(arrival, decision) if arrival.care.stage is Stage.ASKED else None

    def _danger(self, arrival: Arrival, decision: Decision, screening: Screening, reads: str) -> Decision:
        care = replace(_care(arrival.incoming.text, screening), stage=Stage.DANGER)
        known = arrival.care.stage is Stage.DANGER and arrival.urgent and arrival.care.topic == care.topic
        reply = self.replies.fixed("again", care, "button_lines")
        if not known or screening.tier is Tier.T1:
            reply = self.replies.danger(care, arrival.country, acute=screening.tier is Tier.T1, reads=reads)
        return _instead(decision, reply, care, _case(Urgency.URGENT))

    def _sign(self, arrival: Arrival, decision: Decision, screening: Screening) -> Decision:
        care = replace(_care(arrival.incoming.text, screening), stage=Stage.ASKED)
        if arrival.care.stage is not Stage.ASKED:
            return _instead(decision, self.replies.ask(care), care)
        reply = self.replies.fixed("again_asked", care, "button_person", "button_lines", "button_danger")
        return _instead(decision, reply, replace(care, stage=Stage.CALM), quiet_case())

    def _answered(self, arrival: Arrival, decision: Decision) -> Decision | None:
        """A message after the gentle question, in which the screen hears nothing."""
        care, text, calm = arrival.care, arrival.incoming.text, replace(arrival.care, stage=Stage.CALM)
        if decision.payload is None:
            return None
        if says("joke", text):
            return _instead(decision, self.replies.fixed("joke", care), calm, quiet_case())
        if says("well", text) or says("no", text):
            return _instead(decision, self.replies.fixed("well", care), calm)
        if says("yes", text):
            return _instead(decision, self.replies.more(care), care)
        # Another subject is no answer: the question goes on to the assistant, and somebody asks how it is.
        told = (*decision.replies, self.replies.fixed("quiet", care))
        return replace(decision, replies=told, effects=(*decision.effects, quiet_case()), care=calm)

    def _after_danger(self, arrival: Arrival, decision: Decision) -> Decision | None:
        """Whatever would go to the assistant waits until a person or the pupil says it is well."""
        care, text = arrival.care, arrival.incoming.text
        if decision.payload is None or says("data", text):
            return None
        if _typed(arrival) and says("joke", text):
            return _instead(decision, self.replies.fixed("joke_danger", care, *AFTER_DANGER), care)
        if _typed(arrival) and says("well", text):
            return _instead(decision, self.replies.fixed("well_danger", care), replace(care, stage=Stage.CALM))
        return _instead(decision, self.replies.fixed("follow", care, *AFTER_DANGER), care)

    def _button(self, arrival: Arrival, decision: Decision, tapped: str, reads: str) -> Decision:
        care, country = arrival.care, arrival.country
        title = arrival.button.title if arrival.button else ""
        decision = replace(decision, shown=title)
        if tapped == "danger":
            told = replace(care, stage=Stage.DANGER)
            reply = self.replies.danger(told, country, acute=False, reads=reads)
            return _instead(decision, reply, told, _case(Urgency.URGENT))
        if tapped == "well":
            key = "well_danger" if care.stage is Stage.DANGER else "well"
            return _instead(decision, self.replies.fixed(key, care), replace(care, stage=Stage.CALM))
        if tapped in ("nl", "vl"):
            decision, country = replace(decision, country=tapped), tapped
        return _instead(decision, self.replies.show_lines(care, country), care)


def _instead(decision: Decision, reply: Draft, care: Care, *effects: Effect) -> Decision:
    """Say this and nothing else; the engine hears nothing of it."""
    return replace(
        decision, payload=None, trusted=False, personal=False, replies=(reply,), effects=tuple(effects), care=care
    )


def quiet_case() -> Effect:
    """The effect that lets somebody of school ask how it is, without alarm."""
    return _case(Urgency.NORMAL)


def _case(urgency: Urgency) -> Effect:
    return Effect(EffectName.OPEN_CASE, {"reason": Reason.SAFETY.value, "urgency": urgency.value})


def _present(arrival: Arrival) -> Care:
    """Danger lasts until a person closed the case about it."""
    over = arrival.care.stage is Stage.DANGER and not arrival.urgent
    return replace(arrival.care, stage=Stage.CALM) if over else arrival.care


def _care(text: str, screening: Screening) -> Care:
    topic, young = screening.category or Category.WELLBEING, says("under_twelve", text)
    who = Who.SELF if young else screening.who
    return Care(topic=topic.value, who=who.value, lang=language(text), young=young)


def _typed(arrival: Arrival) -> bool:
    return arrival.incoming.kind not in (IncomingKind.BUTTON, IncomingKind.COMMAND)


def _tapped(arrival: Arrival) -> str | None:
    payload = arrival.button.payload if arrival.button else ""
    if payload.startswith(CRISIS_BUTTON):
        return "danger"
    return payload.removeprefix(BUTTON) if payload.startswith(BUTTON) else None
