"""The Dutch spaCy pipeline: folded words with their place in the message, and lemmas."""

import functools
import logging
import re
import unicodedata
from typing import FrozenSet, List, Tuple

import spacy
from spacy.language import Language
from spacy.lookups import Table, load_lookups
from spacy.tokens import Doc

logger = logging.getLogger(__name__)

BASE = "nl_core_news_sm"
OFFSETS = "offsets"
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Lower case without accents, character for character, so that places in the text stay the same."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_character(c) for c in text)


@functools.lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


class FoldingTokenizer:
    """Cuts text into folded words; hyphens, dots and slashes only separate ("hbo-v" and "hbo v" are the same)."""

    def __init__(self, vocab: spacy.vocab.Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc of folded words; `user_data["offsets"]` holds (start, end) of each word in `text`."""
        places = [match.span() for match in _WORD.finditer(text)]
        folded = fold(text)
        doc = Doc(self.vocab, words=[folded[start:end] for start, end in places])
        doc.user_data[OFFSETS] = places
        return doc


class FormTokenizer:
    """Cuts an already folded form at its spaces and nowhere else."""

    def __init__(self, vocab: spacy.vocab.Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc of the words of `text`."""
        return Doc(self.vocab, words=text.split(" "))


@functools.lru_cache(maxsize=1)
def dutch() -> Language:
    """The pipeline of this process: `nl_core_news_sm` when installed, else a blank one with the lookup lemmatizer."""
    try:
        nlp = spacy.load(BASE, exclude=["ner", "parser", "senter"])
        logger.info("spaCy base: %s.", BASE)
    except OSError:
        nlp = spacy.blank("nl")
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        nlp.initialize()
        logger.info("spaCy base: blank Dutch with the lookup lemmatizer (%s is not installed).", BASE)
    nlp.tokenizer = FoldingTokenizer(nlp.vocab)
    return nlp


@functools.lru_cache(maxsize=1)
def _lemma_table() -> Tuple[Table, FrozenSet[str]]:
    table = load_lookups("nl", ["lemma_lookup"]).get_table("lemma_lookup")
    return table, frozenset(fold(lemma) for lemma in table.values())


def is_known(word: str) -> bool:
    """Whether a folded word stands in the Dutch lemma table: such a word is not a misspelling of something else."""
    table, lemmas = _lemma_table()
    return word in lemmas or word in table


def lemma(word: str) -> str:
    """The folded lemma the Dutch table gives for a folded word; the word itself when it has none."""
    table, _ = _lemma_table()
    return fold(table.get(word, word))


def word_places(text: str) -> List[Tuple[str, int, int, str]]:
    """(folded word, start, end, lemma) for each word of `text`."""
    doc = dutch()(text)
    return [
        (t.text, start, end, t.lemma_ or t.text) for t, (start, end) in zip(doc, doc.user_data[OFFSETS], strict=True)
    ]
