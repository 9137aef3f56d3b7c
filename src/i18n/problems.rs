//! The sentence and the next step of each [`ProblemCode`].
//!
//! The sentence says what happened, the next step what the person can do now; neither blames.

use crate::base::lang::Lang;
use crate::base::note::{Problem, ProblemCode};
use crate::base::number::format_number;

use super::notes::filled;
use super::{Message, messages};

messages! {
    OFFLINE: "Perangkat ini sedang tidak terhubung ke internet."
        / "This device is not connected to the internet.";
    OFFLINE_NEXT: "Data yang sudah terbuka tetap bisa dipakai. Sambungkan lagi ke internet, lalu coba lagi."
        / "Data that is already open keeps working. Connect again, then try again.";
    REFUSED: "Portal {0} tidak mengizinkan halaman lain membaca jawabannya."
        / "The portal {0} does not let other pages read its answers.";
    REFUSED_NEXT: "Buka tautan berkasnya di tab baru, unduh, lalu jatuhkan berkasnya di sini; sumbernya tetap tercatat."
        / "Open the file's link in a new tab, download it, then drop the file here; its source stays on record.";
    UNREACHABLE: "Tidak ada jawaban dari {0}."
        / "There is no answer from {0}.";
    UNREACHABLE_NEXT: "Periksa ejaan alamatnya atau coba lagi nanti. Kalau Anda punya berkasnya, jatuhkan di sini."
        / "Check the spelling of the address or try again later. If you have the file, drop it here.";
    MIXED_CONTENT: "Alamat {0} memakai http, sedangkan halaman ini memakai https. Peramban tidak mengizinkan campurannya."
        / "The address {0} uses http while this page uses https. Browsers do not allow the mix.";
    MIXED_CONTENT_NEXT: "Coba alamat yang sama dengan https://. Kalau tidak bisa, buka tautannya di tab baru, unduh, lalu jatuhkan berkasnya di sini."
        / "Try the same address with https://. If that fails, open the link in a new tab, download the file and drop it here.";
    TIMEOUT: "{0} belum menjawab setelah {1} detik."
        / "{0} has not answered after {1} {1:second|seconds}.";
    TIMEOUT_NEXT: "Coba lagi; portal yang sibuk sering menjawab pada percobaan kedua. Kalau tetap lama, unduh berkasnya lewat tab baru lalu jatuhkan di sini."
        / "Try again; a busy portal often answers the second time. If it stays slow, download the file in a new tab and drop it here.";
    BROKEN_OFF: "Kiriman dari {0} terputus di tengah jalan."
        / "The transfer from {0} broke off halfway.";
    BROKEN_OFF_NEXT: "Coba lagi. Kalau terputus lagi, unduh berkasnya lewat tab baru lalu jatuhkan di sini."
        / "Try again. If it breaks off again, download the file in a new tab and drop it here.";
    HTTP_STATUS: "{0} sedang bermasalah dan menjawab dengan kode {1}."
        / "{0} is having trouble and answered with code {1}.";
    HTTP_STATUS_NEXT: "Coba lagi nanti. Kalau terus begitu, beri tahu pengelola portalnya."
        / "Try again later. If it keeps happening, tell the people who run the portal.";
    NOT_FOUND: "{0} tidak ditemukan."
        / "{0} was not found.";
    NOT_FOUND_NEXT: "Data itu mungkin dipindahkan atau dihapus. Cari judulnya di katalog portal."
        / "It may have been moved or removed. Search for its title in the portal's catalogue.";
    FORBIDDEN: "{0} hanya membuka data ini untuk pengguna tertentu."
        / "{0} opens this data only to certain users.";
    FORBIDDEN_NEXT: "Masuk ke portalnya di tab baru dan unduh berkasnya, atau minta akses kepada pengelolanya. Lalu jatuhkan berkasnya di sini."
        / "Sign in to the portal in a new tab and download the file, or ask its owner for access. Then drop the file here.";
    NEEDS_KEY: "{0} hanya menjawab dengan kunci pribadi Anda."
        / "{0} answers only with a personal key of yours.";
    NEEDS_KEY_NEXT: "Masukkan kunci Anda di halaman katalog portal ini, lalu coba lagi."
        / "Enter your key on the page of this portal's catalogue, then try again.";
    BAD_QUERY: "Portal tidak memahami kata pencarian “{0}”."
        / "The portal does not understand the search words “{0}”.";
    BAD_QUERY_NEXT: "Pakai kata yang lebih sederhana, tanpa tanda baca."
        / "Use simpler words, without punctuation.";
    BAD_ANSWER: "Jawaban {0} tidak seperti jawaban portal data pada umumnya."
        / "The answer of {0} is not what data portals usually send.";
    BAD_ANSWER_NEXT: "Coba lagi nanti, atau unduh berkasnya dari halaman portal lalu jatuhkan di sini."
        / "Try again later, or download the file from the portal's page and drop it here.";
    TOO_LARGE: "Data ini melebihi batas {0}."
        / "This data is over the limit of {0}.";
    TOO_LARGE_NEXT: "Cari versi yang lebih kecil, misalnya per tahun atau per wilayah."
        / "Look for a smaller version, for example by year or by region.";
    EXPANDS_TOO_FAR: "Berkas ini dimampatkan, dan isinya setelah dibuka melebihi batas {0}."
        / "This file is compressed, and what it expands to is over the limit of {0}.";
    EXPANDS_TOO_FAR_NEXT: "Berkas yang membengkak sejauh ini sering kali rusak atau sengaja dibuat begitu. Cari sumber lain, atau versi yang lebih kecil."
        / "Files that grow this much are often damaged or made to do so. Look for another source or a smaller version.";
    NOT_A_PORTAL: "Tidak ada portal data yang dikenali di {0}."
        / "No data portal was recognised at {0}.";
    NOT_A_PORTAL_NEXT: "Tempel alamat halaman depan portalnya, atau tautan langsung ke berkas CSV."
        / "Paste the address of the portal's front page, or a direct link to a CSV file.";
    BAD_ADDRESS: "“{0}” bukan alamat web."
        / "“{0}” is not a web address.";
    BAD_ADDRESS_NEXT: "Alamat web biasanya diawali https://. Salin alamatnya dari bilah alamat peramban."
        / "A web address usually starts with https://. Copy it from the browser's address bar.";
    EMPTY_FILE: "Berkas ini kosong."
        / "This file is empty.";
    EMPTY_FILE_NEXT: "Unduh sekali lagi; mungkin unduhannya terputus. Kalau tetap kosong, beri tahu penerbit datanya."
        / "Download it once more; the download may have been cut off. If it stays empty, tell the publisher of the data.";
    HTML_INSTEAD_OF_DATA: "Tautan ini membuka halaman web, bukan berkas data."
        / "This link opens a web page, not a data file.";
    HTML_INSTEAD_OF_DATA_NEXT: "Buka tautannya di tab baru; mungkin perlu masuk atau menekan tombol unduh dulu. Lalu jatuhkan berkasnya di sini."
        / "Open the link in a new tab; you may have to sign in or press a download button first. Then drop the file here.";
    UNSUPPORTED_FORMAT: "Berkas {0} belum bisa dibuka di sini."
        / "{0} files cannot be opened here yet.";
    UNSUPPORTED_FORMAT_NEXT: "Cari versi CSV di halaman dataset, atau buka berkasnya di aplikasi lembar kerja dan simpan sebagai CSV."
        / "Look for a CSV version on the dataset's page, or open the file in a spreadsheet and save it as CSV.";
    NOT_TEXT: "Isi berkas ini tidak terbaca sebagai teks."
        / "The contents of this file cannot be read as text.";
    NOT_TEXT_NEXT: "Pastikan berkasnya CSV, bukan gambar, PDF, atau arsip. Kalau perlu, unduh sekali lagi."
        / "Make sure that it is a CSV file, not a picture, PDF or archive. Download it again if need be.";
    NO_ROWS: "Berkas ini punya judul kolom, tetapi tidak punya baris data."
        / "This file has a header but no rows of data.";
    NO_ROWS_NEXT: "Pilih berkas lain dari dataset ini, atau tanyakan kepada penerbitnya."
        / "Choose another file of this dataset, or ask its publisher.";
    NO_DATA_STORE: "Portal menyebut datanya bisa dibaca per baris, tetapi barisnya tidak ada."
        / "The portal says that the rows can be read one by one, but they are not there.";
    NO_DATA_STORE_NEXT: "Buka berkasnya langsung. Kalau ditolak, unduh lewat tab baru lalu jatuhkan di sini."
        / "Open the file itself. If it is refused, download it in a new tab and drop it here.";
    CANCELLED: "Dibatalkan sesuai permintaan Anda."
        / "Cancelled as you asked.";
    CANCELLED_NEXT: "Tidak ada yang berubah. Mulai lagi kapan saja."
        / "Nothing was changed. Start again whenever you like.";
    NO_SUCH_COLUMN: "Kolom {0} tidak ada di tabel ini."
        / "The column {0} is not in this table.";
    NO_SUCH_COLUMN_NEXT: "Nama kolomnya mungkin berubah di sumbernya. Pilih kolom lain, atau hapus langkah yang memakainya."
        / "It may have been renamed at the source. Choose another column, or remove the step that uses it.";
    BAD_STEP: "Langkah {1} tidak cocok dengan isi kolom {0}."
        / "The step {1} does not fit what is in the column {0}.";
    BAD_STEP_NEXT: "Pilih kolom lain, atau ubah cara baca kolom itu."
        / "Choose another column, or change how that column is read.";
    TABLE_GONE: "Tabel ini sudah tidak terbuka."
        / "This table is no longer open.";
    TABLE_GONE_NEXT: "Buka lagi; langkah Anda masih tersimpan dan akan diterapkan kembali."
        / "Open it again; your steps are kept and will be applied again.";
    BAD_DOCUMENT: "Cerita ini tidak bisa dibuka: {why}."
        / "This story cannot be opened: {why}.";
    BAD_DOCUMENT_NEXT: "Minta lagi kepada pengirimnya, sebaiknya sebagai berkas HTML. Tautan panjang sering terpotong di aplikasi pesan."
        / "Ask the sender for it again, best as an HTML file. Messaging apps often cut long links.";
    EDIT_REFUSED_NEXT: "Cerita Anda tetap seperti semula."
        / "Your story is as it was.";
    NEWER_DOCUMENT: "Cerita ini dibuat dengan Jelajah yang lebih baru (format {0})."
        / "This story was made with a newer Jelajah (format {0}).";
    NEWER_DOCUMENT_NEXT: "Muat ulang halaman ini untuk memakai versi terbaru, lalu buka lagi. Berkas aslinya tidak diubah."
        / "Reload this page to use the newest version, then open it again. The original is left untouched.";
    STORAGE: "Penyimpanan peramban penuh atau tidak boleh dipakai."
        / "The browser's storage is full or closed to this page.";
    STORAGE_NEXT: "Unduh cerita Anda sebagai berkas HTML supaya tidak hilang, lalu kosongkan sebagian penyimpanan atau keluar dari mode penyamaran."
        / "Download your story as an HTML file so that it is not lost, then free some storage or leave private browsing.";
    WORKER_STOPPED: "Pembaca data berhenti di tengah jalan dan sudah dijalankan lagi."
        / "The data reader stopped midway and was started again.";
    WORKER_STOPPED_NEXT: "Buka lagi tabelnya. Kalau berhenti lagi, coba berkas yang lebih kecil atau tutup tab lain."
        / "Open the table again. If it stops again, try a smaller file or close other tabs.";
    FIGURE_NEEDS_COLUMN: "Gambar ini memerlukan kolom {0}, tetapi kolom itu tidak ada di datanya."
        / "This figure needs the column {0}, but the data does not have it.";
    FIGURE_NEEDS_COLUMN_NEXT: "Pilih kolom lain untuk gambar ini."
        / "Choose another column for this figure.";
    NOTHING_TO_DRAW: "Tidak ada yang bisa digambar: semua nilai {0} kosong."
        / "There is nothing to draw: every value of {0} is empty.";
    NOTHING_TO_DRAW_NEXT: "Longgarkan saringan, pilih kolom lain, atau periksa cara baca kolom itu."
        / "Loosen the filters, choose another column, or check how that column is read.";
    NEEDS_GRID: "Koordinat berkas ini bukan derajat, dan berkasnya tidak menyebut sistemnya."
        / "The coordinates of this file are no degrees, and the file does not name their system.";
    NEEDS_GRID_NEXT: "Pilih sistem koordinatnya di pengaturan peta." / "Choose their system in the settings of the map.";
    PDF_FILE: "Berkas ini PDF, berkas bintang satu: untuk dibaca, bukan untuk dihitung."
        / "This file is a PDF, a one-star file: made to be read, not to be counted with.";
    PDF_FILE_NEXT: "Cari versi CSV atau XLSX di halaman dataset. Kalau tidak ada, mintalah tabelnya kepada penerbit datanya; suratnya ada di bawah."
        / "Look for a CSV or XLSX version on the dataset's page. If there is none, ask the publisher for the table; a letter is below.";
    PICTURE_FILE: "Berkas ini gambar, berkas bintang satu: angkanya tidak bisa diolah."
        / "This file is a picture, a one-star file: its figures cannot be worked with.";
    PICTURE_FILE_NEXT: "Cari versi CSV atau XLSX di halaman dataset. Kalau tidak ada, mintalah tabelnya kepada penerbit datanya; suratnya ada di bawah."
        / "Look for a CSV or XLSX version on the dataset's page. If there is none, ask the publisher for the table; a letter is below.";
    BROKEN_FILE: "Berkas {0} ini rusak atau terpotong."
        / "This {0} file is damaged or cut off.";
    BROKEN_FILE_NEXT: "Unduh sekali lagi. Kalau tetap rusak, buka di aplikasi asalnya dan simpan ulang, atau beri tahu penerbit datanya."
        / "Download it again. If it stays damaged, open it in its own program and save it anew, or tell the publisher.";
    PROTECTED_FILE: "Berkas {0} ini dikunci dengan kata sandi."
        / "This {0} file is locked with a password.";
    PROTECTED_FILE_NEXT: "Buka di aplikasi asalnya, simpan tanpa kata sandi, lalu jatuhkan di sini."
        / "Open it in its own program, save it without a password, then drop it here.";
    EXTENT_NEEDED: "Tabelnya besar untuk perangkat ini, jadi belum dimuat."
        / "The table is large for this device and has not been loaded.";
    EXTENT_NEEDED_NEXT: "Buka tabelnya dan pilih cara memuatnya; gambar ini menyusul sendiri."
        / "Open the table and choose how to load it; this figure follows by itself.";
    NOT_AT_PORTAL: "Portal tidak bisa menghitung ini, dan {0} barisnya terlalu banyak untuk diambil (paling banyak {1})."
        / "The portal cannot work this out, and its {0} rows are too many to be fetched (at most {1}).";
    NOT_AT_PORTAL_NEXT: "Saring dulu supaya barisnya lebih sedikit, pakai kolom angka atau tanggal untuk mengurutkan, atau muat sampel atau sebagian kolom saja."
        / "Filter first so that there are fewer rows, order by a column of numbers or dates, or load a sample or only some columns.";

    FRAME_SILENT: "Portal {0} tidak memberi jawaban lewat bingkai terisolasi."
        / "The portal {0} gave no answer through the isolated frame.";
    FRAME_SILENT_NEXT: "Lewat cara ini alasannya tidak terbaca: datanya mungkin tidak ada, atau portalnya sedang sibuk. Coba lagi, atau buka halaman portalnya."
        / "This way its reason cannot be read: the data may not be there, or the portal may be busy. Try again, or open the portal's own page.";

    /// Why a document cannot be opened: not JSON, or cut off.
    WHY_DAMAGED: "isinya rusak atau terpotong" / "its contents are damaged or cut off";
    /// Why a document cannot be opened: made by something else.
    WHY_FOREIGN: "ini bukan cerita buatan Jelajah" / "it is not a story made with Jelajah";
    /// Why a document cannot be opened: over a limit.
    WHY_TOO_LARGE: "ukurannya melebihi batas" / "it is larger than allowed";
    /// Why a document cannot be opened: its parts contradict each other.
    WHY_INVALID: "bagian-bagiannya tidak saling cocok" / "its parts do not fit together";
    /// Why a document cannot be opened: an address that is neither `https:` nor `http:`.
    WHY_ADDRESS: "ada alamat di dalamnya yang bukan alamat web" / "it holds an address that is not a web address";
    /// Why a document cannot be opened: nobody said.
    WHY_UNKNOWN: "isinya tidak dikenali" / "its contents are not recognised";

    /// A change was refused: the source is used by figures.
    EDIT_SOURCE_IN_USE: "Sumber “{1}” masih dipakai oleh gambar di cerita ini."
        / "The source “{1}” is still used by figures of this story.";
    EDIT_SOURCE_IN_USE_NEXT: "Hapus dulu gambar yang memakainya, lalu hapus sumbernya."
        / "Remove the figures that use it first, then the source.";
    /// A change was refused: what it names is no longer there.
    EDIT_GONE: "Bagian yang ingin diubah sudah tidak ada di cerita ini."
        / "The part to be changed is no longer in this story.";
    /// A change was refused: too many blocks, figures or sources.
    EDIT_FULL: "Cerita ini sudah berisi {1} bagian, batas untuk satu cerita."
        / "This story already holds {1} parts, the most that one story can have.";
    EDIT_FULL_NEXT: "Hapus bagian yang tidak dipakai, atau lanjutkan di cerita baru."
        / "Remove parts you do not need, or go on in a new story.";
    /// A change was refused: a text over the limit.
    EDIT_TOO_LONG: "Teks ini terlalu panjang; satu bagian memuat sekitar {1} huruf."
        / "This text is too long; one part holds about {1} letters.";
    EDIT_TOO_LONG_NEXT: "Bagi teksnya menjadi beberapa bagian yang lebih pendek."
        / "Split the text into several shorter parts.";
    /// A change was refused: the document as a whole would be over the limit.
    EDIT_TOO_LARGE: "Cerita ini akan menjadi terlalu besar untuk disimpan."
        / "This story would become too large to be kept.";
    /// A share link was refused: the story does not fit into one.
    EDIT_LINK_TOO_LARGE: "Cerita ini terlalu besar untuk satu tautan."
        / "This story is too large for one link.";
    EDIT_LINK_TOO_LARGE_NEXT: "Unduh sebagai berkas HTML, lalu kirim berkasnya."
        / "Download it as an HTML file and send the file.";
    /// A change was refused for another reason.
    EDIT_INVALID: "Perubahan ini tidak cocok dengan ceritanya."
        / "This change does not fit the story.";
}

