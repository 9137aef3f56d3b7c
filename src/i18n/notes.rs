//! The sentence of each [`NoteCode`].

use crate::base::lang::Lang;
use crate::base::note::{Note, NoteCode};
use crate::base::number::format_number;

use super::{Message, messages, notation};

messages! {
    SHORT_ROWS: "{n} baris punya lebih sedikit sel daripada judul kolom. Sel yang kurang dibiarkan kosong."
        / "{n} {n:row has|rows have} fewer cells than the header. The missing cells were left empty.";
    LONG_ROWS: "{n} baris punya lebih banyak sel daripada judul kolom. Kelebihannya ditaruh di kolom tambahan."
        / "{n} {n:row has|rows have} more cells than the header. The surplus was put into extra columns.";
    TITLE_ROWS: "Baris di atas judul kolom bukan data, jadi disimpan terpisah: {0}."
        / "The rows above the header are not data, so they were kept aside: {0}.";
    FOOTER_ROWS: "Baris di bawah data, seperti sumber atau catatan, disimpan terpisah: {0}."
        / "The rows below the data, such as sources or remarks, were kept aside: {0}.";
    WRAPPED_LINES: "{n} baris seluruhnya diapit tanda kutip, seperti hasil simpan ulang dari Excel; tanda kutipnya dilepas dulu."
        / "{n} {n:line was|lines were} wrapped in quotes, as when Excel saves a file again; the quotes were taken off first.";
    REPEATED_HEADER: "{n} baris mengulang judul kolom, jadi tidak ikut sebagai data."
        / "{n} {n:row repeats|rows repeat} the header and {n:was|were} not taken as data.";
    SECOND_TABLE: "Di bawah tabel ini ada tabel lain sepanjang {n} baris yang tidak ikut dibaca."
        / "Below this table there is another one of {n} {n:row|rows} that was not read.";
    TOTAL_ROWS: "{n} baris tampaknya jumlah dari baris lain dan tetap ada di tabel. Saring dulu sebelum Anda menjumlahkan."
        / "{n} {n:row looks like a total of other rows and stays|rows look like totals of other rows and stay} in the table. Filter before you add things up.";
    TOTAL_DIFFERS: "Jumlah di kolom {0} tertulis {1}, padahal bagian-bagiannya berjumlah {2}. Periksa sumbernya."
        / "A total of the column {0} says {1}, but its parts add up to {2}. Check the source.";
    MORE_TOTALS_DIFFER: "Masih ada {n} jumlah lain yang tidak sama dengan bagian-bagiannya."
        / "{n} more {n:total does|totals do} not equal their parts.";
    TOTALS_AGREE: "{n} angka jumlah sudah dicocokkan dengan bagian-bagiannya dan benar."
        / "{n} {n:total was|totals were} compared with {n:its|their} parts and {n:is|are} right.";
    LINE_BREAKS_IN_CELLS: "{n} sel berisi lebih dari satu baris teks. Isinya tetap seperti aslinya."
        / "{n} {n:cell holds|cells hold} more than one line of text. The text was kept as it is.";
    UNCLOSED_QUOTE: "Ada tanda kutip yang dibuka tetapi tidak ditutup; tanda itu dibaca sebagai huruf biasa. Periksa berkas aslinya."
        / "A quotation mark was opened and never closed; it was read as an ordinary letter. Check the original file.";
    BAD_BYTES: "{n} tempat berisi huruf yang tidak terbaca sebagai {0} dan ditandai dengan �."
        / "{n} {n:place holds a letter|places hold letters} that cannot be read as {0}, marked with �.";
    ENCODING_GUESSED: "Berkas ini tidak menyebut pengodean hurufnya, jadi dibaca sebagai {0}. Periksa nama dengan huruf khusus."
        / "The file does not name its text encoding, so it was read as {0}. Check names with special letters.";
    RENAMED_COLUMNS: "Kolom yang tanpa nama atau bernama sama diberi nama baru: {0}."
        / "Columns without a name or with the same name were given new names: {0}.";
    UNREAD_CELLS: "{n} sel di kolom {0} tidak cocok dengan cara baca kolom itu dan dihitung sebagai kosong. Tulisan aslinya tetap ada."
        / "{n} {n:cell|cells} of the column {0} {n:does|do} not fit the way it is read and {n:counts|count} as empty. The original text is kept.";
    MARKED_FIGURES: "{n} angka di kolom {0} bertanda {1}. Angkanya dibaca tanpa tanda itu; tulisan aslinya tetap ada."
        / "{n} {n:figure|figures} of the column {0} {n:has|have} the mark {1}. {n:It was|They were} read without it; the original text is kept.";
    MARKED_HEADER: "Judul kolom {0} bertanda {1}; tanda itu berlaku untuk semua angkanya."
        / "The header {0} has the mark {1}, which goes for all figures of the column.";
    /// Added where the source explains the mark.
    MARK_SAYS: "Menurut catatan di berkasnya: “{0}”." / "A line of the file says: “{0}”.";
    /// Added where it does not.
    MARK_USUALLY: "Berkas ini tidak menjelaskan tandanya; di tabel BPS artinya biasanya {meaning}."
        / "The file does not explain it; in tables of BPS it usually means {meaning}.";
    MARK_PROVISIONAL: "angka sementara" / "a provisional figure";
    MARK_VERY_PROVISIONAL: "angka sangat sementara" / "a very provisional figure";
    MARK_ESTIMATED: "angka perkiraan" / "an estimate";
    MARK_REVISED: "angka yang sudah diperbaiki" / "a revised figure";
    MARK_REMARK: "ada catatan di bawah tabel" / "a remark below the table";
    SIZE_WORDS: "{n} sel memakai “{1}”, dibaca sebagai angka penuh: 1 {1} = {2}." / "{n} {n:cell uses|cells use} “{1}” and {n:is|are} read as the full number: 1 {1} = {2}.";
    SIZE_MISSING: "{n} sel di kolom {0} tidak memakai kata seperti “juta”, padahal sel lain memakainya. {how} Periksa contohnya dan ubah bila keliru."
        / "{n} {n:cell|cells} of the column {0} {n:has|have} no word such as “million”, while others have one. {how} Check the examples and change it if it is wrong.";
    SIZE_AS_WRITTEN: "Angkanya dibaca apa adanya." / "These numbers are read as written.";
    SIZE_COUNTED_IN: "Angkanya ikut dihitung dalam {size}." / "These numbers are counted in {size}, too.";
    STRETCH_CELLS: "{n} sel berisi lama waktu dan dibaca menjadi angka dalam {unit}." / "{n} {n:cell holds a stretch|cells hold stretches} of time, read as a number of {unit}.";
    CLOCK_CELLS: "{n} sel ditulis seperti jam; 01:45 dibaca 1 jam 45 menit." / "{n} {n:cell is|cells are} written as on a clock; 01:45 is read as 1 hour 45 minutes.";
    DEGREE_CELLS: "{n} sel ditulis dengan derajat dan menit, atau dengan arah mata angin; nilainya derajat desimal."
        / "{n} {n:cell is|cells are} written with degrees and minutes, or with a hemisphere; the value is decimal degrees.";
    AMBIGUOUS_NUMBERS: "Angka di kolom {0} dapat dibaca dengan lebih dari satu cara. Sekarang dibaca sebagai {1}; periksa contohnya dan ubah bila keliru."
        / "The numbers of the column {0} can be read in more than one way. They are now read as {1}; check the examples and change it if it is wrong.";
    DATES_AMONG_NUMBERS: "{n} sel di kolom {0} berisi tanggal di antara angka, misalnya {1}. Mungkin lembar kerja mengubah angka seperti 19.6 menjadi 19 Juni; cocokkan dengan berkas aslinya."
        / "{n} {n:cell|cells} of the column {0} {n:is a date|are dates} among numbers, such as {1}. A spreadsheet may have turned numbers like 19.6 into 19 June; compare with the original file.";
    AMBIGUOUS_DATES: "Tanggal di kolom {0} bisa berarti hari dulu atau bulan dulu. Periksa contohnya dan ubah bila keliru."
        / "The dates of the column {0} could be day first or month first. Check the examples and change it if it is wrong.";
    TRUNCATED: "Pembacaan berhenti di batas {0}. Data sesudahnya tidak ikut."
        / "Reading stopped at the limit of {0}. The data after it is not included.";
    FEWER_ROWS: "Portal menyebut {1} baris, tetapi hanya mengirim {0}."
        / "The portal announced {1} rows, but sent only {0}.";
    SPREAD_SAMPLE: "Ini sampel: {0} dari {1} baris, diambil sebagai {2} potongan berurutan yang tersebar merata dari awal sampai akhir tabel."
        / "This is a sample: {0} of {1} rows, taken as {2} stretches spread evenly from the beginning to the end of the table.";
    FIRST_ROWS: "Ini sampel: hanya {0} baris pertama."
        / "This is a sample: only the first {0} rows.";
    SOME_COLUMNS: "Hanya kolom yang Anda pilih yang dimuat: {0}."
        / "Only the columns that you chose were loaded: {0}.";
    KEPT_AT_PORTAL: "Barisnya tetap di portal. Jenis kolom mengikuti portal; contoh dan buktinya dari {0} baris pertama."
        / "The rows stay at the portal. Columns have the types that the portal gives them; examples and evidence are of the first {0} rows.";
    PORTAL_ORDER: "Teks di kolom {0} diurutkan menurut aturan portal, jadi “Blok 10” bisa berada sebelum “Blok 9”."
        / "The text of the column {0} is in the portal's order, so “Block 10” may come before “Block 9”.";
    PORTAL_NUMBERS: "Portal menaruh sel kolom {0} yang bukan angka (“NaN”) sebelum angka terbesar."
        / "The portal puts cells of the column {0} that are no number (“NaN”) before the largest number.";
    FINISHED_HERE: "Portal tidak bisa menghitung bagian ini, jadi {0} baris diambil dan sisanya dihitung di perangkat ini."
        / "The portal cannot do this part, so {0} rows were fetched and the rest was done on this device.";
    SKIPPED_RECORD: "{n} catatan dari portal tidak terbaca dan tidak ditampilkan: {0}."
        / "{n} {n:record|records} of the portal could not be read and {n:is|are} not shown: {0}.";
    MISSING_LEFT_OUT: "{n} baris tidak ikut digambar karena kolom {0} kosong."
        / "{n} {n:row is|rows are} not drawn because the column {0} is empty.";
    UNMATCHED_REGIONS: "{n} baris menyebut wilayah yang tidak dikenali: {0}."
        / "{n} {n:row names a region that was|rows name regions that were} not recognised: {0}.";
    OTHERS_FOLDED: "{0} kategori yang lebih kecil digabung menjadi “lainnya”."
        / "{0} smaller {0:category was|categories were} combined as “others”.";

    /// Added to a note that knows all its places.
    PLACES: "Letaknya di {one:baris|baris} {rows} pada sumbernya."
        / "Found in {one:row|rows} {rows} of the source.";
    /// Added to a note that knows some of its places.
    SOME_PLACES: "Antara lain di {one:baris|baris} {rows} pada sumbernya."
        / "Among others in {one:row|rows} {rows} of the source.";

    CATEGORIES_NOT_SHOWN: "Yang digambar {0} kelompok; {1} lainnya tidak ditampilkan." / "{0} groups are drawn; the other {1} are not shown.";
    STACKED_AS_ZERO: "{n} nilai tidak ada datanya dan digambar tanpa tinggi di tumpukan."
        / "{n} {n:value is|values are} missing and have no height in the stack.";
    REMARKS_WITHOUT_AXES: "{n} catatan tidak digambar: bentuk ini tidak punya sumbu."
        / "{n} {n:remark is|remarks are} not drawn: this form has no axes.";
    REMARKS_OUTSIDE: "{n} catatan tidak digambar: tempatnya di luar grafik ini."
        / "{n} {n:remark is|remarks are} not drawn: outside of this chart.";
    SERIES_HIDDEN: "{n} tidak digambar: {0}." / "{n} not drawn: {0}.";
    WINDOW_SHOWN: "Diperbesar: {n} nilai di luar rentang ini tidak digambar."
        / "Zoomed in: {n} {n:value|values} outside of this range {n:is|are} not drawn.";
    WINDOW_EMPTY: "Rentang yang dipilih kosong, jadi semuanya digambar."
        / "The chosen range is empty, so everything is drawn.";
    LAYERS_NOT_DRAWN: "{n} lapisan tidak digambar: hanya garis dan kolom yang tidak dipisah yang dapat dilapisi."
        / "{n} {n:layer is|layers are} not drawn: only lines and columns that are not split can have layers.";
    NOT_POSITIVE: "{n} nilai nol atau di bawahnya tidak punya tempat di skala logaritma biasa; karena itu skalanya dua arah, dengan nol di tengah."
        / "{n} {n:value|values} of zero or less {n:has|have} no place on a plain logarithmic scale; it goes to both sides of zero instead.";
    EVENT_DATES: "Tanggal {0}: {1}." / "Dates of {0}: {1}.";
    NEGATIVE_PARTS: "Ada nilai di bawah nol, yang bukan bagian dari keseluruhan; karena itu digambar sebagai batang."
        / "There are values below zero, which are no parts of a whole; they are drawn as bars instead.";
    PERIODS_MISSING: "{n} periode tanpa nilai; di sana gambarnya kosong." / "{n} {n:period has|periods have} no value; the picture is empty there.";

    PERSONAL_NUMBER: "Kolom {0} tampaknya berisi NIK atau nomor KK ({n} isi). Itu data pribadi."
        / "The column {0} seems to hold numbers of identity or family cards ({n} {n:entry|entries}). They are personal data.";
    PERSONAL_PHONE: "Kolom {0} tampaknya berisi nomor ponsel ({n} isi). Itu data pribadi."
        / "The column {0} seems to hold mobile phone numbers ({n} {n:entry|entries}). They are personal data.";
    PERSONAL_EMAIL: "Kolom {0} tampaknya berisi alamat surel ({n} isi). Itu data pribadi."
        / "The column {0} seems to hold e-mail addresses ({n} {n:entry|entries}). They are personal data.";
    PERSONAL_NAMES: "Kolom {0} tampaknya nama orang dan kolom {1} alamatnya. Itu data pribadi."
        / "The column {0} seems to hold names of people and the column {1} where they live. They are personal data.";
    UNITED: "{n} tabel digabung menjadi satu: {0}." / "{n} {n:table was|tables were} brought together: {0}.";
    OTHER_SHAPE: "{n} tabel tidak ikut digabung karena kolomnya lain: {0}."
        / "{n} {n:table has|tables have} other columns and {n:was|were} left out: {0}.";
    NOT_READABLE: "{n} berkas atau lembar tidak terbaca, jadi tidak ikut: {0}."
        / "{n} {n:file or sheet|files or sheets} could not be read and {n:was|were} left out: {0}.";
    UNFOLDED: "{n} kolom dijadikan baris: dari {0} baris menjadi {1} baris."
        / "{n} {n:column|columns} became rows: {0} rows are now {1} rows.";
    UNFOLD_LEFT_OUT: "{n} kolom jumlah tidak ikut, karena akan terulang di setiap baris: {0}."
        / "{n} total {n:column was|columns were} left out, because {n:it|they} would be repeated on every row: {0}.";
    TOO_MANY_CELLS: "Pembacaan berhenti sesudah {0} sel. Sel sesudahnya tidak ikut."
        / "Reading stopped after {0} cells. The cells after them are not included.";
    ROLE_HEADER: "Judul kolomnya menyebut “{0}”." / "Its header says “{0}”.";
    ROLE_CELLS: "{n} dari {0} sel yang terisi berbentuk seperti itu." / "{n} of {0} filled cells look like it.";
    ROLE_UNIT: "Satuan di kolom sebelahnya “{0}”." / "The unit beside it is “{0}”.";
    ROLE_TITLE: "Judul tabel atau nama berkas menyebut “{0}”." / "The title of the table or the file’s name says “{0}”.";
    ROLE_NEIGHBOUR: "Kolom {0} di tabel yang sama menunjukkannya." / "The column {0} of the same table shows it.";
    ROLE_CODE_FORM: "Bentuk kode seperti {1} hanya dipakai {0}." / "Only {0} writes codes like {1}.";
    ROLE_CODE_SET: "Kode {1} hanya ada dalam daftar {0}." / "The code {1} is only in the list of {0}.";
    ROLE_CODE_NAME: "Nama di sebelahnya cocok dengan daftar {0}: {1}." / "The name beside it agrees with the list of {0}: {1}.";
    ROLE_CODE_OPEN: "Kode-kode ini sah di daftar BPS maupun Kemendagri. Kini dibaca sebagai kode BPS; ubah bila keliru."
        / "These codes are valid in the lists of both BPS and Kemendagri. They are now read as those of BPS; change it if it is wrong.";
    ROLE_RANGE: "Nilainya dari {0} sampai {1}." / "Its values go from {0} to {1}.";
    ROLE_DISTINCT: "Hanya {0} isi berbeda dalam {n} sel." / "Only {0} different texts in {n} cells.";
    ROLE_MANY_TEXTS: "Ada {0} isi berbeda dalam {n} sel." / "There are {0} different texts in {n} cells.";
    ROLE_SEQUENCE: "Isinya nomor urut." / "Its numbers count the rows.";
    ROLE_WHOLE: "Semua angkanya bulat." / "All its numbers are whole.";
    ROLE_FRACTIONS: "Angkanya punya pecahan." / "Its numbers have fractions.";
    ROLE_PLACES: "{n} dari {0} nama dikenali sebagai nama wilayah, misalnya {1}."
        / "{n} of {0} names are known names of regions, such as {1}.";
    ROLE_PRICES: "Barisnya nama bahan pangan, jadi angkanya harga." / "Its rows are names of foods, so the numbers are prices.";
    ROLE_LABELS: "Kolom ini memberi nama pada setiap baris angka." / "This column names the rows of numbers.";
    ROLE_FORMAT: "Berkas aslinya menampilkan angka ini sebagai persen." / "The file shows these numbers as percentages.";
    ROLE_MULTIPLIER: "Angkanya dalam {0}: 1 di sini berarti {1}." / "Its numbers are in {0}: 1 here means {1}.";
    ROLE_STRETCH: "Satuannya {unit}." / "Its unit is {unit}.";
    ROLE_HEMISPHERE: "{n} dari {0} sel menyebut arah mata angin (LU, LS, BT, BB)." / "{n} of {0} filled cells name a hemisphere (N, S, E, W).";
    ROLE_TRUTH: "Isinya hanya pasangan ya dan tidak: “{0}” dan “{1}”." / "Its cells are only a pair for yes and no: “{0}” and “{1}”.";
    ROLE_TICK: "Isinya hanya tanda “{0}”. Sel kosong tetap kosong, tidak dianggap “tidak”." / "Its cells are only the tick “{0}”. Empty cells stay empty; they are not taken as “no”.";
    ROLE_ZERO_ONE: "Isinya hanya 0 dan 1." / "Its numbers are only 0 and 1.";
    ROLE_CHOSEN: "Anda yang memilihnya." / "You chose it.";
    ROLE_EMPTY: "Kolom ini tidak berisi apa pun." / "There is nothing in this column.";
    TOO_MANY_COLUMNS: "Tabel ini punya lebih dari {0} kolom. {n} sel di kanannya tidak ikut."
        / "The table has more than {0} columns. {n} {n:cell|cells} to their right {n:is|are} not included.";
    WEB_PAGE: "Berkas ini halaman web; yang dibaca hanya tabelnya. Pastikan memang ini data yang Anda cari."
        / "The file is a web page; only its tables were read. Make sure this is the data you are looking for.";
    CUT_SHORT: "Berkas ini terputus di tengah data; mungkin unduhannya tidak selesai. Yang terbaca hanya sampai di situ."
        / "The file ends in the middle of its data; perhaps the download was not finished. It was read up to there.";
    DAMAGED: "Berkas ini rusak: isinya sudah berubah dari aslinya, jadi angka yang terbaca bisa salah. Unduh ulang, lalu bandingkan."
        / "This file is damaged: its contents have changed, so figures read from it may be wrong. Download it again and compare.";
    CLASSES_SKEWED: "{0} dari {1} wilayah masuk satu kelas, jadi perbedaannya tidak terlihat. Coba batas kelas yang lain."
        / "{0} of {1} regions share one class, so their differences do not show. Try other class limits.";
    CLASSES_TIED: "Banyak wilayah bernilai sama, jadi hanya ada {0} kelas, bukan {1}."
        / "Many regions have the same value, so only {0} of the {1} wanted classes could be made.";
    CLASSES_EMPTY: "{n} kelas tidak berisi wilayah." / "{n} {n:class holds|classes hold} no region.";
    TOTALS_MAPPED: "Peta ini menunjukkan jumlah. Wilayah yang luas atau banyak penduduknya cenderung tampak paling tinggi; untuk membandingkan, pakai angka per penduduk atau per luas."
        / "This map shows totals. Large or populous regions tend to come out on top; to compare them, use figures per person or per area.";
    IMPOSSIBLE_PLACES: "{n} baris tidak digambar: koordinat di kolom {0} dan pasangannya tidak mungkin atau nol."
        / "{n} {n:row is|rows are} not drawn: the coordinates in the column {0} and its partner cannot be, or are zero.";
    SMALL_NUMBERS: "Rata-rata atau median {n} wilayah berasal dari kurang dari {0} nilai, jadi mudah berubah."
        / "The mean or median of {n} {n:region rests|regions rest} on fewer than {0} values, so it changes easily.";

    STYLE_PLAIN: "angka polos (1234.56)" / "plain numbers (1234.56)";
    STYLE_ID: "angka gaya Indonesia (1.234,56)" / "Indonesian numbers (1.234,56)";
    STYLE_EN: "angka gaya Inggris (1,234.56)" / "English numbers (1,234.56)";
    STYLE_TEXT: "teks" / "text";
    STYLE_CODE: "kode" / "codes";

    IS_CODE_REGION_BPS: "kode wilayah BPS" / "region codes of BPS";
    IS_CODE_REGION_KEMENDAGRI: "kode wilayah Kemendagri" / "region codes of Kemendagri";
    IS_NAME_PROVINCE: "nama provinsi" / "names of provinces";
    IS_NAME_KABKOTA: "nama kabupaten/kota" / "names of kabupaten and kota";
    IS_NAME_KECAMATAN: "nama kecamatan" / "names of kecamatan";
    IS_NAME_DESA: "nama desa/kelurahan" / "names of desa and kelurahan";
    IS_CODE_OTHER: "kode lain" / "other codes";
    IS_CATEGORY: "kategori" / "categories";
    IS_TEXT: "teks bebas" / "free text";
    IS_INTEGER: "bilangan bulat" / "whole numbers";
    IS_DECIMAL: "bilangan desimal" / "decimal numbers";
    IS_CURRENCY: "uang (rupiah)" / "money (rupiah)";
    IS_PERCENT: "persen" / "per cent";
    IS_YEAR: "tahun" / "years";
    IS_MONTH: "bulan" / "months";
    IS_DATE: "tanggal" / "dates";
    IS_PERIOD: "periode" / "periods";
    IS_LATITUDE: "lintang" / "latitude";
    IS_LONGITUDE: "bujur" / "longitude";
    IS_BOOLEAN: "ya/tidak" / "yes or no";
    IS_DURATION: "lama waktu" / "stretches of time";
    IS_UNIT: "satuan" / "units";
    IS_ID: "nomor urut" / "row numbers";
    IS_EMPTY: "kosong" / "empty";
}

