//! Messages of the dialog that makes files of a figure.

use super::messages;

messages! {
    EXPORT: "Unduh" / "Download";
    TITLE: "Unduh gambar" / "Download the figure";
    SIZE: "Untuk" / "For";
    SIZE_WEB: "Web, lebar 800" / "Web, 800 wide";
    SIZE_PHONE: "Ponsel, lebar 400" / "Phone, 400 wide";
    SIZE_PRINT: "Cetak, lebar 600" / "Print, 600 wide";
    SIZE_SQUARE: "Persegi 1:1, 1080 × 1080" / "Square 1:1, 1080 × 1080";
    SIZE_CARD: "WhatsApp 4:5, 1080 × 1350" / "WhatsApp 4:5, 1080 × 1350";
    SIZE_WIDE: "Layar 16:9, 1600 × 900" / "Screen 16:9, 1600 × 900";
    PAPER: "Latar" / "Background";
    PAPER_LIGHT: "Terang" / "Light";
    PAPER_DARK: "Gelap" / "Dark";
    SHARPNESS: "Ketajaman PNG" / "PNG sharpness";
    WORDS: "Tulisan di SVG" / "Words in the SVG";
    WORDS_TEXT: "Teks" / "Text";
    WORDS_LINES: "Garis" / "Outlines";
    SVG_LINES_HINT: "Huruf di SVG menjadi garis: tampil sama di mana saja, tetapi tidak dapat disunting atau dicari sebagai teks. Huruf yang tidak ada di font kami tetap teks." / "Letters in the SVG become outlines: they look the same everywhere, but cannot be edited or searched as text. Letters that our font lacks stay text.";
    TIMES: "{n}×" / "{n}×";
    PREVIEW: "Pratinjau: {title}" / "Preview: {title}";
    PNG: "Unduh PNG" / "Download PNG";
    SVG: "Unduh SVG" / "Download SVG";
    PRINT: "Cetak, PDF" / "Print, PDF";
    SVG_HINT: "SVG membawa fontnya sendiri. Semua berkas membawa judul, sumber, dan lisensinya." / "The SVG carries its own font. Every file carries its title, source and licence.";
    OTHERS: "Berkas lain" / "Other files";
    CSV: "Angkanya (CSV)" / "Its numbers (CSV)";
    HTML: "Halaman untuk disematkan (HTML)" / "Page to embed (HTML)";
    SPEC: "Pengaturan gambar (JSON)" / "Settings of the figure (JSON)";
    VEGA: "Vega-Lite (JSON)" / "Vega-Lite (JSON)";
    VEGA_NONE: "Vega-Lite tidak punya bentuk untuk {kind}, jadi tidak ditawarkan." / "Vega-Lite has no form for {kind}, so it is not offered.";
    VEGA_LEFT_OUT: "Tidak ikut ke Vega-Lite: {list}." / "Not carried over to Vega-Lite: {list}.";
    VEGA_NOT_TAKEN: "Tidak diambil dari Vega-Lite: {list}." / "Not taken from Vega-Lite: {list}.";
    VEGA_INTERVAL: "pita 95%" / "the 95% band";
    VEGA_REMARKS: "catatan dan penanda" / "remarks and markers";
    VEGA_HIDDEN: "seri yang disembunyikan" / "hidden series";
    VEGA_LAYERS: "lapisan tambahan" / "further layers";
    VEGA_FREE: "skala tiap panel" / "scales of each panel";
    VEGA_CLASSES: "batas kelas warna" / "limits of colour classes";
    VEGA_WINDOW: "rentang yang diperbesar" / "the range that is zoomed in";
    VEGA_OTHERS: "bagian kecil yang digabung" / "small parts that are combined";
    TAKE: "Pakai pengaturan lain" / "Use other settings";
    TAKE_HINT: "Tempel pengaturan gambar dari Jelajah, atau Vega-Lite, dalam JSON. Data gambar ini tetap." / "Paste the settings of a figure from Jelajah, or Vega-Lite, as JSON. The data of this figure stays.";
    TAKE_LABEL: "JSON" / "JSON";
    APPLY: "Terapkan" / "Apply";
    APPLIED: "Pengaturan dipakai." / "The settings are in use.";
    BAD_SPEC: "Teks ini bukan pengaturan gambar yang dikenal." / "This text is not settings of a figure that are known here.";
    SAVED: "Berkas disimpan." / "The file was saved.";
    FAILED: "Berkas tidak dapat dibuat di peramban ini." / "This browser could not make the file.";
}
