"""The fixed words to someone in danger or worried, one file a language, so that they are reviewed as content."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator

from content.schema.base import Slug, Strict, Text

NEEDED = frozenset(
    {"computer", "now", "now_acute", "lines", "school", "keep", "again", "follow", "quiet", "joke", "well", "more"}
    | {"where", "machine", "button_person", "button_lines", "button_well", "button_nl", "button_vl", "no_answer"}
)
DEFAULT = "default"


class ByTopic(Strict):
    """A sentence for each topic of the safety screen; `default` serves where a topic has none of its own."""

    self: Annotated[dict[str, Text], Field(min_length=1)]
    other: Annotated[dict[str, Text], Field(min_length=1)]
    child: Annotated[dict[str, Text], Field(min_length=1)]
    young: dict[str, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _every_topic_has_words(self) -> "ByTopic":
        for name, words in (("self", self.self), ("other", self.other), ("child", self.child)):
            if DEFAULT not in words:
                raise ValueError(f"{name}: no '{DEFAULT}' (write what serves every topic)")
        return self

    def words(self, who: str, topic: str, *, young: bool = False) -> str:
        """The sentence for a person and a topic; someone under twelve gets plainer words where there are any."""
        mine: dict[str, Text] = getattr(self, who)
        if young and who == "self" and self.young:
            mine = self.young
        return mine.get(topic, mine.get(DEFAULT, self.self[DEFAULT]))


class CareTexts(Strict):
    """`content/care/<id>.yml`: all fixed words of care in one language; `id` is the language.

    `machine_written` stays true until a person who speaks the language reviewed them; `reviewed_on` is that day.
    `looked_at` is the day the texts were last read against what the service does.
    """

    id: Slug
    machine_written: bool
    reviewed_on: date | None = None
    looked_at: date
    heard: ByTopic
    ask: ByTopic
    texts: dict[str, Text]

    @model_validator(mode="after")
    def _is_complete(self) -> "CareTexts":
        missing = sorted(NEEDED - self.texts.keys())
        if missing:
            raise ValueError(f"texts: {', '.join(missing)} missing (every language needs them)")
        if not self.machine_written and self.reviewed_on is None:
            raise ValueError("reviewed_on: missing (who says a person wrote or reviewed it must say when)")
        return self
