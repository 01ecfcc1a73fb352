"""Document -> triggers: the verbs, nouns and conditions that show an act in a negotiation.

A trigger is an event in the making: its act, the token that shows it, the heads of its object phrases. Which words
show which act stands in `codebook/moves.toml`; how they combine stands here.

    CASE 1  a verb              Kyiv rejected the plan; the offer was turned down; they met in Oman
    CASE 2  a noun              Putin's offer; the rejection of Riyadh's offer; talks with Saudi officials
    CASE 3  readiness           is ready to negotiate, was open to talks
    CASE 4  unwillingness       would not recognise, will never sign
    CASE 5  a condition         no talks until Israel stops; unless Washington ends its hostile policy
    CASE 6  obligation          "Israel must withdraw," he said
    CASE 7  a hyphen            the Oman-brokered talks
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast as typed

from memcon.extract import grammar, silence
from memcon.extract.cast import Cast, parties
from memcon.extract.sentences import Document
from memcon.lexicon import objects, words
from memcon.types import Act

ACTS: tuple[Act, ...] = (
    "reject", "suspend", "violate", "mediate", "threaten", "accept", "agree", "concede", "cease", "propose", "demand", "request",
    "consult",
)  # fmt: skip
_SPEECH = frozenset({"draw", "identify", "name", "say", "comment", "discuss", "elaborate", "answer", "speak", "confirm", "deny", "respond", "talk"})
_OBJECT_PREPS = ("to", "for", "on", "with", "from", "of", "in", "into", "at", "out", "about", "over", "against", "as", "between", "towards", "toward")
_DONE_BY_NOUN = frozenset({"talk", "consult"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """`at` shows `act`; `themes` head what it is about; `form` is the case. All token indices."""

    at: int
    act: Act
    form: str
    themes: tuple[int, ...]


def find_triggers(doc: Document, cast: Cast) -> tuple[Trigger, ...]:
    """All triggers in text order, at most one for each token; a noun inside a verb of the same act gives way."""
    found: dict[int, Trigger] = {}
    for token in doc.tokens:
        for trigger in _at(doc, cast, token.i):
            found.setdefault(trigger.at, trigger)
    return tuple(t for at, t in sorted(found.items()) if not _given_way(doc, t, found))


def _at(doc: Document, cast: Cast, i: int) -> Iterator[Trigger]:
    token = doc.tokens[i]
    if grammar.is_verb(doc, i) and token.dep not in ("aux", "auxpass", "amod", "compound"):
        yield from _condition(doc, i)
        yield from _threat(doc, i)
        yield from _unwilling(doc, i)
        yield from _unanswered(doc, cast, i)
        yield from _verb(doc, cast, i)
        yield from _obligation(doc, cast, i)
    elif token.pos in ("NOUN", "PROPN") and token.dep != "compound":
        yield from _noun(doc, cast, i)
    elif token.pos == "ADJ" or token.tag in ("JJ", "VBN", "RB"):
        yield from _ready(doc, i)
    if token.lower in ("brokered", "mediated", "facilitated", "sponsored") and i and doc.tokens[i - 1].text == "-":
        yield Trigger(i, "mediate", "hyphen", (token.head,))


# CASE 1


def _verb(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    themes = _themes(doc, verb)
    yield from _talks_end(doc, verb)
    for key in _keys(doc, verb):
        for act in ACTS:
            if key in words("moves", act, "verbs") and _sane(doc, cast, verb, act):
                yield Trigger(verb, act, "verb", tuple(themes))
                return
            wanted = objects("moves", act, "verbs_with").get(key)
            if act == "accept" and wanted and key in ("agree", "sign+off") and _jointly(doc, cast, verb):
                continue
            if wanted and _takes(doc, cast, verb, themes, wanted) and _sane(doc, cast, verb, act):
                yield Trigger(verb, act, "verb", tuple(themes))
                return


def _talks_end(doc: Document, verb: int) -> Iterator[Trigger]:
    """Talks that collapse, a truce that takes effect, guns that fall silent: the subject is what ends or begins."""
    subject = grammar.subject(doc, verb)
    if subject is None or grammar.is_passive(doc, verb):
        return
    lemma, noun = doc.tokens[verb].lemma, doc.tokens[subject].lemma
    over = words("moves", "other", "talk_over")
    if (lemma in over or f"{lemma}+{grammar.particle(doc, verb)}" in over) and noun in _class("talk"):
        yield Trigger(verb, "suspend", "verb", (subject,))
    effect = any(doc.tokens[o].lower in words("moves", "other", "into_effect") for o in (*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "into")))
    silent = lemma in ("fall", "go") and any(doc.tokens[c].lower in ("silent", "quiet") for c in grammar.kids(doc, verb, "acomp", "oprd"))
    done = doc.tokens[verb].tag == "VBD" or {"has", "had", "have"} & {doc.tokens[a].lower for a in grammar.kids(doc, verb, "aux")}
    stopped = done and lemma in ("stop", "cease", "end", "halt", "subside") and noun in _class("force") and not grammar.kids(doc, verb, "dobj")
    effect = effect or lemma in ("begin", "start", "commence", "hold")
    if (effect and noun in ("ceasefire", "cease-fire", "truce", "armistice", "pause", "lull")) or (silent and noun in ("gun", "weapon", "artillery", "cannon", "rifle")) or bool(stopped):
        yield Trigger(verb, "cease", "verb", (subject,))


def _jointly(doc: Document, cast: Cast, verb: int) -> bool:
    """Several agree with one another; one alone agrees to what another asked."""
    subject = grammar.doer(doc, verb)
    if subject is None:
        return True
    mention = cast.mentions.get(subject)
    joined = len(grammar.conjuncts(doc, subject)) > 1 or (mention is not None and len(mention.entities) > 1)
    return joined or bool(grammar.under(doc, verb, "with")) or doc.tokens[subject].lower in ("both", "sides", "they", "parties", "we", "two")


def _keys(doc: Document, verb: int) -> list[str]:
    """The verb with each word that may be its particle, then bare."""
    lemma = doc.tokens[verb].lemma
    after = [c for c in grammar.kids(doc, verb, "prt", "prep", "advmod", "dobj", "acomp") if c > verb and (doc.tokens[c].dep == "prt" or c <= verb + 2)]
    return [f"{lemma}+{doc.tokens[c].lower}" for c in after] + [lemma]


def _themes(doc: Document, verb: int) -> list[int]:
    """Heads of the verb's objects: direct, passive subject, and behind its prepositions; joined ones too."""
    heads = grammar.kids(doc, verb, "dobj", "nsubjpass", "attr", "oprd")
    heads += grammar.under(doc, verb, *_OBJECT_PREPS)
    for part in grammar.kids(doc, verb, "prt", "advmod"):
        heads += grammar.under(doc, part, *_OBJECT_PREPS)
    for prep in grammar.kids(doc, verb, "prep"):
        heads += [o for p in grammar.kids(doc, prep, "prep") for o in grammar.kids(doc, p, "pobj")]
    heads += [c for c in grammar.kids(doc, verb, "xcomp", "pcomp") if doc.tokens[c].tag == "VBG"]
    if doc.tokens[verb].tag == "VBN" and doc.tokens[verb].dep == "acl":
        heads.append(doc.tokens[verb].head)
    if doc.tokens[verb].dep == "relcl" and not grammar.kids(doc, verb, "dobj"):
        heads.append(doc.tokens[verb].head)
    joined = grammar.kids(doc, verb, "conj")
    if joined and not grammar.kids(doc, verb, "dobj") and not grammar.is_passive(doc, verb):
        heads += grammar.kids(doc, joined[0], "dobj")
    heads = [doc.tokens[verb].head if doc.tokens[h].tag in ("WDT", "WP") and doc.tokens[verb].dep == "relcl" else h for h in heads]
    return sorted({c for h in heads for c in grammar.conjuncts(doc, h)})


