"""Renders what the assistant says: Jinja2 templates of the domain, with a form for pupils and one for parents."""

import copy
import functools
import logging
import re
from typing import Any, Dict, List, Optional

from jinja2 import ChainableUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

logger = logging.getLogger(__name__)

PARENT = "parent"
_FORMS = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\n]*)\]")
_BLANK_LINES = re.compile(r"\n{3,}")


class MissingValue(ChainableUndefined):
    """A value a template asks for and nobody gave: shown as nothing, logged by name."""

    def __str__(self) -> str:
        logger.warning("A response asks for %r, which was not given.", self._undefined_name)
        return ""


@functools.lru_cache(maxsize=1)
def environment() -> ImmutableSandboxedEnvironment:
    """The Jinja2 of all responses. Texts are plain text, so nothing is escaped; the channels escape what they must."""
    return ImmutableSandboxedEnvironment(
        undefined=MissingValue,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        finalize=lambda value: "" if value is None else value,
    )


@functools.lru_cache(maxsize=4096)
def _template(source: str) -> Any:
    return environment().from_string(source)


def render(source: str, values: Dict[str, Any]) -> str:
    """One template with its values. `[je|u]` gives the first form, or the second when slot `role` is `parent`."""
    form = 2 if values.get("role") == PARENT else 1
    text = _FORMS.sub(lambda match: match.group(form), _template(source).render(values))
    return _BLANK_LINES.sub("\n\n", text).strip()


def render_all(value: Any, values: Dict[str, Any]) -> Any:
    """The same for every string inside lists and mappings."""
    if isinstance(value, str):
        return render(value, values)
    if isinstance(value, dict):
        return {key: render_all(inner, values) for key, inner in value.items()}
    if isinstance(value, list):
        return [render_all(inner, values) for inner in value]
    return value


class JinjaGenerator(TemplatedNaturalLanguageGenerator):
    """The generator named in endpoints.yml. Of several variations it takes the first that fits: never a random one."""

    def __init__(self, endpoint_config: Optional[EndpointConfig] = None, domain: Optional[Domain] = None) -> None:
        super().__init__((domain or Domain.empty()).responses)

    def _random_response_for(
        self, utter_action: str, output_channel: str, filled_slots: Dict[str, Any]
    ) -> Optional[Dict[str, Any]]:
        if utter_action not in self.responses:
            logger.error("There is no response named %r.", utter_action)
            return None
        fitting = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, filled_slots
        )
        return fitting[0] if fitting else None

    def _fill_response(
        self, response: Dict[str, Any], filled_slots: Optional[Dict[str, Any]] = None, **kwargs: Any
    ) -> Dict[str, Any]:
        values = self._response_variables(filled_slots or {}, kwargs)
        filled = {
            key: render_all(value, values) if key in ("text", "image", "custom", "buttons") else copy.deepcopy(value)
            for key, value in response.items()
        }
        if "buttons" in filled:
            filled["buttons"] = _titled(filled["buttons"])
        return filled


def _titled(buttons: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
    return [button for button in buttons if button.get("title")]