/// What happened, as one or two sentences.
pub fn sentence(problem: &Problem, lang: Lang) -> String {
    let message = match problem.code {
        ProblemCode::BadDocument => {
            let word = problem.args.first().map_or("", String::as_str);
            let why = why(word).map_or(word, |message| message.text(lang));
            return BAD_DOCUMENT.with(lang, &[("why", why)]);
        }
        ProblemCode::EditRefused => return filled(edit(problem).0, lang, &numbers(problem, lang), &[]),
        ProblemCode::NotAtPortal => return filled(NOT_AT_PORTAL, lang, &numbers(problem, lang), &[]),
        code => pair(code).0,
    };
    filled(message, lang, &problem.args, &[])
}

/// What the person can do next.
pub fn next_step(problem: &Problem, lang: Lang) -> String {
    let message = match problem.code {
        ProblemCode::EditRefused => edit(problem).1,
        code => pair(code).1,
    };
    filled(message, lang, &problem.args, &[])
}

/// The arguments, with whole numbers written the way the language does.
fn numbers(problem: &Problem, lang: Lang) -> Vec<String> {
    let number =
        |arg: &String| arg.parse::<u32>().map_or_else(|_| arg.clone(), |n| format_number(f64::from(n), 0, lang));
    problem.args.iter().map(number).collect()
}

