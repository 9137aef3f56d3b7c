//! Scenes as SVG documents, without style attributes or scripts, so that a page with a strict policy
//! may hold them.
//!
//! The same scene always gives the same bytes: numbers are rounded to hundredths of a pixel, nothing
//! depends on the platform.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::hatch::{SPACING_PX, STROKE_PX};
use super::letters::Letters;
use super::{Anchor, Fill, Item, Rgba, Scene, Stroke, Weight};

/// Adds formatted text.
macro_rules! put {
    ($out:expr, $($text:tt)*) => { $out.push_str(&format!($($text)*)) };
}

/// The shipped face first, then what systems have.
pub const FONT_FAMILY: &str = "Inter, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// What a document can carry besides its picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// A style sheet with `@font-face` rules, for documents that must open with the right face anywhere.
    pub font_css: Option<String>,
    /// With them words are drawn as lines; those with a letter that the face lacks stay text.
    pub letters: Option<Arc<Letters>>,
    /// Where the data comes from.
    pub provenance: Option<Provenance>,
}

/// Where a picture's data comes from; files carry it where only machines look. Empty where not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// What the picture finds or shows.
    pub title: String,
    /// What is shown, in words.
    pub description: String,
    /// Who published the data.
    pub publisher: String,
    /// The source line as people read it.
    pub source: String,
    /// The licence.
    pub licence: String,
    /// The address of the dataset or file.
    pub address: String,
    /// When the data was read, ISO date.
    pub accessed: String,
}

