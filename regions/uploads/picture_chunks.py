"""Files of pictures without the parts that don't draw: the picture itself stays byte for byte as it was.

Each function takes a whole file of its format and returns one with an allowed set of parts. Raises ``ValueError`` or
``IndexError`` for a file that breaks off or isn't of the format.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

#: Markers of JPEG that stay beside those of coding: JFIF's density, the ICC profile, Adobe's colour transform.
_JPEG_APPLICATION_PARTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_COMMENT, _JPEG_SCAN, _JPEG_END = 0xFE, 0xDA, 0xD9
#: In coded data FF is followed by 0, by a restart marker or by itself; anything else is the next marker.
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"pHYs", b"sBIT"),
    *(b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI"),
    *(b"acTL", b"fcTL", b"fdAT"),
}

_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
#: Flags of VP8X that announce EXIF and XMP.
_WEBP_METADATA_FLAGS = 0b0000_1100
_WEBP_FRAME_HEADER = 16

_GIF_EXTENSION, _GIF_PICTURE, _GIF_END = 0x21, 0x2C, 0x3B
_GIF_COMMENT, _GIF_TEXT, _GIF_APPLICATION = 0xFE, 0x01, 0xFF
#: Application extensions that say how often an animation is repeated.
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def jpeg_picture(data: bytes) -> bytes:
    """A JPEG up to the end of its first picture, without EXIF, XMP, IPTC, thumbnails and comments."""
    if not data.startswith(b"\xff\xd8"):
        raise ValueError("not a JPEG")
    kept, at = [b"\xff\xd8"], 2
    while True:
        while data[at : at + 2] == b"\xff\xff":  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        marker = data[at + 1]
        if marker == _JPEG_END:
            return b"".join([*kept, b"\xff\xd9"])
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == _JPEG_SCAN:
            following = _JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data)
        if _stays_in_jpeg(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end


def _stays_in_jpeg(marker: int, content: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        beginning = _JPEG_APPLICATION_PARTS.get(marker)
        return beginning is not None and content.startswith(beginning)
    return marker != _JPEG_COMMENT


def png_picture(data: bytes) -> bytes:
    """A PNG, animated or not, without text, EXIF, time and private chunks."""
    if not data.startswith(_PNG_SIGNATURE):
        raise ValueError("not a PNG")
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    while True:
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("the file breaks off")
        if name in _PNG_PARTS:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end


def webp_picture(data: bytes) -> bytes:
    """A WebP, animated or not, without EXIF, XMP and unknown chunks."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise ValueError("not a WebP")
    end = min(8 + struct.unpack_from("<I", data, 4)[0], len(data))
    body = b"WEBP" + b"".join(_riff_chunk(name, _webp_content(name, part)) for name, part in _webp_parts(data[12:end]))
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        if name in _WEBP_PARTS:
            yield name, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _webp_content(name: bytes, content: bytes) -> bytes:
    if name == b"VP8X":
        return bytes([content[0] & ~_WEBP_METADATA_FLAGS]) + content[1:]
    if name == b"ANMF":
        parts = _webp_parts(content[_WEBP_FRAME_HEADER:])
        return content[:_WEBP_FRAME_HEADER] + b"".join(_riff_chunk(*part) for part in parts)
    return content


def _riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def gif_picture(data: bytes) -> bytes:
    """A GIF, animated or not, without comments, texts and application data such as XMP."""
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise ValueError("not a GIF")
    at = 13 + _gif_colours(data[10])
    kept = [data[:at]]
    while data[at] != _GIF_END:
        if data[at] == _GIF_PICTURE:
            end = _gif_blocks_end(data, at + 11 + _gif_colours(data[at + 9]))
            kept.append(data[at:end])
        elif data[at] == _GIF_EXTENSION:
            end = _gif_blocks_end(data, at + 2)
            if _stays_in_gif(data[at + 1], data[at + 3 : at + 14]):
                kept.append(data[at:end])
        else:
            raise ValueError("no block where one must be")
        at = end
    return b"".join([*kept, bytes([_GIF_END])])


def _gif_colours(flags: int) -> int:
    """Bytes of the colour table that the flags announce."""
    return 3 << (flags & 0b111) + 1 if flags & 0b1000_0000 else 0


def _gif_blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _stays_in_gif(label: int, name: bytes) -> bool:
    if label == _GIF_APPLICATION:
        return name in _GIF_LOOPS
    return label not in (_GIF_COMMENT, _GIF_TEXT)