def _takes(doc: Document, cast: Cast, verb: int, themes: list[int], wanted: frozenset[str]) -> bool:
    if "*" in wanted:
        return bool(themes) or bool(grammar.kids(doc, verb, "ccomp", "xcomp"))
    if "none" in wanted and not themes:
        return True
    if "party" in wanted and any(_is_party(cast, t) for t in themes):
        return True
    lemmas = {doc.tokens[t].lemma for t in themes} | {doc.tokens[t].lower for t in themes}
    lemmas |= {doc.tokens[n].lemma for t in themes for n in [thing(doc, t)] if n is not None}
    lemmas |= {doc.tokens[o].lemma for t in themes for o in grammar.under(doc, t, "of") if doc.tokens[t].lemma in _MEASURES}
    for group in wanted - {"party", "none"}:
        if lemmas & _class(group):
            return True
    return False


def thing(doc: Document, i: int) -> int | None:
    """For "it", "that" or "them": the nearest offer, accord, truce or talks named in this sentence or the one before."""
    if doc.tokens[i].lower not in ("it", "that", "this", "them", "both"):
        return None
    first = doc.sentences[max(0, doc.tokens[i].sentence - 1)].first
    kinds = _class("offer") | _class("accord") | _class("truce") | _class("ask") | {"talk", "talks", "meeting"}
    return next((k for k in range(i - 1, first - 1, -1) if doc.tokens[k].lemma in kinds and doc.tokens[k].pos == "NOUN"), None)


