"""Known slips of the small parser around reporting verbs, set right in the tree of one line before anything reads it.

    SLIP 1  a hyphen torn out of a compound           the vice-president said
    SLIP 2  a reporting verb taken for a noun         A leaked draft states that …; his spokeswoman disputes that
    SLIP 3  a speaker taken for an apposition         …, a senior leader of the party told the paper;
                                                      … accepted by the rebels, two diplomats and an aide told the paper
    SLIP 4  a reporting verb taken for an adjective   …, informed press-service of Ministry of Defence
    SLIP 5  a question in passing taken for the verb  The ministry, asked about it, said …
    SLIP 6  a rejected charge run together            …, a charge Cairo rejects
    SLIP 8  a headline's comma for "and"              Iran, U.S. hold talks
    SLIP 7  what is said hung on the noun before      reports with reference to an agency that they met

Only heads, labels and tags change, never the words or their places, so that no offset can move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memcon.lexicon import words

_ASKING = frozenset({"ask", "press", "question", "contact", "reach"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "JJ"})
_STRAY = frozenset({"appos", "conj", "dobj", "pobj", "npadvmod", "dep", "nmod", "attr", "ROOT"})
_BREAKS = frozenset({",", "—", "–", "”", '"', "’’", "''", ";"})
_BEFORE_NOUN = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod"})


@dataclass(slots=True)
class Word:
    """A word of a line as parsed. `head` is an index into the line, the root its own; `sentence` a number."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int


def mend(line: Sequence[Word]) -> None:
    """Change the words of one line in place. Never makes a cycle, never joins two sentences."""
    for i, word in enumerate(line):
        if word.text == "-":
            _rejoin(line, i)
    for i, word in enumerate(line):
        if word.tag in ("NNS", "NNPS", "VBZ") and word.dep == "ROOT":
            _verb_not_noun(line, i)
        elif word.tag in ("NNS", "NNPS") and word.dep == "nsubj":
            _second_subject(line, i)
        elif word.dep == "amod" and word.text.endswith("ed"):
            _verb_not_adjective(line, i)
    for i, word in enumerate(line):
        if word.lemma in _ASKING and word.tag in ("VBN", "VBD") and i and line[i - 1].text == ",":
            _asked_in_passing(line, i)
        elif word.dep in ("advcl", "appos", "conj", "dep") and word.tag in ("VBZ", "NNS"):
            _charge(line, i)
        if word.tag in _FINITE and _reports(word.lemma):
            _find_speaker(line, i)
        if word.tag == "IN" and word.text.lower() == "that" and word.dep == "dobj":
            _complement(line, i)
    _headline_pair(line)


def _reports(lemma: str) -> bool:
    return lemma in words("cues", "verbs", "say") or lemma in words("cues", "verbs", "about")


def _children(line: Sequence[Word], i: int) -> list[int]:
    """Children of `i`, looked for no further than a long sentence reaches."""
    near = range(max(0, i - 80), min(len(line), i + 80))
    return [k for k in near if line[k].head == i and k != i]


def _is_above(line: Sequence[Word], upper: int, lower: int) -> bool:
    for _ in range(len(line)):
        if line[lower].head == lower:
            return False
        lower = line[lower].head
        if lower == upper:
            return True
    return False


# SLIP 1


def _rejoin(line: Sequence[Word], i: int) -> None:
    """A hyphen between two words with one head and one label: the second word is the head of both."""
    if not 0 < i < len(line) - 1:
        return
    left, dash, right = line[i - 1], line[i], line[i + 1]
    if left.head == dash.head == right.head and left.dep == dash.dep == right.dep and left.head not in (i - 1, i + 1):
        for k in _children(line, i - 1):
            line[k].head = i + 1
        left.head = dash.head = i + 1
        left.dep, dash.dep = "compound", "punct"


# SLIP 2


def _verb_not_noun(line: Sequence[Word], i: int) -> None:
    """A plural noun, or a verb without a subject, between another noun and a that-clause or bare object is the verb."""
    lemma = line[i].lemma.lower()
    kids = _children(line, i)
    if not _reports(lemma) or line[i].text[0].isupper() or any(line[k].dep.startswith("nsubj") for k in kids):
        return
    before = [k for k in kids if k < i and line[k].dep in _BEFORE_NOUN]
    nouns = [k for k in before if line[k].tag in _NOMINAL and line[k].dep in ("compound", "nmod")]
    clause = next((k for k in kids if k > i and _is_complement(line, k)), None)
    if not nouns or clause is None:
        return
    for k in before:
        if k != nouns[-1]:
            line[k].head = nouns[-1]
    line[nouns[-1]].dep, line[i].tag, line[i].pos = "nsubj", "VBZ", "VERB"
    if line[clause].dep != "dobj":
        line[clause].dep = "ccomp"


