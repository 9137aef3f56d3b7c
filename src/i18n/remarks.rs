//! Messages of remarks on charts, of looking closer and of layers.

use super::messages;

messages! {
    // Lists of dates.
    LEBARAN: "Lebaran" / "Lebaran";
    LEBARAN_SOURCE: "1 Syawal menurut ketetapan pemerintah" / "1 Syawal as set by the government";
    ELECTIONS: "Pemilu dan pilkada" / "Elections";
    ELECTIONS_SOURCE: "hari pemungutan suara menurut KPU" / "voting days according to KPU, the election commission";
    ELECTION: "Pemilu" / "Election";
    ELECTION_PRESIDENT: "Pilpres" / "Presidential election";
    ELECTION_REGIONS: "Pilkada serentak" / "Regional elections";

    // What remarks say to those who do not see them.
    SAID: "Catatan pada grafik: {list}." / "Remarks on the chart: {list}.";
    SAID_MORE: "dan {n} lagi" / "and {n} more";
    TARGET: "Catatan: {text}" / "Remark: {text}";
    AT: "{text} ({at})" / "{text} ({at})";
    FROM_TO: "{from} sampai {to}" / "{from} to {to}";
    RANGE: "Rentang" / "Range";

    // The choices.
    TITLE: "Catatan pada grafik" / "Remarks on the chart";
    HINT: "Catatan melekat pada nilainya dan ikut ke unduhan dan cerita."
        / "Remarks stay with their values and go along into downloads and stories.";
    NO_AXES: "Bentuk ini tidak punya sumbu, jadi catatan tidak dapat ditaruh."
        / "This form has no axes, so remarks have no place.";
    ADD_TEXT: "Tulis di titik" / "Write at a point";
    ADD_LINE: "Garis acuan" / "Reference line";
    ADD_RANGE: "Rentang" / "Range";
    PICK_HINT: "Pilih titik pada grafik: ketuk, atau pakai tombol panah lalu Enter. Esc membatalkan."
        / "Choose a point on the chart: tap it, or use the arrow keys, then Enter. Esc cancels.";
    PICK_CANCEL: "Batal" / "Cancel";
    TEXT: "Kata-kata" / "Words";
    POINT: "Titik data" / "Data point";
    SIDE: "Sumbu" / "Axis";
    SIDE_X: "kelompok atau waktu" / "groups or time";
    SIDE_Y: "nilai" / "values";
    LINE_AT: "Di" / "At";
    FROM: "Dari" / "From";
    TO: "Sampai" / "To";
    ARROW: "Panah" / "Arrow";
    MOVE: "Geser tulisan" / "Move the words";
    MOVE_HELP: "Tombol panah menggeser; Shift mempercepat; Backspace kembali ke otomatis."
        / "Arrow keys move; Shift moves faster; Backspace goes back to automatic.";
    LEFT: "Ke kiri" / "Left";
    RIGHT: "Ke kanan" / "Right";
    UP: "Ke atas" / "Up";
    DOWN: "Ke bawah" / "Down";
    REMOVE: "Hapus catatan" / "Remove remark";
    NEW_TEXT: "Tulis catatan" / "Write a remark";
    EVENTS: "Tandai tanggal" / "Mark dates";
    KIND_TEXT: "Tulisan" / "Words";
    KIND_LINE: "Garis" / "Line";

    // Looking closer.
    MARK_HELP: "Shift dan tombol panah menandai rentang, Enter menyaring datanya."
        / "Shift and the arrow keys mark a stretch, Enter filters the data to it.";
    MARKED: "{from} sampai {to}" / "{from} to {to}";
    MARKED_HINT: "Seret di grafik untuk menyaring atau memperbesar suatu rentang."
        / "Drag across the chart to filter or to zoom into a stretch.";
    FILTER: "Saring ke rentang ini" / "Filter to this stretch";
    FILTER_ALL: "Saring juga tabel dan grafik lainnya" / "Filter the table and its other charts too";
    ZOOM: "Perbesar" / "Zoom in";
    ZOOM_OUT: "Tampilkan semua" / "Show everything";
    LET_GO: "Batal" / "Cancel";
    LEGEND: "Tampilkan" / "Show";
    FILTERS: "Saringan grafik ini" / "Filters of this chart";
    TO_TABLE: "Saring juga tabelnya" / "Filter the table too";
    TO_TABLE_DONE: "Tabel memakai saringan yang sama." / "The table has the same filters.";
    REMOVE_WHERE: "Hapus “{filter}” dari mana?" / "Remove “{filter}” from where?";
    REMOVE_ALL: "Tabel dan semua gambarnya" / "The table and all its figures";
    REMOVE_HERE: "Grafik ini saja" / "This chart only";
    REMOVE_NOT: "Biarkan" / "Keep it";
    REMOVED_ALL: "Saringan dihapus dari tabel dan semua gambarnya." / "The filter is gone from the table and all its figures.";
    FILTERED_ALL: "Tabel dan semua gambarnya disaring ke {range}." / "The table and all its figures are filtered to {range}.";
    FILTERED: "Grafik disaring ke {range}." / "The chart is filtered to {range}.";
}
