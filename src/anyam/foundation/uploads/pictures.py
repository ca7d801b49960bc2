"""Pictures: measured by their headers, stripped to what draws them, and drawn anew without telling where or by whom."""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyam.foundation.uploads.foreign import hides_another
from anyam.foundation.uploads.refusing import Unacceptable, refuse_unless

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 20_000
SERVED_SIDE = 3_200
_QUALITY = 86

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"ALPH"}
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2}
_JPEG_STRANGE_FRAMES = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
_JPEG_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


@dataclass(frozen=True)
class Stripped:
    """A picture without anything but what draws it. `turn` is the camera's orientation, 1 to 8."""

    content: bytes
    width: int
    height: int
    turn: int = 1


def form_of_picture(content: bytes) -> str:
    """jpeg, png, webp, or nothing."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(_PNG):
        return "png"
    return "webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def stripped(content: bytes) -> Stripped:
    """The picture's drawing parts alone, measured before anything is decoded. Raises Unacceptable."""
    read = {"jpeg": _stripped_jpeg, "png": _stripped_png, "webp": _stripped_webp}[form_of_picture(content)]
    try:
        found = read(content)
    except (struct.error, IndexError) as problem:
        raise Unacceptable("damaged") from problem
    refuse_unless(found.width > 0 and found.height > 0, "damaged")
    small = found.width * found.height <= MOST_PIXELS and max(found.width, found.height) <= LONGEST_SIDE
    refuse_unless(small, "too_many_pixels")
    return found


def drawn_anew(content: bytes) -> bytes:
    """A copy for reading: decoded and written again, turned upright, at most SERVED_SIDE pixels long."""
    from PIL import Image, ImageFile, ImageOps

    form, parts = form_of_picture(content), stripped(content)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with Image.open(io.BytesIO(parts.content), formats=[form.upper()]) as opened:
            refuse_unless(opened.size == (parts.width, parts.height), "damaged")
            refuse_unless(getattr(opened, "n_frames", 1) == 1, "moves")
            opened.draft("RGB", (SERVED_SIDE, SERVED_SIDE))
            picture: Image.Image = _plain(opened)
    except Unacceptable:
        raise
    except Exception as problem:  # whatever a decoder says about what it cannot read
        raise Unacceptable("damaged") from problem
    picture.thumbnail((SERVED_SIDE, SERVED_SIDE))
    if parts.turn > 1:
        picture.getexif()[0x0112] = parts.turn
        picture = ImageOps.exif_transpose(picture)
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    return _written(clean, form)


def _plain(opened: "Image.Image") -> "Image.Image":
    opened.load()
    has_holes = opened.mode in {"RGBA", "LA", "PA"} or "transparency" in opened.info
    return opened.convert("RGBA" if has_holes else "L" if opened.mode in {"1", "L"} else "RGB")


def _written(picture: "Image.Image", form: str) -> bytes:
    out = io.BytesIO()
    if form == "png":
        picture.save(out, "PNG", optimize=False)
    elif form == "webp":
        picture.save(out, "WEBP", quality=_QUALITY, method=2)
    else:
        picture.convert("L" if picture.mode == "L" else "RGB").save(
            out, "JPEG", quality=_QUALITY, optimize=True
        )
    return out.getvalue()


# --- JPEG ------------------------------------------------------------------------------------------------------------


