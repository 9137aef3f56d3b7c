//! A story as one HTML file that opens anywhere without a network, runs nothing, and can be dropped
//! on Jelajah to go on with it.
//!
//! This is the one place that writes markup as text: every piece of text goes through [`Page::text`]
//! or [`Page::attribute`], which escape it, and the file's own policy forbids scripts altogether.
//! The document lies in a `<script type="application/json">`, which browsers never run.

use std::str;

use memchr::memmem;

use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::i18n::story as words;
use crate::table::ResultTable;

use super::address::is_web;
use super::cite::moment;
use super::markdown::{self, Inline, Node};
use super::store::{self, bad};
use super::{Content, Document, Figure, Id, source_line_of};

mod twin;

/// Most bytes of a file that is read.
pub const LARGEST: usize = 96 * 1024 * 1024;

/// The element that holds the document.
const MARK: &[u8] = b" id=\"jelajah-document\"";
/// Nothing is loaded and nothing runs. The one style sheet is inline, and so may be a face in a picture.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("html/story.css");

/// What an exported file is made of.
#[derive(Clone, Copy, Debug)]
pub struct ExportInput<'a> {
    /// The story, with the snapshots that shall travel along.
    pub document: &'a Document,
    /// Its figures, drawn; those that are missing are shown by their snapshot's table.
    pub figures: &'a [RenderedFigure],
    /// Version of the crate.
    pub app_version: &'a str,
    /// Now, ISO date and time with offset, from the browser's clock.
    pub exported_at: &'a str,
    /// Where Jelajah is found; left out of the file when it is not a web address.
    pub open_in: Option<&'a str>,
}

/// A figure as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct RenderedFigure {
    /// The figure.
    pub id: Id,
    /// The picture, written by [`crate::scene::svg`] and taken as it is; empty for a table figure.
    pub svg: String,
    /// The headline.
    pub title: String,
    /// The line below it.
    pub description: String,
    /// What the picture says, in a sentence.
    pub sentence: String,
    /// What was folded or left out, one sentence each.
    pub notes: Vec<String>,
    /// The source line.
    pub source_line: String,
    /// The table twin.
    pub twin: ResultTable,
}

/// The file.
pub fn export(input: &ExportInput<'_>, lang: Lang) -> String {
    export_with(input, &[], lang)
}

/// The file with a second drawing of its figures for phones: `narrow` holds pictures drawn for about
/// 320 px, by figure. Without one a phone shrinks the ordinary picture, and its words with it.
pub fn export_with(input: &ExportInput<'_>, narrow: &[(Id, String)], lang: Lang) -> String {
    let document = input.document;
    let title = if document.title.trim().is_empty() { words::UNTITLED.text(lang) } else { &document.title };
    let mut page = Page::open(title, summary(document).as_deref(), input.app_version, lang);
    for block in &document.blocks {
        match &block.content {
            Content::Text(text) => page.nodes(&markdown::parse(text)),
            Content::Figure(id) => match input.figures.iter().find(|figure| figure.id == *id) {
                Some(figure) => {
                    let narrow = narrow.iter().find(|(narrow, _)| narrow == id).map(|(_, svg)| svg.as_str());
                    page.figure(figure, narrow.and_then(picture));
                }
                None => page.undrawn(document, *id),
            },
        }
    }
    page.sources(document);
    page.raw("</main>\n");
    page.footer(input);
    page.raw("<script type=\"application/json\" id=\"jelajah-document\">");
    // As an escape in a JSON string, "<" can neither end the element nor begin a comment in it.
    page.raw(&store::write(document).replace('<', "\\u003c"));
    page.raw("</script>\n</body>\n</html>\n");
    page.out
}

/// A piece of a page that holds no document.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// Text in the Markdown subset.
    Text(&'a str),
    /// A figure, with a second drawing for phones.
    Figure(&'a RenderedFigure, Option<&'a str>),
}

