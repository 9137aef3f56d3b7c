//! Messages about posters.

use super::messages;

messages! {
    POSTER: "Poster" / "Poster";
    MAKE: "Buat poster" / "Make a poster";
    HELP: "Satu sampai enam gambar di bawah judul cerita, dengan satu baris sumber." / "One to six figures under the story's title, with one source line.";
    WHICH: "Gambar di poster, paling banyak enam" / "Figures on the poster, six at most";
}
