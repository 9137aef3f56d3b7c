//! Messages about tables that are too large for the device: the choice, the work at the portal, transfers
//! that broke off.

use super::messages;

messages! {
    TOO_LARGE: "Tabel ini besar untuk perangkat Anda" / "This table is large for your device";
    SIZE_ROWS: "Isinya {rows} baris, sekitar {bytes}." / "It has {rows} rows, about {bytes}.";
    SIZE: "Isinya sekitar {bytes}." / "It is about {bytes}.";
    SIZE_MORE: "Isinya lebih dari {bytes}, dan masih ada lanjutannya." / "It is more than {bytes}, and there is more to come.";
    BUDGET: "Perangkat ini sanggup memuat sekitar {budget} dengan lancar. Pilih cara membukanya; pilihan ini bisa diubah nanti."
        / "This device can comfortably hold about {budget}. Choose how to open it; you can change this later.";
    AT_PORTAL: "Kerjakan di portal" / "Work at the portal";
    AT_PORTAL_TEXT: "Barisnya tetap di portal. Menyaring, mengurutkan, dan mengelompokkan dilakukan di sana; hanya jawabannya yang diunduh."
        / "The rows stay at the portal. Filtering, sorting and grouping happen there; only the answers are downloaded.";
    SAMPLE: "Muat sampel {rows} baris" / "Load a sample of {rows} rows";
    SAMPLE_SPREAD: "Potongan-potongan berurutan yang tersebar merata dari awal sampai akhir tabel. Jumlah dan rata-ratanya hanya milik sampel."
        / "Stretches spread evenly from the beginning to the end of the table. Sums and means are those of the sample only.";
    SAMPLE_FIRST: "Hanya baris-baris pertama; belum tentu mewakili sisanya." / "Only the first rows; they may not be like the rest.";
    EVERYTHING: "Muat semuanya" / "Load everything";
    EVERYTHING_TEXT: "Perangkat bisa menjadi lambat atau kehabisan memori. Cerita Anda tetap aman." / "The device may become slow or run out of memory. Your story stays safe.";
    COLUMNS: "Muat sebagian kolom" / "Load only some columns";
    COLUMNS_TEXT: "Semua baris, tetapi hanya kolom yang Anda centang." / "All rows, but only the columns that you tick.";
    COLUMNS_FIT: "{n} kolom, sekitar {bytes}" / "{n} {n:column|columns}, about {bytes}";
    COLUMNS_OVER: "{n} kolom, sekitar {bytes}: masih terlalu besar" / "{n} {n:column|columns}, about {bytes}: still too large";
    COLUMNS_NONE: "Belum ada kolom yang dipilih" / "No column is chosen yet";
    COLUMNS_LOAD: "Muat kolom ini" / "Load these columns";

    PLACE_PORTAL: "Dihitung di portal" / "Worked out at the portal";
    PLACE_BOTH: "Sebagian dihitung di portal, sisanya di perangkat ini" / "Worked out partly at the portal, the rest on this device";
    PLACE_SAMPLE: "Sampel, dihitung di perangkat ini" / "A sample, worked out on this device";
    PLACE_COLUMNS: "Sebagian kolom, dihitung di perangkat ini" / "Some columns, worked out on this device";
    PLACE_ALL: "Dihitung di perangkat ini" / "Worked out on this device";
    CHANGE: "Buka dengan cara lain" / "Open another way";
    REQUESTS: "Permintaan ke portal" / "Requests to the portal";
    STATEMENT: "Perintah SQL" / "SQL statement";
    TYPES_KEPT: "Jenis kolom ini ditentukan portal. Untuk membacanya dengan cara lain, muat tabelnya ke perangkat ini."
        / "The portal decides the type of this column. To read it another way, load the table onto this device.";

    RETRYING: "Sambungan terputus. {rows} baris sudah diterima; mencoba lagi…" / "The connection broke off. {rows} rows are here; trying again…";
    ROWS_OF: "Membaca… {rows} dari {of} baris" / "Reading… {rows} of {of} rows";
    PAUSED: "Sambungan terputus setelah {rows} baris. Yang sudah diterima tidak hilang." / "The connection broke off after {rows} rows. What has come is not lost.";
    STANDING: "Menunggu Anda melanjutkan" / "Waiting for you to continue";
    CONTINUE: "Lanjutkan" / "Continue";
    ENOUGH: "Pakai {rows} baris ini saja" / "Use only these {rows} rows";
}
