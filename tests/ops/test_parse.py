"""What `./wegwijs parse` prints keeps to the contract."""

from ops.parse import contract

KINDS = {"path", "level", "profession", "subject", "place"}


def entity(kind: str, value: str) -> dict[str, object]:
    return {"entity": kind, "value": value, "text": value, "start": 0, "end": 1, "candidates": []}


def test_terms_stand_apart_from_the_names_of_the_contract() -> None:
    raw = {
        "text": "b-attest in bso",
        "intent_ranking": [{"name": "appeal_decision", "confidence": 0.91239}],
        "understood": True,
        "intents": ["appeal_decision"],
        "entities": [entity("term", "vl-b-attest"), entity("level", "vl-arbeidsmarktfinaliteit")],
        "lang": "nl",
    }
    printed = contract(raw)
    assert {one["kind"] for one in printed["entities"]} <= KINDS
    assert [one["value"] for one in printed["entities"]] == ["vl-arbeidsmarktfinaliteit"]
    assert [one["value"] for one in printed["terms"]] == ["vl-b-attest"]
