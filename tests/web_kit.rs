//! The primitives keep their promises in a real browser: names, roles, keyboard, focus.
#![cfg(target_arch = "wasm32")]

use jelajah::place::At;
use jelajah::ui::kit::{
    Button, Choice, Dialog, ExternalLink, IconButton, IconName, Link, Menu, MenuItem, Panel, Segmented, Select,
    TextInput, size_words,
};
use jelajah::ui::state::App;
use jelajah::ui::{Drawing, Late, Loaders};
use jelajah::web::clock::sleep_ms;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// Mounts a view into a box of its own, with the page's state around it.
fn show<V: IntoView + 'static>(view: impl FnOnce(App) -> V + 'static) -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&place).unwrap();
    let handle = mount_to(place.clone(), move || {
        let app = App::start(Loaders {
            late: || Box::pin(std::future::ready(Ok(Late::here()))),
            drawing: || Box::pin(std::future::ready(Ok(Drawing::here()))),
        });
        provide_context(app);
        view(app)
    });
    handle.forget();
    place.unchecked_into()
}

fn find(place: &Element, selector: &str) -> HtmlElement {
    place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
}

fn has(place: &Element, selector: &str) -> bool {
    place.query_selector(selector).unwrap().is_some()
}

fn focused_is(element: &Element) -> bool {
    web_sys::window().unwrap().document().unwrap().active_element().is_some_and(|active| active == *element)
}

/// Sends an event that the browser's own code would make; returns whether it was let through.
fn send(target: &HtmlElement, kind: &str, name: &str, init: &str) -> bool {
    let make = js_sys::Function::new_with_args(
        "target, kind, name, init",
        "return target.dispatchEvent(new globalThis[kind](name, { bubbles: true, cancelable: true, ...JSON.parse(init) }));",
    );
    let arguments = js_sys::Array::of4(target, &kind.into(), &name.into(), &init.into());
    make.apply(&wasm_bindgen::JsValue::NULL, &arguments).unwrap().is_truthy()
}

fn press(target: &HtmlElement, key: &str) {
    send(target, "KeyboardEvent", "keydown", &format!("{{\"key\": \"{key}\"}}"));
}

/// Effects run in microtasks and the focus moves in the next frame.
async fn settle() {
    sleep_ms(60).await;
}

#[wasm_bindgen_test]
fn every_icon_is_in_the_sprite_and_every_symbol_has_a_name() {
    let sprite = include_str!("../assets/icons.svg");
    for icon in IconName::ALL {
        assert!(sprite.contains(&format!("<symbol id=\"icon-{}\"", icon.id())), "{icon:?}");
    }
    assert_eq!(sprite.matches("<symbol ").count(), IconName::ALL.len());
}

