"""Document -> sayings: who is said to have said what, by which words (PARC's source, cue and content).

One function in, one value out: `find_sayings(doc)`. A saying is an attribution before its source is resolved and its
stance read. The cases, in the order they are tried:

    CASE 1  a verb with a clause        officials said that the talks had failed; the talks failed, officials said
    CASE 2  a verb with a noun phrase   Rwanda denies backing the rebels; she called the plan a trap
    CASE 3  a participle passing on     Tasnim, citing Reuters; in a statement carried by KCNA
    CASE 4  according to                according to three Russian sources; in the words of the envoy
    CASE 5  a noun with a clause        the rebels' claim that the road was open
    CASE 6  an adverb                   reportedly, allegedly: nobody is named
    CASE 7  refusing to say             declined to comment, could not be reached (see `silence`)
    CASE 8  quotations                  each joins the saying beside it, or goes on with the one before
    CASE 9  a colon                     Lavrov: "We are ready to talk"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memcon.extract import grammar, silence
from memcon.extract.sentences import Document, Quote
from memcon.lexicon import words
from memcon.types import Span, Spans

_CLAUSAL = ("say", "think", "show", "quote", "want", "ask", "about", "commit", "call")
_PASSING_ON = frozenset({"cite", "quote", "reference"})
_CARRY = frozenset({"carry", "publish", "quote", "cite", "report", "release", "air", "broadcast", "relay", "print", "post"})
_REPORTED_TO = frozenset({"say", "believe", "report", "think", "understand", "expect", "rumour", "rumor", "know", "suppose"})


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution as found. Token indices, except `content`, which is in characters.

    `source` are the heads of the noun phrases that name the source, empty where the text names none;
    `clause` is the head of the clause or noun phrase that is the content; `under` is the cue this one hangs on.
    """

    cue: int
    cue_tokens: tuple[int, ...]
    group: str
    source: tuple[int, ...]
    source_tokens: tuple[int, ...]
    content: Spans
    clause: int | None
    under: int | None = None
    quiet: bool = False


def find_sayings(doc: Document) -> tuple[Saying, ...]:
    """All sayings of a report, in the order of their cues; at most one for each cue."""
    found: dict[int, Saying] = {}
    for saying in (*_walk(doc), *silence.refusals(doc, Saying)):
        if saying.quiet or saying.cue not in found:
            found[saying.cue] = saying
    _join_quotes(doc, found)
    for saying in _colons(doc, found):
        found.setdefault(saying.cue, saying)
    return tuple(found[cue] for cue in sorted(found) if found[cue].content or found[cue].quiet)


def _walk(doc: Document) -> Iterator[Saying]:
    for token in doc.tokens:
        if token.lower == "according" or (token.lower == "per" and token.dep == "prep"):
            yield from _according(doc, token.i)
        elif grammar.is_verb(doc, token.i) and token.dep not in ("amod", "aux", "auxpass", "compound"):
            yield from _from_clause(doc, token.i)
            yield from _from_phrase(doc, token.i)
            yield from _passed_on(doc, token.i)
        elif token.lower == "words" and token.i and doc.tokens[token.i - 1].lower == "the":
            yield from _in_the_words(doc, token.i)
        elif token.pos == "NOUN":
            yield from _from_noun(doc, token.i)
        elif token.lower in words("cues", "adverbs", "sourceless"):
            yield from _from_adverb(doc, token.i)


def group_of(doc: Document, verb: int, *groups: str) -> str | None:
    """The first of the groups of `cues.toml` that lists the verb, with or without its particle."""
    lemma, part = doc.tokens[verb].lemma, grammar.particle(doc, verb)
    for group in groups:
        listed = words("cues", "verbs", group)
        if (part and f"{lemma}+{part}" in listed) or lemma in listed:
            return group
    return None


# CASE 1


def _from_clause(doc: Document, verb: int) -> Iterator[Saying]:
    group = group_of(doc, verb, *_CLAUSAL)
    if group is None:
        return
    clause, content = _clause_content(doc, verb, group)
    if clause is None:
        return
    yield _saying(doc, verb, group, clause, content)