/// A page of the same look that is only read: nothing lies in it to go on with.
pub fn page(title: &str, pieces: &[Piece<'_>], lang: Lang) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut page = Page::open(title, None, version, lang);
    for piece in pieces {
        match piece {
            Piece::Text(text) => page.nodes(&markdown::parse(text)),
            Piece::Figure(figure, narrow) => page.figure(figure, narrow.and_then(picture)),
        }
    }
    let made = words::MADE_WITH.with(lang, &[("version", version)]);
    page.raw("</main>\n<footer>\n<p>").text(&made).raw("</p>\n</footer>\n</body>\n</html>\n");
    page.out
}

/// Reads the document of a file that [`export`] made. It is untrusted.
pub fn read(bytes: &[u8]) -> Result<Document, Problem> {
    if bytes.len() > LARGEST {
        return Err(Problem::new(ProblemCode::TooLarge).arg(format!("{} MB", LARGEST / 1024 / 1024)));
    }
    let block = data_block(bytes).ok_or_else(|| bad("foreign"))?;
    let json = str::from_utf8(block).map_err(|error| bad("damaged").detail(error.to_string()))?;
    store::read(json)
}

/// Whether a file is one that [`export`] made, to tell it from a file of data.
pub fn is_story(bytes: &[u8]) -> bool {
    data_block(bytes).is_some()
}

/// What stands in the data element. Texts and pictures cannot forge it: their quotes and angle
/// brackets are escaped.
fn data_block(bytes: &[u8]) -> Option<&[u8]> {
    let mark = memmem::find_iter(bytes, MARK).find(|at| {
        let before = bytes.get(..*at).unwrap_or_default();
        memchr::memrchr(b'<', before)
            .and_then(|start| before.get(start..))
            .is_some_and(|tag| tag.starts_with(b"<script"))
    })?;
    let rest = bytes.get(mark..)?;
    let inside = rest.get(memchr::memchr(b'>', rest)? + 1..)?;
    inside.get(..memmem::find(inside, b"</script")?)
}

/// The beginning of the story's first text in at most 200 letters.
fn summary(document: &Document) -> Option<String> {
    let texts = document.blocks.iter().filter_map(|block| match &block.content {
        Content::Text(text) => Some(markdown::plain(&markdown::parse(text))),
        Content::Figure(_) => None,
    });
    let text = texts.into_iter().find(|text| !text.is_empty())?;
    let short: String = text.chars().take(200).collect();
    Some(if short.len() < text.len() { format!("{}…", short.trim_end()) } else { short })
}

/// The picture of an SVG document: a document may not begin inside another, so whatever stands before
/// its element is left out.
fn picture(svg: &str) -> Option<&str> {
    svg.find("<svg").and_then(|start| svg.get(start..))
}

/// The file as far as it is written.
struct Page {
    out: String,
    lang: Lang,
}

impl Page {
    /// A page up to its heading.
    fn open(title: &str, summary: Option<&str>, version: &str, lang: Lang) -> Self {
        let mut page = Self { out: String::with_capacity(64 * 1024), lang };
        page.raw("<!doctype html>\n<html lang=\"").raw(lang.tag()).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY).raw("\">\n");
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
        page.raw("<meta name=\"generator\" content=\"Jelajah ").attribute(version).raw("\">\n");
        if let Some(summary) = summary {
            page.raw("<meta name=\"description\" content=\"").attribute(summary).raw("\">\n");
        }
        page.raw("<title>").text(title).raw("</title>\n<style>\n").raw(STYLE);
        page.raw("</style>\n</head>\n<body>\n<main>\n<h1>").text(title).raw("</h1>\n");
        page
    }

    /// Our own markup.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Anybody's text between tags.
    fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                // HTML has no place for control characters.
                c if c.is_control() && !matches!(c, '\n' | '\t') => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
        }
        self
    }

    /// Anybody's text between the quotes of an attribute.
    fn attribute(&mut self, text: &str) -> &mut Self {
        self.text(text)
    }

    /// A paragraph of a class, left out when it says nothing.
    fn line(&mut self, class: &str, text: &str) {
        if !text.trim().is_empty() {
            self.raw("<p class=\"").raw(class).raw("\">").text(text).raw("</p>\n");
        }
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Heading { level, content } => {
                    let tag = match level {
                        2 => "h2",
                        3 => "h3",
                        _ => "h4",
                    };
                    self.raw("<").raw(tag).raw(">").inlines(content).raw("</").raw(tag).raw(">\n");
                }
                Node::Paragraph(content) => {
                    self.raw("<p>").inlines(content).raw("</p>\n");
                }
                Node::List { start, items } => self.list(*start, items),
                Node::Quote(nodes) => {
                    self.raw("<blockquote>\n").nodes(nodes);
                    self.raw("</blockquote>\n");
                }
                // The line break after the tag is not part of the text, one that follows it would be.
                Node::Code(text) => {
                    self.raw("<pre><code>").text(text).raw("</code></pre>\n");
                }
                Node::Rule => {
                    self.raw("<hr>\n");
                }
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Node>]) {
        match start {
            None => self.raw("<ul>\n"),
            Some(1) => self.raw("<ol>\n"),
            Some(first) => self.raw("<ol start=\"").raw(&first.to_string()).raw("\">\n"),
        };
        for item in items {
            self.raw("<li>");
            match item.as_slice() {
                [Node::Paragraph(content)] => {
                    self.inlines(content);
                }
                nodes => self.nodes(nodes),
            }
            self.raw("</li>\n");
        }
        self.raw(if start.is_none() { "</ul>\n" } else { "</ol>\n" });
    }

    fn inlines(&mut self, inlines: &[Inline]) -> &mut Self {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Bold(content) => self.raw("<strong>").inlines(content).raw("</strong>"),
                Inline::Italic(content) => self.raw("<em>").inlines(content).raw("</em>"),
                Inline::Code(text) => self.raw("<code>").text(text).raw("</code>"),
                Inline::Link { address, content } => self.open_link(address).inlines(content).raw("</a>"),
                Inline::Break => self.raw("<br>\n"),
            };
        }
        self
    }

    /// A link's start; the address was let through by [`super::address`].
    fn open_link(&mut self, address: &str) -> &mut Self {
        self.raw("<a href=\"").attribute(address).raw("\" rel=\"noopener noreferrer\">")
    }

    fn figure(&mut self, figure: &RenderedFigure, narrow: Option<&str>) {
        let lang = self.lang;
        self.open_figure(figure.id, &figure.title, &figure.description);
        let svg = picture(&figure.svg);
        match (svg, narrow) {
            (Some(wide), Some(narrow)) => {
                self.raw("<div class=\"picture wide\">\n").raw(wide).raw("</div>\n");
                self.raw("<div class=\"picture narrow\">\n").raw(narrow).raw("</div>\n");
            }
            (Some(svg), None) | (None, Some(svg)) => {
                self.raw("<div class=\"picture\">\n").raw(svg).raw("</div>\n");
            }
            (None, None) => {}
        }
        self.line("reading", &figure.sentence);
        for note in &figure.notes {
            self.line("note", note);
        }
        if figure.twin.columns.is_empty() {
            // Nothing to show beside the picture.
        } else if svg.or(narrow).is_some() {
            self.raw("<details>\n<summary>").text(words::TABLE_OF.text(lang)).raw("</summary>\n");
            self.table(&figure.twin, &figure.title);
            self.raw("</details>\n");
        } else {
            self.table(&figure.twin, &figure.title);
        }
        self.line("source", &figure.source_line);
        self.raw("</figure>\n");
    }

    /// A figure that nobody drew: its words, its data where there is some, its source.
    fn undrawn(&mut self, document: &Document, id: Id) {
        let Some(figure) = document.figure(id) else { return };
        let lang = self.lang;
        let Figure { title, description, snapshot, source, .. } = figure;
        self.open_figure(id, title, description);
        self.line("reading", words::NOT_DRAWN.text(lang));
        if let Some(data) = snapshot {
            self.table(data, title);
        }
        if let Some(source) = document.source(*source) {
            self.line("source", &source_line_of(source, lang));
        }
        self.raw("</figure>\n");
    }

    fn open_figure(&mut self, id: Id, title: &str, description: &str) {
        let name = id.0.to_string();
        let titled = !title.trim().is_empty();
        self.raw("<figure id=\"figure-").raw(&name).raw("\"");
        if titled {
            self.raw(" aria-labelledby=\"finding-").raw(&name).raw("\">\n");
        } else {
            let lang = self.lang;
            self.raw(" aria-label=\"").attribute(words::FIGURE.text(lang)).raw("\">\n");
        }
        if titled || !description.trim().is_empty() {
            self.raw("<figcaption>\n");
            if titled {
                self.raw("<p class=\"finding\" id=\"finding-").raw(&name).raw("\">").text(title).raw("</p>\n");
            }
            self.line("description", description);
            self.raw("</figcaption>\n");
        }
    }

    /// Every source once more with its address: a picture may be cut out, this list stays.
    fn sources(&mut self, document: &Document) {
        if document.sources.is_empty() {
            return;
        }
        let lang = self.lang;
        self.raw("<section class=\"sources\">\n<h2>").text(words::SOURCES.text(lang)).raw("</h2>\n<ul>\n");
        for source in &document.sources {
            self.raw("<li>").text(&source_line_of(source, lang));
            if let Some(url) = source.citation.url.as_deref().filter(|url| is_web(url)) {
                self.raw("<br>\n").open_link(url).text(url).raw("</a>");
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    fn footer(&mut self, input: &ExportInput<'_>) {
        let lang = self.lang;
        let mut made = words::MADE_WITH.with(lang, &[("version", input.app_version)]);
        if !input.exported_at.is_empty() {
            made.push_str(" · ");
            made.push_str(&words::EXPORTED.with(lang, &[("time", &moment(input.exported_at, lang))]));
        }
        self.raw("<footer>\n<p>").text(&made).raw("</p>\n<p>").text(words::OPEN_AGAIN.text(lang));
        if let Some(address) = input.open_in.filter(|address| is_web(address)) {
            self.raw(" ").open_link(address).text(words::OPEN_IN.text(lang)).raw("</a>");
        }
        self.raw("</p>\n</footer>\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::{figure, file_source, sample_document, table_of};
    use super::super::{Block, Citation, apply, with_snapshot};
    use super::*;
    use crate::story::Command;
    use crate::table::{ResultColumn, Values};

    fn rendered(id: u32, svg: &str) -> RenderedFigure {
        RenderedFigure {
            id: Id(id),
            svg: svg.to_owned(),
            title: "Beras & <cabai>".into(),
            description: "Rp per kg".into(),
            sentence: "Antapani \"paling\" mahal.".into(),
            notes: vec!["19 kategori digabung.".into()],
            source_line: "Sumber: Dinas 'X'".into(),
            twin: ResultTable {
                columns: vec![
                    ResultColumn {
                        name: "Kecamatan".into(),
                        values: Values::Text(vec![Some("<b>Antapani</b>".into()), None]),
                    },
                    ResultColumn { name: "Tahun".into(), values: Values::Number(vec![Some(2024.0), None]) },
                ],
            },
        }
    }

    fn exported(document: &Document, figures: &[RenderedFigure], open_in: Option<&str>) -> String {
        let input =
            ExportInput { document, figures, app_version: "0.1.0", exported_at: "2026-11-21T14:05:09+07:00", open_in };
        export(&input, Lang::Id)
    }

    #[test]
    fn the_file_shows_the_story_and_opens_again() {
        let document = sample_document();
        let svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><title>x</title></svg>";
        let file = exported(&document, &[rendered(1, svg), rendered(2, "")], Some("https://jelajah.example/"));
        for part in [
            "<html lang=\"id\">",
            "<h1>Harga beras di Bandung</h1>",
            "<meta name=\"description\" content=\"Mengapa Harga naik lagi.\">",
            "<h2>Mengapa</h2>\n<p>Harga <strong>naik</strong> lagi.</p>",
            "<p class=\"finding\" id=\"finding-1\">Beras &amp; &lt;cabai&gt;</p>",
            "<div class=\"picture\">\n<svg xmlns",
            "<p class=\"reading\">Antapani &quot;paling&quot; mahal.</p>",
            "<summary>Lihat tabelnya</summary>",
            "<td>&lt;b&gt;Antapani&lt;/b&gt;</td><td class=\"number\">2024</td>",
            "<span aria-label=\"tidak ada nilai\" role=\"img\">–</span>",
            "<p class=\"source\">Sumber: Dinas &#39;X&#39;</p>",
            "<a href=\"https://data.bandung.go.id/dataset/harga-harian\" rel=\"noopener noreferrer\">",
            "Dibuat dengan Jelajah 0.1.0 · diunduh ",
            "<a href=\"https://jelajah.example/\" rel=\"noopener noreferrer\">Buka Jelajah</a>",
        ] {
            assert!(file.contains(part), "{part}\n{file}");
        }
        assert_eq!(file.matches("<details>").count(), 1, "a table figure shows its table at once");
        assert_eq!(file.matches("<?xml").count(), 0);
        assert_eq!(read(file.as_bytes()), Ok(document));
        assert!(is_story(file.as_bytes()) && !is_story(b"a;b\n1;2"));
    }

    #[test]
    fn a_phone_gets_a_picture_of_its_own() {
        let document = sample_document();
        let figures = [rendered(1, "<svg>lebar</svg>"), rendered(2, "<svg>satu</svg>")];
        let input = ExportInput {
            document: &document,
            figures: &figures,
            app_version: "0.1.0",
            exported_at: "",
            open_in: None,
        };
        let file = export_with(&input, &[(Id(1), "<svg>sempit</svg>".into())], Lang::En);
        assert!(file.contains("<div class=\"picture wide\">\n<svg>lebar</svg></div>\n<div class=\"picture narrow\">\n<svg>sempit</svg></div>"));
        assert!(file.contains("<div class=\"picture\">\n<svg>satu</svg></div>"));
        assert_eq!(file.matches("<details>").count(), 2);
    }

    #[test]
    fn nothing_in_a_story_becomes_markup() {
        let evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'<!--";
        let mut source = file_source(evil);
        source.citation = Citation {
            publisher: Some(evil.into()),
            dataset: Some(evil.into()),
            url: Some("https://a.example/\"><script>".into()),
            ..Citation::default()
        };
        let mut shown = figure(Id(0));
        shown.title = evil.into();
        shown.description = evil.into();
        let commands = [
            Command::SetTitle(evil.into()),
            Command::AddSource(Box::new(source)),
            Command::AddFigure(Box::new(shown)),
            Command::AddBlock {
                at: 0,
                content: Content::Text(format!("{evil}\n\n[x](https://a.example/'\"x)\n\n```\n{evil}")),
            },
            Command::AddBlock { at: 1, content: Content::Figure(Id(1)) },
        ];
        let document =
            commands.iter().fold(Document::default(), |document, command| apply(&document, command).unwrap());
        let data = ResultTable {
            columns: vec![ResultColumn { name: evil.into(), values: Values::Text(vec![Some(evil.into())]) }],
        };
        let document = with_snapshot(&document, Id(1), data);
        let file = exported(&document, &[], Some("javascript:alert(1)"));
        assert_eq!(file.matches("<script").count(), 1);
        assert_eq!(file.matches("<img").count(), 0);
        assert_eq!(file.matches("<!--").count(), 0);
        assert_eq!(file.matches("javascript:").count(), 0);
        assert!(file.contains("belum dapat digambar"));
        assert_eq!(read(file.as_bytes()), Ok(document));
    }

    #[test]
    fn long_tables_say_how_much_is_left_out() {
        let numbers: Vec<f64> = (0..2_001).map(f64::from).collect();
        let document = apply(&Document::default(), &Command::AddSource(Box::new(file_source("x")))).unwrap();
        let document = apply(&document, &Command::AddFigure(Box::new(figure(Id(0))))).unwrap();
        let block = Command::AddBlock { at: 0, content: Content::Figure(Id(1)) };
        let document = with_snapshot(&apply(&document, &block).unwrap(), Id(1), table_of(&numbers));
        let file = exported(&document, &[], None);
        assert!(file.contains("dan 1 baris lagi; semuanya tersimpan di dalam berkas ini"), "{file}");
        assert_eq!(file.matches("<tr>").count(), 2_002);
    }

    #[test]
    fn a_file_that_is_no_story_is_refused_with_a_reason() {
        let document = Document { blocks: vec![], ..sample_document() };
        let file = exported(&document, &[], None);
        let cut = &file[..file.len() - 40];
        let cases: [(&[u8], &str); 7] = [
            (b"", "foreign"),
            (b"<html><body>Masuk</body></html>", "foreign"),
            (b"<p id=\"jelajah-document\">{}</script>", "foreign"),
            (b"<script type=\"application/json\" id=\"jelajah-document\">", "foreign"),
            (b"<script type=\"application/json\" id=\"jelajah-document\">{\"app\"</script>", "damaged"),
            (b"<script type=\"application/json\" id=\"jelajah-document\">\xff</script>", "damaged"),
            (cut.as_bytes(), "foreign"),
        ];
        for (bytes, reason) in cases {
            assert_eq!(read(bytes).unwrap_err().args, [reason], "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn an_empty_story_is_a_file_too() {
        let document = Document::default();
        let file = exported(&document, &[], None);
        assert!(file.contains("<title>Cerita tanpa judul</title>"));
        assert_eq!(read(file.as_bytes()), Ok(document));
        let gone =
            Document { blocks: vec![Block { id: Id(0), content: Content::Figure(Id(9)) }], ..Document::default() };
        assert!(!exported(&gone, &[], None).contains("<figure"));
    }
}