#[wasm_bindgen_test]
fn a_link_has_an_address_and_leaves_modified_clicks_to_the_browser() {
    let place = show(|_| view! { <Link at=At::Story>"Cerita"</Link> });
    let link = find(&place, "a");
    assert_eq!(link.get_attribute("href").as_deref(), Some("?view=story"));
    // The box around it stops what the link lets through, or the browser would open a tab.
    let seen = js_sys::Function::new_with_args(
        "event",
        "this.dataset.prevented = event.defaultPrevented; event.preventDefault();",
    );
    place.add_event_listener_with_callback("click", &seen.bind(&place)).unwrap();
    send(&link, "MouseEvent", "click", "{\"ctrlKey\": true}");
    assert_eq!(place.get_attribute("data-prevented").as_deref(), Some("false"));
    send(&link, "MouseEvent", "click", "{}");
    assert_eq!(place.get_attribute("data-prevented").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
fn an_address_that_is_not_of_the_web_is_not_a_link() {
    let place = show(|_| view! { <ExternalLink href="javascript:alert(1)">"berkas"</ExternalLink> });
    assert!(!has(&place, "a"));
    assert_eq!(place.text_content().as_deref(), Some("berkas"));
    let place = show(|_| view! { <ExternalLink href="https://data.contoh.go.id/a.csv">"berkas"</ExternalLink> });
    let link = find(&place, "a");
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
}

#[wasm_bindgen_test]
async fn a_busy_button_keeps_the_focus_and_ignores_presses() {
    let presses = RwSignal::new(0);
    let busy = RwSignal::new(false);
    let place = show(move |_| view! { <Button label="Simpan" busy on_press=move |_| presses.update(|n| *n += 1)/> });
    let button = find(&place, "button");
    button.click();
    assert_eq!(presses.get_untracked(), 1);
    button.focus().unwrap();
    busy.set(true);
    settle().await;
    button.click();
    assert_eq!(presses.get_untracked(), 1);
    assert!(focused_is(&button));
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
fn an_icon_button_has_a_name() {
    let place = show(|_| view! { <IconButton icon=IconName::Close label="Tutup" on_press=|_| {}/> });
    assert_eq!(find(&place, "button").get_attribute("aria-label").as_deref(), Some("Tutup"));
}

#[wasm_bindgen_test]
async fn a_menu_answers_to_the_keyboard() {
    let chosen = RwSignal::new("");
    let place = show(move |_| {
        view! {
            <Menu label="Menu">
                <MenuItem label="Satu" on_press=move |()| chosen.set("satu")/>
                <MenuItem label="Dua" on_press=move |()| chosen.set("dua")/>
            </Menu>
        }
    });
    let button = find(&place, "button");
    button.focus().unwrap();
    press(&button, "ArrowUp");
    settle().await;
    assert_eq!(button.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert!(focused_is(&find(&place, "[role=menuitem]:last-child")), "ArrowUp starts at the end");
    press(&find(&place, "[role=menu]"), "ArrowDown");
    assert!(focused_is(&find(&place, "[role=menuitem]")), "it wraps around");
    press(&find(&place, "[role=menu]"), "Escape");
    settle().await;
    assert!(!has(&place, "[role=menu]"));
    assert!(focused_is(&button));
    button.click();
    settle().await;
    find(&place, "[role=menuitem]").click();
    settle().await;
    assert_eq!(chosen.get_untracked(), "satu");
    assert!(!has(&place, "[role=menu]"));
}

#[wasm_bindgen_test]
async fn a_dialog_gives_the_focus_back() {
    let open = RwSignal::new(false);
    let place = show(move |_| {
        view! {
            <button class="opener" on:click=move |_| open.set(true)>"Buka"</button>
            <Dialog open title="Judul"><p>"Isi"</p></Dialog>
        }
    });
    let opener = find(&place, ".opener");
    opener.focus().unwrap();
    opener.click();
    settle().await;
    assert!(has(&place, "dialog[open]"));
    let heading = find(&place, "dialog h2");
    assert_eq!(find(&place, "dialog").get_attribute("aria-labelledby"), Some(heading.id()));
    find(&place, "dialog .icon-button").click();
    settle().await;
    assert!(!has(&place, "dialog[open]"));
    assert!(focused_is(&opener));
}

#[wasm_bindgen_test]
async fn a_panel_closes_by_escape_wherever_it_stands() {
    for wide in [true, false] {
        let open = RwSignal::new(false);
        let place = show(move |app| {
            app.wide.set(wide);
            view! {
                <button class="opener" on:click=move |_| open.set(true)>"Buka"</button>
                <Panel open title="Rincian"><p class="inside">"Isi"</p></Panel>
            }
        });
        let opener = find(&place, ".opener");
        opener.focus().unwrap();
        opener.click();
        settle().await;
        assert!(has(&place, ".inside"));
        assert_eq!(has(&place, "aside.panel"), wide);
        assert_eq!(has(&place, "dialog.sheet[open]"), !wide);
        if wide {
            press(&find(&place, "aside.panel"), "Escape");
        } else {
            // Escape on a native dialog is the browser's own; `close` is what it ends in.
            find(&place, "dialog.sheet").unchecked_into::<web_sys::HtmlDialogElement>().close();
        }
        settle().await;
        assert!(!open.get_untracked());
        assert!(!has(&place, ".inside"));
        assert!(focused_is(&opener), "wide: {wide}");
    }
}

#[wasm_bindgen_test]
async fn choices_follow_their_signal_and_report_what_was_chosen() {
    let value = RwSignal::new(2_u32);
    let options = || vec![Choice::new(1_u32, "satu"), Choice::new(2, "dua"), Choice::new(3, "tiga")];
    let place = show(move |_| {
        view! {
            <Segmented label="Tampilan" options=options() value on_choose=move |chosen| value.set(chosen)/>
            <Select label="Urutan" options=options() value on_choose=move |chosen| value.set(chosen)/>
        }
    });
    settle().await;
    let select: web_sys::HtmlSelectElement = find(&place, "select").unchecked_into();
    assert_eq!(select.selected_index(), 1);
    let radio: web_sys::HtmlInputElement = find(&place, "label:nth-child(3) input").unchecked_into();
    radio.click();
    settle().await;
    assert_eq!(value.get_untracked(), 3);
    assert_eq!(select.selected_index(), 2);
    assert!(radio.checked());
    let label = find(&place, ".field label");
    assert_eq!(label.get_attribute("for"), Some(select.id()));
}

#[wasm_bindgen_test]
async fn a_field_ties_its_problem_to_its_input() {
    let problem = RwSignal::new(None);
    let place = show(move |_| view! { <TextInput label="Alamat" value="abc" problem/> });
    settle().await;
    let input = find(&place, "input");
    assert_eq!(input.get_attribute("aria-invalid"), None);
    problem.set(Some("Bukan alamat".to_owned()));
    settle().await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    let described = input.get_attribute("aria-describedby").unwrap();
    assert!(find(&place, &format!("#{described}")).text_content().unwrap().contains("Bukan alamat"));
}

#[wasm_bindgen_test]
fn sizes_are_said_in_the_unit_that_fits() {
    use jelajah::base::lang::Lang;
    for (bytes, id, en) in [
        (0, "0 byte", "0 byte"),
        (999, "999 byte", "999 byte"),
        (1_000, "1 kB", "1 kB"),
        (18_345_678, "18,3 MB", "18.3 MB"),
        (999_960, "1 MB", "1 MB"),
        (2_500_000_000, "2,5 GB", "2.5 GB"),
    ] {
        assert_eq!(size_words(bytes, Lang::Id), id);
        assert_eq!(size_words(bytes, Lang::En), en);
    }
}
