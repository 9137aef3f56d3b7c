//! A portal's description as elements of the page: text nodes only, whatever the portal wrote.

use leptos::prelude::*;

use crate::story::markdown::{self, Inline, Node};
use crate::ui::kit::ExternalLink;

/// Text in the Markdown subset of stories.
#[component]
pub(super) fn Prose(
    /// The source text.
    text: String,
) -> impl IntoView {
    view! { <div class="prose">{nodes(markdown::parse(&text))}</div> }
}

fn nodes(list: Vec<Node>) -> Vec<AnyView> {
    list.into_iter().map(node).collect()
}

fn node(node: Node) -> AnyView {
    match node {
        // The screen has headings of its own; the description's are below them.
        Node::Heading { content, .. } => view! { <h3>{inlines(content)}</h3> }.into_any(),
        Node::Paragraph(content) => view! { <p>{inlines(content)}</p> }.into_any(),
        Node::List { start, items } => {
            let items = items.into_iter().map(|item| view! { <li>{nodes(item)}</li> }).collect::<Vec<_>>();
            match start {
                Some(start) => view! { <ol start=start.to_string()>{items}</ol> }.into_any(),
                None => view! { <ul>{items}</ul> }.into_any(),
            }
        }
        Node::Quote(content) => view! { <blockquote>{nodes(content)}</blockquote> }.into_any(),
        Node::Code(text) => view! { <pre>{text}</pre> }.into_any(),
        Node::Rule => view! { <hr/> }.into_any(),
    }
}

fn inlines(list: Vec<Inline>) -> Vec<AnyView> {
    list.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Bold(content) => view! { <strong>{inlines(content)}</strong> }.into_any(),
        Inline::Italic(content) => view! { <em>{inlines(content)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link { address, content } => {
            view! { <ExternalLink href=address>{inlines(content)}</ExternalLink> }.into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}