def _clause_content(doc: Document, verb: int, group: str) -> tuple[int | None, list[int]]:
    """The content clause of a speech verb: its complement, or the clause it is inserted into."""
    token = doc.tokens[verb]
    for clause in grammar.kids(doc, verb, "ccomp"):
        if group not in ("quote", "about", "call", "commit") or (group != "commit" and _has_subject(doc, clause)):
            return clause, grammar.subtree(doc, clause)
    if group in ("commit", "want"):
        for clause in grammar.kids(doc, verb, "xcomp", "ccomp"):
            return clause, grammar.subtree(doc, clause)
    if group in ("say", "think", "show") and token.lemma in _REPORTED_TO and grammar.is_passive(doc, verb):
        for clause in grammar.kids(doc, verb, "xcomp"):
            return clause, [*_subject_tokens(doc, verb), *grammar.subtree(doc, clause)]
    if group == "think":
        for clause in grammar.kids(doc, verb, "xcomp"):
            if doc.tokens[clause].tag == "VB" and token.lemma in ("hope", "expect", "fear"):
                return clause, grammar.subtree(doc, clause)
    if _is_inserted(doc, verb) and group in ("say", "think", "quote", "show") and token.head != verb:
        return token.head, _around(doc, verb)
    return None, []


def _is_inserted(doc: Document, verb: int) -> bool:
    """"…, officials said", "…, as he put it": also where the parser took the speech for a complement of what is said."""
    token = doc.tokens[verb]
    if token.dep in ("parataxis", "intj") or (token.dep == "advcl" and _marked_as(doc, verb)):
        return True
    comma = token.left > 0 and doc.tokens[token.left - 1].text in (",", "”", '"')
    marked = any(doc.tokens[c].dep == "mark" for c in token.children)
    return token.dep in ("ccomp", "dep") and token.head < verb and comma and not marked


def _has_subject(doc: Document, clause: int) -> bool:
    return bool(grammar.kids(doc, clause, "nsubj", "nsubjpass", "expl", "csubj"))


def _subject_tokens(doc: Document, verb: int) -> list[int]:
    return [i for child in grammar.kids(doc, verb, "nsubj", "nsubjpass") for i in grammar.subtree(doc, child)]


def _marked_as(doc: Document, verb: int) -> bool:
    return any(doc.tokens[c].lower == "as" for c in doc.tokens[verb].children if c < verb)


def _around(doc: Document, branch: int) -> list[int]:
    """The clause that `branch` is inserted into, without it: the whole sentence part up to a semicolon."""
    head = doc.tokens[branch].head
    inside = grammar.subtree(doc, head, without=[branch])
    stops = [i for i in inside if doc.tokens[i].text == ";"]
    after = min((i for i in stops if i > branch), default=len(doc.tokens))
    before = max((i for i in stops if i < branch), default=-1)
    return [i for i in inside if before < i < after]


# CASE 2


def _from_phrase(doc: Document, verb: int) -> Iterator[Saying]:
    group = group_of(doc, verb, "about", "call", "want", "commit", "say")
    if group is None:
        return
    objects = grammar.kids(doc, verb, "dobj", "oprd") if not grammar.is_passive(doc, verb) else []
    gerunds = [c for c in grammar.kids(doc, verb, "xcomp") if doc.tokens[c].tag == "VBG"] if group == "about" else []
    if group == "want":
        objects = [*grammar.under(doc, verb, "for"), *(objects if doc.tokens[verb].lemma == "demand" else [])]
    if group == "say":
        objects = [o for o in objects if _names_an_account(doc, o)]
    if group == "commit":
        objects = []
    content = [i for o in (*objects, *gerunds) for i in grammar.subtree(doc, o)]
    if group == "call":
        content += _predicate(doc, verb)
        if not _predicate(doc, verb) and doc.tokens[verb].lemma in ("call", "see", "consider", "view", "hail", "deem"):
            return
    if content and grammar.doer(doc, verb) is not None:
        yield _saying(doc, verb, group, min(content), content)


