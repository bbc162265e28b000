"""Cards for parents ("wat ziet u bij uw kind?"), and both views side by side once the child said yes."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.core.base import answers
from bot.actions.core.outcome import Choice, Effect, Outcome, Reply, say
from bot.actions.core.told import Explored, explored
from bot.actions.core.turn import Turn, payload
from bot.actions.interpret.typed_after import CODE
from bot.actions.present.buttons import button, person
from bot.actions.present.screens import remember
from guidance.interests import views
from guidance.interests.exploration import Stage

PAGE = 6
ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
"""Letters and figures nobody mixes up when they are read out."""
CODE_LENGTH = 8


@answers("child_cards", topic=False)
def child_cards(turn: Turn) -> Outcome:
    """Talent cards about one's child: tap what one sees; then the fields they point at."""
    turn = replace(turn, memory=replace(turn.memory, role="parent"))
    state, ask = explored(turn), turn.extra("answer") or "start"
    card = turn.extra("topic") or ""
    if ask == "pick" and card in turn.library.talents:
        has = card in state.cards
        state = replace(state, cards=tuple(one for one in state.cards if one != card) if has else (*state.cards, card))
    if ask == "done":
        return _as_parent(_fields(turn, state) if state.cards else _cards(turn, state, 0))
    return _as_parent(_cards(turn, state, int(turn.extra("article") or 0)))


@answers("family_link", topic=False)
def family_link(turn: Turn) -> Outcome:
    """Link a parent's and a child's talk by a code; the child decides, and either can end it."""
    ask = turn.extra("answer") or "start"
    side = "parent" if turn.role == "parent" else "child"
    link = _link(turn)
    if ask == "end":
        return Outcome((Reply("utter_family_ended", {}, _again(side), effects=(Effect("family_end"),)),))
    if ask == "agree" and link.get("side") == "child":
        return _agree(turn)
    if link.get("state") == "agreed" and ask in ("start", "show"):
        return _side_by_side(turn, link)
    if side == "parent" and not explored(turn).cards:
        return _as_parent(_cards(turn, explored(turn), 0))
    if ask == "offer":
        return _offer(turn, side)
    if ask == "join":
        return _join(turn, side)
    choices = (button("make_code", "family_link", answer="offer"), button("have_code", "family_link", answer="join"))
    return Outcome((say("utter_family_start", choices=(*choices, person()), state=link.get("state")),))


def _cards(turn: Turn, state: Explored, page: int) -> Outcome:
    cards = list(turn.library.talents.values())
    pages = -(-len(cards) // PAGE)
    shown = cards[page % pages * PAGE :][:PAGE]
    choices = [
        Choice(f"{'✓ ' if card.id in state.cards else ''}{card.icon} {card.label}", _pick(card.id, page))
        for card in shown
    ]
    choices.append(button("others", "child_cards", article=str((page + 1) % pages)))
    choices.append(button("cards_done", "child_cards", answer="done"))
    reply = say(
        "utter_cards",
        choices=choices,
        number=page % pages + 1,
        total=pages,
        cards=[f"{card.icon} {card.parent}" for card in shown],
        chosen=[turn.library.talents[one].label for one in state.cards],
    )
    return remember(turn, Outcome((reply,)), state)


def _pick(card: str, page: int) -> str:
    return payload("child_cards", answer="pick", topic=card, article=str(page))


def _fields(turn: Turn, state: Explored) -> Outcome:
    """The fields the cards point at: to look at together, not a verdict."""
    found = views.fields(turn.library, state.cards)
    shown = [{"name": turn.library.domains[one].name, "cards": _labels(turn, cards)} for one, cards in found.items()]
    choices = (
        button("together_child", "family_link"),
        button("plan", "plan_talk"),
        button("cards_again", "child_cards"),
        person(),
    )
    reply = say("utter_cards_fields", choices=choices, fields=shown, chosen=_labels(turn, state.cards))
    return remember(turn, Outcome((reply,)), state)


def _offer(turn: Turn, side: str) -> Outcome:
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    data: dict[str, Any] = {"code": code, "side": side} | _shown_view(turn, side)
    reply = Reply(
        "utter_family_code",
        {"code": f"{code[:4]}-{code[4:]}"},
        (button("end_link", "family_link", answer="end"),),
        effects=(Effect("family_offer", data),),
    )
    return Outcome((reply,))


def _join(turn: Turn, side: str) -> Outcome:
    found = CODE.search(turn.said)
    if turn.role is None and turn.extra("article") is None:
        who = (button("am_parent", "child_cards"), button("am_child", "family_link", answer="join", article="child"))
        return Outcome((say("utter_family_who", choices=who),))
    if not found:
        learnt = {"role": turn.role or "student"}
        make = (button("make_code", "family_link", answer="offer"),)
        return Outcome((say("utter_family_type_code", choices=make),), learnt=learnt)
    data: dict[str, Any] = {"code": "".join(found.groups()), "side": side} | _shown_view(turn, side)
    return Outcome((Reply("utter_family_checking", {}, (person(),), effects=(Effect("family_join", data),)),))


def _agree(turn: Turn) -> Outcome:
    """The child's yes: only now what the child chose goes anywhere."""
    state = explored(turn)
    if not state.any:
        choices = (button("test", "explore", answer="start"), button("end_link", "family_link", answer="end"))
        return Outcome((say("utter_family_first_test", choices=choices),))
    effect = Effect("family_agree", {"view": {"talents": list(_own(state))}})
    return Outcome(
        (Reply("utter_family_agreed", {}, (button("end_link", "family_link", answer="end"),), effects=(effect,)),)
    )


def _side_by_side(turn: Turn, link: Mapping[str, Any]) -> Outcome:
    child, parent = (tuple(link[side].get("talents", ())) for side in ("child", "parent"))
    found = views.side_by_side(turn.library, child, parent)
    reply = say(
        "utter_family_views",
        choices=(button("plan", "plan_talk"), button("end_link", "family_link", answer="end"), person()),
        both=_labels(turn, found.both),
        only_child=_labels(turn, found.only_child),
        only_parent=_labels(turn, found.only_parent),
        fields=[turn.library.domains[one].name for one in found.fields],
    )
    return Outcome((reply,), learnt={"role": "parent" if link["side"] == "parent" else "student"})


def _shown_view(turn: Turn, side: str) -> dict[str, Any]:
    """A parent's cards go along with the code; a child's only with a yes."""
    return {"view": {"talents": list(explored(turn).cards)}} if side == "parent" else {}


def _own(state: Explored) -> tuple[str, ...]:
    return state.progress.chosen(Stage.TALENTS) if state.progress else ()


def _link(turn: Turn) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(turn.recall.get("family") or "{}")
    return found


def _labels(turn: Turn, talents: Any) -> list[str]:
    return [turn.library.talents[one].label for one in talents if one in turn.library.talents]


def _again(side: str) -> tuple[Choice, ...]:
    return (button("together_child" if side == "parent" else "together", "family_link"), person())


def _as_parent(outcome: Outcome) -> Outcome:
    return replace(outcome, learnt={**outcome.learnt, "role": "parent"})
