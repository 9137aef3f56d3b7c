//! Messages about streets below a map.

use super::messages;

messages! {
    SWITCH: "Latar jalan" / "Streets below";
    SWITCH_OFF: "Matikan latar jalan" / "Switch streets off";
    FROM: "Gambar jalan dari" / "Pictures of streets from";
    OSM: "OpenStreetMap" / "OpenStreetMap";
    OSM_CREDIT: "© kontributor OpenStreetMap" / "© OpenStreetMap contributors";
    OWN: "Alamat sendiri" / "An address of your own";
    ADDRESS: "Alamat ubin peta" / "Address of map tiles";
    ADDRESS_HINT: "Alamat https dengan {z}, {x}, dan {y} di dalamnya, atau satu berkas .pmtiles."
        / "An https address with {z}, {x} and {y} in it, or a single .pmtiles file.";
    CREDIT: "Sumber yang disebut di peta" / "Source named on the map";
    CREDIT_HINT: "Tulis seperti yang diminta pemilik ubin. Bila kosong, nama servernya yang tampil."
        / "Write what the owner of the tiles asks for. Left empty, the name of the server is shown.";
    PROMISE: "Begitu dinyalakan, peramban Anda meminta gambar jalan langsung dari {host}. Server itu melihat alamat IP Anda dan bagian peta yang Anda buka. Alamatnya hanya disimpan di peramban ini; tautan, cerita, dan berkas Anda tetap tanpa latar jalan."
        / "Once switched on, your browser asks {host} for pictures of streets directly. That server sees your IP address and which part of the map you open. The address is kept in this browser alone; your links, stories and files stay without streets.";
    YOUR_HOST: "server pilihan Anda" / "the server you choose";
    SHOW: "Nyalakan" / "Switch on";
    LOADING: "Memuat latar jalan dari {host}…" / "Loading streets from {host}…";
    BAD_ADDRESS: "Ini bukan alamat. Contoh: https://tile.openstreetmap.org/{z}/{x}/{y}.png"
        / "This is no address. Example: https://tile.openstreetmap.org/{z}/{x}/{y}.png";
    NOT_SECURE: "Alamatnya harus diawali https://, supaya tidak ada yang membaca atau mengubahnya di jalan."
        / "The address must begin with https://, so that nobody reads or changes it on its way.";
    SECRET: "Alamatnya memuat nama dan kata sandi. Pakai alamat tanpa keduanya."
        / "The address has a name and a password in it. Use one without them.";
    NO_PLACES: "Alamatnya harus memuat {z}, {x}, dan {y} (dan tidak ada kurung kurawal lain), atau berupa satu berkas .pmtiles."
        / "The address must have {z}, {x} and {y} in it (and nothing else in braces), or be a single .pmtiles file.";
    NO_WEBGL: "Peramban ini tidak dapat menggambar latar jalan" / "This browser cannot draw streets";
    NO_WEBGL_NEXT: "Latar jalan memerlukan WebGL 2, yang dimatikan atau tidak ada di sini. Nyalakan akselerasi grafis di setelan peramban, atau buka halaman ini di peramban lain. Petanya tetap dapat dipakai tanpa latar."
        / "Streets need WebGL 2, which is switched off or missing here. Turn graphics acceleration on in the browser's settings, or open this page in another browser. The map works without streets.";
    MISSING: "Penggambar latar jalan tidak dapat dimuat" / "What draws streets could not be loaded";
    MISSING_NEXT: "Periksa koneksi Anda, lalu coba lagi. Petanya tetap dapat dipakai tanpa latar."
        / "Check your connection, then try again. The map works without streets.";
    FAILED: "Gambar jalan tidak datang dari {host}" / "No streets came from {host}";
    FAILED_NEXT: "Servernya mati, alamatnya keliru, tidak punya gambar untuk bagian peta ini, atau tidak mengizinkan halaman lain memakainya. Periksa alamatnya atau pilih yang lain. Petanya tetap dapat dipakai tanpa latar."
        / "The server is down, the address is wrong, there are no pictures of this part of the map, or it does not allow other pages to use them. Check the address or choose another. The map works without streets.";
    CHANGE: "Ganti alamat" / "Change the address";
}
