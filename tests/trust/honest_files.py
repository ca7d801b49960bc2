"""Files as people of a district really bring them: photographs, scans, letters, lists. Each must be taken in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from PIL import Image

TELLING = b"Zqxrahasia-GPS"
"""Stands in every property that tells where or by whom; no served copy may carry it."""


def picture(rng: Random, side: int = 240, mode: str = "RGB") -> Image.Image:
    noise = Image.frombytes("L", (16, 16), rng.randbytes(256)).resize((side, side * 3 // 4))
    return noise.convert(mode)


def exif(rng: Random) -> bytes:
    told = Image.Exif()
    told[0x0112] = rng.choice([1, 3, 6, 8])
    told[0x010F] = TELLING.decode()
    told.get_ifd(0x8825).update({1: "S", 2: (8.0, 3.0, 20.0), 3: "E", 4: (111.0, 54.0, 9.0)})
    return told.tobytes()


def phone_photo(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng, rng.randrange(200, 500)).save(
        out,
        "JPEG",
        quality=rng.randrange(60, 95),
        exif=exif(rng),
        comment=TELLING,
        progressive=rng.random() < 0.4,
    )
    return out.getvalue()


def photo_with_moving_scene(rng: Random) -> bytes:
    return phone_photo(rng) + b"\x00\x00\x00\x18ftypmp42" + rng.randbytes(2000)


def photo_with_second_exposure(rng: Random) -> bytes:
    return phone_photo(rng) + phone_photo(rng)


def grey_scan(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng, 400, "L").save(out, "JPEG", quality=70, dpi=(300, 300))
    return out.getvalue()


def press_photo(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng, 200, "CMYK").save(out, "JPEG")
    return out.getvalue()


def screenshot(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng, 300, rng.choice(["RGB", "RGBA", "P", "L"])).save(out, "PNG")
    made = out.getvalue()
    words = b"Comment\x00" + TELLING
    chunk = b"tEXt" + words
    return (
        made[:33] + struct.pack(">I", len(words)) + chunk + struct.pack(">I", zlib.crc32(chunk)) + made[33:]
    )


def chat_picture(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng, 260).save(out, "WEBP", quality=80, exif=exif(rng), lossless=rng.random() < 0.3)
    return out.getvalue()


def pdf(rng: Random, *, with_picture: bool = False, packed: bool = True) -> bytes:
    """A letter written by an office program: objects, sometimes packed into object streams."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject

    writer = PdfWriter()
    writer.add_metadata({"/Author": TELLING.decode(), "/Title": "Surat"})
    for _ in range(rng.randrange(1, 4)):
        page = writer.add_blank_page(595, 842)
        drawn = DecodedStreamObject()
        drawn.set_data(b"BT /F1 12 Tf 72 720 Td (Surat keterangan) Tj ET " * rng.randrange(1, 30))
        page[NameObject("/Contents")] = writer._add_object(drawn.flate_encode() if packed else drawn)
        if with_picture:
            shot = DecodedStreamObject()
            shot.set_data(phone_photo(rng))
            shot.update({
                NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image"),
                NameObject("/Filter"): NameObject("/DCTDecode"), NameObject("/Width"): NumberObject(200),
                NameObject("/Height"): NumberObject(150), NameObject("/ColorSpace"): NameObject("/DeviceRGB"),
                NameObject("/BitsPerComponent"): NumberObject(8),
            })  # fmt: skip
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/XObject"): DictionaryObject({NameObject("/Im0"): writer._add_object(shot)})}
            )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def letter(rng: Random) -> bytes:
    return pdf(rng, packed=rng.random() < 0.7)


def scanned_letter(rng: Random) -> bytes:
    return pdf(rng, with_picture=True)


def typeset(rng: Random) -> bytes:
    import typst

    words = " ".join(rng.choice(["anak", "surat", "sekolah", "desa"]) for _ in range(40))
    return bytes(typst.compile(f"= Surat\n{words}".encode()))


_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def docx_parts(rng: Random) -> dict[str, bytes]:
    words = " ".join(
        rng.choice(["kunjungan", "rumah", "ibu", "sekolah"]) for _ in range(rng.randrange(5, 300))
    )
    main = f"{_CONTENT_TYPE}.wordprocessingml.document.main+xml"
    kin = "http://schemas.openxmlformats.org"
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="{kin}/package/2006/content-types"><Default Extension="rels" ContentType="'
            'application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'{_XML}<Relationships xmlns="{kin}/package/2006/relationships"><Relationship Id="rId1" Type="'
            f'{kin}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{kin}/package/2006/relationships/metadata/thumbnail" '
            'Target="docProps/thumbnail.jpeg"/></Relationships>'
        ).encode(),
        "word/document.xml": (
            f'{_XML}<w:document xmlns:w="{kin}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{words}'
            "</w:t></w:r></w:p></w:body></w:document>"
        ).encode(),
        "word/_rels/document.xml.rels": (
            f'{_XML}<Relationships xmlns="{kin}/package/2006/relationships"><Relationship Id="rId9" Type="'
            f'{kin}/officeDocument/2006/relationships/hyperlink" Target="https://jdih.example/" TargetMode="External"/>'
            "</Relationships>"
        ).encode(),
        "docProps/core.xml": (
            f'{_XML}<cp:coreProperties xmlns:cp="{kin}/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{TELLING.decode()}</dc:creator></cp:coreProperties>'
        ).encode(),
        "docProps/thumbnail.jpeg": phone_photo(rng),
        "word/media/image1.jpeg": phone_photo(rng),
    }  # fmt: skip


def packed(parts: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, kind)
    return out.getvalue()


def document(rng: Random) -> bytes:
    return packed(docx_parts(rng))


def workbook(rng: Random) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = TELLING.decode()
    for row in range(rng.randrange(3, 200)):
        book.active.append([row, "Desa Ngunut", rng.random(), "=SUM(A1:A2)"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def note(rng: Random) -> bytes:
    lines = [
        rng.choice(["Ibu Parti: datang jam 9", "5 < 7 & benar", "nilai = 3 > 2", "é ü 漢字"])
        for _ in range(20)
    ]
    return "\r\n".join(lines).encode(rng.choice(["utf-8", "utf-8-sig", "utf-16"]))


HONEST: dict[str, tuple[str, Callable[[Random], bytes]]] = {
    "phone photo": ("jpeg", phone_photo),
    "photo with a moving scene": ("jpeg", photo_with_moving_scene),
    "photo with a second exposure": ("jpeg", photo_with_second_exposure),
    "grey scan": ("jpeg", grey_scan),
    "press photo": ("jpeg", press_photo),
    "screenshot": ("png", screenshot),
    "chat picture": ("webp", chat_picture),
    "letter": ("pdf", letter),
    "scanned letter": ("pdf", scanned_letter),
    "typeset letter": ("pdf", typeset),
    "document": ("docx", document),
    "workbook": ("xlsx", workbook),
    "note": ("text", note),
}
