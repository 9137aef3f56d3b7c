//! Text of a story on the page: Markdown nodes as elements, never as HTML.

use leptos::prelude::*;

use crate::story::markdown::{Inline, Node, parse};
use crate::ui::kit::ExternalLink;

/// A Markdown text.
#[component]
pub fn Prose(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <div class="prose">{move || nodes(&parse(&text.get()))}</div> }
}

fn nodes(list: &[Node]) -> AnyView {
    list.iter().map(node).collect_view().into_any()
}

fn node(node: &Node) -> AnyView {
    match node {
        Node::Heading { level: 2, content } => view! { <h2>{inlines(content)}</h2> }.into_any(),
        Node::Heading { level: 3, content } => view! { <h3>{inlines(content)}</h3> }.into_any(),
        Node::Heading { content, .. } => view! { <h4>{inlines(content)}</h4> }.into_any(),
        Node::Paragraph(content) => view! { <p>{inlines(content)}</p> }.into_any(),
        Node::List { start: None, items } => {
            let items = items.iter().map(|item| view! { <li>{nodes(item)}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
        Node::List { start: Some(start), items } => {
            let items = items.iter().map(|item| view! { <li>{nodes(item)}</li> }).collect_view();
            view! { <ol start=start.to_string()>{items}</ol> }.into_any()
        }
        Node::Quote(content) => view! { <blockquote>{nodes(content)}</blockquote> }.into_any(),
        Node::Code(text) => view! { <pre><code>{text.clone()}</code></pre> }.into_any(),
        Node::Rule => view! { <hr/> }.into_any(),
    }
}

fn inlines(list: &[Inline]) -> AnyView {
    list.iter().map(inline).collect_view().into_any()
}

fn inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Bold(content) => view! { <strong>{inlines(content)}</strong> }.into_any(),
        Inline::Italic(content) => view! { <em>{inlines(content)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Link { address, content } if address.starts_with("mailto:") => {
            view! { <a href=address.clone()>{inlines(content)}</a> }.into_any()
        }
        Inline::Link { address, content } => {
            let content = content.clone();
            view! { <ExternalLink href=address.clone()>{inlines(&content)}</ExternalLink> }.into_any()
        }
        Inline::Break => view! { <br/> }.into_any(),
    }
}
