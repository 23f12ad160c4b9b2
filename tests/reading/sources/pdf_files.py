"""PDF files written by hand for the tests, in a Chinese font every reader knows by name."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842


def text(x: float, y: float, words: str, size: float = 16, turn: str = "1 0 0 1") -> str:
    """Words whose line stands ``y`` points below the top of the page."""
    return f"BT /F1 {size} Tf {turn} {x} {HEIGHT - y} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight stroke between two points counted from the top left."""
    return f"{x1} {HEIGHT - y1} m {x2} {HEIGHT - y2} l S\n"


def bar(x1: float, y1: float, x2: float, y2: float) -> str:
    """A thin filled rectangle, as some programs draw their rules."""
    return f"{x1} {HEIGHT - y2} {x2 - x1} {y2 - y1} re f\n"


def picture(number: int = 1) -> str:
    """A picture over the whole page."""
    return f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /I{number} Do Q\n"


def pdf(pages: Sequence[str], *, title: str = "", rotate: int = 0, image: bytes = b"\0", extra: str = "") -> bytes:
    """A file of pages, each given by its drawing operators."""
    count = len(pages)
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(count))
    objects: dict[int, bytes] = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>",
        5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 90>>",
        6: f"<</Title<feff{title.encode('utf-16-be').hex()}>>>".encode(),
        7: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length "
        + f"{len(image)}".encode()
        + b">>stream\n"
        + image
        + b"\nendstream",
    }
    for index, content in enumerate(pages):
        objects[10 + 2 * index] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {rotate}/Contents {11 + 2 * index} 0 R"
            "/Resources<</Font<</F1 3 0 R>>/XObject<</I1 7 0 R>>>>>>"
        ).encode()
        stream = content.encode()
        objects[11 + 2 * index] = f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream"
    return _written(objects, extra)


def _written(objects: dict[int, bytes], extra: str) -> bytes:
    data = b"%PDF-1.7\n"
    places: dict[int, int] = {}
    for number, content in objects.items():
        places[number] = len(data)
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += f"{number} 1\n{place:010} 00000 n \n".encode()
    return (
        data + f"trailer<</Size {max(places) + 1}/Root 1 0 R/Info 6 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n".encode()
    )
