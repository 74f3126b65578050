"""Files of every format, made as the tools of each make them, all with the same article."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Rencontre à Kiev"
URL = "https://journal.example/monde/rencontre-kiev.html"
PARAGRAPHS = (
    "Jens Stoltenberg, secrétaire général de l’OTAN, a rencontré jeudi à Kiev le président Volodymyr Zelensky.",
    "Les deux hommes ont parlé de la guerre en Ukraine et de l’aide que les alliés occidentaux lui fournissent.",
    "La Russie accuse les alliés occidentaux de prolonger la guerre, et le Kremlin a dénoncé cette visite vendredi.",
)
TEXT = "\n\n".join(PARAGRAPHS)
ROW = {
    "title": TITLE, "url": URL, "publisher": "Le Journal", "author": "Anne Dubois", "published": "2023-09-28",
    "text": TEXT,
}  # fmt: skip
PAGE = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{TITLE} - Le Journal</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="Le Journal">
<meta name="author" content="Anne Dubois"><meta property="article:published_time" content="2023-09-28T08:00:00+02:00">
<link rel="canonical" href="{URL}"></head><body><nav><a href="/">Accueil</a> <a href="/sport">Sport</a></nav>
<article><h1>{TITLE}</h1>{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article>
<footer>Mentions légales. Abonnez-vous pour 1 euro.</footer><script>alert("x")</script></body></html>"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Le Journal</title><link>https://journal.example/</link>
<item><title>{TITLE}</title><link>{URL}</link><dc:creator>Anne Dubois</dc:creator>
<pubDate>Thu, 28 Sep 2023 08:00:00 +0200</pubDate><description>Une visite.</description>
<content:encoded><![CDATA[{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}<script>x()</script>]]></content:encoded></item>
</channel></rss>"""


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW), delimiter=";")
        writer.writeheader()
        writer.writerow(ROW)


def write_warc(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, status, kind, body in (
            ("https://journal.example/image.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://journal.example/absent", "404 Not Found", "text/html", b"<html>absent</html>"),
            (URL, "200 OK", "text/html; charset=utf-8", PAGE.encode()),
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
            writer.write_record(record)
            record.raw_stream.close()


def write_pdf(path: Path) -> None:
    """The article in lines of 60 characters, in a PDF as simple as can be (ISO 32000-1, 7.5)."""
    lines: list[str] = []
    for paragraph in PARAGRAPHS:
        line = ""
        for word in paragraph.replace("’", "'").split():
            if len(line) + len(word) > 60:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
    stream = b"BT /F1 10 Tf 12 TL 50 800 Td " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (Rencontre) /Author (Anne Dubois) >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\n"
    path.write_bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def write_jsonl(path: Path) -> None:
    data = (json.dumps(ROW, ensure_ascii=False) + "\n").encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


WRITERS: Mapping[str, Callable[[Path], object]] = {
    ".txt": lambda path: path.write_text(TEXT, "utf-8"),
    ".html": lambda path: path.write_text(PAGE, "utf-8"),
    ".pdf": write_pdf,
    ".jsonl": write_jsonl,
    ".jsonl.gz": write_jsonl,
    ".csv": write_csv,
    ".parquet": lambda path: pq.write_table(pa.Table.from_pylist([ROW]), path),
    ".rss": lambda path: path.write_text(FEED, "utf-8"),
    ".warc.gz": write_warc,
}
