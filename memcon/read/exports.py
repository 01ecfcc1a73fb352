"""News data bases hand out many articles in one file: `split_export` takes them apart again.

A layout is recognised by its marks *and* by the headers between them; a text that merely holds such a word stays whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from memcon.read.articles import Article, Line, lines_of
from memcon.read.drafts import Draft
from memcon.read.factiva import factiva_articles
from memcon.read.lexis import classic_articles, nexis_uni_articles
from memcon.read.offsets import cut
from memcon.types import Piece, Span

LAYOUTS: tuple[Callable[[Sequence[Line]], tuple[Article, ...]], ...] = (
    classic_articles,
    nexis_uni_articles,
    factiva_articles,
)

_BETWEEN = "\n\n"


def split_export(draft: Draft) -> tuple[Draft, ...]:
    """Split an export of LexisNexis or Factiva into one draft an article; any other draft comes back as it is.

    The text of an article is its body: header, index and copyright are left out, title, outlet, byline, date and
    accession number are taken from them. Pieces are cut and moved along. Several articles are named `…, document 3`.
    """
    lines = lines_of(draft.text)
    articles = next((found for layout in LAYOUTS if (found := layout(lines))), ())
    if len(articles) == 1:
        return (_article(draft, articles[0], draft.name),)
    return tuple(
        _article(draft, article, f"{draft.name}, document {number}") for number, article in enumerate(articles, start=1)
    ) or (draft,)


def _article(draft: Draft, article: Article, name: str) -> Draft:
    return replace(
        draft,
        name=name,
        text=_BETWEEN.join(draft.text[span.start : span.end] for span in article.body),
        original=replace(draft.original, pieces=_pieces(draft, article.body)),
        external_id=article.external_id,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published,
    )


def _pieces(draft: Draft, body: tuple[Span, ...]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    shift = 0
    for span in body:
        inside = cut(draft.original.pieces, span, draft.text, draft.original.encoding)
        pieces += (replace(piece, text=Span(piece.text.start + shift, piece.text.end + shift)) for piece in inside)
        shift += span.end - span.start + len(_BETWEEN)
    return tuple(pieces)