def _second_subject(line: Sequence[Word], i: int) -> None:
    """In "Channel 12 reports, citing …, that Hamas would": the subject before "that" is the verb."""
    clause = line[i].head
    kids = _children(line, clause)
    mark = next((k for k in kids if i < k and line[k].dep == "mark" and line[k].text.lower() == "that"), None)
    if mark is None or not any(line[k].dep in ("nsubj", "nsubjpass") and k > mark for k in kids):
        return
    line[i].head, line[i].dep = (i, "ROOT") if line[clause].head == clause else (line[clause].head, line[clause].dep)
    for k in (*(k for k in kids if k < mark and k != i), clause):
        line[k].head = i
    line[clause].dep = "acl"
    _verb_not_noun(line, i)


def _is_complement(line: Sequence[Word], k: int) -> bool:
    """A clause opened by "that", or "this", "it", "that" as an object."""
    if line[k].dep == "dobj":
        return line[k].text.lower() in ("that", "this", "it")
    opened = any(line[c].text.lower() == "that" and line[c].dep == "mark" for c in _children(line, k))
    return line[k].dep in ("acl", "relcl", "ccomp") and opened


# SLIP 3


def _complement(line: Sequence[Word], that: int) -> None:
    """Hang a clause behind "that" with a subject of its own on the reporting verb, not on the noun before it."""
    clause = line[that].head
    if line[clause].dep != "relcl" or not any(line[k].dep == "nsubj" for k in _children(line, clause)):
        return
    above = line[clause].head
    for _ in range(8):
        if line[above].tag in _FINITE and _reports(line[above].lemma):
            line[that].dep = "mark"
            line[clause].dep, line[clause].head = "ccomp", above
            return
        if line[above].head == above:
            return
        above = line[above].head


def _find_speaker(line: Sequence[Word], verb: int) -> None:
    """Give a finite reporting verb without a subject the noun phrase that stands between a comma and itself."""
    if any(line[k].dep in ("nsubj", "nsubjpass", "auxpass") for k in _children(line, verb)):
        return
    last, here = verb - 1, line[verb].sentence
    while last >= 0 and line[last].head == verb and line[last].dep in ("advmod", "aux", "neg"):
        last -= 1
    apposed = last >= 0 and line[last].text == ","
    speaker = _phrase_ending(line, last - apposed, apposed=apposed)
    if speaker is None and not apposed and line[verb].lemma in ("tell", "say"):
        speaker = _joint_speakers(line, verb, last)
    if speaker is None or line[speaker].sentence != here:
        return
    if _is_above(line, speaker, verb):
        up = line[speaker].head
        line[verb].head = verb if up == speaker else up
        line[verb].dep = "ROOT" if up == speaker else "parataxis"
    line[speaker].head, line[speaker].dep = verb, "nsubj"


def _phrase_ending(line: Sequence[Word], last: int, *, apposed: bool) -> int | None:
    """The head of the loose noun phrase from a comma to `last`; `apposed`: only one with a clause of its own."""
    i = last
    while 0 <= i < len(line):
        word = line[i]
        if word.dep in _STRAY and word.tag in _NOMINAL and i <= last:
            first = _first(line, i)
            loose = first > 0 and line[first - 1].text in _BREAKS and _has_verb_before(line, first)
            clause = any(line[k].dep in ("relcl", "appos") for k in _children(line, i))
            if loose and (clause or not apposed) and not any(line[k].dep == "cc" for k in _children(line, i)):
                return i
        if word.head == i or word.head > last or last - word.head > 40:
            return None
        i = word.head
    return None


def _joint_speakers(line: Sequence[Word], verb: int, last: int) -> int | None:
    """In "…, two diplomats and an official told": the coordinated phrase from the last comma, if all are speakers.

    The parser has joined it to the phrase before the comma or run the two together; its heads are found by place.
    """
    first = last
    while first >= 0 and line[first].text not in _BREAKS and line[first].sentence == line[verb].sentence:
        if line[first].pos in ("VERB", "AUX") or last - first > 20:
            return None
        first -= 1
    joint = [k for k in range(first + 2, last) if line[k].dep == "cc" or line[k].text.lower() == "and"]
    if first < 0 or line[first].text not in _BREAKS or len(joint) != 1 or not _has_verb_before(line, first):
        return None
    heads = [_head_of(line, first + 1, joint[0]), _head_of(line, joint[0] + 1, last + 1)]
    left, right = heads
    if left is None or right is None:
        return None
    _cut_out(line, verb, first, last, left)
    for k in range(first + 1, last + 1):
        head, low, high = (left, first + 1, joint[0]) if k < joint[0] else (right, joint[0] + 1, last + 1)
        if k not in heads and k != joint[0] and not low <= line[k].head < high:
            line[k].head = head
    line[joint[0]].head, line[joint[0]].dep = left, "cc"
    line[right].head, line[right].dep = left, "conj"
    return left


def _cut_out(line: Sequence[Word], verb: int, first: int, last: int, left: int) -> None:
    """Hang what stood under the phrase behind `first` on what stands above it, so that the phrase can move."""
    near = range(max(0, first - 80), min(len(line), last + 80))
    under = [k for k in near if not first < k <= last and first < line[k].head <= last]
    above = {k: _outside(line, k, first, last) for k in (*under, left)}
    for k in under:
        line[k].head = above[k]
        if k in (verb, above[k]):
            line[k].dep = "ROOT" if above[k] == k else "parataxis"
    line[left].head = above[left] if above[left] != left else verb


