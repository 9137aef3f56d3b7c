//! The Markdown subset of story texts as a typed tree, which the page turns into elements and the
//! exported file into HTML.
//!
//! Raw HTML stays literal text, a picture becomes its alternative text, and a link leads to `https:`,
//! `http:` or `mailto:` or is only its words. A line break in the source is a line break in the
//! story: the people who write here see their text in a plain field and expect its lines back.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::address::{is_link, is_web};
use super::check::TEXT_BYTES;

/// Deeper nesting is shown at this depth.
pub const DEPTH: usize = 12;

/// A part of a text that stands on its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A heading, shown as `h2` to `h4`: the story's title is the page's `h1`.
    Heading {
        /// 2, 3 or 4.
        level: u8,
        /// The words.
        content: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number of an ordered list; `None` for bullets.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Node>>,
    },
    /// A quotation.
    Quote(Vec<Node>),
    /// Text in a fixed width, as typed.
    Code(String),
    /// A thematic break.
    Rule,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// In bold.
    Bold(Vec<Inline>),
    /// In italics.
    Italic(Vec<Inline>),
    /// In a fixed width.
    Code(String),
    /// A link; the address is `https:`, `http:` or `mailto:`.
    Link {
        /// Where to.
        address: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// The line ends here.
    Break,
}

/// Reads a text. Every text has a tree; what is over the limit of a block's text is not read.
pub fn parse(text: &str) -> Vec<Node> {
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or_default();
    let mut builder = Builder { open: vec![Frame::new(Kind::Root)], too_deep: 0 };
    for event in Parser::new_ext(text, Options::empty()) {
        builder.take(event);
    }
    builder.finish()
}

/// The words of a tree alone, in one line: for descriptions and for reading aloud.
pub fn plain(nodes: &[Node]) -> String {
    let mut out = String::new();
    plain_nodes(nodes, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_nodes(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Heading { content, .. } | Node::Paragraph(content) => plain_inlines(content, out),
            Node::List { items, .. } => items.iter().for_each(|item| plain_nodes(item, out)),
            Node::Quote(nodes) => plain_nodes(nodes, out),
            Node::Code(text) => out.push_str(text),
            Node::Rule => {}
        }
        out.push(' ');
    }
}

fn plain_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Bold(content) | Inline::Italic(content) | Inline::Link { content, .. } => {
                plain_inlines(content, out);
            }
            Inline::Break => out.push(' '),
        }
    }
}

/// What is being built.
enum Kind {
    Root,
    Paragraph,
    /// Raw HTML: shown as a paragraph of its source.
    Html,
    Heading(u8),
    Quote,
    List(Option<u64>),
    Item,
    Code,
    Bold,
    Italic,
    /// A link whose address is let through.
    Link(String),
    /// A link or picture of which only the words are shown.
    Words,
}

/// An element whose end has not come yet.
struct Frame {
    kind: Kind,
    nodes: Vec<Node>,
    items: Vec<Vec<Node>>,
    inlines: Vec<Inline>,
}

impl Frame {
    const fn new(kind: Kind) -> Self {
        Self { kind, nodes: Vec::new(), items: Vec::new(), inlines: Vec::new() }
    }

    /// The nodes of a container. Words that stand in it directly (the items of a tight list) are a
    /// paragraph.
    fn into_nodes(mut self) -> Vec<Node> {
        self.end_line();
        self.nodes
    }

    fn end_line(&mut self) {
        let inlines = tidy(std::mem::take(&mut self.inlines));
        if !inlines.is_empty() {
            self.nodes.push(Node::Paragraph(inlines));
        }
    }
}

