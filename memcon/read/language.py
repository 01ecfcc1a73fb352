"""Is a text English? Letters decide first, then English function words; a model only where neither can.

The model (py3langid) takes about a second and 100 MB at its first use and misjudges headlines full of foreign names, so
it is asked late and believed only where it is sure.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

STRETCH = 250
"""Characters judged at once, at most: a sentence, or a part of a very long one."""
FEW_WORDS = 4
"""Words below which a stretch says nothing, as long as others say more."""
WORD_SHARE = 0.2
"""Words that are in `_ENGLISH`, of those in small letters, from which a stretch is English without asking the model."""
SURE = 2.5
"""How far (log probability by the root of the bytes) the model must prefer another language to be believed."""

_FUNCTION_WORDS = """
    the and of that with from by to has were are been not said says say its it their his they them would will which who
    this these those but after into told against about between when what could should because more he she be there if
    one two new out off before during while where our your you did does been being other first next can cannot without
    within among amid until since mr mrs monday tuesday wednesday thursday friday saturday sunday
"""
"""Words that other languages in Latin letters do not use, or seldom: `war`, `also`, `at`, `for` and `met` are not."""
_HEADLINE_WORDS = """
    talks truce ceasefire peace offer meet meets urges rejects accepts denies visits holds calls agrees signs swaps swap
    prisoners hostages troops envoy backs slams warns hands trade
"""
"""What headlines of our field are made of, which leave the small words out."""
_ENGLISH = frozenset(f"{_FUNCTION_WORDS} {_HEADLINE_WORDS}".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|[\n\r]+")
_PIECE = re.compile(rf"(?s).{{1,{STRETCH}}}(?:\s|$)")
_NAMES = {
    "az": "Azerbaijani", "bs": "Bosnian", "cs": "Czech", "da": "Danish", "de": "German", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "tl": "Tagalog",
    "tr": "Turkish", "vi": "Vietnamese",
}  # fmt: skip


def why_not_english(text: str) -> str | None:
    """Say in one line why `text` is not English, by letters of its parts; None where most of it is, or may be."""
    letters = _letters(text)
    if not letters:
        return "no words in it"
    script, count = letters.most_common(1)[0]
    if script != "LATIN":
        return f"not English: {_percent(count, letters.total())} of its letters are {_script(script)}"
    languages = _languages(text)
    foreign = languages.total() - languages["en"]
    if foreign <= languages["en"]:
        return None
    found = max(languages.keys() - {"en"}, key=lambda language: languages[language])
    return f"not English: {_percent(foreign, languages.total())} of its letters stand in parts that look {_name(found)}"


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole}%"


def _script(name: str) -> str:
    return name if name == "CJK" else name.capitalize()


def _name(found: str) -> str:
    return _NAMES.get(found, found)


def _letters(text: str) -> Counter[str]:
    """Count letters by script, as Unicode names it (`LATIN`, `CYRILLIC`, `CJK`)."""
    scripts: Counter[str] = Counter()
    for character, count in Counter(text).items():
        if character.isalpha():
            scripts[unicodedata.name(character, "unknown").split()[0]] += count
    return scripts


def _languages(text: str) -> Counter[str]:
    """Count the letters of a text's stretches by language; short ones count only where there are no others."""
    weights = [(stretch, words) for stretch in _stretches(text) if len(words := _WORD.findall(stretch)) >= FEW_WORDS]
    judged: Counter[str] = Counter()
    unsure: list[tuple[str, int]] = []
    for stretch, words in weights or [(text, _WORD.findall(text))]:
        letters, language = sum(map(len, words)), _language(stretch, words)
        if language:
            judged[language] += letters
        else:
            unsure.append((stretch, letters))
    if judged["en"] * 2 < judged.total() + sum(letters for _, letters in unsure):
        for stretch, letters in unsure:
            judged[_modelled(stretch)] += letters
    return judged


def _stretches(text: str) -> Iterator[str]:
    """Cut a text at its lines and sentences, and where those are longer than a stretch."""
    for sentence in _SENTENCE_END.split(text):
        if len(sentence) <= STRETCH:
            yield sentence
            continue
        edges = [0, *(match.end() for match in _PIECE.finditer(sentence)), len(sentence)]
        yield from (sentence[start:end] for start, end in pairwise(edges))


def _language(stretch: str, words: list[str]) -> str | None:
    """Tell the language (or script) of a stretch by letters and words alone; None where they do not show it."""
    script = _letters(stretch).most_common(1)[0][0]
    if script != "LATIN":
        return _script(script)
    # Names are no evidence for any language; only a text all in capitals leaves nothing else.
    told = [word for word in words if word.islower()] or [word.lower() for word in words]
    share = sum(word in _ENGLISH for word in told) / len(told)
    return "en" if share >= WORD_SHARE else None


def _modelled(stretch: str) -> str:
    ranked: dict[str, float] = dict(_model()(stretch))
    best = max(ranked, key=lambda language: ranked[language])
    lead = (ranked[best] - ranked["en"]) / math.sqrt(len(stretch.encode("utf-8", "replace")) or 1)
    return best if lead >= SURE else "en"


@cache
def _model() -> Callable[[str], list[tuple[str, float]]]:
    # Loading takes a second and 100 MB: most texts never need it.
    import py3langid

    rank: Callable[[str], list[tuple[str, float]]] = py3langid.rank
    return rank