/// The sentence and the next step of a code.
const fn pair(code: ProblemCode) -> (Message, Message) {
    match code {
        ProblemCode::Offline => (OFFLINE, OFFLINE_NEXT),
        ProblemCode::Refused => (REFUSED, REFUSED_NEXT),
        ProblemCode::Unreachable => (UNREACHABLE, UNREACHABLE_NEXT),
        ProblemCode::MixedContent => (MIXED_CONTENT, MIXED_CONTENT_NEXT),
        ProblemCode::Timeout => (TIMEOUT, TIMEOUT_NEXT),
        ProblemCode::BrokenOff => (BROKEN_OFF, BROKEN_OFF_NEXT),
        ProblemCode::HttpStatus => (HTTP_STATUS, HTTP_STATUS_NEXT),
        ProblemCode::NotFound => (NOT_FOUND, NOT_FOUND_NEXT),
        ProblemCode::Forbidden => (FORBIDDEN, FORBIDDEN_NEXT),
        ProblemCode::NeedsKey => (NEEDS_KEY, NEEDS_KEY_NEXT),
        ProblemCode::BadQuery => (BAD_QUERY, BAD_QUERY_NEXT),
        ProblemCode::BadAnswer => (BAD_ANSWER, BAD_ANSWER_NEXT),
        ProblemCode::TooLarge => (TOO_LARGE, TOO_LARGE_NEXT),
        ProblemCode::ExpandsTooFar => (EXPANDS_TOO_FAR, EXPANDS_TOO_FAR_NEXT),
        ProblemCode::NotAPortal => (NOT_A_PORTAL, NOT_A_PORTAL_NEXT),
        ProblemCode::BadAddress => (BAD_ADDRESS, BAD_ADDRESS_NEXT),
        ProblemCode::EmptyFile => (EMPTY_FILE, EMPTY_FILE_NEXT),
        ProblemCode::HtmlInsteadOfData => (HTML_INSTEAD_OF_DATA, HTML_INSTEAD_OF_DATA_NEXT),
        ProblemCode::UnsupportedFormat => (UNSUPPORTED_FORMAT, UNSUPPORTED_FORMAT_NEXT),
        ProblemCode::NotText => (NOT_TEXT, NOT_TEXT_NEXT),
        ProblemCode::NoRows => (NO_ROWS, NO_ROWS_NEXT),
        ProblemCode::NoDataStore => (NO_DATA_STORE, NO_DATA_STORE_NEXT),
        ProblemCode::Cancelled => (CANCELLED, CANCELLED_NEXT),
        ProblemCode::NoSuchColumn => (NO_SUCH_COLUMN, NO_SUCH_COLUMN_NEXT),
        ProblemCode::BadStep => (BAD_STEP, BAD_STEP_NEXT),
        ProblemCode::TableGone => (TABLE_GONE, TABLE_GONE_NEXT),
        ProblemCode::BadDocument => (BAD_DOCUMENT, BAD_DOCUMENT_NEXT),
        ProblemCode::EditRefused => (EDIT_INVALID, EDIT_REFUSED_NEXT),
        ProblemCode::NewerDocument => (NEWER_DOCUMENT, NEWER_DOCUMENT_NEXT),
        ProblemCode::Storage => (STORAGE, STORAGE_NEXT),
        ProblemCode::WorkerStopped => (WORKER_STOPPED, WORKER_STOPPED_NEXT),
        ProblemCode::FigureNeedsColumn => (FIGURE_NEEDS_COLUMN, FIGURE_NEEDS_COLUMN_NEXT),
        ProblemCode::NothingToDraw => (NOTHING_TO_DRAW, NOTHING_TO_DRAW_NEXT),
        ProblemCode::NeedsGrid => (NEEDS_GRID, NEEDS_GRID_NEXT),
        ProblemCode::PdfFile => (PDF_FILE, PDF_FILE_NEXT),
        ProblemCode::PictureFile => (PICTURE_FILE, PICTURE_FILE_NEXT),
        ProblemCode::BrokenFile => (BROKEN_FILE, BROKEN_FILE_NEXT),
        ProblemCode::ExtentNeeded => (EXTENT_NEEDED, EXTENT_NEEDED_NEXT),
        ProblemCode::NotAtPortal => (NOT_AT_PORTAL, NOT_AT_PORTAL_NEXT),
        ProblemCode::ProtectedFile => (PROTECTED_FILE, PROTECTED_FILE_NEXT),
        ProblemCode::FrameSilent => (FRAME_SILENT, FRAME_SILENT_NEXT),
    }
}