_MEASURES = frozenset({"round", "day", "week", "hour", "series", "set", "part", "end", "number", "kind", "form", "month", "lot", "batch", "group", "terms", "hundred", "dozen", "dozens", "hundreds"})  # fmt: skip


def _class(group: str) -> frozenset[str]:
    return words("moves", "classes", group) if group in _CLASSES else frozenset({group})


_CLASSES = frozenset({"offer", "ask", "talk", "truce", "accord", "message", "hostile", "captive", "land", "force"})


def _is_party(cast: Cast, head: int) -> bool:
    """A state, a group, an international body or their people; "the Indian and Pakistani ministers" are two."""
    mention = cast.mentions.get(head)
    if mention is not None and any(e.kind != "media" and (e.country or e.nonstate or e.kind in ("group", "organisation")) for e in mention.entities):
        return True
    return mention is not None and any(p.country for p in parties(cast, [head]))


def _sane(doc: Document, cast: Cast, verb: int, act: Act) -> bool:
    """What the word lists cannot say: the readings of a verb that are no move."""
    token = doc.tokens[verb]
    complements = grammar.kids(doc, verb, "xcomp", "ccomp")
    if token.lemma in ("refuse", "decline") and any(doc.tokens[c].lemma in _SPEECH and not grammar.under(doc, c, "to", "with") for c in complements):
        return False
    if token.lemma == "ask" and any(doc.tokens[t].lemma in ("comment", "identify", "name", "quote", "anonymity", "question") for t in (*_themes(doc, verb), *complements)):
        return False
    if act == "request" and not complements and not any(doc.tokens[t].pos in ("NOUN", "PROPN") for t in _themes(doc, verb)):
        return False
    if token.lemma == "ask" and (not complements or any(doc.tokens[m].lower in ("whether", "if", "what", "when", "how", "why", "who") for c in complements for m in doc.tokens[c].children)):
        return bool(grammar.under(doc, verb, "for")) or any(doc.tokens[c].tag == "VB" for c in complements)
    if act == "consult":
        named = token.lemma == "call" and bool(grammar.kids(doc, verb, "oprd", "xcomp", "ccomp", "attr"))
        return not named and _people_meet(doc, cast, verb)
    if act == "cease" and not _finite(doc, verb):
        return False
    if token.lemma in ("agree", "settle", "commit", "insist", "require", "stipulate", "seek", "want"):
        return _has_matter(doc, cast, verb, complements)
    if act == "agree" and token.lemma == "sign" and not _themes(doc, verb):
        return token.tag in ("VB", "VBP", "VBZ") or bool(grammar.negators(doc, verb))
    if token.lemma in ("offer", "suggest", "promise", "pledge"):
        return token.lemma != "suggest" or not complements or any(doc.tokens[c].tag in ("VB", "VBG") for c in complements)
    return not (token.lemma == "cease" and not grammar.kids(doc, verb, "dobj", "xcomp"))