struct Builder {
    open: Vec<Frame>,
    /// How many open elements were skipped because they are too deep.
    too_deep: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::InlineHtml(text) => self.inline(Inline::Text(text.into_string())),
            Event::Html(text) => {
                // One line each.
                self.inline(Inline::Text(text.trim_end_matches('\n').to_owned()));
                self.inline(Inline::Break);
            }
            Event::Code(text) => self.inline(Inline::Code(text.into_string())),
            Event::SoftBreak | Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.node(Node::Rule),
            // Extensions that are not switched on.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.inline(Inline::Text(text.into_string()));
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.open.len() >= DEPTH {
            self.too_deep += 1;
            return;
        }
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(shown_level(level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => Kind::Code,
            Tag::HtmlBlock => Kind::Html,
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::Emphasis => Kind::Italic,
            Tag::Strong => Kind::Bold,
            Tag::Link { dest_url, .. } if self.may_link(&dest_url) => Kind::Link(dest_url.into_string()),
            _ => Kind::Words,
        };
        if matches!(kind, Kind::Quote | Kind::List(_) | Kind::Code | Kind::Paragraph | Kind::Heading(_) | Kind::Html)
            && let Some(parent) = self.open.last_mut()
        {
            parent.end_line();
        }
        self.open.push(Frame::new(kind));
    }

    /// Whether a link leads somewhere allowed; a link within a link cannot be shown.
    fn may_link(&self, address: &str) -> bool {
        is_link(address) && !self.open.iter().any(|frame| matches!(frame.kind, Kind::Link(_)))
    }

    fn end(&mut self, end: TagEnd) {
        // Elements end in the order in which they opened, the deepest first.
        if self.too_deep > 0 {
            self.too_deep -= 1;
            // Paragraphs that were too deep must not run together.
            if matches!(
                end,
                TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock
            ) {
                self.inline(Inline::Break);
            }
            return;
        }
        // The root never ends, whatever the events say.
        if self.open.len() < 2 {
            return;
        }
        let Some(frame) = self.open.pop() else { return };
        match frame.kind {
            Kind::Root | Kind::Words => {
                for inline in frame.inlines {
                    self.inline(inline);
                }
                for node in frame.nodes {
                    self.node(node);
                }
            }
            Kind::Paragraph | Kind::Html => {
                for node in frame.into_nodes() {
                    self.node(node);
                }
            }
            Kind::Heading(level) => {
                let content = tidy(frame.inlines);
                if !content.is_empty() {
                    self.node(Node::Heading { level, content });
                }
            }
            Kind::Quote => {
                let nodes = frame.into_nodes();
                if !nodes.is_empty() {
                    self.node(Node::Quote(nodes));
                }
            }
            Kind::List(start) => {
                let mut items = frame.items;
                // Items that were too deep left their words here.
                let surplus = Frame { kind: Kind::Item, nodes: frame.nodes, items: Vec::new(), inlines: frame.inlines };
                let surplus = surplus.into_nodes();
                if !surplus.is_empty() {
                    items.push(surplus);
                }
                if !items.is_empty() {
                    self.node(Node::List { start, items });
                }
            }
            Kind::Item => {
                let nodes = frame.into_nodes();
                match self.open.last_mut() {
                    Some(parent) if matches!(parent.kind, Kind::List(_)) => parent.items.push(nodes),
                    _ => nodes.into_iter().for_each(|node| self.node(node)),
                }
            }
            Kind::Code => {
                let mut text = String::new();
                plain_inlines(&frame.inlines, &mut text);
                text.truncate(text.trim_end_matches('\n').len());
                self.node(Node::Code(text));
            }
            Kind::Bold => self.wrapped(frame.inlines, Inline::Bold),
            Kind::Italic => self.wrapped(frame.inlines, Inline::Italic),
            Kind::Link(address) => self.wrapped(frame.inlines, |content| Inline::Link { address, content }),
        }
    }

    fn wrapped(&mut self, content: Vec<Inline>, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        if !content.is_empty() {
            self.inline(wrap(content));
        }
    }

    fn inline(&mut self, inline: Inline) {
        let Some(frame) = self.open.last_mut() else { return };
        match (inline, frame.inlines.last_mut()) {
            // Words come in pieces; they are put together before addresses are looked for.
            (Inline::Text(text), Some(Inline::Text(before))) => before.push_str(&text),
            (inline, _) => frame.inlines.push(inline),
        }
    }

    fn node(&mut self, node: Node) {
        if let Some(frame) = self.open.last_mut() {
            frame.end_line();
            frame.nodes.push(node);
        }
    }

    fn finish(mut self) -> Vec<Node> {
        while self.open.len() > 1 {
            // The parser closes what it opens; this is for a parser that does not.
            let Some(frame) = self.open.pop() else { break };
            for node in frame.into_nodes() {
                self.node(node);
            }
        }
        self.open.pop().map(Frame::into_nodes).unwrap_or_default()
    }
}

