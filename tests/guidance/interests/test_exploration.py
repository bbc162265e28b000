"""The state of an exploration: every order of moves is fine, and it survives the way through a slot."""

import random

from content.library import Library
from guidance.interests import exploration
from guidance.interests.exploration import Progress, Stage


def test_it_goes_through_all_parts_and_ends(library: Library) -> None:
    progress = exploration.begin(library, short=True)
    seen = []
    while progress.running:
        seen.append(progress.stage)
        if progress.stage is Stage.ITEMS:
            progress = exploration.rate(library, progress, progress.at, 4)
        else:
            progress = exploration.onward(progress)
    assert seen == [Stage.ITEMS] * 18 + [Stage.SUBJECTS, Stage.TALENTS, Stage.VALUES, Stage.NOES]
    assert exploration.onward(progress) == progress


def test_any_order_of_moves_survives_the_slot(library: Library) -> None:
    draw = random.Random(5)
    progress = exploration.begin(library, short=True)
    asked = [item.id for item in exploration.form(library, Progress(short=False))]
    moves = (
        lambda p: exploration.rate(library, p, draw.choice([p.at, *asked]), draw.randint(-1, 7)),
        lambda p: exploration.back(library, p),
        exploration.onward,
        lambda p: exploration.pick(p, draw.choice(exploration.PICKED), draw.sample(asked, 2)),
        lambda p: exploration.lengthen(library, p),
    )
    for _ in range(2000):
        progress = draw.choice(moves)(progress)
        again = exploration.from_slot(library, exploration.to_slot(library, progress))
        assert again is not None
        assert exploration.to_slot(library, again) == exploration.to_slot(library, progress)
        assert all(1 <= rating <= 5 for rating in progress.answers.values())
        number, total = exploration.place(library, progress)
        assert 1 <= number <= total
        if progress.stage is Stage.ITEMS:
            assert progress.at in asked
        if draw.random() < 0.02:
            progress = exploration.begin(library, short=draw.random() < 0.5)


def test_what_cannot_be_read_is_no_exploration(library: Library) -> None:
    for slot in (None, {}, "x", {"ratings": "123"}, {"ratings": "-" * 48, "stage": "nonsense"}):
        assert exploration.from_slot(library, slot) is None