def _finite(doc: Document, verb: int) -> bool:
    """Not "ending the war", not "to end the war": something that was, is or will be done."""
    token = doc.tokens[verb]
    if token.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(doc.tokens[a].lower != "to" for a in grammar.kids(doc, verb, "aux", "auxpass")) or grammar.is_passive(doc, verb)


def _people_meet(doc: Document, cast: Cast, verb: int) -> bool:
    """Two parties, or one and a plural, or talks as the object; at least one of them more than a bare description."""
    subject = grammar.doer(doc, verb)
    reached = [*grammar.kids(doc, verb, "dobj"), *grammar.under(doc, verb, "with", "to", "between", "among")]
    reached += [o for p in grammar.kids(doc, verb, "prt", "advmod") for o in grammar.under(doc, p, "with")]
    reached += [o for t in _themes(doc, verb) if doc.tokens[t].lemma in _class("talk") for o in grammar.under(doc, t, "with", "between")]
    sides = [t for r in reached for t in grammar.conjuncts(doc, r) if _is_somebody(cast, t)]
    talk = doc.tokens[verb].lemma not in _SPEAKING and any(doc.tokens[t].lemma in _class("talk") for t in _themes(doc, verb))
    if subject is None:
        return talk and any(_is_party(cast, s) for s in sides)
    own = [s for s in grammar.conjuncts(doc, subject) if _is_somebody(cast, s)]
    several = len(own) > 1 or bool(own) and (doc.tokens[subject].tag in ("NNS", "NNPS") or doc.tokens[subject].lower in ("they", "both", "we"))
    known = any(_is_party(cast, s) or _is_named(cast, s) for s in (*own, *sides))
    return bool(own) and known and (bool(sides) or talk or several)


_SPEAKING = frozenset({"speak", "talk", "call", "hear", "discuss"})


def _is_somebody(cast: Cast, head: int) -> bool:
    """A party, a person, or a description of people."""
    mention = cast.mentions.get(head)
    return mention is not None and (_is_party(cast, head) or any(e.kind == "person" or e.role for e in mention.entities) or _is_named(cast, head))


def _is_named(cast: Cast, head: int) -> bool:
    mention = cast.mentions.get(head)
    return mention is not None and any(e.named and e.kind in ("person", "unknown", "group", "organisation") for e in mention.entities) and cast.doc.tokens[head].tag == "NNP"


def _has_matter(doc: Document, cast: Cast, verb: int, complements: list[int]) -> bool:
    lemma = doc.tokens[verb].lemma
    if lemma in ("want", "seek"):
        named = [c for c in complements if grammar.kids(doc, c, "nsubj")] or grammar.kids(doc, verb, "dobj")
        return bool(named)
    if lemma == "insist":
        return any(grammar.kids(doc, c, "nsubj") and _is_wish(doc, c) for c in complements) or bool(grammar.under(doc, verb, "on", "upon"))
    if lemma == "agree":
        return bool(complements or _themes(doc, verb)) and not any(doc.tokens[m].dep == "mark" for c in complements for m in doc.tokens[c].children)
    return bool(complements or _themes(doc, verb))


def _is_wish(doc: Document, clause: int) -> bool:
    """"insists that Kyiv withdraw / must withdraw", not "insists that the war is over"."""
    return doc.tokens[clause].tag == "VB" or any(doc.tokens[a].lower in ("must", "should", "have", "would") for a in grammar.kids(doc, clause, "aux"))


# CASE 2


def _noun(doc: Document, cast: Cast, noun: int) -> Iterator[Trigger]:
    lemma = doc.tokens[noun].lemma
    if doc.tokens[noun].tag == "NNP" and any(doc.tokens[c].tag == "NNP" for c in grammar.kids(doc, noun, "compound")):
        return
    yield from _happening(doc, noun)
    for act in ACTS:
        listed = lemma in words("moves", act, "nouns") and (act != "request" or bool(grammar.under(doc, noun, "for", "to", "on") or grammar.kids(doc, noun, "acl")))
        owned = act == "propose" and lemma in words("moves", "propose", "owned")
        if (listed or owned) and makers(doc, cast, noun, act):
            themes = [c for h in grammar.under(doc, noun, "for", "of", "to", "on", "with", "about", "over") for c in grammar.conjuncts(doc, h)]
            yield Trigger(noun, act, "noun", tuple(themes))
            return


