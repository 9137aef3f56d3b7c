//! Printing one thing of the page: a sheet that only paper shows, and the browser's own dialog, which also
//! makes PDF files.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlImageElement, Url};

use super::dom;

/// The attribute of `<html>` under which the style sheet prints the sheet alone.
const MARK: &str = "data-sheet";

/// What stands on the sheet, from top to bottom.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph of a class; the first with the class `print-title` is the heading.
    Text(&'static str, String),
    /// A picture: an SVG document and what it shows.
    Picture(String, String),
}

/// Puts the parts on a sheet, takes away the one of before, and opens the browser's dialog once the pictures
/// are there.
pub async fn sheet(parts: &[Part]) {
    let Some(document) = dom::document() else { return };
    let (Ok(sheet), Some(body)) = (document.create_element("section"), document.body()) else { return };
    take_away();
    sheet.set_class_name("print-sheet");
    let mut urls = Vec::new();
    for part in parts {
        match part {
            Part::Text(class, text) => {
                let name = if *class == "print-title" { "h1" } else { "p" };
                if text.trim().is_empty() {
                    continue;
                }
                if let Ok(element) = document.create_element(name) {
                    element.set_class_name(class);
                    element.set_text_content(Some(text));
                    sheet.append_child(&element).ok();
                }
            }
            Part::Picture(svg, shows) => {
                let Some((image, url)) = picture(svg, shows) else { continue };
                sheet.append_child(&image).ok();
                // A picture that cannot be read leaves its words.
                JsFuture::from(image.decode()).await.ok();
                urls.push(url);
            }
        }
    }
    body.append_child(&sheet).ok();
    dom::set_root_attribute(MARK, Some("on"));
    if let Some(window) = dom::window() {
        let done = Closure::once_into_js(move || {
            take_away();
            for url in &urls {
                Url::revoke_object_url(url).ok();
            }
        });
        window.set_onafterprint(Some(done.unchecked_ref()));
        window.print().ok();
    }
}

/// An image of an SVG document.
fn picture(svg: &str, shows: &str) -> Option<(HtmlImageElement, String)> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&svg.into()), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_alt(shows);
    image.set_src(&url);
    Some((image, url))
}

/// Takes the sheet away.
fn take_away() {
    dom::set_root_attribute(MARK, None);
    let sheet: Option<Element> =
        dom::document().and_then(|document| document.query_selector(".print-sheet").ok().flatten());
    if let Some(sheet) = sheet {
        sheet.remove();
    }
}