def _stripped_jpeg(content: bytes) -> Stripped:
    kept, size, turn = [b"\xff\xd8"], (0, 0), 1
    tail = 2
    for marker, segment, end in _jpeg_segments(content):
        tail = end
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            refuse_unless(not hides_another(segment), "two_in_one")
            turn = _orientation(segment) if segment[4:10] == b"Exif\x00\x00" else turn
            if marker not in {0xE0, 0xEE}:  # JFIF's density and Adobe's colour order draw; the rest tells
                continue
        if marker in _JPEG_FRAMES:
            refuse_unless(size == (0, 0), "damaged")
            size = (int.from_bytes(segment[7:9], "big"), int.from_bytes(segment[5:7], "big"))
        refuse_unless(marker not in _JPEG_STRANGE_FRAMES, "unknown")
        kept.append(segment)
    _refuse_tail(content[tail:])
    return Stripped(b"".join(kept), *size, turn)


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Each marker with its bytes (a scan with its picture data) and where it ends, to the end of the picture."""
    place = 2
    while True:
        while content[place : place + 2] == b"\xff\xff":
            place += 1
        refuse_unless(content[place : place + 1] == b"\xff", "damaged")
        marker = content[place + 1]
        if marker == 0xD9:
            yield marker, content[place : place + 2], place + 2
            return
        if marker in _JPEG_WITHOUT_LENGTH:
            end = place + 2
        else:
            length = int.from_bytes(content[place + 2 : place + 4], "big")
            end = place + 2 + length
            refuse_unless(length >= 2 and end <= len(content), "damaged")
        if marker == 0xDA:
            after = _END_OF_SCAN.search(content, end)
            refuse_unless(after is not None, "damaged")
            assert after is not None
            end = after.start()
        yield marker, content[place:end], end
        place = end


def _orientation(segment: bytes) -> int:
    """The camera's turn from the first directory of an EXIF segment; 1 where it says nothing sensible."""
    tiff = segment[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for place in range(start + 2, start + 2 + 12 * min(count, 64), 12):
            tag, _kind, _many, value = struct.unpack_from(f"{order}HHIH", tiff, place)
            if tag == 0x0112:
                return value if order and 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


# --- PNG -------------------------------------------------------------------------------------------------------------


def _stripped_png(content: bytes) -> Stripped:
    kept, place, size = [_PNG], 8, (0, 0)
    name = b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + length]
        refuse_unless(len(chunk) == 12 + length, "damaged")
        refuse_unless(zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:], "big"), "damaged")
        refuse_unless(name not in {b"acTL", b"fcTL", b"fdAT"}, "moves")
        if place == 8:
            refuse_unless(name == b"IHDR" and length == 13, "damaged")
            size = struct.unpack_from(">II", chunk, 8)
        if name in _PNG_KEPT:
            kept.append(chunk)
        else:
            refuse_unless(not hides_another(chunk), "two_in_one")
        place += 12 + length
    _refuse_tail(content[place:])
    return Stripped(b"".join(kept), *size)


# --- WebP ------------------------------------------------------------------------------------------------------------


def _stripped_webp(content: bytes) -> Stripped:
    (claimed,) = struct.unpack_from("<I", content, 4)
    refuse_unless(claimed + 8 <= len(content), "damaged")
    kept: list[bytes] = []
    place, size, flags = 12, (0, 0), 0
    while place + 8 <= claimed + 8:
        name, length = struct.unpack_from("<4sI", content, place)
        chunk = content[place : place + 8 + length + length % 2]
        body = chunk[8:]
        refuse_unless(name not in {b"ANIM", b"ANMF"}, "moves")
        if name == b"VP8X":
            flags = body[0]
            size = (int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1)
        elif name in _WEBP_KEPT:
            size = size if size != (0, 0) else _webp_size(name, body)
            kept.append(chunk)
        else:
            refuse_unless(not hides_another(chunk), "two_in_one")
        place += len(chunk)
    _refuse_tail(content[claimed + 8 :])
    if flags:
        sides = b"".join((side - 1).to_bytes(3, "little") for side in size)
        kept.insert(0, b"VP8X" + struct.pack("<I", 10) + bytes([flags & 0x10, 0, 0, 0]) + sides)
    inner = b"WEBP" + b"".join(kept)
    return Stripped(b"RIFF" + struct.pack("<I", len(inner)) + inner, *size)


def _webp_size(name: bytes, body: bytes) -> tuple[int, int]:
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    (bits,) = struct.unpack_from("<I", body, 1)
    return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1


def _refuse_tail(tail: bytes) -> None:
    """Phones append a moving scene or a second exposure: dropped from the copy. Anything another program opens: no."""
    refuse_unless(not hides_another(tail), "two_in_one")