def makers(doc: Document, cast: Cast, noun: int, act: Act) -> list[int]:
    """Heads of the phrases that own or make a noun: "Riyadh's offer", "an offer by Riyadh", "the Saudi offer"."""
    heads = grammar.kids(doc, noun, "poss") + grammar.under(doc, noun, "by", "from")
    heads += [o for o in grammar.under(doc, noun, "of") if act in ("propose", "demand", "request", "threaten", "reject", "accept") and _is_party(cast, o)]
    if act in ("consult", "agree"):
        heads += grammar.under(doc, noun, "between", "with", "among")
    modifiers = [c for c in grammar.kids(doc, noun, "amod", "compound", "nmod") if doc.tokens[c].lower not in _BROKERED]
    heads += [i for c in modifiers for i in grammar.subtree(doc, c) if i in cast.names and not _hyphenated(doc, i)]
    for clause in grammar.kids(doc, noun, "acl", "relcl"):
        maker = grammar.agent(doc, clause) if grammar.is_passive(doc, clause) else grammar.subject(doc, clause)
        if maker is not None and doc.tokens[clause].lemma in ("make", "put", "present", "table", "float", "submit", "issue", "offer", "propose", "give"):
            heads.append(maker)
    return [h for h in heads if _is_party(cast, h) or h in cast.names and cast.names[h].actor is not None]


_BROKERED = frozenset({"brokered", "mediated", "hosted", "facilitated", "sponsored", "backed", "led", "proposed", "drafted"})


def _hyphenated(doc: Document, i: int) -> bool:
    after = [doc.tokens[k].lower for k in range(i + 1, min(i + 3, len(doc.tokens)))]
    return len(after) == 2 and after[0] == "-" and after[1] in _BROKERED


