//! Primitives that every screen is built of, on native elements.
//!
//! Each carries its own semantics (labels, roles, keyboard), so that a screen cannot forget them.
//! Looks are in `style/kit.css` and `style/kit-late.css`. Words come in as [`Words`]: a [`Message`](crate::i18n::Message), a
//! text, or a closure that reads signals.

pub mod announce;
pub mod button;
pub mod choice;
pub mod dialog;
pub mod field;
pub mod files;
pub mod icon;
pub mod layout;
pub mod link;
pub mod menu;
pub mod notice;
pub mod panel;
pub mod progress;
pub mod toast;
pub mod words;

pub use announce::{Announcer, LiveRegion, VisuallyHidden, use_announcer};
pub use button::{Button, ButtonLook, IconButton};
pub use choice::{Checkbox, Chip, Choice, Segmented, Select, ToggleChip};
pub use dialog::Dialog;
pub use field::{Field, SearchField, TextArea, TextInput};
pub use files::{DropZone, FileIntake, FilePicker, use_file_intake};
pub use icon::{Icon, IconName};
pub use layout::{Card, Disclosure, EmptyState, Pagination, SCREEN_TITLE_ID, ScreenTitle, follow_width};
pub use link::{ExternalLink, Link};
pub use menu::{Menu, MenuItem, MenuRule, MenuTitle};
pub use notice::{NoteList, Notice, ProblemNotice, StatusWord, Tone};
pub use panel::Panel;
pub use progress::{JobProgress, ProgressBar, Skeleton, SkeletonLines, progress_words, size_words, waiting_words};
pub use toast::ToastArea;
pub use words::Words;

use std::sync::atomic::{AtomicU32, Ordering};

/// An element id that no other element of the page has.
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
