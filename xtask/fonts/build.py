"""Makes everything that depends on the shipped fonts. docs/fonts.md is the recipe.

Run from the top of the repository:  python3 xtask/fonts/build.py NODE_MODULES
where NODE_MODULES holds the packages named in docs/fonts.md.

Writes   assets/fonts/*.woff2   subset variable fonts, a hash of their content in the name
         style/fonts.css        faces and fallback faces with the same metrics
         assets/fonts/letters*.json   the letters as lines, for files without text
         src/scene/metrics.rs   advance widths for layout without a browser
         index.html             the two preload addresses (and those in tests/web_*.rs)
"""

import hashlib
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys

from fontTools import subset
from fontTools.pens.roundingPen import RoundingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGES = pathlib.Path(sys.argv[1])

# Basic Latin, Latin-1, Latin Extended-A, Romanian, and the signs that tables, charts and
# statistics use: dashes, quotes, spaces of fixed width, primes, sub- and superscripts, arrows,
# comparison, triangles, ticks.
TEXT = (
    "20-7E,A0-17F,192,218-21B,2BC,2C6,2DC,1E9E,2002,2003,2007-200B,2010-2015,2018-201A,201C-201E,"
    "2020-2022,2026,202F,2030,2032,2033,2039,203A,2044,2070,2074-2079,2080-2089,20AC,2116,2122,"
    "2126,2190-2193,2196-2199,21BA,2202,2206,2211,2212,221A,221E,2248,2260,2264,2265,25A0,25A1,"
    "25B2,25B6,25BC,25C0,25CB,25CF,2713,2717,FFFD"
)
HEADING = (
    "20-7E,A0-FF,131,152,153,2013,2014,2018-201A,201C-201E,2022,2026,2032,2033,2039,203A,20AC,"
    "2122,2191,2193,2212"
)
# Text of the kind the page shows, for the mean width that the fallback faces are scaled to.
SAMPLE = (
    "Harga rata-rata beras medium di pasar tradisional Kota Bandung naik 4,2 persen dalam tiga "
    "bulan. Data dari Dinas Perdagangan dan Perindustrian, diperbarui setiap hari kerja pukul "
    "14.05 WIB. Pilih kolom, saring baris, lalu buat grafik. The table has 1.000.000 rows and "
    "was read without loss; open the notes to see what was changed and why."
)


def codes(ranges):
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def reread(font):
    """The font as it reads after a save: the instancer leaves tables the subsetter cannot take."""
    data = io.BytesIO()
    font.flavor = None
    font.save(data)
    data.seek(0)
    return TTFont(data, recalcTimestamp=False)


def with_tabular_digits(font):
    """Figures of equal width as the font's own: a canvas cannot ask for the feature `tnum`, and in
    this font it would also widen hyphens and brackets to the width of a figure."""
    font = reread(font)
    swaps = tabular(font)
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                # Subtables may share one dictionary: a figure that is tabular already stays.
                table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])
    return font


def cut(font, ranges):
    font = reread(font)
    options = subset.Options()
    options.layout_features = ["kern", "ccmp"]
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(codes(ranges)))
    cutter.subset(font)
    return font


def write_woff2(font, stem, hashed=True):
    font.flavor = "woff2"
    data = io.BytesIO()
    font.save(data)
    name = f"{stem}-{hashlib.sha256(data.getvalue()).hexdigest()[:8]}.woff2" if hashed else f"{stem}.woff2"
    for old in (ROOT / "assets/fonts").glob(f"{stem}-*.woff2"):
        old.unlink()
    (ROOT / "assets/fonts" / name).write_bytes(data.getvalue())
    print(f"assets/fonts/{name}: {len(data.getvalue())} bytes")
    return name


def at_weight(font, weight):
    return instancer.instantiateVariableFont(reread(font), {"wght": weight})


def tabular(font):
    """Glyph name -> its tabular twin, by the font's own `tnum` feature."""
    table = font["GSUB"].table
    swaps = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for sub in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(sub, "ExtSubTable", sub).mapping)
    return swaps


def advances(font):
    """Code point -> advance width in font units."""
    return {code: font["hmtx"][glyph][0] for code, glyph in sorted(font.getBestCmap().items())}


def mean_width(font):
    """Mean advance of the sample in em."""
    widths = advances(font)
    return sum(widths[ord(c)] for c in SAMPLE) / len(SAMPLE) / font["head"].unitsPerEm


def fallback(name, ours, weight, theirs, locals_):
    scale = mean_width(ours) / mean_width(TTFont(theirs))
    em = ours["head"].unitsPerEm
    percent = lambda value: f"{value * 100:.2f}%"
    source = ", ".join(f'local("{n}")' for n in locals_)
    return f"""@font-face {{
  font-family: "{name}";
  font-weight: {weight};
  src: {source};
  size-adjust: {percent(scale)};
  ascent-override: {percent(ours["hhea"].ascent / em / scale)};
  descent-override: {percent(-ours["hhea"].descent / em / scale)};
  line-gap-override: {percent(ours["hhea"].lineGap / em / scale)};
}}
"""