def _names_an_account(doc: Document, noun: int) -> bool:
    """"announced a ceasefire", "reported progress": an object that is itself news, not a listener or a reply."""
    return doc.tokens[noun].pos in ("NOUN", "PROPN") and doc.tokens[doc.tokens[noun].head].lemma in (
        "announce", "declare", "report", "reveal", "disclose", "claim", "predict", "acknowledge", "admit", "allege",
        "confirm", "reiterate", "repeat", "proclaim", "signal", "mention", "suggest", "recommend", "stress",
    )  # fmt: skip


def _predicate(doc: Document, verb: int) -> list[int]:
    """The second part of "called it a trap", "described the talks as useful"."""
    heads = [*grammar.kids(doc, verb, "oprd", "xcomp"), *grammar.under(doc, verb, "as")]
    heads += [c for c in grammar.kids(doc, verb, "ccomp") if not grammar.kids(doc, c, "aux")]
    return [i for head in heads for i in grammar.subtree(doc, head)]


# CASE 3


def _passed_on(doc: Document, verb: int) -> Iterator[Saying]:
    """"X, citing Y, reported …" and "a statement carried by Y": Y stands behind the outer content."""
    token = doc.tokens[verb]
    if token.lemma in _PASSING_ON and token.tag == "VBG" and token.dep in ("advcl", "prep", "acl", "pcomp", "conj"):
        sources = grammar.kids(doc, verb, "dobj", "pobj")
    elif token.lemma in _CARRY and grammar.is_passive(doc, verb) and grammar.agent(doc, verb) is not None:
        sources = [grammar.agent(doc, verb)]  # type: ignore[list-item]
    else:
        return
    outer = _speech_above(doc, verb)
    for source in sources[:1]:
        if doc.tokens[source].pos not in ("PROPN", "NOUN", "PRON"):
            continue
        over = grammar.top(doc, verb) if outer is None else outer
        content = [] if outer is not None else grammar.subtree(doc, _clause_top(doc, verb), without=[verb])
        yield replace(
            _saying(doc, verb, "cite", None, content), source=(source,),
            source_tokens=tuple(grammar.subtree(doc, source)), under=over if outer is not None else None,
        )  # fmt: skip


def _speech_above(doc: Document, verb: int) -> int | None:
    for at in grammar.chain(doc, verb):
        if grammar.is_verb(doc, at) and group_of(doc, at, "say", "show", "think", "about"):
            return at
    return None


def _clause_top(doc: Document, i: int) -> int:
    head = doc.tokens[i].head
    return grammar.top(doc, head)


# CASE 4


def _according(doc: Document, i: int) -> Iterator[Saying]:
    to = grammar.kids(doc, i, "prep") if doc.tokens[i].lower == "according" else [i]
    sources = [s for t in to for s in grammar.kids(doc, t, "pobj")]
    if not sources:
        return
    head = doc.tokens[i].head
    content = _content_beside(doc, i, head)
    tokens = tuple(grammar.subtree(doc, sources[0]))
    cue = tuple(sorted({i, *to}))
    yield Saying(i, cue, "according", (sources[0],), tokens, grammar.spans(doc, content), grammar.top(doc, head))


def _content_beside(doc: Document, phrase: int, head: int) -> list[int]:
    """What an "according to" phrase stands for: the sentence if it opens or closes it, else the clause around it."""
    sentence = doc.sentence_of(phrase)
    out = set(grammar.subtree(doc, phrase))
    edges = {doc.tokens[phrase].left, doc.tokens[phrase].right}
    at_edge = min(edges) <= sentence.first + 1 or max(edges) >= sentence.last - 1
    clause = grammar.top(doc, head)
    whole = range(sentence.first, sentence.last + 1) if at_edge else grammar.subtree(doc, clause)
    semis = [i for i in whole if doc.tokens[i].text == ";"]
    after = min((i for i in semis if i > phrase), default=sentence.last + 1)
    before = max((i for i in semis if i < phrase), default=sentence.first - 1)
    return [i for i in whole if i not in out and before < i < after]


def _in_the_words(doc: Document, i: int) -> Iterator[Saying]:
    sources = grammar.under(doc, i, "of")
    if not sources or doc.tokens[i].dep != "pobj":
        return
    phrase = doc.tokens[i].head
    content = _content_beside(doc, phrase, doc.tokens[phrase].head)
    tokens = tuple(grammar.subtree(doc, sources[0]))
    cue = tuple(range(phrase, i + 2))
    yield Saying(i, cue, "according", (sources[0],), tokens, grammar.spans(doc, content), None)


