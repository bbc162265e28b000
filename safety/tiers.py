"""How serious words of danger are, and what they are about."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """Seriousness (research in docs): T1 acute or planned, T2 told or wished, T3 a worrying sign, none."""

    NONE = "none"
    T3 = "T3"
    T2 = "T2"
    T1 = "T1"

    @property
    def weight(self) -> int:
        """0 for none up to 3 for T1, to compare tiers."""
        return ("none", "T3", "T2", "T1").index(self.value)


class Category(StrEnum):
    """What the danger is; decides which help lines are shown."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    SEXUAL = "sexual"
    BULLYING = "bullying"
    EATING = "eating"
    RUNAWAY = "runaway"
    THREAT = "threat"
    MEDICAL = "medical"
    HOPELESS = "hopeless"


@dataclass(frozen=True)
class Screening:
    """What was found: the most serious tier, its category, whether it is about someone else, and the rules hit."""

    tier: Tier = Tier.NONE
    category: Category | None = None
    third_person: bool = False
    rules: tuple[str, ...] = ()

    @property
    def danger(self) -> bool:
        """True when the fixed crisis reply is due."""
        return self.tier in (Tier.T1, Tier.T2)
