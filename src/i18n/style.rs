//! Messages about the colours of figures.

use super::messages;

messages! {
    STYLE: "Warna dan huruf" / "Colours and font";
    PALETTE: "Warna seri" / "Colours of series";
    PALETTE_NEWSROOM: "Jelajah" / "Jelajah";
    PALETTE_OKABE_ITO: "Okabe–Ito" / "Okabe–Ito";
    PALETTE_TOL: "Tol, cerah" / "Tol, bright";
    PALETTE_OWN: "Pilihan sendiri" / "Your own";
    OWN: "Kode warna" / "Colour codes";
    OWN_HINT: "Misalnya #2b3a8c #d55e00, paling banyak tujuh." / "Such as #2b3a8c #d55e00, seven at most.";
    COLOR_N: "Warna {n}" / "Colour {n}";
    BAD_COLOR: "“{text}” bukan kode warna seperti #2b3a8c." / "“{text}” is not a colour code such as #2b3a8c.";
    FACE: "Huruf" / "Font";
    FACE_HINT: "Ikut di setiap berkas gambar ini." / "Goes along in every file of this figure.";
    RAMP: "Warna besaran" / "Colours of amounts";
    RAMP_INDIGO: "nila" / "indigo";
    RAMP_TEAL: "hijau toska" / "teal";
    RAMP_RUST: "cokelat karat" / "rust";
    RAMP_GREY: "abu-abu" / "grey";
    SIGHT: "Lihat sebagai" / "See as";
    SIGHT_HINT: "Hanya di layar ini; berkas tetap berwarna." / "On this screen only; files keep their colours.";
    SIGHT_NORMAL: "penglihatan umum" / "most people";
    SIGHT_PROTAN: "buta merah (protanopia)" / "red-blind (protanopia)";
    SIGHT_DEUTAN: "buta hijau (deuteranopia)" / "green-blind (deuteranopia)";
    SIGHT_TRITAN: "buta biru (tritanopia)" / "blue-blind (tritanopia)";
    SIGHT_GREY: "tanpa warna (cetak hitam putih)" / "without colours (black and white print)";
    ONE_COLOR: "Gambar ini memakai satu warna, jadi tidak bergantung pada penglihatan warna." / "This figure uses one colour, so it does not depend on colour vision.";
    APART: "Semua warna dapat dibedakan: yang terdekat, {one} dan {other}, berselisih ΔE {delta}." / "All colours can be told apart: the closest, {one} and {other}, differ by ΔE {delta}.";
    TOO_CLOSE: "Sulit dibedakan: {one} dan {other} hanya berselisih ΔE {delta}. Pilih warna lain, atau pastikan namanya tertulis di gambar." / "Hard to tell apart: {one} and {other} differ by only ΔE {delta}. Choose other colours, or make sure that names stand in the figure.";
    PALE: "{color} pucat di latar ini: kontrasnya {ratio}:1, sebaiknya paling sedikit 3:1." / "{color} is pale on this background: its contrast is {ratio}:1, it should be at least 3:1.";
}