def _given_way(doc: Document, trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """A noun whose verb shows the same act, or talks that a verb only proposes, refuses, asks for or breaks off."""
    if trigger.form != "noun":
        return _under_refusal(doc, trigger, found)
    for above in grammar.chain(doc, trigger.at):
        other = found.get(above)
        if other is not None:
            return trigger.at in other.themes and (other.act == trigger.act or trigger.act == "consult")
        if grammar.is_verb(doc, above):
            return False
    return False


def _under_refusal(doc: Document, trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """The infinitive under a move is its content ("refused to sign", "signed a text, vowing to halt …"), no move of its own."""
    token = doc.tokens[trigger.at]
    if trigger.form not in ("verb", "unwilling") or token.dep not in ("xcomp", "ccomp", "pcomp", "conj", "advcl"):
        return False
    for above in grammar.chain(doc, trigger.at):
        other = found.get(above)
        if other is None or other.act in ("consult", "mediate") or doc.tokens[above].lemma == "reject":
            continue
        inside = [c for c in doc.tokens[above].children if doc.tokens[c].left <= trigger.at <= doc.tokens[c].right]
        branch = doc.tokens[inside[0]] if inside else token
        vowing = branch.dep == "advcl" and branch.lemma in words("cues", "verbs", "commit") and branch.i != trigger.at
        if (branch.dep in ("xcomp", "ccomp", "prep", "dobj") or vowing) and inside and trigger.act in _CONTENT:
            return True
    return False


_CONTENT = frozenset({"agree", "concede", "consult", "cease", "accept", "propose", "request", "reject", "suspend", "mediate"})


def _happening(doc: Document, noun: int) -> Iterator[Trigger]:
    """Nouns that are what happened: "there was agreement on …", "the breakdown of the talks", "the rejection of the offer"."""
    token = doc.tokens[noun]
    of = [c for h in grammar.under(doc, noun, "of", "in") for c in grammar.conjuncts(doc, h)]
    on = [c for h in grammar.under(doc, noun, "on", "about", "over") for c in grammar.conjuncts(doc, h)]
    if token.lemma in ("breakdown", "collapse", "suspension", "rupture", "postponement", "interruption") and any(doc.tokens[o].lemma in _class("talk") for o in of):
        yield Trigger(noun, "suspend", "noun", tuple(of))
    elif token.lemma in ("rejection", "refusal") and any(doc.tokens[o].lemma in _class("offer") | _class("ask") for o in of):
        yield Trigger(noun, "reject", "noun", tuple(of))
    elif token.lemma in ("violation", "breach", "infringement") and any(doc.tokens[o].lemma in _class("accord") | _class("truce") for o in of):
        yield Trigger(noun, "violate", "noun", tuple(of))
    elif token.lemma in ("signing", "signature") and (token.dep in ("nsubj", "nsubjpass") or of):
        yield Trigger(noun, "agree", "noun", tuple(of))
    elif token.lemma in _TALKS and not any(doc.tokens[o].lemma in _class("talk") for o in of) and token.dep in ("nsubj", "nsubjpass") and _held(doc, token.head):
        yield Trigger(noun, "consult", "noun", tuple(on))
    elif token.lemma in ("agreement", "deal", "accord") and token.dep == "attr" and grammar.kids(doc, token.head, "expl"):
        yield Trigger(noun, "agree", "noun", tuple(on))


_TALKS = frozenset({"talk", "talks", "negotiation", "meeting", "summit", "round", "dialogue", "discussion", "consultation"})


def _held(doc: Document, verb: int) -> bool:
    """Talks "were held", "are expected to open", "resumed", "are planned"."""
    lemmas = {doc.tokens[v].lemma for v in (verb, *grammar.kids(doc, verb, "xcomp"))}
    taking = doc.tokens[verb].lemma == "take" and any(doc.tokens[c].lower == "place" for c in doc.tokens[verb].children)
    return taking or bool(lemmas & {"hold", "open", "resume", "begin", "start", "plan", "schedule", "convene", "reconvene", "restart", "conclude"})


# CASE 3


def _ready(doc: Document, i: int) -> Iterator[Trigger]:
    lower = doc.tokens[i].lower
    for act in ("propose", "reject"):
        if lower not in words("moves", act, "ready") or doc.tokens[i].dep not in ("acomp", "ROOT", "ccomp", "advcl", "oprd", "acl", "conj", "xcomp", "amod", "attr"):
            continue
        themes = grammar.under(doc, i, "to", "for") or grammar.kids(doc, i, "xcomp", "ccomp")
        themes = themes or [x for c in grammar.kids(doc, doc.tokens[i].head, "xcomp", "prep") for x in [c, *grammar.kids(doc, c, "pobj", "pcomp")]]
        if any(_is_matter(doc, t) for t in themes):
            yield Trigger(i, typed(Act, act), "ready", tuple(themes))


def _is_matter(doc: Document, theme: int) -> bool:
    lemma = doc.tokens[theme].lemma
    return any(lemma in _class(c) for c in ("offer", "talk", "truce", "accord", "captive", "land")) or lemma in words("moves", "other", "unwilling_verbs") or lemma in ("consider", "hold", "discuss")


# CASE 4


def _unwilling(doc: Document, verb: int) -> Iterator[Trigger]:
    token = doc.tokens[verb]
    names = token.lemma == "put" and any(doc.tokens[o].lemma in ("name", "signature", "pen") for o in grammar.kids(doc, verb, "dobj"))
    if token.lemma not in words("moves", "other", "unwilling_verbs") and not names:
        return
    modal = any(doc.tokens[a].lower in ("will", "would", "wo", "'ll", "’ll") for a in _auxiliaries(doc, verb))
    if modal and grammar.negators(doc, verb) and not grammar.is_passive(doc, verb):
        yield Trigger(verb, "reject", "unwilling", tuple(_themes(doc, verb)))


def _auxiliaries(doc: Document, verb: int) -> list[int]:
    own = grammar.kids(doc, verb, "aux")
    return own or (grammar.kids(doc, doc.tokens[verb].head, "aux") if doc.tokens[verb].dep == "conj" else [])


def _unanswered(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """"has not replied yet", "gave no answer": an acceptance that did not come; silence towards reporters is none."""
    if not grammar.negators(doc, verb) or silence.refused(doc, verb) is not None:
        return
    lemma = doc.tokens[verb].lemma
    objects = grammar.kids(doc, verb, "dobj")
    given = lemma in ("give", "send", "return", "offer") and any(doc.tokens[o].lemma in ("answer", "reply", "response") for o in objects)
    subject = grammar.subject(doc, verb)
    if (lemma in ("reply", "respond", "answer") or given) and subject is not None and _is_somebody(cast, subject):
        yield Trigger(verb, "accept", "unanswered", tuple(grammar.under(doc, verb, "to")))


# CASE 5


def _condition(doc: Document, clause: int) -> Iterator[Trigger]:
    """The clause behind unless or until is demanded where the main clause is refused."""
    marks = [c for c in doc.tokens[clause].children if doc.tokens[c].lower in words("moves", "other", "conditions") and c < clause]
    marks += [c for c in doc.tokens[clause].children if doc.tokens[c].lower in ("if", "once", "when") and c < clause and _only(doc, c)]
    if not marks or doc.tokens[clause].dep != "advcl":
        return
    main = main_clause(doc, doc.tokens[clause].head)
    above = [a for a in grammar.subtree(doc, main) if grammar.is_verb(doc, a) and a < clause]
    refused = any(grammar.negators(doc, a) or doc.tokens[a].lemma in _REFUSED for a in above)
    refused = refused or any(doc.tokens[m].lower != "until" for m in marks)
    subject = grammar.subject(doc, clause)
    wanted = subject is not None and doc.tokens[clause].lemma not in ("be", "come", "arrive") or grammar.is_passive(doc, clause)
    if refused and wanted:
        yield Trigger(clause, "demand", "condition", (clause,))


def _only(doc: Document, mark: int) -> bool:
    """"only if", "only once"."""
    return mark > 0 and doc.tokens[mark - 1].lower == "only"


_REFUSED = frozenset({"ignore", "refuse", "reject", "suspend", "boycott", "rule", "oppose", "decline", "shun", "halt", "withhold", "threaten"})


def main_clause(doc: Document, i: int) -> int:
    """The verb whose clause is a sentence of its own or what somebody says, above token `i`."""
    for at in (i, *grammar.chain(doc, i)):
        if grammar.is_verb(doc, at) and doc.tokens[at].dep in ("ROOT", "ccomp", "conj", "parataxis", "relcl"):
            return at
    return i


def _threat(doc: Document, verb: int) -> Iterator[Trigger]:
    """"it would resume attacks if …", "would walk out unless …": force or an end to talks, on a condition."""
    if doc.tokens[verb].lemma not in words("moves", "other", "threats") or grammar.is_passive(doc, verb) or grammar.negators(doc, verb):
        return
    modal = any(doc.tokens[a].lower in ("will", "would", "may", "'ll", "’ll") for a in _auxiliaries(doc, verb))
    marked = any({doc.tokens[m].lower for m in doc.tokens[c].children if m < c} & {"if", "unless"} for c in grammar.kids(doc, verb, "advcl"))
    if modal and marked and grammar.subject(doc, verb) is not None:
        yield Trigger(verb, "threaten", "threat", tuple(_themes(doc, verb)))


# CASE 6


def _obligation(doc: Document, cast: Cast, verb: int) -> Iterator[Trigger]:
    """"must" in speech asks it of whoever the subject is; the source is the one who asks (see `arguments`)."""
    must = [a for a in _auxiliaries(doc, verb) if doc.tokens[a].lower == "must"]
    subject = grammar.subject(doc, verb)
    if must and subject is not None and _is_party(cast, subject) and not grammar.is_passive(doc, verb):
        yield Trigger(verb, "demand", "must", (verb,))
    elif must and grammar.is_passive(doc, verb):
        yield Trigger(verb, "demand", "must", (verb,))