/// The message of a code, its placeholders unfilled.
pub const fn message(code: NoteCode) -> Message {
    match code {
        NoteCode::ShortRows => SHORT_ROWS,
        NoteCode::LongRows => LONG_ROWS,
        NoteCode::TitleRows => TITLE_ROWS,
        NoteCode::FooterRows => FOOTER_ROWS,
        NoteCode::WrappedLines => WRAPPED_LINES,
        NoteCode::RepeatedHeader => REPEATED_HEADER,
        NoteCode::SecondTable => SECOND_TABLE,
        NoteCode::TotalRows => TOTAL_ROWS,
        NoteCode::LineBreaksInCells => LINE_BREAKS_IN_CELLS,
        NoteCode::UnclosedQuote => UNCLOSED_QUOTE,
        NoteCode::BadBytes => BAD_BYTES,
        NoteCode::EncodingGuessed => ENCODING_GUESSED,
        NoteCode::RenamedColumns => RENAMED_COLUMNS,
        NoteCode::UnreadCells => UNREAD_CELLS,
        NoteCode::AmbiguousNumbers => AMBIGUOUS_NUMBERS,
        NoteCode::SizeWords => SIZE_WORDS,
        NoteCode::SizeMissing => SIZE_MISSING,
        NoteCode::StretchCells => STRETCH_CELLS,
        NoteCode::ClockCells => CLOCK_CELLS,
        NoteCode::DegreeCells => DEGREE_CELLS,
        NoteCode::RoleStretch => ROLE_STRETCH,
        NoteCode::RoleHemisphere => ROLE_HEMISPHERE,
        NoteCode::RoleTruth => ROLE_TRUTH,
        NoteCode::RoleTick => ROLE_TICK,
        NoteCode::RoleZeroOne => ROLE_ZERO_ONE,
        NoteCode::MarkedFigures => MARKED_FIGURES,
        NoteCode::MarkedHeader => MARKED_HEADER,
        NoteCode::RoleMultiplier => ROLE_MULTIPLIER,
        NoteCode::RoleChosen => ROLE_CHOSEN,
        NoteCode::PersonalNumber => PERSONAL_NUMBER,
        NoteCode::PersonalPhone => PERSONAL_PHONE,
        NoteCode::PersonalEmail => PERSONAL_EMAIL,
        NoteCode::PersonalNames => PERSONAL_NAMES,
        NoteCode::United => UNITED,
        NoteCode::OtherShape => OTHER_SHAPE,
        NoteCode::NotReadable => NOT_READABLE,
        NoteCode::TotalDiffers => TOTAL_DIFFERS,
        NoteCode::MoreTotalsDiffer => MORE_TOTALS_DIFFER,
        NoteCode::TotalsAgree => TOTALS_AGREE,
        NoteCode::Unfolded => UNFOLDED,
        NoteCode::UnfoldLeftOut => UNFOLD_LEFT_OUT,
        NoteCode::DatesAmongNumbers => DATES_AMONG_NUMBERS,
        NoteCode::AmbiguousDates => AMBIGUOUS_DATES,
        NoteCode::Truncated => TRUNCATED,
        NoteCode::FewerRows => FEWER_ROWS,
        NoteCode::SpreadSample => SPREAD_SAMPLE,
        NoteCode::FirstRows => FIRST_ROWS,
        NoteCode::SomeColumns => SOME_COLUMNS,
        NoteCode::KeptAtPortal => KEPT_AT_PORTAL,
        NoteCode::PortalOrder => PORTAL_ORDER,
        NoteCode::PortalNumbers => PORTAL_NUMBERS,
        NoteCode::FinishedHere => FINISHED_HERE,
        NoteCode::SkippedRecord => SKIPPED_RECORD,
        NoteCode::MissingLeftOut => MISSING_LEFT_OUT,
        NoteCode::UnmatchedRegions => UNMATCHED_REGIONS,
        NoteCode::OthersFolded => OTHERS_FOLDED,
        NoteCode::CategoriesNotShown => CATEGORIES_NOT_SHOWN,
        NoteCode::StackedAsZero => STACKED_AS_ZERO,
        NoteCode::NegativeParts => NEGATIVE_PARTS,
        NoteCode::RemarksWithoutAxes => REMARKS_WITHOUT_AXES,
        NoteCode::RemarksOutside => REMARKS_OUTSIDE,
        NoteCode::SeriesHidden => SERIES_HIDDEN,
        NoteCode::WindowShown => WINDOW_SHOWN,
        NoteCode::WindowEmpty => WINDOW_EMPTY,
        NoteCode::LayersNotDrawn => LAYERS_NOT_DRAWN,
        NoteCode::NotPositive => NOT_POSITIVE,
        NoteCode::EventDates => EVENT_DATES,
        NoteCode::PeriodsMissing => PERIODS_MISSING,
        NoteCode::RoleHeader => ROLE_HEADER,
        NoteCode::RoleCells => ROLE_CELLS,
        NoteCode::RoleUnit => ROLE_UNIT,
        NoteCode::RoleTitle => ROLE_TITLE,
        NoteCode::RoleNeighbour => ROLE_NEIGHBOUR,
        NoteCode::RoleCodeForm => ROLE_CODE_FORM,
        NoteCode::RoleCodeSet => ROLE_CODE_SET,
        NoteCode::RoleCodeName => ROLE_CODE_NAME,
        NoteCode::RoleCodeOpen => ROLE_CODE_OPEN,
        NoteCode::RoleRange => ROLE_RANGE,
        NoteCode::RoleDistinct => ROLE_DISTINCT,
        NoteCode::RoleManyTexts => ROLE_MANY_TEXTS,
        NoteCode::RoleSequence => ROLE_SEQUENCE,
        NoteCode::RoleWhole => ROLE_WHOLE,
        NoteCode::RoleFractions => ROLE_FRACTIONS,
        NoteCode::RolePlaces => ROLE_PLACES,
        NoteCode::RolePrices => ROLE_PRICES,
        NoteCode::RoleLabels => ROLE_LABELS,
        NoteCode::RoleFormat => ROLE_FORMAT,
        NoteCode::RoleEmpty => ROLE_EMPTY,
        NoteCode::TooManyCells => TOO_MANY_CELLS,
        NoteCode::TooManyColumns => TOO_MANY_COLUMNS,
        NoteCode::CutShort => CUT_SHORT,
        NoteCode::Damaged => DAMAGED,
        NoteCode::WebPage => WEB_PAGE,
        NoteCode::ClassesSkewed => CLASSES_SKEWED,
        NoteCode::ClassesTied => CLASSES_TIED,
        NoteCode::ClassesEmpty => CLASSES_EMPTY,
        NoteCode::TotalsMapped => TOTALS_MAPPED,
        NoteCode::SmallNumbers => SMALL_NUMBERS,
        NoteCode::ImpossiblePlaces => IMPOSSIBLE_PLACES,
    }
}

