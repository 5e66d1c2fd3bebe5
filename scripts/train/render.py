"""Draws lines of text as pens, typewriters and presses leave them: grey, 48 px high, dark on light. What paper and camera do to them comes later
(`spoil.py`), anew each time a line is seen.

render.py TEXTS FACES OUT SCRIPT LINES SEED [PROCESSES]   OUT.npz: flat columns, widths, texts, kinds
"""
import json
import lzma
import random
import re
import sys
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from alphabet import LONG_S
from lines import HEIGHT, REFERENCE, packed, saved

SIZE = 56  # px an em, before the line is brought to its height
# Shares of kinds of type among rendered lines.
KINDS = {"Cyrl": {"hand": 0.34, "typed": 0.33, "print": 0.29, "slavonic": 0.04}, "Latn": {"hand": 0.3, "typed": 0.25, "print": 0.3, "fraktur": 0.15}}
_fonts = {}


def font(path, size):
    if (path, size) not in _fonts:
        _fonts[path, size] = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    return _fonts[path, size]


def struck(rng, face, text, canvas):
    """Typewriter: every letter struck by itself, a little high or low, strong or weak."""
    pitch, left = face.getlength("o") * rng.uniform(0.96, 1.04), 30.0
    wander, uneven = rng.uniform(0, 1.6), rng.uniform(0, 0.45)
    for letter in text:
        mask = Image.new("L", (SIZE * 2, SIZE * 3), 0)
        ImageDraw.Draw(mask).text((SIZE // 2, SIZE // 2), letter, fill=255, font=face)
        force = 1 - uneven * rng.random()
        mask = mask.point(lambda value: int(value * force))
        canvas.paste(255, (int(left) - SIZE // 2, 20 - SIZE // 2 + round(rng.gauss(0, wander))), mask)
        left += pitch
    return left


def written(rng, face, text, canvas, lively):
    """Pen or press: words one after another; a pen lets them rise and fall and spaces them unevenly."""
    left, drift, draw = 30.0, 0.0, ImageDraw.Draw(canvas)
    for word in text.split(" "):
        drift = max(-5, min(5, drift + rng.gauss(0, 1.2))) if lively else 0
        draw.text((left, 20 + drift), word, fill=255, font=face)
        left += face.getlength(word) + face.getlength(" ") * (rng.uniform(0.6, 1.8) if lively else rng.uniform(0.9, 1.2))
    return left


def drawn(rng, path, kind, text):
    """The line as ink on nothing (0 paper, 255 ink), cut at the reach of its letters, or None where it would be too long."""
    face = font(path, SIZE)
    room = int(max(face.getlength(text), len(text) * face.getlength("о") * 1.05) * 1.4) + 120
    if room > 9000:
        return None
    canvas = Image.new("L", (room, SIZE * 3), 0)
    right = struck(rng, face, text, canvas) if kind == "typed" else written(rng, face, text, canvas, kind == "hand")
    if rng.random() < 0.4:  # ink that spread, or a thin nib
        sizes = [3, 3, 5] if kind == "hand" else [3, 3, -3, 5]
        size = rng.choice(sizes)
        canvas = canvas.filter(ImageFilter.MaxFilter(size) if size > 0 else ImageFilter.MinFilter(-size))
    if kind == "typed" and rng.random() < 0.6 or rng.random() < 0.15:  # ribbon and rag paper leave gaps
        noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 1, (canvas.height // 2 + 1, canvas.width // 2 + 1))
        gaps = Image.fromarray(np.uint8(255 * np.clip(1 - rng.uniform(0.1, 0.5) * np.abs(noise), 0, 1))).resize(canvas.size, Image.BILINEAR)
        canvas = Image.fromarray(np.uint8(np.asarray(canvas, np.uint16) * np.asarray(gaps, np.uint16) // 255))
    box = canvas.getbbox()
    if box is None:
        return None
    _, top, _, bottom = face.getbbox("Ёqрф")
    top, bottom = min(box[1], 20 + top), max(box[3], 20 + bottom)
    spare = (bottom - top) * rng.uniform(-0.03, 0.12)
    canvas = canvas.crop((max(0, box[0] - rng.randint(0, 14)), int(max(0, top - spare)), min(canvas.width, max(box[2], int(right) - 10) + rng.randint(0, 14)), int(min(canvas.height, bottom + spare))))
    return canvas if canvas.height > 20 and canvas.width > 8 else None


def long_s(text):
    """The text with the long s of old print wherever s does not end a word."""
    return re.sub(r"s(?=\w)", LONG_S, text)


def line(job):
    """One rendered line: columns (width x 48), its text and its kind."""
    seed, script, text, faces = job
    rng = random.Random(seed)
    kinds = KINDS[script]
    for _ in range(8):
        kind = rng.choices(list(kinds), list(kinds.values()))[0]
        able = [face for face in faces if face["kind"] == kind and all(letter in face["letters"] for letter in text)]
        if able:
            break
    else:
        return None
    face = rng.choice(able)
    shown = long_s(text) if LONG_S in face["letters"] and rng.random() < (0.85 if kind == "fraktur" else 0.06) else text
    ink = drawn(rng, face["file"], kind, shown)
    if ink is None:
        return None
    width = round(ink.width * REFERENCE / ink.height * rng.uniform(0.85, 1.15))
    if not 8 <= width <= 2000:
        return None
    grey = 255 - np.asarray(ink.resize((width, HEIGHT), Image.LANCZOS), np.uint16)
    return np.uint8(np.clip(grey, 0, 255)).T.copy(), text, {"slavonic": "print", "fraktur": "print"}.get(kind, kind)


def main(texts, faces_folder, out, script, lines, seed, processes):
    faces = json.load(open(faces_folder / "faces.json", encoding="utf8"))
    for face in faces:
        face["letters"], face["file"] = set(face["letters"]), str(faces_folder / face["file"])
    with lzma.open(texts, "rt", encoding="utf8") as file:
        wanted = [text for its, text in (row.rstrip("\n").split("\t") for row in file) if its == script][:lines]
    jobs = [(seed * 1_000_003 + number, script, text, faces) for number, text in enumerate(wanted)]
    with Pool(processes) as pool:
        made = [each for each in pool.imap(line, jobs, 64) if each]
    saved(out, packed(made))
    print(script, len(made), "lines rendered of", len(jobs), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4], int(sys.argv[5]), int(sys.argv[6]), int(sys.argv[7]) if len(sys.argv) > 7 else 2)
