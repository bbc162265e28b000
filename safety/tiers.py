"""How serious words of danger are, what they are about, and about whom."""

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
    VIOLENCE_HOME = "violence_home"
    SEXUAL = "sexual"
    FORCED = "forced"
    BULLYING = "bullying"
    EATING = "eating"
    RUNAWAY = "runaway"
    THREAT = "threat"
    MEDICAL = "medical"
    WELLBEING = "wellbeing"


class Who(StrEnum):
    """Whose danger it is: the writer's own, someone else's, or that of a child a grown-up writes about."""

    SELF = "self"
    OTHER = "other"
    CHILD = "child"


@dataclass(frozen=True)
class Screening:
    """What was found: the most serious tier, its category, about whom it is, and the ids of the rules hit."""

    tier: Tier = Tier.NONE
    category: Category | None = None
    who: Who = Who.SELF
    rules: tuple[str, ...] = ()

    @property
    def danger(self) -> bool:
        """True when the help lines are due."""
        return self.tier in (Tier.T1, Tier.T2)

    @property
    def sign(self) -> bool:
        """True when a gentle question is due: something worries, nothing is told yet."""
        return self.tier is Tier.T3
