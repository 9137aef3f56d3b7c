//! Icons of one stroke style, from one sprite.
//!
//! `assets/icons.svg` is put into `index.html` by the build: an icon needs no request of its own, is
//! there at the first paint and without a network.

use leptos::prelude::*;

/// Declares the icons: a variant and its symbol's id in `assets/icons.svg`.
macro_rules! icons {
    ($($name:ident => $id:literal,)*) => {
        /// The symbols of `assets/icons.svg`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum IconName {
            $(#[doc = concat!("`#icon-", $id, "`")] $name,)*
        }

        impl IconName {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The symbol's id in the sprite, without its `icon-`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }
        }
    };
}

icons! {
    Back => "back",
    Bad => "bad",
    Bars => "bars",
    Building => "building",
    Calendar => "calendar",
    Chart => "chart",
    Check => "check",
    ChevronDown => "chevron-down",
    ChevronLeft => "chevron-left",
    ChevronRight => "chevron-right",
    ChevronUp => "chevron-up",
    Clock => "clock",
    Close => "close",
    Code => "code",
    Columns => "columns",
    Contrast => "contrast",
    Copy => "copy",
    Dataset => "dataset",
    Down => "down",
    Download => "download",
    Edit => "edit",
    Expand => "expand",
    External => "external",
    Eye => "eye",
    File => "file",
    Filter => "filter",
    Forward => "forward",
    Good => "good",
    Grip => "grip",
    Home => "home",
    Image => "image",
    Info => "info",
    Keyboard => "keyboard",
    Language => "language",
    Licence => "licence",
    Line => "line",
    Link => "link",
    Map => "map",
    Menu => "menu",
    Minus => "minus",
    Moon => "moon",
    More => "more",
    New => "new",
    Number => "number",
    Offline => "offline",
    Open => "open",
    Pin => "pin",
    Plus => "plus",
    Portal => "portal",
    Print => "print",
    Quote => "quote",
    Redo => "redo",
    Refresh => "refresh",
    Sample => "sample",
    Search => "search",
    Settings => "settings",
    Share => "share",
    Sort => "sort",
    SortDown => "sort-down",
    SortUp => "sort-up",
    Story => "story",
    Sun => "sun",
    Table => "table",
    Text => "text",
    Trash => "trash",
    Truth => "truth",
    Undo => "undo",
    Up => "up",
    Upload => "upload",
    Warn => "warn",
}

/// An icon. It says nothing to a screen reader: the words beside it, or the label of its button, do.
#[component]
pub fn Icon(
    /// Which one.
    #[prop(into)]
    name: Signal<IconName>,
    /// More classes: `small`, `large`.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("icon {class}") aria-hidden="true">
            <use href=move || format!("#icon-{}", name.get().id())></use>
        </svg>
    }
}
