"""Gathers the fonts that lines are rendered in: one small TTF a face, every letter drawn. Not for the fonts of samples/generator, which stay
unseen so that made-up registers measure something.

fonts.py NPM_FOLDER OUT_FOLDER   packages of fontsource unpacked in NPM_FOLDER (npm pack @fontsource/NAME), faces and faces.json into OUT_FOLDER
"""
import csv
import json
import sys
from pathlib import Path

from fontTools import merge, subset
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from alphabet import LETTERS

# URW draws ӣ as ӑ and ӯ as ӗ in this family: a wrong letter poisons what is learned.
WRONG = {"NimbusMonoPS": "ӣӯӢӮ", "NimbusMonoPS-Bold": "ӣӯӢӮ"}
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")


def drawn(font):
    """Characters that the font draws with a real outline."""
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    found = []
    for letter in LETTERS:
        name = cmap.get(ord(letter))
        if name is None:
            continue
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        if pen.bounds or letter == " ":
            found.append(letter)
    return found


def smaller(source, out):
    """One face cut down to the letters that are learned; None where it cannot be read."""
    options = subset.Options(layout_features=["ccmp", "mark", "mkmk", "liga", "kern"], notdef_outline=True, name_IDs=[], hinting=False)
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in LETTERS])
    cutter.subset(font)
    font.flavor = None
    font.save(out)


def parts(folder, name):
    """Files of one face of fontsource: one for each subset of letters, italics apart."""
    for style in ("normal", "italic"):
        for weight in (400, 700, 300):
            found = [folder / "files" / f"{name}-{each}-{weight}-{style}.woff2" for each in SUBSETS]
            found = [each for each in found if each.exists()]
            if found:
                yield style, found
                break


def main(npm, out):
    out.mkdir(parents=True, exist_ok=True)
    faces = []
    for row in csv.DictReader(open(Path(__file__).with_name("fonts.tsv"), encoding="utf8"), delimiter="\t"):
        sources = [("normal", [Path(row["source"])])] if row["source"] != "npm" else list(parts(npm / row["name"], row["name"]))
        for style, files in sources:
            try:
                pieces = []
                for number, file in enumerate(files):
                    piece = out / f"{row['name']}-{style}-{number}.part"
                    smaller(file, piece)
                    pieces.append(piece)
                target = out / f"{row['name']}-{style}.ttf"
                if len(pieces) == 1:
                    pieces[0].rename(target)
                else:
                    merge.Merger(merge.Options(drop_tables=["GSUB", "GPOS", "GDEF"])).merge([str(piece) for piece in pieces]).save(target)
                letters = [letter for letter in drawn(TTFont(target)) if letter not in WRONG.get(row["name"], "")]
                faces.append({"file": target.name, "kind": row["kind"], "letters": "".join(letters)})
            except Exception as error:  # one font less is told, not fatal
                print(f"{row['name']} {style}: left out: {error}", file=sys.stderr)
            for piece in out.glob("*.part"):
                piece.unlink()
    json.dump(faces, open(out / "faces.json", "w", encoding="utf8"), ensure_ascii=False, indent=0)
    print(len(faces), "faces")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