/// The words for the reason of a [`ProblemCode::BadDocument`]; the reasons are named in `story`.
pub fn why(word: &str) -> Option<Message> {
    match word {
        "damaged" => Some(WHY_DAMAGED),
        "foreign" => Some(WHY_FOREIGN),
        "too_large" => Some(WHY_TOO_LARGE),
        "invalid" => Some(WHY_INVALID),
        "address" => Some(WHY_ADDRESS),
        "" => Some(WHY_UNKNOWN),
        _ => None,
    }
}

/// The sentence and the next step of a refused change, by its reason; the reasons are named in `story`.
fn edit(problem: &Problem) -> (Message, Message) {
    match problem.args.first().map_or("", String::as_str) {
        "source_in_use" => (EDIT_SOURCE_IN_USE, EDIT_SOURCE_IN_USE_NEXT),
        "gone" => (EDIT_GONE, EDIT_REFUSED_NEXT),
        "full" => (EDIT_FULL, EDIT_FULL_NEXT),
        "too_long" => (EDIT_TOO_LONG, EDIT_TOO_LONG_NEXT),
        "too_large" => (EDIT_TOO_LARGE, EDIT_FULL_NEXT),
        "link_too_large" => (EDIT_LINK_TOO_LARGE, EDIT_LINK_TOO_LARGE_NEXT),
        _ => (EDIT_INVALID, EDIT_REFUSED_NEXT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problem: &Problem, lang: Lang, said: &str, next: &str) {
        assert_eq!(sentence(problem, lang), said);
        assert_eq!(next_step(problem, lang), next);
    }

    #[test]
    fn a_problem_says_what_happened_and_what_to_do() {
        let refused = Problem::new(ProblemCode::Refused).arg("data.contoh.go.id");
        check(
            &refused,
            Lang::Id,
            "Portal data.contoh.go.id tidak mengizinkan halaman lain membaca jawabannya.",
            "Buka tautan berkasnya di tab baru, unduh, lalu jatuhkan berkasnya di sini; sumbernya tetap tercatat.",
        );
        check(
            &Problem::new(ProblemCode::Timeout).arg("data.contoh.go.id").arg("1"),
            Lang::En,
            "data.contoh.go.id has not answered after 1 second.",
            "Try again; a busy portal often answers the second time. If it stays slow, download the file in a new tab and drop it here.",
        );
    }

    #[test]
    fn a_reason_is_told_in_words() {
        check(
            &Problem::new(ProblemCode::BadDocument).arg("foreign"),
            Lang::Id,
            "Cerita ini tidak bisa dibuka: ini bukan cerita buatan Jelajah.",
            BAD_DOCUMENT_NEXT.id,
        );
        check(
            &Problem::new(ProblemCode::BadDocument),
            Lang::En,
            "This story cannot be opened: its contents are not recognised.",
            BAD_DOCUMENT_NEXT.en,
        );
        check(
            &Problem::new(ProblemCode::EditRefused).arg("source_in_use").arg("Harga harian"),
            Lang::Id,
            "Sumber “Harga harian” masih dipakai oleh gambar di cerita ini.",
            "Hapus dulu gambar yang memakainya, lalu hapus sumbernya.",
        );
    }

    #[test]
    fn no_sentence_shows_a_bare_placeholder_when_a_value_is_missing() {
        for code in [ProblemCode::Timeout, ProblemCode::BadStep, ProblemCode::HttpStatus, ProblemCode::BadDocument] {
            for lang in Lang::ALL {
                let problem = Problem::new(code);
                assert!(!sentence(&problem, lang).contains('{'), "{code:?}");
                assert!(!next_step(&problem, lang).contains('{'), "{code:?}");
            }
        }
    }
}