/// The note as one or two sentences: what was met, how often, what became of it, and where.
pub fn sentence(note: &Note, lang: Lang) -> String {
    let mut args: Vec<String> = note.args.clone();
    if note.code == NoteCode::AmbiguousNumbers
        && let Some(style) = args.get_mut(1)
        && let Some(name) = style_name(style)
    {
        name.text(lang).clone_into(style);
    }
    if matches!(
        note.code,
        NoteCode::SpreadSample
            | NoteCode::FirstRows
            | NoteCode::KeptAtPortal
            | NoteCode::FinishedHere
            | NoteCode::TooManyCells
            | NoteCode::TooManyColumns
    ) {
        // These are all amounts.
        for arg in &mut args {
            if let Ok(amount) = arg.parse::<f64>() {
                *arg = format_number(amount, 0, lang);
            }
        }
    }
    let count = format_number(note.count as f64, 0, lang);
    let more = notation::words_of(note, &mut args, lang);
    let more: Vec<(&str, &str)> = more.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let mut text = filled(message(note.code), lang, &args, &[&[("n", count.as_str())], more.as_slice()].concat());
    if let (NoteCode::MarkedFigures | NoteCode::MarkedHeader, [_, mark, says, ..]) = (note.code, note.args.as_slice()) {
        text.push(' ');
        text.push_str(&mark_means(mark, says, lang));
    }
    if !note.rows.is_empty() {
        // Record numbers are addresses, not amounts: they carry no thousands marks.
        let rows = note.rows.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        let all = note.rows.len() as u64 >= note.count;
        let one = note.rows.len().to_string();
        text.push(' ');
        text.push_str(&if all { PLACES } else { SOME_PLACES }.with(lang, &[("rows", &rows), ("one", &one)]));
    }
    text
}

