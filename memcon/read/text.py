"""Plain text: bytes of a file into the string they hold, to the last character."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from memcon.read.drafts import Draft
from memcon.read.exports import split_export
from memcon.read.offsets import identity
from memcon.types import Original, Refusal

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_32_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
_BINARY_SHARE = 0.01
"""Control characters in a hundred above which what decodes is still no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` without its BOM, newlines as they stood; `encoding` names no BOM, `bom_length` counts its bytes."""

    text: str
    encoding: str
    bom_length: int


def read_text(data: bytes, name: str, *, media_type: str = "text/plain") -> Iterator[Draft | Refusal]:
    """Read a text file: one draft, or those of a news export saved as text."""
    decoded = decode(data, name)
    if isinstance(decoded, Refusal):
        yield decoded
        return
    pieces = identity(decoded.text, decoded.encoding, decoded.bom_length)
    original = Original(name, media_type, hashlib.sha256(data).hexdigest(), decoded.encoding, pieces)
    yield from split_export(Draft(name, decoded.text, original))


def decode(data: bytes, name: str) -> Decoded | Refusal:
    """Decode UTF-8 (with or without BOM) or UTF-16 with BOM; refuse all else, naming the first byte that does not fit.

    Offsets in the refusal count bytes of the file from 0.
    """
    if data.startswith(_UTF_32_BOMS):
        return Refusal(name, "UTF-32; save it as UTF-8")
    bom, encoding = next((known for known in _BOMS if data.startswith(known[0])), (b"", "utf-8"))
    if not bom and (null := data.find(b"\0")) >= 0:
        return Refusal(name, f"a null byte at byte {null}: binary, or UTF-16 without a byte order mark")
    try:
        text = data[len(bom) :].decode(encoding)
    except UnicodeDecodeError as error:
        return Refusal(name, _not_decodable(error, len(bom)))
    return unreadable(text, name) or Decoded(text, encoding, len(bom))


def unreadable(text: str, name: str) -> Refusal | None:
    """Refuse a string that is no text: null characters, or more than one control character in a hundred."""
    if (null := text.find("\0")) >= 0:
        return Refusal(name, f"a null character at character {null}")
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > len(text) * _BINARY_SHARE:
        return Refusal(name, f"binary, not text: {controls} control characters in {len(text)}")
    return None


def _not_decodable(error: UnicodeDecodeError, bom_length: int) -> str:
    name = "UTF-8" if error.encoding.startswith("utf-8") else "UTF-16, which its byte order mark promises"
    byte = error.object[error.start]
    line = error.object.count(b"\n", 0, error.start) + 1
    return f"not {name}: byte {error.start + bom_length} (0x{byte:02x}, line {line}) does not fit; save it as UTF-8"
