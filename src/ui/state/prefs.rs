//! Language and theme.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::lang::Lang;
use crate::web::dom;

/// What a person chose for light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Preferences, kept in `localStorage` because they are needed before the first paint.
#[derive(Clone, Copy)]
pub struct Prefs {
    /// The language.
    pub lang: RwSignal<Lang>,
    /// The theme chosen.
    pub theme: RwSignal<ThemeChoice>,
    /// Whether the page is dark now.
    pub dark: RwSignal<bool>,
}

const LANG: &str = "jelajah.lang";
const THEME: &str = "jelajah.theme";

fn remembered(key: &str) -> Option<String> {
    dom::storage().and_then(|storage| storage.get_item(key).ok().flatten())
}

fn remember(key: &str, value: &str) {
    if let Some(storage) = dom::storage() {
        // A browser without storage still shows the page; it only forgets the choice.
        storage.set_item(key, value).ok();
    }
}

impl Prefs {
    /// The address's language, else the remembered one, else the browser's when it is English or
    /// Indonesian, else Indonesian.
    pub(super) fn start(asked: Option<Lang>) -> Self {
        let lang = asked
            .or_else(|| remembered(LANG).and_then(|tag| Lang::from_tag(&tag)))
            .or_else(|| {
                dom::window().and_then(|window| window.navigator().language()).and_then(|tag| Lang::from_tag(&tag))
            })
            .unwrap_or_default();
        let theme = match remembered(THEME).as_deref() {
            Some("light") => ThemeChoice::Light,
            Some("dark") => ThemeChoice::Dark,
            _ => ThemeChoice::System,
        };
        let system_dark = RwSignal::new(dom::media("(prefers-color-scheme: dark)"));
        let prefs = Self { lang: RwSignal::new(lang), theme: RwSignal::new(theme), dark: RwSignal::new(false) };
        dom::on_media("(prefers-color-scheme: dark)", move |dark| {
            system_dark.set(dark);
            prefs.settle(dark);
        });
        prefs.settle(system_dark.get_untracked());
        prefs
    }

    fn settle(self, system_dark: bool) {
        let dark = match self.theme.get_untracked() {
            ThemeChoice::System => system_dark,
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        };
        self.dark.set(dark);
        dom::set_root_attribute("data-theme", Some(if dark { "dark" } else { "light" }));
    }

    /// Chooses a language.
    pub fn choose_lang(self, lang: Lang) {
        self.lang.set(lang);
        remember(LANG, lang.tag());
    }

    /// Chooses a theme.
    pub fn choose_theme(self, theme: ThemeChoice) {
        self.theme.set(theme);
        remember(
            THEME,
            match theme {
                ThemeChoice::System => "system",
                ThemeChoice::Light => "light",
                ThemeChoice::Dark => "dark",
            },
        );
        self.settle(dom::media("(prefers-color-scheme: dark)"));
    }
}
