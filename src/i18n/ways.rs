//! The other ways to a portal that refuses: what was tried, what is left, what is in use.

use super::messages;

messages! {
    /// Heading over the list of ways.
    WAYS: "Jalan yang ada" / "The ways there are";
    REFUSED: "ditolak" / "refused";
    DOWN: "tidak ada jawaban" / "no answer";
    MIXED: "http:// tidak terbaca dari halaman aman" / "http:// cannot be read from a secure page";
    FORBIDDEN: "perlu akun atau izin" / "needs an account or permission";
    MISSING: "tidak tersedia" / "not available";
    FAILED: "tidak berhasil" / "did not work";
    WORKS: "bisa sekarang" / "works now";
    WITH_CONSENT: "dengan izin Anda" / "with your consent";
    WITH_PROXY: "kalau Anda punya proksi" / "if you have a proxy";
    LETTER_BELOW: "surat siap kirim ada di bawah" / "a letter is ready below";

    /// The consent to the frame.
    FRAME: "Baca lewat bingkai terisolasi" / "Read through an isolated frame";
    FRAME_TEXT: "Portal ini tidak mengizinkan halaman lain membaca katalognya, tetapi bersedia menjawab sebagai skrip. Kami memuat skrip itu di bingkai tertutup: ia tidak dapat melihat halaman ini, cerita Anda, atau berkas Anda, dan dibuang setelah dipakai. Portal tetap bisa memberi jawaban yang keliru, seperti portal mana pun."
        / "This portal does not let other pages read its catalogue, but it is willing to answer as a script. We load that script in a closed frame: it cannot see this page, your story or your files, and it is thrown away after use. The portal can still give wrong answers, as any portal can.";
    FRAME_ROWS_TEXT: "Berkasnya tidak terbaca, tetapi barisnya ada di basis data portal. Portal bersedia menjawab sebagai skrip, dan skrip itu dimuat di bingkai tertutup: ia tidak dapat melihat halaman ini, cerita Anda, atau berkas Anda."
        / "The file cannot be read, but its rows are in the portal's database. The portal is willing to answer as a script, and that script is loaded in a closed frame: it cannot see this page, your story or your files.";
    FRAME_ALLOW: "Izinkan untuk portal ini" / "Allow for this portal";

    /// The person's proxy.
    PROXY: "Pakai proksi sendiri" / "Use a proxy of your own";
    PROXY_TEXT: "Proksi mengambilkan halaman untuk Anda, jadi ia melihat semua yang diminta. Pakai hanya yang Anda kelola atau percayai. Proksinya dipakai untuk portal ini saja, dan kunci API tidak pernah dikirim lewatnya."
        / "A proxy fetches pages for you, so it sees everything that is asked for. Use only one that you run or trust. It is used for this portal alone, and API keys are never sent through it.";
    PROXY_FIELD: "Alamat proksi" / "The proxy's address";
    PROXY_HINT: "Dimulai dengan https:// dan memuat {url} di tempat alamat portal." / "Starts with https:// and has {url} where the portal's address goes.";
    PROXY_BAD: "Alamat ini harus dimulai dengan https:// dan memuat {url} satu kali, setelah nama hostnya."
        / "This address must start with https:// and hold {url} once, after the name of the host.";
    PROXY_USE: "Pakai untuk portal ini" / "Use for this portal";
    PROXY_USE_KNOWN: "Pakai {host} untuk portal ini" / "Use {host} for this portal";
    PROXY_FORGET: "Lupakan proksi ini" / "Forget this proxy";

    /// The line that says which way is in use.
    BY_FRAME: "Dibaca lewat bingkai terisolasi, karena portal menolak dibaca langsung ({date})."
        / "Read through an isolated frame, because the portal refuses to be read directly ({date}).";
    BY_PROXY: "Dibaca lewat proksi Anda, {host}. Proksi itu melihat semua yang diminta."
        / "Read through your proxy, {host}. It sees everything that is asked for.";
    STOP: "Berhenti memakai" / "Stop using it";
    STOPPED_FRAME: "Bingkai tidak dipakai lagi untuk portal ini." / "The frame is not used for this portal any more.";
    STOPPED_PROXY: "Proksi tidak dipakai lagi untuk portal ini." / "The proxy is not used for this portal any more.";
    ROWS: "Barisnya dibaca dari basis data portal" / "The rows are read from the portal's database";
    ROWS_BY_FRAME: "Barisnya dibaca dari basis data portal lewat bingkai terisolasi" / "The rows are read from the portal's database through an isolated frame";
    PASSED_ON: "Berkasnya diteruskan oleh portal itu sendiri" / "The file is passed on by the portal itself";
    BECAUSE_REFUSED: "{way}, karena berkasnya menolak dibaca langsung." / "{way}, because the file refuses to be read directly.";
    BECAUSE_DOWN: "{way}, karena server berkasnya tidak menjawab." / "{way}, because the file's server does not answer.";
    BECAUSE_MIXED: "{way}, karena alamat berkasnya http://, yang tidak terbaca dari halaman aman." / "{way}, because the file's address is http://, which a secure page cannot read.";
    BECAUSE_FAILED: "{way}, karena berkasnya sendiri tidak terbaca." / "{way}, because the file itself could not be read.";
    NUMBERS: "Lewat bingkai, peramban menulis ulang angka: 12,50 menjadi 12,5, dan angka dengan lebih dari 15 digit bisa berubah."
        / "Through a frame, the browser rewrites numbers: 12.50 becomes 12.5, and numbers with more than 15 digits may change.";
}