/// A message filled from a list (`{0}`, `{1}`) and from names. A missing list value shows as "…",
/// never as a bare placeholder.
pub(super) fn filled(message: Message, lang: Lang, list: &[String], names: &[(&str, &str)]) -> String {
    const INDEX: [&str; 4] = ["0", "1", "2", "3"];
    let mut args: Vec<(&str, &str)> = names.to_vec();
    for (at, name) in INDEX.into_iter().enumerate() {
        args.push((name, list.get(at).map_or("…", String::as_str)));
    }
    message.with(lang, &args)
}

/// What the mark behind a figure means: what the source says, or else the custom of BPS.
pub fn mark_means(mark: &str, says: &str, lang: Lang) -> String {
    if !says.is_empty() {
        return MARK_SAYS.with(lang, &[("0", says)]);
    }
    let meaning = match mark {
        "*" | "x" => MARK_PROVISIONAL,
        "**" | "***" | "xx" | "xxx" => MARK_VERY_PROVISIONAL,
        "e" => MARK_ESTIMATED,
        "r" => MARK_REVISED,
        _ => MARK_REMARK,
    };
    MARK_USUALLY.with(lang, &[("meaning", meaning.text(lang))])
}

/// The words for a reading that a note names by its serialised name.
fn style_name(word: &str) -> Option<Message> {
    match word {
        "plain" => Some(STYLE_PLAIN),
        "id" => Some(STYLE_ID),
        "en" => Some(STYLE_EN),
        "text" => Some(STYLE_TEXT),
        "code" => Some(STYLE_CODE),
        _ => None,
    }
}

