"""Pictures as phones and programs write them, with a place, an author and more in their files."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

#: Words that stand in the metadata of every sample; none may remain.
SECRETS = (b"Maija Salainen", b"Kuvakone 9", b"60.2055", b"Kotikatu 3")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description creator="Maija Salainen" latitude="60.2055"/></rdf:RDF></x:xmpmeta>'
)
ICC = b"\0" * 36 + b"acsp" + b"\0" * 88 + struct.pack(">I", 0)


def drawing(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """A picture whose corners differ, so that a turn shows: red is at the upper left."""
    picture = Image.new("RGB", size, "#dde6d5")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 2 - 1, size[1] // 2 - 1), fill="#c00000")
    draw.rectangle((size[0] // 2, size[1] // 2, size[0], size[1]), fill="#0000c0")
    return picture.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    values = Image.Exif()
    values[0x0112] = orientation
    values[0x010F] = "Kuvakone 9"
    values[0x013B] = "Maija Salainen"
    values[0x8298] = "Kotikatu 3"
    values.get_ifd(0x8825).update({1: "N", 2: (60.0, 12.0, 20.0), 3: "E", 4: (24.0, 39.0, 21.0)})
    return values


def jpeg(orientation: int = 1, mode: str = "RGB", **options: Any) -> bytes:
    """A JPEG with EXIF (GPS), a thumbnail, XMP, IPTC, a comment, an ICC profile, and a second picture after its end."""
    file = io.BytesIO()
    drawing(mode=mode).save(
        file, "JPEG", quality=90, exif=exif(orientation), xmp=XMP, comment="60.2055", icc_profile=ICC, **options
    )
    data = file.getvalue()
    thumbnail = io.BytesIO()
    drawing((16, 12)).save(thumbnail, "JPEG", comment="Maija Salainen")
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\x12\x1c\x02\x50\0\x0eMaija Salainen"
    parts = _segment(0xED, iptc) + _segment(0xE5, b"thumb" + thumbnail.getvalue())
    return data[:2] + parts + data[2:] + thumbnail.getvalue()


def _segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(content) + 2) + content


def png(*, frames: int = 1, orientation: int = 1) -> bytes:
    texts = PngInfo()
    texts.add_text("Author", "Maija Salainen")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add_text("Comment", "Kotikatu 3", zip=True)
    file = io.BytesIO()
    others = [drawing().rotate(90 * number) for number in range(1, frames)]
    drawing().save(
        file,
        "PNG",
        pnginfo=texts,
        exif=exif(orientation),
        icc_profile=ICC,
        save_all=frames > 1,
        append_images=others,
        duration=200,
    )
    data = file.getvalue()
    private = b"Kuvakone 9"
    checksum = struct.pack(">I", zlib.crc32(b"prVt" + private))
    return data[:33] + struct.pack(">I", len(private)) + b"prVt" + private + checksum + data[33:]


def webp(*, frames: int = 1, orientation: int = 1, lossless: bool = False) -> bytes:
    file = io.BytesIO()
    others = [drawing().rotate(90 * number) for number in range(1, frames)]
    drawing().save(
        file,
        "WEBP",
        exif=exif(orientation),
        xmp=XMP,
        icc_profile=ICC,
        save_all=frames > 1,
        append_images=others,
        duration=200,
        lossless=lossless,
    )
    return file.getvalue()


def gif(*, frames: int = 1) -> bytes:
    file = io.BytesIO()
    others = [drawing().rotate(90 * number) for number in range(1, frames)]
    drawing().save(
        file, "GIF", comment="Maija Salainen", save_all=frames > 1, append_images=others, duration=200, loop=0
    )
    data = file.getvalue()
    start = 13 + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0)
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(XMP[:200])]) + XMP[:200] + b"\0"
    return data[:start] + xmp + data[start:] + b"Kotikatu 3"


def avif(orientation: int = 1) -> bytes:
    file = io.BytesIO()
    drawing().save(file, "AVIF", quality=95, exif=exif(orientation), xmp=XMP)
    return file.getvalue()


SVG = (
    b'<?xml version="1.0"?><!-- Maija Salainen --><svg xmlns="http://www.w3.org/2000/svg" '
    b'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" viewBox="0 0 10 10" '
    b'inkscape:export-filename="/home/Maija Salainen/a.png"><metadata><a>Kotikatu 3</a></metadata>'
    b'<inkscape:path-effect note="Kuvakone 9"/><script>1</script><rect width="9" height="9" onclick="x()"/></svg>'
)