def _outside(line: Sequence[Word], k: int, first: int, last: int) -> int:
    """The first word above `k` that stands outside the phrase; the word itself where there is none."""
    above = line[k].head
    for _ in range(last - first + 2):
        if not first < above <= last:
            return above
        if line[above].head == above:
            return k
        above = line[above].head
    return k


def _head_of(line: Sequence[Word], start: int, end: int) -> int | None:
    """The last noun before a preposition, if it is somebody who speaks: "a senior official of the party"."""
    stop = next((k for k in range(start, end) if line[k].tag in ("IN", "TO")), end)
    if stop == start or line[stop - 1].pos not in ("NOUN", "PROPN"):
        return None
    noun = line[stop - 1]
    speaks = noun.lemma.lower() in words("cues", "nouns", "speaker") or noun.lemma.lower() in words(
        "cues", "nouns", "house"
    )
    return stop - 1 if speaks or noun.tag == "NNP" else None


def _first(line: Sequence[Word], i: int) -> int:
    """The first word of the phrase under `i`."""
    first = i
    for k in range(i - 1, max(-1, i - 40), -1):
        if line[k].head in range(first, i + 1) or _is_above(line, i, k):
            first = k
        else:
            break
    return first


def _has_verb_before(line: Sequence[Word], first: int) -> bool:
    return any(word.pos in ("VERB", "AUX") for word in line[max(0, first - 60) : first])


# SLIP 4


def _verb_not_adjective(line: Sequence[Word], i: int) -> None:
    """A participle straight behind a comma, before a bare noun that closes the line: what precedes is what was said."""
    noun = line[i].head
    stem = line[i].text.lower()[:-2]
    lemma = next((v for v in (stem, f"{stem}e") if v in words("cues", "verbs", "say")), None)
    if lemma is None or i == 0 or line[i - 1].text != "," or noun <= i:
        return
    if _first(line, noun) != i or any(line[k].pos in ("VERB", "AUX") for k in range(noun, len(line))):
        return
    if line[noun].head == noun or line[noun].head > i:
        return
    line[i].lemma, line[i].tag, line[i].pos = lemma, "VBD", "VERB"
    line[i].head, line[i].dep = line[noun].head, "parataxis"
    line[noun].head, line[noun].dep = i, "nsubj"


# SLIP 5


def _asked_in_passing(line: Sequence[Word], i: int) -> None:
    """The noun before ", asked about it," is the subject of the verb behind the second comma."""
    kids = _children(line, i)
    asked = next((k for k in kids if line[k].dep == "nsubj" and k < i), None)
    over = line[i].head
    if asked is None:
        return
    if over > i and line[i].dep in ("ccomp", "advcl") and not _has_subject(line, over):
        main = over
    else:
        joined = (k for k in kids if k > i and line[k].dep == "conj" and line[k].tag in _FINITE)
        main = next((k for k in joined if line[k - 1].text == "," and not _has_subject(line, k)), -1)
        if main < 0:
            return
        line[main].head, line[main].dep = (main, "ROOT") if over == i else (over, line[i].dep)
    line[asked].head, line[asked].dep = main, "nsubj"
    line[i].head, line[i].dep = asked, "acl"


def _has_subject(line: Sequence[Word], verb: int) -> bool:
    return any(line[k].dep in ("nsubj", "nsubjpass") for k in _children(line, verb))


# SLIP 6


def _charge(line: Sequence[Word], i: int) -> None:
    """The noun of an account and a name before a verb of denial: the name denies, the account is denied."""
    lemma = line[i].lemma
    if lemma not in words("cues", "stance", "deny") and lemma not in words("cues", "verbs", "dismiss"):
        return
    before = [k for k in _children(line, i) if k < i and line[k].dep in _BEFORE_NOUN]
    nouns = [k for k in before if line[k].tag in _NOMINAL]
    if len(nouns) < 2 or line[nouns[0]].lemma not in words("cues", "stance", "account"):
        return
    account, name = nouns[0], nouns[-1]
    for k in before:
        line[k].head = account if k < account else name
    line[account].head, line[account].dep = line[i].head, "appos"
    line[name].head, line[name].dep = i, "nsubj"
    line[i].head, line[i].dep, line[i].tag, line[i].pos = account, "relcl", "VBZ", "VERB"


def _headline_pair(line: Sequence[Word]) -> None:
    """Join the two subjects of a headline that a comma stands between; a line with an end stop is no headline."""
    comma = next((i for i, word in enumerate(line[:6]) if word.text == ","), 0)
    if not comma or line[-1].text in '.?!…"”’' or any(w.tag not in ("NNP", "NNPS") for w in line[:comma]):
        return
    second = next((i for i, w in enumerate(line) if i > comma and w.dep == "nsubj"), None)
    first = comma - 1
    if second is None or second > comma + 4 or line[second].sentence != line[first].sentence:
        return
    verb = line[second].head
    if line[first].dep in ("npadvmod", "dep", "nmod", "appos") and line[verb].pos in ("VERB", "AUX"):
        line[first].dep, line[first].head = "nsubj", verb
        line[second].dep, line[second].head = "conj", first
