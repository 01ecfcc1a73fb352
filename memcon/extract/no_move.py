"""The readings of a listed verb that are no move: refused to comment, asked whether, insisted that the war is over.

Each rule below says of one kind of verb what word lists cannot; a verb shows a move only where no rule objects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from memcon.extract import grammar, silence
from memcon.extract.cast import Cast
from memcon.extract.sentences import Document
from memcon.extract.themes import lemmas_of
from memcon.extract.trigger import is_named, is_party, is_people, is_somebody, noun_class
from memcon.lexicon import words
from memcon.types import Act

_QUESTIONS = frozenset({"whether", "if", "what", "when", "how", "why", "who"})
_WISHING = ("must", "should", "have", "would")
_PLURAL = ("they", "both", "we")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verb that may show `act`; `themes` head its objects, `complements` its clauses."""

    doc: Document
    cast: Cast
    verb: int
    act: Act
    themes: Sequence[int]
    complements: Sequence[int]

    @property
    def lemma(self) -> str:
        """The verb's."""
        return self.doc.tokens[self.verb].lemma

    def kids(self, *deps: str) -> list[int]:
        """The verb's children with one of these labels."""
        return grammar.kids(self.doc, self.verb, *deps)

    def under(self, *prepositions: str) -> list[int]:
        """The objects of these prepositions below the verb."""
        return grammar.under(self.doc, self.verb, *prepositions)


def is_no_move(one: Candidate) -> bool:
    """Whether any rule objects."""
    return any(rule(one) for rule in _RULES)


def _silent(one: Candidate) -> bool:
    """Refused to comment, declined to say; but "refused to talk to the rebels" is a refusal."""
    if one.lemma not in ("refuse", "decline"):
        return False
    return any(silence.is_answering(one.doc, c) for c in one.complements)


def _account(one: Candidate) -> bool:
    """Rejected reports, dismissed the claim: an account is denied, no offer refused. Refused to rule out: neither."""
    doc = one.doc
    if one.act != "reject":
        return False
    open_ = {doc.tokens[c].lemma for c in one.complements} & {"rule", "exclude"}
    above = doc.tokens[doc.tokens[one.verb].head]
    if (one.lemma in ("refuse", "decline") and open_) or (one.lemma == "rule" and above.lemma in ("refuse", "decline")):
        return True
    lemmas = {doc.tokens[t].lemma for t in one.themes}
    accounts = words("cues", "stance", "account") - noun_class("offer") - noun_class("ask")
    return bool(lemmas & accounts) and not lemmas & (noun_class("offer") | noun_class("talk") | noun_class("truce"))


def _nor_refused(one: Candidate) -> bool:
    """Neither accepted nor rejected: an answer that did not come, and no refusal."""
    return one.act == "reject" and grammar.is_neither(one.doc, one.verb)


def _pleads(one: Candidate) -> bool:
    """Pleads guilty, in a court."""
    beside = (one.doc.tokens[c].lower for c in one.kids("acomp", "oprd", "dobj", "advmod", "xcomp"))
    return one.lemma == "plead" and any(word in ("guilty", "innocent", "contest") for word in beside)


def _of_none(one: Candidate) -> bool:
    """A document that nobody signed: "stands in no document we signed"."""
    token = one.doc.tokens[one.verb]
    before = (one.doc.tokens[c].lower for c in one.doc.tokens[token.head].children)
    return token.dep == "relcl" and "no" in before


def _recognises_not(one: Candidate) -> bool:
    """Does not recognise a state: a stand, no concession that failed to come."""
    return (
        one.act == "concede" and one.lemma in ("recognise", "recognize") and bool(grammar.negators(one.doc, one.verb))
    )


def _press(one: Candidate) -> bool:
    """Asked for anonymity, asked to comment."""
    asked = (one.doc.tokens[t].lemma for t in (*one.themes, *one.complements))
    return one.lemma == "ask" and any(lemma in words("moves", "verbs", "press") for lemma in asked)


def _nothing_requested(one: Candidate) -> bool:
    """A request must say what it is for or to whom it goes, in more than a pronoun."""
    if one.act != "request" or one.complements:
        return False
    return not any(one.doc.tokens[t].pos in ("NOUN", "PROPN") for t in one.themes)


def _question(one: Candidate) -> bool:
    """Asked whether, asked about; but "asked for a truce" and "asked that he leave" are requests."""
    if one.lemma != "ask":
        return False
    tokens = one.doc.tokens
    marks = {tokens[m].lower for c in one.complements for m in tokens[c].children}
    if one.complements and not marks & _QUESTIONS:
        return False
    return not one.under("for") and not any(tokens[c].tag == "VB" for c in one.complements)


def _no_meeting(one: Candidate) -> bool:
    """Called him a liar; met a deadline."""
    if one.act != "consult":
        return False
    named = one.lemma == "call" and bool(one.kids("oprd", "xcomp", "ccomp", "attr"))
    return named or not _people_meet(one)


