"""What `./wegwijs parse` prints keeps to the contract."""

from ops.parse import contract

KINDS = {"path", "level", "profession", "subject", "place"}


def entity(kind: str, value: str) -> dict[str, object]:
    return {"entity": kind, "value": value, "text": value, "start": 0, "end": 1, "candidates": []}


FRAME = {
    "text": "wat nu",
    "plain": "wat nu",
    "masked": "wat nu",
    "act": "ask",
    "aspect": "next",
    "aspects": ("next",),
    "entities": ("vl-b-attest",),
    "negated": (),
    "conditions": {"year": 3},
    "points_back": False,
}


def test_terms_stand_apart_from_the_names_of_the_contract() -> None:
    raw = {
        "text": "b-attest in bso",
        "intent_ranking": [{"name": "appeal_decision", "confidence": 0.91239}],
        "understood": True,
        "intents": ["appeal_decision"],
        "entities": [entity("term", "vl-b-attest"), entity("level", "vl-arbeidsmarktfinaliteit")],
        "asks": [FRAME],
        "background": ["ik heb een b-attest"],
        "lang": "nl",
    }
    printed = contract(raw)
    assert {one["kind"] for one in printed["entities"]} <= KINDS
    assert [one["value"] for one in printed["entities"]] == ["vl-arbeidsmarktfinaliteit"]
    assert [one["value"] for one in printed["terms"]] == ["vl-b-attest"]
    assert printed["asks"] == [
        {
            "act": "ask",
            "aspect": "next",
            "entities": ("vl-b-attest",),
            "negated": (),
            "conditions": {"year": 3},
            "text": "wat nu",
        }
    ]
    assert printed["background"] == ["ik heb een b-attest"]
