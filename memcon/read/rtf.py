"""RTF -> Draft, behind this one file.

striprtf turns RTF into text, but reads pictures, hyperlinks and font tables with regular expressions that take
quadratic time, puts link addresses into the sentence and leaves halves of surrogate pairs. So those groups are cut
out before, by one linear scan that also checks the braces; the same cuts serve to map the text back to the file.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterable, Iterator

from striprtf.striprtf import rtf_to_text

from memcon.errors import Refused
from memcon.read.drafts import Draft
from memcon.read.exports import split_export
from memcon.read.offsets import align_view
from memcon.read.views import view_of
from memcon.types import Original, Refusal

MEDIA_TYPE = "application/rtf"
MAX_DEPTH = 1_000
"""Groups within groups; a word processor writes some twenty."""
MAX_BYTES = 100_000_000

_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf\d{0,3}")
_HEAD = 4_096
# What decides where groups begin and end (escaped braces are no braces, binary data may hold any byte), and the
# groups that hold no text of the article.
_STRUCTURE = re.compile(
    r"\\[\\{}]|\\bin(\d{1,9})[ ]?|[{}]"
    r"|\\(pict|objdata|fldinst|fonttbl|colortbl|stylesheet|info|listtable|themedata|datastore|header[flr]?|footer[flr]?)"
    r"(?![a-z])"
)
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})(?!\d) ?")
_OLD_CHARSET = re.compile(r"\\(mac|pca|pc)(?![a-z])")
_OLD_CODE_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_FONT = re.compile(r"\\(f|fcharset)(\d{1,6})(?!\d)")
_CELL = re.compile(r"\\\\|\\(?:nest)?cell(?![a-z]) ?")
_HIGH = re.compile("[\x80-\xff]+")
# One thing that a reader of the file sees otherwise than it stands there, or not at all.
_ESCAPE = re.compile(
    r"\\'(?P<byte>[0-9a-fA-F]{2})|\\u(?P<code>-?\d{1,6})(?!\d) ?(?:\\'[0-9a-fA-F]{2}|[?])?"
    r"|\\(?P<word>emdash|endash|lquote|rquote|ldblquote|rdblquote)(?![a-z]) ?|\\(?P<sign>[\\{}~_])"
    r"|\\[a-zA-Z]{1,32}-?\d{0,10} ?|\\[^a-zA-Z]|[{}\r\n]"
)
_SIGNS = {"emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"} | {
    "~": "\xa0",
    "_": "\u2011",
}
_SOFT_HYPHEN = "\xad"

Region = tuple[int, int]


def read_rtf(data: bytes, name: str) -> Iterator[Draft | Refusal]:
    """Read the draft of an RTF file, or those of a news export, or say why there is none.

    Paragraphs and table rows are parted by blank lines, cells by tabs; of a link the shown words are text, not the
    address. Pieces count bytes of the file. Not read: pictures, headers, footers, footnotes, the properties.
    """
    try:
        yield from split_export(_draft(data, name))
    except Refused as refused:
        yield Refusal(refused.name, refused.reason)
    except Exception as error:  # striprtf raises whatever a broken escape leads to: one refusal, never a crash
        yield Refusal(name, f"damaged RTF file ({type(error).__name__})")


def _draft(data: bytes, name: str) -> Draft:
    start = _START.match(data)
    if not start:
        raise Refused(name, "not an RTF file")
    if len(data) > MAX_BYTES:
        raise Refused(name, f"larger than {MAX_BYTES // 1_000_000} MB")
    source = data.decode("latin-1")
    cuts = _cuts(source, name)
    code_page = _code_page(source[:_HEAD])
    text = _text(source, cuts, start.end(), code_page)
    if not text:
        raise Refused(name, "no text in it")
    pieces = align_view(text, view_of(source, _seen(source, cuts, code_page)), encoding="latin-1", part=None)
    return Draft(name, text, Original(name, MEDIA_TYPE, hashlib.sha256(data).hexdigest(), "latin-1", pieces))


def _cuts(source: str, name: str) -> list[Region]:
    """Regions without text, in order: groups of other things, binary data, all after the outermost group."""
    cuts: list[Region] = []
    opened: list[int] = []
    cut_depth = at = 0
    while mark := _STRUCTURE.search(source, at):
        at = mark.end()
        if mark.group() == "{":
            opened.append(mark.start())
            if len(opened) > MAX_DEPTH:
                raise Refused(name, f"groups nested more than {MAX_DEPTH} deep")
        elif mark.group() == "}":
            start = opened.pop()
            if len(opened) < cut_depth:
                _drop_from(cuts, start)
                cuts.append((start, at))
                cut_depth = 0
            if not opened:
                return [*cuts, (at, len(source))]
        elif mark.group(1):
            at += int(mark.group(1))
            cuts.append((mark.start(), at))
        elif mark.group(2) and not cut_depth:
            cut_depth = len(opened)
    raise Refused(name, "breaks off: a group is not closed")


def _drop_from(cuts: list[Region], start: int) -> None:
    """Take away the cuts that a group from `start` on swallows."""
    while cuts and cuts[-1][0] >= start:
        cuts.pop()


def _kept(cuts: Iterable[Region], start: int, end: int) -> Iterator[Region]:
    at = start
    for cut_start, cut_end in cuts:
        yield at, max(at, cut_start)
        at = max(at, cut_end)
    yield at, max(at, end)


def _code_page(head: str) -> str:
    page, old = _CODE_PAGE.search(head), _OLD_CHARSET.search(head)
    codec = f"cp{page.group(1)}" if page else _OLD_CODE_PAGES[old.group(1)] if old else "cp1252"
    try:
        codecs.lookup(codec)
    except LookupError:
        return _OLD_CODE_PAGES[old.group(1)] if old else "cp1252"
    return codec


def _text(source: str, cuts: list[Region], start: int, code_page: str) -> str:
    body = "".join(source[at:end] for at, end in _kept(cuts, start, len(source)))
    body = _CODE_PAGE.sub("", _HIGH.sub(_utf8 if _is_utf8(body) else _escaped, _CELL.sub(_tab, body)), count=1)
    whole_file = source[:start] + _font_table(source, cuts) + body
    shown: str = rtf_to_text(whole_file, encoding=code_page, errors="replace")  # type: ignore[no-untyped-call]
    # \u writes a character beyond 16 bits as two halves.
    whole = shown.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace(_SOFT_HYPHEN, "")
    return "\n\n".join(line.strip() for line in whole.splitlines() if line.strip())


def _tab(cell: re.Match[str]) -> str:
    return cell.group() if cell.group() == "\\\\" else "\\tab "


def _is_utf8(body: str) -> bool:
    """Whether the bytes above ASCII are UTF-8: against the standard, yet some programs write it."""
    try:
        body.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf8(high: re.Match[str]) -> str:
    return "".join(rf"{{\uc0\u{ord(char)}}}" for char in high.group().encode("latin-1").decode("utf-8"))


def _escaped(high: re.Match[str]) -> str:
    return "".join(rf"\'{ord(char):02x}" for char in high.group())


def _font_table(source: str, cuts: list[Region]) -> str:
    """Write the character sets of the fonts, one font a line: all that striprtf needs, and quick for it to read."""
    table = next((source[start:end] for start, end in cuts if source.find("\\fonttbl", start, end) >= 0), "")
    fonts: dict[str, str] = {}
    font = ""
    for word, number in _FONT.findall(table):
        if word == "f":
            font = number
        elif font:
            fonts.setdefault(font, number)
    return "{\\fonttbl\n" + "\n".join(rf"{{\f{one}\fcharset{number} x;}}" for one, number in fonts.items()) + "}"


def _seen(source: str, cuts: list[Region], code_page: str) -> Iterator[tuple[int, int, str | None]]:
    """List what is visible of the file, as stretches for `view_of`: near enough to find the text's places again."""
    for start, end in _kept(cuts, 0, len(source)):
        at = start
        for escape in _ESCAPE.finditer(source, start, end):
            yield at, escape.start(), None
            yield escape.start(), escape.end(), _meaning(escape, code_page)
            at = escape.end()
        yield at, end, None


def _meaning(escape: re.Match[str], code_page: str) -> str:
    if byte := escape["byte"]:
        return bytes.fromhex(byte).decode(code_page, "replace")
    if code := escape["code"]:
        char = chr(int(code) % 0x10000)
        return "" if "\ud800" <= char <= "\udfff" else char
    sign = escape["word"] or escape["sign"] or ""
    return _SIGNS.get(sign, sign)