const fn shown_level(level: HeadingLevel) -> u8 {
    match level {
        // The story has its title already, so "#" and "##" are both its first level.
        HeadingLevel::H1 | HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 4,
    }
}

/// The content of a line or paragraph: no line breaks at its ends, and addresses in its words are
/// links, because people paste them as they are.
fn tidy(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while inlines.last() == Some(&Inline::Break) {
        inlines.pop();
    }
    let leading = inlines.iter().take_while(|inline| **inline == Inline::Break).count();
    inlines.drain(..leading);
    linked(inlines)
}

fn linked(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => link_words(&text, &mut out),
            Inline::Bold(content) => out.push(Inline::Bold(linked(content))),
            Inline::Italic(content) => out.push(Inline::Italic(linked(content))),
            other => out.push(other),
        }
    }
    out
}

/// Splits a text into words and the web addresses among them.
fn link_words(text: &str, out: &mut Vec<Inline>) {
    let mut words = 0;
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("http")) {
        let start = from + found;
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || "<>\"“”".contains(c)).unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or_default();
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        // A closing bracket belongs to the address only when it opened in it.
        let address = match address.strip_suffix(')') {
            Some(inner) if !inner.contains('(') => inner,
            _ => address,
        };
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        if is_web(address) && before.is_none_or(|c| !c.is_alphanumeric()) {
            if let Some(before) = text.get(words..start).filter(|before| !before.is_empty()) {
                out.push(Inline::Text(before.to_owned()));
            }
            out.push(Inline::Link { address: address.to_owned(), content: vec![Inline::Text(address.to_owned())] });
            words = start + address.len();
            from = words;
        } else {
            // Not before the end of this word: another "http" within it is no address either.
            from = start + end.max(4);
        }
    }
    if let Some(rest) = text.get(words..).filter(|rest| !rest.is_empty()) {
        out.push(Inline::Text(rest.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in a short notation, so that a case is one line.
    fn shown(nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| match node {
                Node::Heading { level, content } => format!("h{level}({})", inlines(content)),
                Node::Paragraph(content) => format!("p({})", inlines(content)),
                Node::List { start, items } => {
                    let items: Vec<String> = items.iter().map(|item| format!("li({})", shown(item))).collect();
                    start.map_or_else(
                        || format!("ul({})", items.concat()),
                        |start| format!("ol{start}({})", items.concat()),
                    )
                }
                Node::Quote(nodes) => format!("q({})", shown(nodes)),
                Node::Code(text) => format!("pre({text})"),
                Node::Rule => "hr".to_owned(),
            })
            .collect()
    }

    fn inlines(content: &[Inline]) -> String {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => text.clone(),
                Inline::Bold(content) => format!("b[{}]", inlines(content)),
                Inline::Italic(content) => format!("i[{}]", inlines(content)),
                Inline::Code(text) => format!("c[{text}]"),
                Inline::Link { address, content } => format!("a[{address}|{}]", inlines(content)),
                Inline::Break => "/".to_owned(),
            })
            .collect()
    }

    #[test]
    fn texts_become_trees() {
        let cases = [
            ("", ""),
            ("Harga naik.", "p(Harga naik.)"),
            ("satu\ndua  \ntiga\n\nempat", "p(satu/dua/tiga)p(empat)"),
            ("# A\n## B\n### C\n#### D", "h2(A)h2(B)h3(C)h4(D)"),
            ("#\n", ""),
            ("**tebal** dan *miring* dan ***dua***", "p(b[tebal] dan i[miring] dan i[b[dua]])"),
            ("- a\n- b\n  - c", "ul(li(p(a))li(p(b)ul(li(p(c)))))"),
            ("3. a\n4. b", "ol3(li(p(a))li(p(b)))"),
            ("> kata **orang**\n> lagi", "q(p(kata b[orang]/lagi))"),
            ("`x < 1`", "p(c[x < 1])"),
            ("```sql\na\n  b\n```", "pre(a\n  b)"),
            ("a\n\n---\n\nb", "p(a)hrp(b)"),
            ("[portal](https://a.id/x)", "p(a[https://a.id/x|portal])"),
            ("[surat](mailto:a@b.id)", "p(a[mailto:a@b.id|surat])"),
            ("<https://a.id>", "p(a[https://a.id|https://a.id])"),
            ("Rp 5.000 & 10% < 20% &amp; &lt;", "p(Rp 5.000 & 10% < 20% & <)"),
            ("2024. Tahun", "ol2024(li(p(Tahun)))"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&parse(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn nothing_in_a_text_can_run_or_load() {
        let cases = [
            ("<script>alert(1)</script>", "p(<script>alert(1)</script>)"),
            ("<b>x</b>\n<i>y</i>", "p(<b>x</b>/<i>y</i>)"),
            (
                "<div>\n<img src=x onerror=alert(1)>\n</div>\n\nlalu",
                "p(<div>/<img src=x onerror=alert(1)>/</div>)p(lalu)",
            ),
            ("<!-- a -->", "p(<!-- a -->)"),
            ("[x](javascript:alert(1))", "p(x)"),
            ("[x](JaVaScRiPt:alert(1))", "p(x)"),
            ("[x](data:text/html,x)", "p(x)"),
            ("[x](//host/y)", "p(x)"),
            ("[x](/relatif)", "p(x)"),
            ("[x](java&#10;script:alert(1))", "p(x)"),
            ("<javascript:alert(1)>", "p(javascript:alert(1))"),
            ("![peta *Jawa*](https://a.id/x.png)", "p(peta i[Jawa])"),
            ("[![alt](https://a.id/x.png)](https://a.id)", "p(a[https://a.id|alt])"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&parse(text)), expected, "{text:?}");
        }
    }

    #[test]
    fn pasted_addresses_are_links() {
        let cases = [
            ("lihat https://a.id/x?y=1.", "p(lihat a[https://a.id/x?y=1|https://a.id/x?y=1].)"),
            ("(http://a.id)", "p((a[http://a.id|http://a.id]))"),
            ("https://a.id/B_(kota)", "p(a[https://a.id/B_(kota)|https://a.id/B_(kota)])"),
            ("https:// saja, http, xhttps://a.id", "p(https:// saja, http, xhttps://a.id)"),
            ("**https://a.id**", "p(b[a[https://a.id|https://a.id]])"),
            ("[https://a.id](https://b.id)", "p(a[https://b.id|https://a.id])"),
            ("`https://a.id`", "p(c[https://a.id])"),
            ("https://a.id https://b.id", "p(a[https://a.id|https://a.id] a[https://b.id|https://b.id])"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&parse(text)), expected, "{text:?}");
        }
    }

    fn depth(nodes: &[Node]) -> usize {
        nodes
            .iter()
            .map(|node| match node {
                Node::Quote(nodes) => 1 + depth(nodes),
                Node::List { items, .. } => 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0),
                _ => 1,
            })
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn deep_texts_are_flattened_and_keep_their_words() {
        for (mark, count) in [("> ", 500), ("- ", 500), ("1. ", 500), ("> - ", 300)] {
            let nodes = parse(&format!("{}dasar", mark.repeat(count)));
            assert!(depth(&nodes) <= DEPTH, "{mark}");
            assert!(plain(&nodes).contains("dasar"), "{mark}: {}", shown(&nodes));
        }
        assert!(plain(&parse(&format!("{}inti{}", "*a ".repeat(300), "*".repeat(300)))).contains("inti"));
    }

    #[test]
    fn the_longest_text_is_read_in_bounded_time() {
        for mark in [
            "[",
            "*",
            "`",
            "<",
            "> ",
            "![",
            "a*b_",
            "\\",
            "&#",
            "http",
            "https://a.id ",
            "- \n",
            "|-",
            "[a](",
            "<!--",
            "é",
        ] {
            let text = mark.repeat(TEXT_BYTES / mark.len() + 2);
            let _tree = parse(&text);
        }
    }

    #[test]
    fn a_text_has_plain_words() {
        let text = "# Judul\n\nSatu **dua**\ntiga [empat](https://a.id)\n\n- lima\n- `enam`\n\n---\n> tujuh";
        assert_eq!(plain(&parse(text)), "Judul Satu dua tiga empat lima enam tujuh");
    }
}
