"""Says a moment the way people do: "morgen vanaf 8.30", "maandag 4 januari vanaf 8.30"."""

from dataclasses import dataclass
from datetime import datetime

from gateway.texts.strings import Strings
from mentoring.hours import DAYS, ZONE

NEAR_DAYS = 6
"""Within these a weekday says enough."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Ends of the keys of the months' names."""


@dataclass(frozen=True)
class Moments:
    """Words for moments, in local time."""

    say: Strings

    def clock(self, moment: datetime) -> str:
        """A time such as 8.30."""
        local = moment.astimezone(ZONE)
        return f"{local.hour}.{local.minute:02}"

    def day(self, moment: datetime, now: datetime) -> str:
        """A day as seen from `now`."""
        there, here = moment.astimezone(ZONE).date(), now.astimezone(ZONE).date()
        ahead = (there - here).days
        if ahead in (0, 1):
            return self.say("moment.today" if ahead == 0 else "moment.tomorrow")
        weekday = self.say(f"moment.{DAYS[there.weekday()]}")
        if ahead <= NEAR_DAYS:
            return weekday
        name = MONTHS[there.month - 1]
        month = self.say(f"moment.month_{name}")
        return self.say("moment.date", weekday=weekday, day=str(there.day), month=month)

    def from_then(self, moment: datetime, now: datetime) -> str:
        """A beginning as seen from `now`."""
        return self.say("moment.from", day=self.day(moment, now), clock=self.clock(moment))