# CASE 5


def _from_noun(doc: Document, noun: int) -> Iterator[Saying]:
    if doc.tokens[noun].lemma not in words("cues", "nouns", "saying"):
        return
    clauses = [c for c in grammar.kids(doc, noun, "acl", "relcl", "ccomp") if _is_that_clause(doc, c)]
    owners = [*grammar.kids(doc, noun, "poss"), *grammar.under(doc, noun, "by", "from")]
    if not clauses or (not owners and _speech_above(doc, noun) is not None):
        return
    tokens = [i for o in owners[:1] for i in grammar.subtree(doc, o) if doc.tokens[i].dep != "case"]
    content = grammar.spans(doc, grammar.subtree(doc, clauses[0]))
    yield Saying(noun, (noun,), "noun", tuple(owners[:1]), tuple(tokens), content, clauses[0])


def _is_that_clause(doc: Document, clause: int) -> bool:
    return any(doc.tokens[c].lower == "that" and doc.tokens[c].dep == "mark" for c in doc.tokens[clause].children)


# CASE 6


def _from_adverb(doc: Document, i: int) -> Iterator[Saying]:
    clause = grammar.top(doc, doc.tokens[i].head)
    content = grammar.spans(doc, grammar.subtree(doc, clause, without=[i]))
    yield Saying(i, (i,), "adverb", (), (), content, clause)


def _saying(doc: Document, verb: int, group: str, clause: int | None, content: list[int]) -> Saying:
    source = grammar.doer(doc, verb)
    if source is not None and (doc.tokens[source].dep == "expl" or _is_empty_it(doc, source, verb)):
        source = None
    tokens: tuple[int, ...] = ()
    if source is not None:
        branch = [c for c in doc.tokens[source].children if doc.tokens[c].left <= verb <= doc.tokens[c].right]
        tokens = tuple(grammar.subtree(doc, source, without=branch))
    own = {*tokens, *cue_tokens(doc, verb)}
    inside = _cut_at_quote(doc, grammar.spans(doc, [i for i in content if i not in own]))
    heads = () if source is None else (source,)
    return Saying(verb, cue_tokens(doc, verb), group, heads, tokens, inside, clause)


def _cut_at_quote(doc: Document, content: Spans) -> Spans:
    """Where what is said opens as a quotation, what the parser hung behind its closing mark is not part of it."""
    for quote in doc.quotes:
        for n, span in enumerate(content):
            if quote.closed and abs(span.start - quote.start) <= 1 and quote.end < span.end - 1:
                return (*content[:n], Span(span.start, quote.end))
    return content


def _is_empty_it(doc: Document, source: int, verb: int) -> bool:
    return doc.tokens[source].lower == "it" and grammar.is_passive(doc, verb)


def cue_tokens(doc: Document, verb: int) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle, where they stand together."""
    parts = {c for c in grammar.kids(doc, verb, "aux", "auxpass", "neg", "prt") if abs(c - verb) <= 4}
    return tuple(sorted(parts | {verb}))


# CASE 8


def _join_quotes(doc: Document, found: dict[int, Saying]) -> None:
    """Give every quotation that no content holds to the saying beside it, or to the speech it goes on with."""
    speaking: int | None = None
    for quote in doc.quotes:
        holder = _holder(found, quote)
        if holder is None:
            holder = _cue_beside(doc, found, quote)
            if holder is not None:
                found[holder] = _with(found.get(holder) or _saying(doc, holder, "quote", None, []), quote)
            elif speaking is not None and _goes_on(doc, found[speaking], quote):
                holder = speaking
                found[holder] = _with(found[holder], quote)
        speaking = holder if holder is not None and _words(doc, quote) > 3 else speaking


def _holder(found: dict[int, Saying], quote: Quote) -> int | None:
    """The innermost saying outside the quotation whose content already covers it, widened to its end."""
    for cue, saying in sorted(found.items(), key=lambda item: sum(s.end - s.start for s in item[1].content)):
        if any(s.start <= quote.start + 1 and s.end >= quote.end - 2 for s in saying.content):
            return cue
    for cue, saying in found.items():
        for span in saying.content:
            if min(span.end, quote.end) - max(span.start, quote.start) > 0.5 * min(quote.end - quote.start, 60):
                found[cue] = _with(saying, quote)
                return cue
    return None


def _with(saying: Saying, quote: Quote) -> Saying:
    return replace(saying, content=merge((*saying.content, Span(quote.start, quote.end))))


def merge(spans: Spans, gap: int = 2) -> Spans:
    """Spans in text order, those that touch, overlap or stand `gap` characters apart made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end + gap:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _words(doc: Document, quote: Quote) -> int:
    return len(doc.text[quote.start : quote.end].split())


