"""Puts the stores together over one database and one cipher."""

from dataclasses import dataclass

from conversation.messages import Channel
from mentoring.hours import ALWAYS, Hours
from storage.care import SqlCare
from storage.cases import SqlCases
from storage.casework import Casework
from storage.cipher import Cipher
from storage.conversations import SqlConversations
from storage.database import Database, open_engine
from storage.effects import Effects
from storage.intake import SqlInbox
from storage.kept import SqlKeeping
from storage.mentors import SqlMentors
from storage.notices import SqlNotices
from storage.outbox import SqlOutbox
from storage.talk import Talk
from storage.tally import SqlTally
from storage.turns import SqlTurns

PUSH_CHANNELS = frozenset({Channel.TELEGRAM})


@dataclass(frozen=True)
class Stores:
    """One store for each port of `mentoring.ports`."""

    conversations: SqlConversations
    inbox: SqlInbox
    turns: SqlTurns
    outbox: SqlOutbox
    cases: SqlCases
    notices: SqlNotices
    mentors: SqlMentors
    keeping: SqlKeeping
    tally: SqlTally
    care: SqlCare
    database: Database

    def close(self) -> None:
        """Give back all connections."""
        self.database.engine.dispose()


def open_stores(
    url: str,
    secret: str,
    *,
    notice_kinds: tuple[str, ...] = ("mail",),
    push: frozenset[Channel] = PUSH_CHANNELS,
    hours: Hours = ALWAYS,
    second_look: bool = True,
) -> Stores:
    """Open the stores on a migrated database.

    `notice_kinds` are the ways mentors are told ("mail", "telegram"): name only those that are configured, or notices
    pile up. `hours` are the school's hours of mentors; `second_look` as in `mentoring.cases.close`. Raises
    `storage.database.DatabaseUrlError` and `storage.cipher.CipherError` with what to mend.
    """
    cipher, database = Cipher(secret), Database(open_engine(url))
    talk, casework = Talk(cipher, push), Casework(cipher, notice_kinds, hours, second_look=second_look)
    effects = Effects(casework, cipher)
    return Stores(
        conversations=SqlConversations(database, cipher),
        inbox=SqlInbox(database, talk, effects),
        turns=SqlTurns(database, talk, effects),
        outbox=SqlOutbox(database, cipher),
        cases=SqlCases(database, talk, casework),
        notices=SqlNotices(database, cipher),
        mentors=SqlMentors(database, cipher),
        keeping=SqlKeeping(database, talk, effects.keeping),
        tally=SqlTally(database),
        care=SqlCare(database, talk, effects),
        database=database,
    )
