"""Line images as the models see them, and their packing into one file. Not for finding lines on a page.

A line is grey, HEIGHT px high; its width is that of the line brought to REFERENCE px of height, so that narrow letters keep their width. Packed lines lie
column by column in one flat array, so that any line is one slice.

lines.py SHARED OUT QUALITY   the transcribed lines of SHARED/data/lines as OUT-train.zip (WebP) and OUT-train.json.gz, OUT-val… likewise
"""
import csv
import gzip
import io
import json
import sys
import zipfile
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool
from pathlib import Path

import numpy as np
from PIL import Image

HEIGHT, REFERENCE = 48, 64
csv.field_size_limit(10**9)
_shards = {}


def packed(lines):
    """Flat columns, widths, texts and kinds of (columns, text, kind)."""
    return {
        "columns": np.concatenate([columns for columns, _, _ in lines]),
        "widths": np.array([len(columns) for columns, _, _ in lines], np.int32),
        "texts": np.array(json.dumps([text for _, text, _ in lines], ensure_ascii=False)),
        "kinds": np.array(json.dumps([kind for _, _, kind in lines])),
    }


def saved(path, arrays):
    np.savez(path, **arrays)


def loaded(path):
    """(columns, widths, texts, kinds) of a packed file."""
    with np.load(path) as held:
        return held["columns"], held["widths"], json.loads(str(held["texts"])), json.loads(str(held["kinds"]))


def transcribed(path, script):
    """Lines of one script out of a zip of WebP images with its table, as (columns, row)."""
    rows = json.load(gzip.open(f"{path}.json.gz", "rt", encoding="utf8"))
    with zipfile.ZipFile(f"{path}.zip") as images, ThreadPool() as threads:
        wanted = [(images.read(str(number)), row) for number, row in enumerate(rows) if row["script"] == script]
        yield from threads.imap(lambda each: (columns_of(each[0]), each[1]), wanted, 64)


def columns_of(webp):
    with Image.open(io.BytesIO(webp)) as image:
        return np.asarray(image.convert("L")).T.copy()


def smaller(job):
    """One line image brought to HEIGHT, as WebP."""
    shard, name, quality = job
    if shard not in _shards:
        _shards[shard] = zipfile.ZipFile(shard)
    with Image.open(io.BytesIO(_shards[shard].read(name))) as image:
        width = round(image.width * REFERENCE / image.height)
        small = image.convert("L").resize((width, HEIGHT), Image.LANCZOS)
    written = io.BytesIO()
    small.save(written, "WEBP", quality=quality, method=3)
    return written.getvalue()


def repack(shared, split, out, quality):
    folder = shared / "data/lines" / split
    rows = list(csv.DictReader(gzip.open(folder / f"{split}.tsv.gz", "rt", encoding="utf8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = [{key: row[key] for key in ("text", "repo", "page", "script", "kind", "group")} for row in rows]
    json.dump(kept, gzip.open(f"{out}-{split}.json.gz", "wt", encoding="utf8"), ensure_ascii=False)
    jobs = [(folder / row["shard"], row["file"], quality) for row in rows]
    with zipfile.ZipFile(f"{out}-{split}.zip", "w", zipfile.ZIP_STORED) as images, Pool() as pool:
        for number, written in enumerate(pool.imap(smaller, jobs, 256)):
            images.writestr(str(number), written)


if __name__ == "__main__":
    for each in ("train", "val"):
        repack(Path(sys.argv[1]), each, sys.argv[2], int(sys.argv[3]))
