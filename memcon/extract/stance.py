"""Saying -> stance, certainty, quotation and medium: how a source stands to what it says, and how it was said.

Stance follows the contract's table: a denial is a denial verb, an account called false, "no such …" or "contrary to
reports"; a negated denial is doubt; not answering is no_comment. Whether a plain negative statement ("he had signed
nothing") denies what another source says is settled later, in `conflicts`, since it takes two to contradict.
Certainty is the reporter's wording (FactBank's CT, PR, PS), never the source's.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import get_args

from memcon.extract import grammar, silence
from memcon.extract.clauses import is_account
from memcon.extract.saying import Saying
from memcon.extract.sentences import Document
from memcon.lexicon import words
from memcon.ontology import Codebook
from memcon.types import Certainty, Medium, Quotation, Span, Spans, Stance

# How probable the tagger must find a stance to set it against "affirm", more where the cue is plain ("said that no
# agreement was reached" denies nothing), and against another stance of the rules; chosen on own reports held out.
_ADD, _ADD_PLAIN, _OVERRULE = 0.5, 0.7, 0.8
STANCES: tuple[Stance, ...] = get_args(Stance)
_SPEAKING = ("say", "quote", "colon", "according", "show", "call", "ask")
_ANSWERING = ("say", "quote", "colon", "according")
_NO_TRUTH = (
    "no such", "no truth", "of truth in", "never happened", "not true", "n't true", "n’t true", "nothing of the sort",
    "nothing of the kind", "no basis in", "without foundation", "thin air", "no foundation",
)  # fmt: skip
_NOT = frozenset({"not", "never", "no", "n't", "n’t"})


def stance_of(doc: Document, saying: Saying) -> Stance:
    """Whether the source affirms, denies, doubts, or refuses to say: by grammar and word lists, and by the tagger.

    The lists are precise and know few wordings; the tagger knows many. So it may add a stance where the lists see
    none, and has to be surer to set one against another; that it sees none overrules no listed wording.
    """
    ruled = by_rule(doc, saying)
    if saying.leaning is None:
        return ruled
    likeliest = STANCES[saying.leaning.index(max(saying.leaning))]
    plain = ruled == "affirm" and saying.group in _ANSWERING
    needed = _ADD_PLAIN if plain else _ADD if ruled == "affirm" else _OVERRULE
    if likeliest == "affirm" or max(saying.leaning) < needed or _is_act(doc, saying, likeliest):
        return ruled
    return likeliest


def _is_act(doc: Document, saying: Saying, likeliest: Stance) -> bool:
    """In "rejected the plan", "would not accept it": an answer to the other side, which the tagger takes for a denial.

    Refusing and declining may be not answering the press, which is left to it.
    """
    lemma, part = doc.tokens[saying.cue].lemma, grammar.particle(doc, saying.cue)
    listed = words("cues", "stance", "act")
    quiet = likeliest == "no_comment" and lemma in ("refuse", "decline")
    return not quiet and (lemma in listed or f"{lemma}+{part}" in listed)


def by_rule(doc: Document, saying: Saying) -> Stance:
    """The stance by grammar and word lists alone."""
    if saying.quiet:
        return "no_comment"
    if saying.group == "cite" and saying.under is not None:
        return by_rule(doc, replace(saying, cue=saying.under, group="say", under=None, relaying=False))
    return _by_its_cue(doc, saying) or ("affirm" if saying.relaying else _by_its_content(doc, saying))


def _by_its_cue(doc: Document, saying: Saying) -> Stance | None:
    """What the cue itself says: denied, dismissed the report, doubted, could not confirm."""
    verb = doc.tokens[saying.cue]
    negated = is_negated(doc, saying.cue)
    if verb.lemma in words("cues", "stance", "deny"):
        return "doubt" if negated or _stops_short(doc, saying.cue) else "deny"
    if _doubts(doc, saying, negated):
        return "doubt"
    if _dismisses(doc, saying):
        return "doubt" if negated else "deny"
    return "deny" if saying.group == "noun" and verb.lemma == "denial" else None


def _by_its_content(doc: Document, saying: Saying) -> Stance:
    """What is said: that it is not so, that nothing will be said, or anything else."""
    if _answers_no(doc, saying):
        return "deny"
    if _denies_inside(doc, saying):
        return "doubt" if is_negated(doc, saying.cue) and saying.group != "say" else "deny"
    inside = tokens_in(doc, saying.content)
    quiet = saying.group in _ANSWERING and silence.is_silent(doc, inside, saying.clause)
    return "no_comment" if quiet else "affirm"


def is_negated(doc: Document, verb: int) -> bool:
    """A negation on the cue itself ("did not deny", "has never said")."""
    return any(doc.tokens[n].lower != "nothing" for n in grammar.negators(doc, verb))


def _stops_short(doc: Document, verb: int) -> bool:
    """In "stopped short of denying", "declined to deny", "refused to deny"."""
    above = [doc.tokens[a] for a in grammar.chain(doc, verb)][:3]
    return any(a.lemma in ("stop", "decline", "refuse", "fail", "avoid", "short") for a in above)


def _dismisses(doc: Document, saying: Saying) -> bool:
    """In "dismissed the account as fiction", "called the report a fabrication", "rejected the claim"."""
    if saying.group == "call" or doc.tokens[saying.cue].lemma in words("cues", "verbs", "call"):
        return _names_untruth(doc, saying)
    return saying.group == "dismiss"


def _names_untruth(doc: Document, saying: Saying) -> bool:
    """What is called untrue is an account, or is pointed at ("called this a lie"), not a plan called a fantasy."""
    untrue = words("cues", "stance", "untrue")
    inside = tokens_in(doc, saying.content)
    objects = grammar.kids(doc, saying.cue, "dobj", "nsubjpass") or [
        s for c in grammar.kids(doc, saying.cue, "ccomp", "xcomp") for s in grammar.kids(doc, c, "nsubj")
    ]
    told = any(is_account(doc, o) or doc.tokens[o].tag in ("PRP", "DT", "WDT") for o in objects)
    return told and any(doc.tokens[i].lower in untrue or doc.tokens[i].lemma in untrue for i in inside)


def _denies_inside(doc: Document, saying: Saying) -> bool:
    """What is said is itself a denial: "no such …", "the report is false", "there is no truth in it", "not true"."""
    inside = tokens_in(doc, saying.content)
    if saying.group not in _SPEAKING or not 0 < len(inside) < 60:
        return False
    low = [doc.tokens[i].lower for i in inside]
    text = " ".join(low)
    if any(phrase in text for phrase in _NO_TRUTH):
        return True
    if "contrary to" in text or "contrary to" in _sentence_text(doc, saying.cue):
        return any(word in _NOT for word in low)
    return any(_says_untrue(doc, i) for i in inside) or _not_what(low) or _is_untruth(doc, inside)


def _says_untrue(doc: Document, i: int) -> bool:
    """In "the report is false", "it was a lie": an untrue word as the predicate of an account or a pronoun."""
    token = doc.tokens[i]
    untrue = token.lower in words("cues", "stance", "untrue") or token.lemma in words("cues", "stance", "untrue")
    if not untrue or token.dep not in ("acomp", "attr", "oprd", "ccomp", "ROOT", "xcomp", "conj"):
        return False
    verb = i if grammar.is_verb(doc, i) else token.head
    subjects = grammar.kids(doc, verb, "nsubj", "nsubjpass")
    told = any(
        is_account(doc, s) or doc.tokens[s].lower in ("this", "that", "it", "these", "all", "which") for s in subjects
    )
    return told and not grammar.negators(doc, verb)


def _is_untruth(doc: Document, inside: list[int]) -> bool:
    """Nothing is said but that something is untrue: "Pure invention," he said."""
    content = [i for i in inside if doc.tokens[i].pos in ("NOUN", "ADJ", "VERB", "PROPN")]
    untrue = words("cues", "stance", "untrue")
    return 0 < len(content) <= 3 and any(doc.tokens[i].lemma in untrue and doc.tokens[i].pos == "NOUN" for i in content)


def _not_what(low: list[str]) -> bool:
    """In "that is not what was agreed", "this is not what happened"."""
    opening = " ".join(low[:9])
    return any(f"{word} what" in opening for word in ("not", "n't", "n’t")) and bool(
        {"that", "this", "it"} & set(low[:3])
    )


def _answers_no(doc: Document, saying: Saying) -> bool:
    """Asked whether it was so, the source says "No", "Never", "Absolutely not"."""
    inside = tokens_in(doc, saying.content)
    opening = [doc.tokens[i].lower for i in inside if doc.tokens[i].pos != "PUNCT"][:2]
    bare = opening[:1] in (["no"], ["never"], ["nonsense"]) or opening in (
        ["absolutely", "not"],
        ["certainly", "not"],
    )
    if not bare or saying.group not in _SPEAKING:
        return False
    follows = doc.tokens[inside[-1]] if len(inside) == 1 else doc.tokens[inside[0] + 1] if inside else None
    alone = follows is not None and follows.pos in ("PUNCT", "ADV", "PART")
    sentence = doc.sentence_of(saying.cue)
    asked = any(doc.tokens[i].lemma in ("ask", "press", "question") for i in range(sentence.first, sentence.last + 1))
    yes_no = any(doc.tokens[i].lower in ("if", "whether") for i in range(sentence.first, sentence.last + 1))
    return alone and asked and yes_no


def _sentence_text(doc: Document, i: int) -> str:
    sentence = doc.sentence_of(i)
    return doc.text[sentence.start : sentence.end].lower()


def _doubts(doc: Document, saying: Saying, negated: bool) -> bool:
    verb = doc.tokens[saying.cue]
    if verb.lemma in words("cues", "stance", "doubt") and saying.group != "ask":
        return not negated
    unverified = verb.lemma in ("confirm", "verify", "corroborate") and negated
    cast = verb.lemma in ("cast", "express", "voice", "raise") and any(
        doc.tokens[o].lemma in ("doubt", "scepticism", "skepticism", "misgiving")
        for o in grammar.kids(doc, saying.cue, "dobj")
    )
    return unverified or cast


def tokens_in(doc: Document, content: Spans) -> list[int]:
    """The tokens that lie wholly within the spans, found by bisection."""
    out: list[int] = []
    for start, end in content:
        low, high = 0, len(doc.tokens)
        while low < high:
            middle = (low + high) // 2
            if doc.tokens[middle].start < start:
                low = middle + 1
            else:
                high = middle
        while low < len(doc.tokens) and doc.tokens[low].end <= end:
            out.append(low)
            low += 1
    return out


def certainty_of(doc: Document, saying: Saying) -> Certainty:
    """The hedge on the main clause of what is said, or on the saying itself; `unstated` where there is none."""
    heads = {saying.cue} | ({saying.clause} if saying.clause is not None else set())
    near = [i for h in heads for i in (*doc.tokens[h].children, h)]
    near += [
        c for i in near if doc.tokens[i].dep in ("aux", "auxpass", "advmod", "neg") for c in doc.tokens[i].children
    ]
    found = {level for i in near for level in _levels(doc, i)}
    for level in ("possible", "probable", "certain"):
        if level in found:
            return level
    return "unstated"


def _levels(doc: Document, i: int) -> list[str]:
    token = doc.tokens[i]
    if token.dep not in ("aux", "advmod", "acomp", "ROOT", "ccomp", "advcl", "conj", "xcomp"):
        return []
    if token.lower == "could" and any(doc.tokens[c].dep == "neg" for c in doc.tokens[token.head].children):
        return []
    return [level for level in ("possible", "probable", "certain") if token.lower in words("cues", "certainty", level)]


def quotation_of(doc: Document, content: Spans) -> Quotation:
    """`direct` where the content is quoted throughout, `mixed` where in part, else `indirect`."""
    whole = sum(s.end - s.start for s in content)
    quoted = sum(_quoted(doc, span) for span in content)
    if not whole or quoted < 3:
        return "indirect"
    return "direct" if quoted >= whole - 4 * len(content) else "mixed"


def _quoted(doc: Document, span: Span) -> int:
    """How many characters of a span stand in quotation marks."""
    out = 0
    for quote in doc.quotes[bisect_right(doc.quotes, span.start, key=lambda q: q.end) :]:
        if quote.start >= span.end:
            break
        out += max(0, min(span.end, quote.end) - max(span.start, quote.start))
    return out


def medium_of(doc: Document, saying: Saying, book: Codebook, outlet: str | None) -> Medium:
    """Through what it was said: the words around the cue, then the kind of text that is the source."""
    low = {doc.tokens[i].lower for c in doc.tokens[saying.cue].children for i in _modifier(doc, c, saying)}
    lemma = doc.tokens[saying.cue].lemma
    if lemma in ("tweet", "post", "retweet"):
        return "post"
    for listener in grammar.kids(doc, saying.cue, "dobj", "dative") + grammar.under(doc, saying.cue, "to"):
        named = grammar.text_of(doc, grammar.bare_phrase(doc, listener, coordinated=False))
        if doc.tokens[listener].lemma in ("reporter", "journalist", "press", "briefing", "conference"):
            return "briefing"
        if lemma in ("tell", "say", "confirm", "speak") and (book.find_publisher(named) or _is_ours(named, outlet)):
            return "interview" if "interview" in low else "told_outlet"
    for medium in ("interview", "briefing", "post", "broadcast", "speech", "statement", "document"):
        listed = words("cues", "media", medium)
        if low & listed or any(w.rstrip("s") in listed for w in low):
            return medium
    if any(doc.tokens[h].lemma in words("cues", "media", "document") for h in saying.source):
        return "document"
    return (
        "statement"
        if any(doc.tokens[h].lemma in words("cues", "media", "statement") for h in saying.source)
        else "unstated"
    )


def _is_ours(named: str, outlet: str | None) -> bool:
    """Such as "this newspaper", or "the Courier" in the Valley Courier."""
    own = named.lower().removeprefix("the ")
    return "newspaper" in own or (outlet is not None and len(own) > 2 and own in outlet.lower())


def _modifier(doc: Document, child: int, saying: Saying) -> list[int]:
    """The words of "in a video on X": prepositional phrases beside the cue, outside source and content."""
    token = doc.tokens[child]
    if token.dep not in ("prep", "agent", "npadvmod", "advmod", "advcl"):
        return []
    inside = grammar.subtree(doc, child)
    return inside if len(inside) <= 14 and not any(s.start <= token.start < s.end for s in saying.content) else []
