//! Messages of finding data beyond one portal: the search across portals, searches that are saved, answers
//! that are kept, keys of one's own.

use super::messages;

messages! {
    // Where words are searched.
    SCOPE_MANY: "Cari di banyak portal sekaligus" / "Search many portals at once";
    SCOPE_MANY_HINT: "Kata dikirim ke semua portal pilihan Anda sekaligus; layar hasil menyebutkan satu per satu dan di sana pilihannya bisa diubah."
        / "Words are sent to all portals of your choice at once; the results name each one, and you can change the choice there.";

    // The search across portals.
    ACROSS: "Banyak portal" / "Many portals";
    ACROSS_TITLE: "Cari di {n} portal sekaligus" / "Search {n} portals at once";
    ACROSS_LABEL: "Cari di portal-portal ini" / "Search these portals";
    ACROSS_FROM_HERE: "Cari di banyak portal" / "Search many portals";
    ACROSS_ASKED: "Portal yang ditanyai" / "Portals asked";
    ACROSS_PROGRESS: "{came} dari {n} portal menjawab" / "{came} of {n} portals answered";
    ACROSS_WAITING: "menunggu {n}" / "waiting for {n}";
    ACROSS_FAILED: "{n} tidak terbaca" / "{n} could not be read";
    ACROSS_COUNT: "{n} dataset di {portals} portal" / "{n} {n:dataset|datasets} in {portals} {portals:portal|portals}";
    ACROSS_COUNT_FOR: "{n} dataset untuk “{words}” di {portals} portal" / "{n} {n:dataset|datasets} for “{words}” in {portals} {portals:portal|portals}";
    ACROSS_FOLDED: "{n} kembar digabung" / "{n} {n:duplicate|duplicates} folded";
    ACROSS_MORE: "Tampilkan lagi" / "Show more";
    ACROSS_READING_MORE: "Mengambil lanjutannya…" / "Fetching more…";
    ACROSS_END: "Itu semua hasil dari portal yang menjawab." / "These are all results of the portals that answered.";
    ACROSS_CUT: "Dari tiap portal paling banyak 1.000 hasil digabung. Untuk sisanya, buka portalnya satu per satu."
        / "At most 1,000 results of each portal are merged. Open a portal by itself for the rest.";
    ACROSS_NONE: "Tidak satu pun portal terbaca" / "No portal could be read";
    ACROSS_NONE_TEXT: "Lihat sebabnya pada daftar portal, coba lagi, atau pilih portal lain." / "See why in the list of portals, try again, or choose other portals.";
    ACROSS_NOTHING_TEXT: "Coba kata yang lebih umum, atau pilih portal lain." / "Try a more general word, or choose other portals.";
    ACROSS_RETRY_ALL: "Coba lagi yang gagal" / "Try the failed ones again";
    ACROSS_LEAVE_OUT: "Keluarkan yang tidak terbaca" / "Leave out those that could not be read";
    ACROSS_RETRY_ONE: "Coba lagi {portal}" / "Try {portal} again";
    ACROSS_ALSO: "juga di {portals}" / "also in {portals}";
    ANSWER_WAITING: "Menunggu jawaban" / "Waiting for an answer";
    ANSWER_CAME: "{n} dataset" / "{n} {n:dataset|datasets}";
    ANSWER_INSTEAD: "untuk “{words}”" / "for “{words}”";
    ANSWER_KEPT: "simpanan {age}" / "kept {age}";
    ANSWER_REFUSED: "Menolak dibaca peramban" / "Refuses to be read by browsers";
    ANSWER_DOWN: "Tidak menjawab" / "Does not answer";
    ANSWER_MIXED: "Hanya http, tidak bisa dari sini" / "http only, not from here";
    ANSWER_FORBIDDEN: "Perlu akun atau izin" / "Needs an account or permission";
    ANSWER_KEY: "Perlu kunci Anda" / "Needs your key";
    ANSWER_OFFLINE: "Tidak ada internet" / "No internet";
    ANSWER_SICK: "Sedang bermasalah" / "Is having trouble";
    ANSWER_TROUBLE: "Jawabannya tidak terbaca" / "Its answer could not be read";
    ANSWER_STOPPED: "Lanjutannya tidak datang" / "The rest did not come";

    // Choosing the portals.
    CHOOSE: "Pilih portal" / "Choose portals";
    CHOOSE_TEXT: "Hanya portal yang dicentang yang dihubungi. Pilihan ini diingat di perangkat ini."
        / "Only the ticked portals are contacted. The choice is remembered on this device.";
    CHOOSE_FILTER: "Saring portal" / "Filter portals";
    CHOOSE_USUAL: "Pilihan bawaan" / "Usual choice";
    CHOOSE_SHOWN: "Centang semua yang tampil" / "Tick all shown";
    CHOOSE_NONE: "Kosongkan" / "Clear";
    CHOOSE_SEARCH: "Cari di {n} portal" / "Search {n} portals";
    CHOOSE_COUNT: "{n} dipilih, paling banyak {most}" / "{n} chosen, {most} at most";
    CHOOSE_TWO: "Pilih setidaknya dua portal." / "Choose at least two portals.";

    // Searches that are saved.
    SAVED: "Pencarian tersimpan" / "Saved searches";
    SAVED_TEXT: "Disimpan di perangkat ini saja." / "Kept on this device only.";
    SAVE_SEARCH: "Simpan pencarian" / "Save this search";
    SEARCH_SAVED: "Tersimpan" / "Saved";
    SAVED_ALL: "Semua dataset" / "All datasets";
    SAVED_IN: "di {portal}" / "in {portal}";
    SAVED_IN_MANY: "di {n} portal" / "in {n} portals";
    SAVED_TOTAL: "{n} dataset, {date}" / "{n} {n:dataset|datasets}, {date}";
    SAVED_NEW: "{n} dataset bertambah sejak {date}" / "{n} more {n:dataset|datasets} since {date}";
    SAVED_FEWER: "{n} dataset berkurang sejak {date}" / "{n} fewer {n:dataset|datasets} since {date}";
    SAVED_REMOVE: "Hapus pencarian “{title}”" / "Remove the search “{title}”";
    SAVED_REMOVED: "Pencarian dihapus." / "The search was removed.";
    SAVED_KEPT: "Pencarian disimpan. Anda menemukannya lagi di Beranda." / "The search was saved. You find it again on the home screen.";

    // Answers that are kept.
    KEPT: "Jawaban simpanan {age}" / "Answer kept {age}";
    KEPT_TEXT: "Ini yang terakhir dibaca perangkat ini; isinya mungkin sudah berubah." / "This is what this device read last; it may have changed.";
    KEPT_SOME: "{n} portal dijawab dari simpanan perangkat ini" / "{n} {n:portal is|portals are} answered from what this device keeps";
    KEPT_WAYS: "Cara lain membaca portal ini" / "Other ways to read this portal";
    KEPT_REFRESH: "Perbarui" / "Refresh";
    AGE_NOW: "baru saja" / "just now";
    AGE_MINUTES: "{n} menit lalu" / "{n} {n:minute|minutes} ago";
    AGE_HOURS: "{n} jam lalu" / "{n} {n:hour|hours} ago";
    AGE_DAYS: "{n} hari lalu" / "{n} {n:day|days} ago";
    KEPT_AMOUNT: "Simpanan katalog untuk dibaca tanpa internet: {n} jawaban, {size}." / "Catalogue kept for reading without the internet: {n} {n:answer|answers}, {size}.";
    KEPT_FORGET: "Hapus simpanan" / "Delete what is kept";
    // Keys of one's own.
    KEY: "Portal ini perlu kunci Anda" / "This portal needs your key";
    KEY_TEXT: "BPS memberikan kunci WebAPI pribadi secara gratis kepada siapa pun yang mendaftar. Tempel kunci Anda di sini."
        / "BPS gives a personal WebAPI key to anybody who registers, free of charge. Paste yours here.";
    KEY_LABEL: "Kunci WebAPI BPS" / "BPS WebAPI key";
    KEY_KEPT: "Kunci disimpan di peramban ini saja dan hanya dikirim ke webapi.bps.go.id. Kunci tidak pernah ikut dalam tautan, proyek, atau berkas yang Anda bagikan."
        / "The key is kept in this browser only and sent to webapi.bps.go.id alone. It is never part of links, projects or files that you share.";
    KEY_USE: "Pakai kunci" / "Use the key";
    KEY_GET: "Daftar di BPS" / "Register with BPS";
    KEY_EMPTY: "Tempel kunci Anda dulu." / "Paste your key first.";
    KEY_NOT_TAKEN: "Portal tidak menerima kunci yang tersimpan" / "The portal did not take the key that is kept";
    KEY_REMOVE: "Hapus kunci" / "Remove the key";
    KEY_REMOVED: "Kunci dihapus dari peramban ini." / "The key was removed from this browser.";
    KEPT_FORGOTTEN: "Simpanan katalog dihapus." / "What was kept of catalogues was deleted.";
}