def rust_table(name, doc, widths):
    runs = []
    for code, width in widths.items():
        if runs and runs[-1][0] + len(runs[-1][1]) == code:
            runs[-1][1].append(width)
        else:
            runs.append((code, [width]))
    rows = "\n".join(
        f"    (0x{first:04X}, &[{', '.join(map(str, run))}])," for first, run in runs
    )
    return f"/// {doc}\npub(crate) const {name}: &[(u32, &[u16])] = &[\n{rows}\n];\n"


def kerning(font, signs):
    """(sign, sign after it) -> how much closer or farther they stand, in font units: what the font's
    pair lookups say, the first fitting subtable of each."""
    table = font["GPOS"].table
    kern = {i for r in table.FeatureList.FeatureRecord if r.FeatureTag == "kern" for i in r.Feature.LookupListIndex}
    pairs = {}
    for index in sorted(kern):
        said = set()
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            for first in sub.Coverage.glyphs:
                if first not in signs:
                    continue
                if sub.Format == 1:
                    records = sub.PairSet[sub.Coverage.glyphs.index(first)].PairValueRecord
                    seconds = [(r.SecondGlyph, r.Value1) for r in records if r.SecondGlyph in signs]
                else:
                    row = sub.Class1Record[sub.ClassDef1.classDefs.get(first, 0)].Class2Record
                    seconds = [(b, row[sub.ClassDef2.classDefs.get(b, 0)].Value1) for b in signs]
                for second, value in seconds:
                    if (first, second) not in said:
                        said.add((first, second))
                        by = getattr(value, "XAdvance", 0) or 0
                        pairs[first, second] = pairs.get((first, second), 0) + by
    return {(signs[a], signs[b]): by for (a, b), by in pairs.items() if by}


def letters(font, scale=1):
    """Every character as lines: its width, its path (upwards positive), and the kerning, in which
    characters that stand alike beside all others are named together."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    signs = {}
    for code, name in sorted(names.items()):
        signs.setdefault(name, code)
    shapes = {}
    for code, name in sorted(names.items()):
        pen = SVGPathPen(glyphs)
        glyphs[name].draw(TransformPen(RoundingPen(pen), (scale, 0, 0, scale, 0, 0)) if scale != 1 else pen)
        shapes[chr(code)] = [round(font["hmtx"][name][0] * scale), pen.getCommands()]
    twins = {}
    for code, name in sorted(names.items()):
        twins.setdefault(signs[name], []).append(chr(code))
    rows = {}
    for (first, second), by in sorted(kerning(font, signs).items()):
        rows.setdefault(first, {}).setdefault(by, []).extend(twins[second])
    alike = {}
    for first, row in rows.items():
        key = tuple((by, "".join(sorted(seconds))) for by, seconds in sorted(row.items()))
        alike.setdefault(key, []).extend(twins[first])
    return {"glyphs": shapes, "kern": [["".join(firsts), key] for key, firsts in alike.items()]}


inter = TTFont(PACKAGES / "inter-ui/variable/InterVariable.woff2", recalcTimestamp=False)
inter = instancer.instantiateVariableFont(inter, {"opsz": 14, "wght": (400, 400, 600)})
inter = cut(with_tabular_digits(inter), TEXT)
jakarta = TTFont(
    PACKAGES / "@fontsource-variable/plus-jakarta-sans/files/"
    "plus-jakarta-sans-latin-wght-normal.woff2",
    recalcTimestamp=False,
)
# The second face of figures: fetched when one is set in it, under a name that files can be made from.
figures = cut(with_tabular_digits(instancer.instantiateVariableFont(jakarta, {"wght": (400, 400, 600)})), TEXT)
jakarta = cut(instancer.instantiateVariableFont(jakarta, {"wght": (600, 600, 700)}), HEADING)

(ROOT / "assets/fonts").mkdir(parents=True, exist_ok=True)
text_file = write_woff2(inter, "text")
heading_file = write_woff2(jakarta, "heading")
write_woff2(figures, "jakarta", hashed=False)
shutil.copyfile(PACKAGES / "inter-ui/LICENSE.txt", ROOT / "assets/fonts/OFL-Inter.txt")
shutil.copyfile(
    PACKAGES / "@fontsource-variable/plus-jakarta-sans/LICENSE",
    ROOT / "assets/fonts/OFL-PlusJakartaSans.txt",
)

regular, bold = at_weight(inter, 400), at_weight(inter, 600)
head = at_weight(jakarta, 700)
figures_regular, figures_bold = at_weight(figures, 400), at_weight(figures, 600)


def write_letters(name, regular, bold, others=None):
    """The letters of a face; those that it lacks come from the others, as they do in a browser."""
    scale = regular["head"].unitsPerEm / others[0]["head"].unitsPerEm if others else 1
    data = {"units": regular["head"].unitsPerEm}
    for index, (weight, font) in enumerate([("regular", regular), ("bold", bold)]):
        data[weight] = letters(font)
        if others:
            more = letters(others[index], scale)["glyphs"]
            data[weight]["glyphs"] = more | data[weight]["glyphs"]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (ROOT / "assets/fonts" / name).write_text(text + "\n")


write_letters("letters.json", regular, bold)
write_letters("letters-jakarta.json", figures_regular, figures_bold, (regular, bold))
arimo = lambda weight: PACKAGES / f"@fontsource/arimo/files/arimo-latin-{weight}-normal.woff2"
roboto = lambda weight: PACKAGES / f"@fontsource/roboto/files/roboto-latin-{weight}-normal.woff2"
ARIAL = ["Arial", "Liberation Sans", "Arimo", "Helvetica"]
ARIAL_BOLD = ["Arial Bold", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold", "Arial-BoldMT"]
faces = [
    fallback("Inter Fallback", regular, "400 500", arimo(400), ARIAL),
    fallback("Inter Fallback", bold, "501 700", arimo(700), ARIAL_BOLD),
    fallback("Inter Fallback Roboto", regular, "400 500", roboto(400), ["Roboto"]),
    fallback("Inter Fallback Roboto", bold, "501 700", roboto(700), ["Roboto Bold", "Roboto"]),
    fallback("Plus Jakarta Sans Fallback", head, "400 800", arimo(700), ARIAL_BOLD),
    fallback("Plus Jakarta Sans Fallback Roboto", head, "400 800", roboto(700), ["Roboto Bold", "Roboto"]),
]
(ROOT / "style/fonts.css").write_text(
    f"""/* Written by xtask/fonts/build.py: change that, not this (docs/fonts.md).
   The fallback faces borrow a font of the system and give it the mean width and the line metrics
   of ours, so that nothing jumps when ours arrives. */