/// What a column is about, in words, by the serialised name of its role.
pub fn role_name(role: &str) -> Option<Message> {
    Some(match role {
        "code_region_bps" => IS_CODE_REGION_BPS,
        "code_region_kemendagri" => IS_CODE_REGION_KEMENDAGRI,
        "name_province" => IS_NAME_PROVINCE,
        "name_kabkota" => IS_NAME_KABKOTA,
        "name_kecamatan" => IS_NAME_KECAMATAN,
        "name_desa" => IS_NAME_DESA,
        "code_other" => IS_CODE_OTHER,
        "category" => IS_CATEGORY,
        "text" => IS_TEXT,
        "integer" => IS_INTEGER,
        "decimal" => IS_DECIMAL,
        "currency" => IS_CURRENCY,
        "percent" => IS_PERCENT,
        "year" => IS_YEAR,
        "month" => IS_MONTH,
        "date" => IS_DATE,
        "period" => IS_PERIOD,
        "latitude" => IS_LATITUDE,
        "longitude" => IS_LONGITUDE,
        "boolean" => IS_BOOLEAN,
        "duration" => IS_DURATION,
        "unit" => IS_UNIT,
        "id" => IS_ID,
        "empty" => IS_EMPTY,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(note: &Note, id: &str, en: &str) {
        assert_eq!(sentence(note, Lang::Id), id);
        assert_eq!(sentence(note, Lang::En), en);
    }

    #[test]
    fn a_note_says_how_often_and_where() {
        check(
            &Note { code: NoteCode::ShortRows, count: 3, rows: vec![5, 1200], args: vec![] },
            "3 baris punya lebih sedikit sel daripada judul kolom. Sel yang kurang dibiarkan kosong. Antara lain di baris 5, 1200 pada sumbernya.",
            "3 rows have fewer cells than the header. The missing cells were left empty. Among others in rows 5, 1200 of the source.",
        );
        check(
            &Note { code: NoteCode::ShortRows, count: 1, rows: vec![5], args: vec![] },
            "1 baris punya lebih sedikit sel daripada judul kolom. Sel yang kurang dibiarkan kosong. Letaknya di baris 5 pada sumbernya.",
            "1 row has fewer cells than the header. The missing cells were left empty. Found in row 5 of the source.",
        );
    }

    #[test]
    fn a_reading_is_named_in_words_and_a_missing_value_never_shows_a_placeholder() {
        check(
            &Note::once(NoteCode::AmbiguousNumbers, ["harga".to_owned(), "id".to_owned()]),
            "Angka di kolom harga dapat dibaca dengan lebih dari satu cara. Sekarang dibaca sebagai angka gaya Indonesia (1.234,56); periksa contohnya dan ubah bila keliru.",
            "The numbers of the column harga can be read in more than one way. They are now read as Indonesian numbers (1.234,56); check the examples and change it if it is wrong.",
        );
        check(
            &Note::once(NoteCode::OthersFolded, ["1".to_owned()]),
            "1 kategori yang lebih kecil digabung menjadi “lainnya”.",
            "1 smaller category was combined as “others”.",
        );
        check(
            &Note::once(NoteCode::Truncated, []),
            "Pembacaan berhenti di batas …. Data sesudahnya tidak ikut.",
            "Reading stopped at the limit of …. The data after it is not included.",
        );
    }
}
