"""What the engine is reminded of."""

from conversation.inbox import Recall


def test_the_engine_hears_only_what_there_is() -> None:
    assert Recall().metadata() == {}
    assert Recall(profile="{}").metadata() == {"profile": "{}"}