def _not_finite(one: Candidate) -> bool:
    """Of a cease: "ending the war", "to end the war"; it must be something that was, is or will be done."""
    if one.act != "cease" or one.doc.tokens[one.verb].tag in ("VBD", "VBZ", "VBP"):
        return False
    helped = any(one.doc.tokens[a].lower != "to" for a in one.kids("aux", "auxpass"))
    return not helped and not grammar.is_passive(one.doc, one.verb)


def _ended(one: Candidate) -> bool:
    """Ended three days of talks: they took place; but "ended the talks" breaks them off. Led talks: no go-between."""
    tokens = one.doc.tokens
    if one.lemma == "end" and one.act == "suspend":
        return any(tokens[t].lemma in words("moves", "verbs", "measures") for t in one.themes)
    leads = one.lemma == "lead" and one.act == "mediate" and not grammar.is_passive(one.doc, one.verb)
    return leads and not any(tokens[t].lemma in ("mediation", "effort") for t in one.themes)


def _no_matter(one: Candidate) -> bool:
    """Agreed, insisted or wanted, without saying what; insisted that something is so."""
    if one.lemma not in words("moves", "verbs", "wishes"):
        return False
    tokens = one.doc.tokens
    if one.lemma in ("want", "seek"):
        return not any(grammar.kids(one.doc, c, "nsubj") for c in one.complements) and not one.kids("dobj")
    if one.lemma == "insist":
        wished = any(grammar.kids(one.doc, c, "nsubj") and _is_wish(one.doc, c) for c in one.complements)
        return not wished and not one.under("on", "upon")
    marked = one.lemma == "agree" and any(tokens[m].dep == "mark" for c in one.complements for m in tokens[c].children)
    return marked or not (one.complements or one.themes)


def _is_wish(doc: Document, clause: int) -> bool:
    """Insists that Kyiv withdraw, that Kyiv must withdraw; not "insists that the war is over"."""
    helpers = (doc.tokens[a].lower for a in grammar.kids(doc, clause, "aux"))
    subjunctive = doc.tokens[clause].tag == "VBP" and any(
        doc.tokens[s].tag in ("NNP", "NN") for s in grammar.kids(doc, clause, "nsubj")
    )
    return subjunctive or doc.tokens[clause].tag == "VB" or any(h in _WISHING for h in helpers)


def _signs_nothing(one: Candidate) -> bool:
    """Signed, without what; but "will sign" and "did not sign" may leave it out."""
    if one.act != "agree" or one.lemma != "sign" or one.themes:
        return False
    plain = one.doc.tokens[one.verb].tag in ("VB", "VBP", "VBZ")
    return not plain and not grammar.negators(one.doc, one.verb)


def _suggests_fact(one: Candidate) -> bool:
    """Suggested that it was so; but "suggested that they meet" and "suggested meeting" propose."""
    if one.lemma != "suggest" or not one.complements:
        return False
    return not any(one.doc.tokens[c].tag in ("VB", "VBG") for c in one.complements)


def _ceases_nothing(one: Candidate) -> bool:
    return one.lemma == "cease" and not one.kids("dobj", "xcomp")


_RULES: tuple[Callable[[Candidate], bool], ...] = (
    _silent, _account, _recognises_not, _nor_refused, _pleads, _of_none, _press, _nothing_requested, _question,
    _not_finite, _no_matter, _signs_nothing, _suggests_fact, _ceases_nothing, _no_meeting, _ended,
)  # fmt: skip


def _people_meet(one: Candidate) -> bool:
    """Two parties, or one and a plural, or talks as the object; at least one of them more than a bare description."""
    doc, cast = one.doc, one.cast
    subject = grammar.doer(doc, one.verb)
    talks = [t for t in one.themes if lemmas_of(doc, t) & noun_class("talk")]
    held = bool(talks) and one.lemma not in words("moves", "verbs", "speaking")
    sides = [t for r in _reached(one, talks) for t in grammar.conjuncts(doc, r) if is_somebody(cast, t)]
    if subject is None:
        return held and any(is_party(cast, s) for s in sides)
    own = [s for s in grammar.conjuncts(doc, subject) if is_somebody(cast, s)]
    known = any(is_party(cast, s) or is_named(cast, s) for s in (*own, *sides))
    if not known and is_people(doc, cast, subject) and (held or not one.kids("dobj")):
        return held or len(own) > 1 or _is_plural(doc, subject)
    return bool(own) and known and (bool(sides) or held or len(own) > 1 or _is_plural(doc, subject))


def _reached(one: Candidate, talks: Sequence[int]) -> list[int]:
    """Whom the verb reaches: its object, behind its prepositions, behind those of the talks it holds."""
    reached = [*one.kids("dobj"), *one.under("with", "to", "between", "among")]
    reached += [o for p in one.kids("prt", "advmod") for o in grammar.under(one.doc, p, "with")]
    return reached + [o for t in talks for o in grammar.under(one.doc, t, "with", "between")]


def _is_plural(doc: Document, subject: int) -> bool:
    return doc.tokens[subject].tag in ("NNS", "NNPS") or doc.tokens[subject].lower in _PLURAL
