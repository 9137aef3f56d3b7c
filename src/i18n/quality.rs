//! Messages of the quality card's data half.

use super::messages;

messages! {
    FILLED: "Sel terisi" / "Filled cells";
    FOUND_FILLED: "{n} dari {all} sel kosong." / "{n} of {all} cells are empty.";
    MEND_FILLED: "Isi sel yang kosong, atau tulis dengan satu tanda yang sama mengapa kosong." / "Fill in the empty cells, or say with one and the same mark why they are empty.";
    TYPED: "Satu jenis isi per kolom" / "One kind of content per column";
    FOUND_TYPED: "{n} dari {all} kolom angka atau tanggal berisi hal lain juga: {columns}."
        / "{n} of {all} columns of numbers or dates also hold something else: {columns}.";
    MEND_TYPED: "Pindahkan keterangan dan satuan dari sel angka ke kolom tersendiri." / "Move remarks and units out of cells with numbers into a column of their own.";
    NOW_TYPED: "Anda sendiri bisa memilih cara baca kolomnya di tabel." / "You can choose how the column is read in the table.";
    HEADERS: "Judul kolom jelas" / "Clear column names";
    FOUND_HEADERS: "{n} dari {all} kolom tidak punya nama yang jelas: {columns}." / "{n} of {all} columns have no clear name: {columns}.";
    MEND_HEADERS: "Beri setiap kolom satu nama yang pendek dan berbeda, di satu baris." / "Give every column one short name of its own, in a single row.";
    UNITS: "Satuan disebut" / "Units stated";
    FOUND_UNITS: "{n} dari {all} kolom ukuran tidak menyebut satuannya: {columns}." / "{n} of {all} columns of amounts name no unit: {columns}.";
    MEND_UNITS: "Tulis satuannya di judul kolom, misalnya “produksi (ton)”." / "Write the unit into the column's name, such as “production (tonnes)”.";
    CODES: "Kode wilayah sah" / "Valid region codes";
    FOUND_CODES: "{n} dari {all} kode wilayah tidak ada dalam daftar resmi." / "{n} of {all} region codes are in no official list.";
    FOUND_NO_CODES: "Wilayah hanya disebut dengan nama, tanpa kodenya." / "Regions are given by name only, without their codes.";
    MEND_CODES: "Tambahkan kode wilayah Kemendagri atau BPS di kolom tersendiri." / "Add the region codes of Kemendagri or BPS in a column of their own.";
    NOW_CODES: "Anda sendiri bisa mencocokkan namanya di peta dan melihat yang tidak cocok." / "You can match the names on a map and see which ones do not fit.";
    MEND_WRONG_CODES: "Cocokkan kode yang tidak dikenal dengan daftar Kemendagri atau BPS." / "Check the unknown codes against the lists of Kemendagri or BPS.";
    DATES: "Tanggal ditulis seragam" / "Dates written alike";
    FOUND_DATES: "{n} dari {all} kolom waktu tidak ditulis seragam: {columns}." / "{n} of {all} columns of dates or years are not written alike: {columns}.";
    MEND_DATES: "Tulis tanggal sebagai tahun-bulan-hari, misalnya 2026-11-22." / "Write dates as year-month-day, such as 2026-11-22.";
    NOW_DATES: "Anda sendiri bisa memilih hari dulu atau bulan dulu di tabel." / "You can choose day first or month first in the table.";
    NUMBERS: "Angka tidak bermakna ganda" / "Numbers with one meaning";
    FOUND_NUMBERS: "{n} dari {all} kolom angka bisa dibaca dengan dua cara: {columns}." / "{n} of {all} columns of numbers can be read in two ways: {columns}.";
    MEND_NUMBERS: "Tulis angka tanpa pemisah ribuan." / "Write numbers without marks for thousands.";
    NOW_NUMBERS: "Anda sendiri bisa memilih gaya angkanya di tabel." / "You can choose the style of the numbers in the table.";
    DUPLICATES: "Tidak ada baris ganda" / "No repeated rows";
    FOUND_DUPLICATES: "{n} dari {all} baris sama persis dengan baris lain." / "{n} of {all} rows repeat another row exactly.";
    MEND_DUPLICATES: "Hapus baris ganda, atau tambahkan kolom yang membedakannya." / "Remove repeated rows, or add the column that tells them apart.";
    ONE_TABLE: "Hanya satu tabel" / "Nothing but one table";
    FOUND_ONE_TABLE: "{n} baris di atas, di bawah, atau di antaranya bukan data." / "{n} {n:row|rows} above, below or between {n:is|are} not data.";
    MEND_ONE_TABLE: "Mulai berkas langsung dengan judul kolom; pindahkan judul, catatan, dan tabel lain ke luar." / "Begin the file with the column names; move titles, remarks and other tables elsewhere.";
    TOTALS: "Jumlah tidak tercampur" / "No totals mixed in";
    FOUND_TOTALS: "{n} baris adalah jumlah dari baris lain." / "{n} {n:row is a total|rows are totals} of other rows.";
    MEND_TOTALS: "Keluarkan baris jumlah dari data." / "Take the rows of totals out of the data.";
    NOW_TOTALS: "Anda sendiri bisa menyaring baris itu sebelum menjumlahkan." / "You can filter these rows out before you add things up.";
    RECORDS: "Baris utuh" / "Whole rows";
    FOUND_RECORDS: "{n} baris tidak sesuai dengan kolomnya." / "{n} {n:row does|rows do} not fit the columns.";
    MEND_RECORDS: "Simpan ulang berkasnya sebagai CSV dari program lembar kerja." / "Save the file as CSV again from a spreadsheet program.";
    ENCODING: "Huruf dalam UTF-8" / "Text in UTF-8";
    FOUND_ENCODING: "Hurufnya ditulis dalam {encoding}." / "The text is in {encoding}.";
    MEND_ENCODING: "Simpan sebagai “CSV UTF-8”." / "Save it as “CSV UTF-8”.";
    MACHINE: "Bisa dibaca mesin" / "Machine readable";
    FOUND_MACHINE: "Ini halaman untuk dibaca; tabelnya harus dipungut dari dalamnya." / "It is a page for reading, from which the table had to be picked out.";
    MEND_MACHINE: "Terbitkan tabelnya sebagai CSV." / "Publish the table as CSV.";
    LABEL: "Format sesuai labelnya" / "Format as labelled";
    FOUND_LABEL: "Portal menyebutnya {label}, tetapi isinya bukan itu." / "The portal calls it {label}, but its bytes are something else.";
    MEND_LABEL: "Betulkan format yang tertulis di portal." / "Correct the format that the portal states.";
    UP_TO_DATE: "Isi sesuai jadwal" / "Data as new as promised";
    FOUND_UP_TO_DATE: "Datanya baru sampai {date}." / "The data end at {date}.";
    MEND_UP_TO_DATE: "Terbitkan data terbaru, atau ubah jadwal yang dijanjikan." / "Publish the latest data, or change the promised schedule.";
    TABLE_QUALITY: "Mutu isi data" / "Quality of the data";
    OF_A_PART: "Dinilai dari {n} baris pertama saja." / "Judged by the first {n} {n:row|rows} only.";
    OF_TABLE: "Dinilai dari {title}." / "Judged by {title}.";
    STARS_OF_BYTES: "Menurut bentuk berkasnya saja; lisensinya dinilai di metadata." / "By the form of the file alone; its licence is judged with the metadata.";
    DATA_MORE: "Rincian isi data dan cara memperbaikinya" / "Details of the data and how to mend them";
    METADATA_MORE: "Rincian metadata dan cara memperbaikinya" / "Details of the metadata and how to mend them";
    RULES_METHOD: "Ini aturan Jelajah sendiri, {all} poin semuanya; {unseen} tidak bisa dinilai di tabel ini. Yang tidak dinilai tidak mengurangi nilai."
        / "These are rules of Jelajah's own, {all} points in all; {unseen} cannot be assessed in this table. What is not assessed costs nothing.";
}