@font-face {{
  font-family: "Inter";
  font-style: normal;
  font-weight: 400 600;
  font-display: swap;
  src: url("assets/fonts/{text_file}") format("woff2");
}}
@font-face {{
  font-family: "Plus Jakarta Sans";
  font-style: normal;
  font-weight: 600 700;
  font-display: swap;
  src: url("assets/fonts/{heading_file}") format("woff2");
}}
@font-face {{
  font-family: "Plus Jakarta Sans Text";
  font-style: normal;
  font-weight: 400 600;
  font-display: swap;
  src: url("assets/fonts/jakarta.woff2") format("woff2");
}}
{"".join(faces)}:root {{
  --font-text: "Inter", "Inter Fallback", "Inter Fallback Roboto", system-ui, sans-serif;
  --font-heading: "Plus Jakarta Sans", "Plus Jakarta Sans Fallback", "Plus Jakarta Sans Fallback Roboto", "Inter", system-ui, sans-serif;
}}
"""
)


em = regular["head"].unitsPerEm
metrics = f"""//! Advance widths of the shipped text face (Inter, optical size 14, figures of equal width), in font
//! units and without kerning. Written by `xtask/fonts/build.py`: change that, not this.
//!
//! A table is a list of runs: the first code point, then the advances of it and its followers.
//! In the same units a line rises {regular["hhea"].ascent} above the baseline, capitals are {regular["OS/2"].sCapHeight} high, lower-case
//! letters {regular["OS/2"].sxHeight}.

/// Font units in one em.
pub(crate) const UNITS_PER_EM: u16 = {em};
/// Depth of a line of text below the baseline, in font units, negative.
pub(crate) const DESCENT: i16 = {regular["hhea"].descent};

{rust_table("ADVANCES_400", "Weight 400.", advances(regular))}
{rust_table("ADVANCES_600", "Weight 600.", advances(bold))}
/// The same of the second face of figures (Plus Jakarta Sans, figures of equal width).
pub(crate) const JAKARTA_UNITS_PER_EM: u16 = {figures_regular["head"].unitsPerEm};

{rust_table("JAKARTA_400", "Weight 400 of the second face.", advances(figures_regular))}
{rust_table("JAKARTA_600", "Weight 600 of the second face.", advances(figures_bold))}"""
path = ROOT / "src/scene/metrics.rs"
path.write_text(metrics)
subprocess.run(["rustfmt", "--edition", "2024", str(path)], check=True)

for place in ["index.html", "tests/web_text_width.rs", "tests/web_second_renderer.rs"]:
    words = (ROOT / place).read_text()
    words = re.sub(r"assets/fonts/text[^\"]*\.woff2", f"assets/fonts/{text_file}", words)
    words = re.sub(r"assets/fonts/heading[^\"]*\.woff2", f"assets/fonts/{heading_file}", words)
    (ROOT / place).write_text(words)