impl Provenance {
    /// What is known, each with the name of its element in the Dublin Core set, in that order.
    pub fn elements(&self) -> Vec<(&'static str, &str)> {
        let Self { title, description, publisher, source, licence, address, accessed } = self;
        [
            ("title", title),
            ("description", description),
            ("publisher", publisher),
            ("source", source),
            ("rights", licence),
            ("identifier", address),
            ("date", accessed),
        ]
        .into_iter()
        .map(|(name, text)| (name, text.trim()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
    }
}

/// What the metadata of a document says: RDF with Dublin Core elements, as SVG 1.1 shows in its chapter on
/// metadata and as Inkscape and Wikimedia Commons read it.
fn metadata(out: &mut String, provenance: &Provenance) {
    let elements = provenance.elements();
    if elements.is_empty() {
        return;
    }
    out.push_str("<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"");
    out.push_str(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><rdf:Description rdf:about=\"\">\n");
    for (name, text) in elements {
        put!(out, "<dc:{name}>{}</dc:{name}>\n", escape(text));
    }
    out.push_str("</rdf:Description></rdf:RDF></metadata>\n");
}

/// A standalone SVG document with real text, `<title>` and `<desc>`.
pub fn document(scene: &Scene) -> String {
    document_with(scene, &Extras::default())
}

/// A standalone SVG document that also carries a face or metadata.
pub fn document_with(scene: &Scene, extras: &Extras) -> String {
    let mut out = String::with_capacity(512 + scene.items.len() * 120);
    let (width, height) = (number(scene.width_px), number(scene.height_px));
    put!(out, r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}""#);
    put!(out, r#" viewBox="0 0 {width} {height}" role="img""#);
    // Letters that another face lacks come from the usual one.
    let family = if scene.face.is_usual() { String::new() } else { format!("'{}', ", scene.face.family()) };
    put!(out, " font-family=\"{family}{FONT_FAMILY}\" font-variant=\"tabular-nums\">\n");
    element(&mut out, "title", &scene.title);
    element(&mut out, "desc", &scene.description);
    if let Some(provenance) = &extras.provenance {
        metadata(&mut out, provenance);
    }
    element(&mut out, "style", extras.font_css.as_deref().unwrap_or_default());
    patterns(&mut out, scene);
    for item in &scene.items {
        write_item(&mut out, item, extras.letters.as_deref());
    }
    out.push_str("</svg>\n");
    out
}

/// An element with text, left out when there is none.
fn element(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        put!(out, "<{name}>{}</{name}>\n", escape(text));
    }
}

/// The hatch patterns that the scene uses. Equal patterns have equal names, so two documents in one
/// page do not disturb each other.
fn patterns(out: &mut String, scene: &Scene) {
    let mut used = BTreeSet::new();
    for item in &scene.items {
        if let Item::Rect { fill, .. } | Item::Path { fill, .. } | Item::Disc { fill, .. } = item
            && let Some(Fill::Hatch(line, ground)) = fill
        {
            used.insert((hatch_id(*line, *ground), color("stroke", *line), color("fill", *ground)));
        }
    }
    if used.is_empty() {
        return;
    }
    out.push_str("<defs>\n");
    let (side, half) = (number(SPACING_PX), number(SPACING_PX / 2.0));
    let (less, more) = (number(-SPACING_PX / 2.0), number(SPACING_PX * 1.5));
    for (id, stroke, fill) in used {
        put!(out, r#"<pattern id="{id}" patternUnits="userSpaceOnUse" width="{side}" height="{side}">"#);
        put!(out, r#"<rect width="{side}" height="{side}"{fill}/>"#);
        put!(out, r#"<path d="M{less} {half}L{half} {less}M0 {side}L{side} 0M{half} {more}L{more} {half}""#);
        put!(out, "{stroke} stroke-width=\"{}\"/></pattern>\n", number(STROKE_PX));
    }
    out.push_str("</defs>\n");
}

/// The name of a hatch pattern.
fn hatch_id(line: Rgba, ground: Rgba) -> String {
    let name = |Rgba(r, g, b, alpha): Rgba| format!("{r:02x}{g:02x}{b:02x}{alpha:02x}");
    format!("hatch-{}-{}", name(line), name(ground))
}

/// One item, one line.
fn write_item(out: &mut String, item: &Item, letters: Option<&Letters>) {
    match item {
        Item::Rect { x, y, width, height, fill, stroke } => {
            let (width, height) = (number(width.max(0.0)), number(height.max(0.0)));
            put!(out, r#"<rect x="{}" y="{}" width="{width}" height="{height}""#, number(*x), number(*y));
            paint(out, fill.as_ref(), stroke.as_ref());
            out.push_str("/>\n");
        }
        Item::Path { rings, closed, fill, stroke } => {
            let fill = fill.as_ref().filter(|_| *closed);
            out.push_str(r#"<path d=""#);
            for ring in rings {
                for (index, (x, y)) in ring.iter().enumerate() {
                    out.push(if index == 0 { 'M' } else { 'L' });
                    push_number(out, *x);
                    out.push(' ');
                    push_number(out, *y);
                }
                if *closed && !ring.is_empty() {
                    out.push('Z');
                }
            }
            out.push('"');
            paint(out, fill, stroke.as_ref());
            if rings.len() > 1 && fill.is_some() {
                out.push_str(r#" fill-rule="evenodd""#);
            }
            if stroke.is_some() {
                out.push_str(r#" stroke-linejoin="round" stroke-linecap="round""#);
            }
            out.push_str("/>\n");
        }
        Item::Disc { x, y, radius, fill, stroke } => {
            let radius = number(radius.max(0.0));
            put!(out, r#"<circle cx="{}" cy="{}" r="{radius}""#, number(*x), number(*y));
            paint(out, fill.as_ref(), stroke.as_ref());
            out.push_str("/>\n");
        }
        Item::Discs { radius, places, inks } => {
            for ((x, y), ink) in places.iter().zip(inks) {
                let fill = Some(Fill::Solid(*ink));
                write_item(out, &Item::Disc { x: *x, y: *y, radius: *radius, fill, stroke: None }, letters);
            }
        }
        Item::Text { x, y, text, size_px, weight, color: ink, anchor, angle } => {
            let lines = letters.and_then(|letters| letters.path(text, (*x, *y), (*size_px, *weight), *anchor));
            let (x, y) = (number(*x), number(*y));
            if let Some(lines) = lines {
                put!(out, r#"<path d="{lines}""#);
                if *angle != 0.0 {
                    put!(out, r#" transform="rotate({} {x} {y})""#, number(*angle));
                }
                put!(out, "{}/>\n", color("fill", *ink));
                return;
            }
            put!(out, r#"<text x="{x}" y="{y}" font-size="{}""#, number(*size_px));
            out.push_str(match weight {
                Weight::Regular => "",
                Weight::Bold => r#" font-weight="600""#,
            });
            out.push_str(match anchor {
                Anchor::Start => "",
                Anchor::Middle => r#" text-anchor="middle""#,
                Anchor::End => r#" text-anchor="end""#,
            });
            if *angle != 0.0 {
                put!(out, r#" transform="rotate({} {x} {y})""#, number(*angle));
            }
            put!(out, "{}>{}</text>\n", color("fill", *ink), escape(text));
        }
    }
}

/// Fill and stroke as presentation attributes.
fn paint(out: &mut String, fill: Option<&Fill>, stroke: Option<&Stroke>) {
    match fill {
        None => out.push_str(r#" fill="none""#),
        Some(Fill::Solid(ink)) => out.push_str(&color("fill", *ink)),
        Some(Fill::Hatch(line, ground)) => {
            put!(out, r#" fill="url(#{})""#, hatch_id(*line, *ground));
        }
    }
    let Some(stroke) = stroke else { return };
    put!(out, r#"{} stroke-width="{}""#, color("stroke", stroke.color), number(stroke.width_px));
    if let Some((on, off)) = stroke.dash {
        put!(out, r#" stroke-dasharray="{} {}""#, number(on), number(off));
    }
}

/// A colour as attribute, with its opacity where it is not opaque.
fn color(kind: &str, ink: Rgba) -> String {
    let mut out = format!(r#" {kind}="{}""#, ink.hex());
    if ink.3 < 255 {
        put!(out, r#" {kind}-opacity="{}""#, number(f64::from(ink.3) / 255.0));
    }
    out
}

/// A number with at most two decimals and no trailing zeros; what is not finite becomes 0.
fn number(value: f64) -> String {
    let mut out = String::with_capacity(8);
    push_number(&mut out, value);
    out
}

/// Adds a number as [`number`] writes it.
pub(super) fn push_number(out: &mut String, value: f64) {
    let value = if value.is_finite() { value.clamp(-1e12, 1e12) } else { 0.0 };
    let hundredths = libm::round(value * 100.0) as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let sign = if hundredths < 0 { "-" } else { "" };
    // Writing to a string cannot fail.
    let _written = match (rest, rest % 10) {
        (0, _) => write!(out, "{sign}{whole}"),
        (_, 0) => write!(out, "{sign}{whole}.{}", rest / 10),
        _ => write!(out, "{sign}{whole}.{rest:02}"),
    };
}

/// Text that is safe in XML content and attributes: marks escaped, characters that XML forbids left
/// out, line breaks and tabs as spaces.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Lettering;

    #[test]
    fn numbers_are_short_and_the_same_everywhere() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.001, "0"),
            (1.0, "1"),
            (1.5, "1.5"),
            (1.05, "1.05"),
            (1.25, "1.25"),
            (-12.346, "-12.35"),
            (0.999, "1"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(number(value), expected, "{value}");
        }
    }

    #[test]
    fn text_cannot_leave_its_place() {
        assert_eq!(escape("<b a=\"1\" c='2'>&\u{0}\u{8}\n"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp; ");
    }

    #[test]
    fn a_document_has_a_name_a_description_and_every_item() {
        let red = Rgba(255, 0, 0, 128);
        let mut scene = Scene {
            width_px: 20.0,
            height_px: 10.5,
            title: "A < B".to_owned(),
            description: "B & C".to_owned(),
            ..Scene::default()
        };
        scene.push(Item::Rect {
            x: 0.0,
            y: 0.0,
            width: 5.0,
            height: 5.0,
            fill: Some(Fill::Hatch(red, Rgba(1, 2, 3, 255))),
            stroke: None,
        });
        let ring = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)];
        scene.push(Item::Path {
            rings: vec![ring.clone(), ring],
            closed: true,
            fill: Some(Fill::Solid(red)),
            stroke: Some(Stroke { color: red, width_px: 1.0, dash: Some((4.0, 2.0)) }),
        });
        scene.push(Item::Disc { x: 1.0, y: 1.0, radius: 2.0, fill: Some(Fill::Solid(red)), stroke: None });
        scene.text((1.0, 2.0), "x<y", Lettering::new(13.0, red).bold().anchored(Anchor::End));
        let text = document(&scene);
        for piece in [
            r#"viewBox="0 0 20 10.5" role="img""#,
            "<title>A &lt; B</title>\n<desc>B &amp; C</desc>",
            r#"<pattern id="hatch-ff000080-010203ff""#,
            r#"fill="url(#hatch-ff000080-010203ff)"#,
            r#"d="M0 0L1 0L1 1ZM0 0L1 0L1 1Z""#,
            r#"fill-rule="evenodd""#,
            r#"stroke-dasharray="4 2""#,
            r#"fill-opacity="0.5""#,
            r##"font-weight="600" text-anchor="end" fill="#ff0000" fill-opacity="0.5""##,
            ">x&lt;y</text>",
        ] {
            assert!(text.contains(piece), "{piece} is not in\n{text}");
        }
        assert!(!text.contains("style="), "{text}");
        assert!(!text.contains("<metadata>"), "{text}");
        let provenance =
            Provenance { source: "Sumber: A & B".to_owned(), licence: "CC BY".to_owned(), ..Provenance::default() };
        let extras = Extras { provenance: Some(provenance), font_css: Some("@font-face{}".to_owned()), letters: None };
        let more = document_with(&scene, &extras);
        for piece in [
            "<dc:source>Sumber: A &amp; B</dc:source>\n<dc:rights>CC BY</dc:rights>\n</rdf:",
            "<style>@font-face{}</style>",
        ] {
            assert!(more.contains(piece), "{piece} is not in {more}");
        }
    }
}