def _cue_beside(doc: Document, found: dict[int, Saying], quote: Quote) -> int | None:
    """The speech verb outside the quotation, in a sentence it touches, nearest to it."""
    best: tuple[int, int] | None = None
    for sentence in doc.sentences:
        if sentence.start >= quote.end or sentence.end <= quote.start:
            continue
        for i in range(sentence.first, sentence.last + 1):
            token = doc.tokens[i]
            if token.start >= quote.start and token.end <= quote.end or not grammar.is_verb(doc, i):
                continue
            if group_of(doc, i, "say", "quote", "ask", "about", "think") is None or token.dep in ("amod", "aux"):
                continue
            distance = max(quote.start - token.end, token.start - quote.end)
            if (i in found and found[i].quiet) or (_words(doc, quote) < 3 and i not in found):
                continue
            best = min(best or (distance, i), (distance, i))
    return best[1] if best else None


def _goes_on(doc: Document, saying: Saying, quote: Quote) -> bool:
    """A quotation goes on with earlier speech in the same paragraph, or as a paragraph of its own right after."""
    if not saying.content or _words(doc, quote) < 4:
        return False
    here = next((n for n, p in enumerate(doc.paragraphs) if p.start <= quote.start < p.end), 0)
    there = next((n for n, p in enumerate(doc.paragraphs) if p.start <= doc.tokens[saying.cue].start < p.end), 0)
    alone = quote.end - quote.start > 0.9 * (doc.paragraphs[here].end - doc.paragraphs[here].start)
    return here == there or (alone and here - there <= 2)


# CASE 9


def _colons(doc: Document, found: dict[int, Saying]) -> Iterator[Saying]:
    """"Lavrov: ready for talks" in a headline, "PUTIN: …" in a transcript, and a colon before a quotation."""
    for sentence in doc.sentences:
        for i in range(sentence.first + 1, min(sentence.first + 9, sentence.last)):
            if doc.tokens[i].text != ":" or any(grammar.is_verb(doc, k) for k in range(sentence.first, i)):
                continue
            names = [k for k in range(sentence.first, i) if doc.tokens[k].tag in ("NNP", "NNPS")]
            rest = Span(doc.tokens[i + 1].start, sentence.end)
            quoted = any(q.start <= rest.start + 1 and q.start >= rest.start - 1 for q in doc.quotes)
            capitals = all(doc.tokens[k].text.isupper() for k in range(sentence.first, i) if doc.tokens[k].text.isalpha())
            if names and (quoted or capitals) and doc.tokens[sentence.first].lower not in ("source", "sources", "credit"):
                head = names[-1]
                yield Saying(i, (i,), "colon", (head,), tuple(range(sentence.first, i)), (rest,), i + 1)
            break


def parents(doc: Document, sayings: tuple[Saying, ...]) -> dict[int, int | None]:
    """For each cue, the cue of the attribution whose content most tightly holds it (nesting, MPQA's chain)."""
    out: dict[int, int | None] = {}
    for saying in sayings:
        at = doc.tokens[saying.cue].start
        around = [
            (sum(s.end - s.start for s in other.content), other.cue)
            for other in sayings
            if other.cue != saying.cue and any(s.start <= at < s.end for s in other.content)
        ]
        out[saying.cue] = saying.under if saying.under is not None else min(around, default=(0, None))[1]
    return {cue: parent if parent in out else None for cue, parent in out.items()}
