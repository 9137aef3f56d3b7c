//! The bytes of the sample files, made while they are read.

use super::foods::{FOODS, mix, movement, price};
use super::places::{CITIES, DISTRICTS, PROVINCE_VARIANTS, PROVINCES, REGENCIES, SECTIONS};

/// About the size of a network chunk.
const CHUNK: usize = 64 * 1024;

/// How a file is made.
#[derive(Clone, Copy)]
pub(super) enum Made {
    /// It is written in the catalogue.
    Text(&'static str),
    /// Daily prices of one year, 0 to 2.
    Prices(i32),
    /// Monthly mean prices: semicolons, dot thousands, decimal comma.
    MonthlyPrices,
    /// Businesses by kecamatan, section and year, with code columns.
    Businesses,
    /// People and businesses by province, with a total and missing values.
    Provinces,
    /// Businesses by province with the years as columns.
    ProvinceYears,
    /// Businesses by kabupaten and kota, their names written in several ways.
    Regencies,
    /// Daily visitors of markets, dates day first.
    Markets,
    /// Eating places, in Windows-1252.
    Eateries,
    /// Messages with line breaks and quotes in their cells.
    Messages,
    /// Codes of the kecamatan.
    Districts,
}

/// Opens a file as chunks.
pub(super) fn open(made: Made) -> Box<dyn Iterator<Item = Vec<u8>>> {
    match made {
        Made::Text(text) => Box::new(std::iter::once(text.as_bytes().to_vec())),
        Made::Prices(year) => Box::new(chunks(daily_prices(year))),
        Made::MonthlyPrices => Box::new(chunks(monthly_prices())),
        Made::Businesses => Box::new(chunks(businesses())),
        Made::Markets => Box::new(chunks(markets())),
        Made::Provinces => whole(provinces()),
        Made::ProvinceYears => whole(province_years()),
        Made::Regencies => whole(regencies()),
        Made::Messages => whole(messages()),
        Made::Districts => whole(districts()),
        Made::Eateries => Box::new(std::iter::once(windows_1252(&eateries()))),
    }
}

fn whole(text: String) -> Box<dyn Iterator<Item = Vec<u8>>> {
    Box::new(std::iter::once(text.into_bytes()))
}

/// Collects pieces into chunks. A piece is a small part of a file, so that the time between two chunks
/// stays short.
fn chunks(mut pieces: impl Iterator<Item = String>) -> impl Iterator<Item = Vec<u8>> {
    std::iter::from_fn(move || {
        let mut chunk = String::new();
        while chunk.len() < CHUNK
            && let Some(piece) = pieces.next()
        {
            chunk.push_str(&piece);
        }
        (!chunk.is_empty()).then(|| chunk.into_bytes())
    })
}

/// A calendar day.
#[derive(Clone, Copy)]
pub(super) struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// The first day of the price series.
    pub(super) const FIRST: Self = Self { year: 2023, month: 11, of_month: 1 };

    /// The day after. Good until 2099.
    pub(super) fn next(self) -> Self {
        let length = match self.month {
            2 if self.year.is_multiple_of(4) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        match (self.of_month < length, self.month < 12) {
            (true, _) => Self { of_month: self.of_month + 1, ..self },
            (false, true) => Self { month: self.month + 1, of_month: 1, ..self },
            (false, false) => Self { year: self.year + 1, month: 1, of_month: 1 },
        }
    }

    /// `2024-12-31`.
    pub(super) fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.of_month)
    }

    /// `31/12/2024`.
    fn day_first(self) -> String {
        format!("{:02}/{:02}/{}", self.of_month, self.month, self.year)
    }
}

/// The days from a November 1st to the following October 31st, with their number in the series.
fn year_of_days(year: i32) -> impl Iterator<Item = (i32, Day)> {
    let days = std::iter::successors(Some((0, Day::FIRST)), |(number, day)| Some((number + 1, day.next())));
    let before = move |day: &Day| (i32::from(day.year) - 2023) * 12 + i32::from(day.month) - 11 < year * 12;
    days.skip_while(move |(_, day)| before(day))
        .take_while(move |(_, day)| (i32::from(day.year) - 2023) * 12 + i32::from(day.month) - 11 < (year + 1) * 12)
}

fn daily_prices(year: i32) -> impl Iterator<Item = String> {
    let header = "tanggal,kode_kecamatan,kecamatan,komoditas,satuan,harga\n".to_owned();
    std::iter::once(header).chain(year_of_days(year).map(|(number, day)| {
        let date = day.iso();
        let movements: Vec<i32> = FOODS.iter().enumerate().map(|(index, food)| movement(index, food, number)).collect();
        let mut out = String::with_capacity(36_000);
        for (district, (name, _)) in DISTRICTS.iter().enumerate() {
            let place = format!("{date},32.73.{:02},{name},", district + 1);
            for ((index, food), movement) in FOODS.iter().enumerate().zip(&movements) {
                out.push_str(&place);
                out.push_str(food.name);
                out.push(',');
                out.push_str(food.unit);
                out.push(',');
                if let Some(price) = price(index, food, number, district as u32, *movement) {
                    push_number(&mut out, price);
                }
                out.push('\n');
            }
        }
        out
    }))
}

/// Appends digits; formatting through `write!` takes several times as long, and there are 657,600 of them.
fn push_number(out: &mut String, number: u32) {
    let mut digits = [0; 10];
    let mut rest = number;
    let mut from = digits.len();
    for (at, digit) in digits.iter_mut().enumerate().rev() {
        *digit = (rest % 10) as u8;
        rest /= 10;
        from = at;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits.iter().skip(from).map(|digit| char::from(b'0' + digit)));
}

/// Appends a formatted text.
fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.push_str(&text.to_string());
}

fn monthly_prices() -> impl Iterator<Item = String> {
    let header = "Bulan;Komoditas;Satuan;Harga rata-rata (Rp);Perubahan (%)\n".to_owned();
    let mut days = (0..3).flat_map(year_of_days).peekable();
    let mut last: Vec<i64> = Vec::new();
    std::iter::once(header).chain(std::iter::from_fn(move || {
        let first = days.peek()?.1;
        let mut sums = vec![(0_i64, 0_i64); FOODS.len()];
        while let Some((number, _)) = days.next_if(|(_, day)| day.month == first.month) {
            for ((index, food), (sum, count)) in FOODS.iter().enumerate().zip(&mut sums) {
                let movement = movement(index, food, number);
                for price in
                    (0..DISTRICTS.len() as u32).filter_map(|district| price(index, food, number, district, movement))
                {
                    *sum += i64::from(price);
                    *count += 1;
                }
            }
        }
        let means: Vec<i64> = sums.iter().map(|(sum, count)| divide(sum * 100, *count)).collect();
        let mut out = String::new();
        for (index, (food, mean)) in FOODS.iter().zip(&means).enumerate() {
            // The first month has nothing to be compared with.
            let change = last
                .get(index)
                .map_or_else(|| "-".to_owned(), |last| indonesian(divide((mean - last) * 10_000, *last)));
            put(&mut out, format_args!("{};{};{};{};{change}\n", first.iso(), food.name, food.unit, indonesian(*mean)));
        }
        last = means;
        Some(out)
    }))
}

/// Divides and rounds half away from zero.
fn divide(number: i64, by: i64) -> i64 {
    let half = by / 2;
    if by == 0 { 0 } else { (number + if number < 0 { -half } else { half }) / by }
}

/// A number given in hundredths as Indonesians write it: `-1.234,56`.
fn indonesian(hundredths: i64) -> String {
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut out = String::from(if hundredths < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    put(&mut out, format_args!(",{part:02}"));
    out
}

fn businesses() -> impl Iterator<Item = String> {
    let header = "tahun,kode_provinsi,kode_kabupaten_kota,kode_kecamatan,kode_kecamatan_bps,nama_kecamatan,kbli_seksi,kbli_nama,jumlah_umkm\n".to_owned();
    std::iter::once(header).chain((2021_u32..=2025).map(|year| {
        let mut out = String::with_capacity(60_000);
        for (district, (name, bps)) in DISTRICTS.iter().enumerate() {
            for (section, (letter, title, usual)) in SECTIONS.iter().enumerate() {
                let place = 60 + mix(district as u32, 1, 1) % 81;
                let luck = 85 + mix(district as u32, section as u32, year) % 31;
                let count = u64::from(usual * place) * u64::from(luck * (84 + 4 * (year - 2021))) / 1_000_000;
                let title = quoted(title);
                put(
                    &mut out,
                    format_args!(
                        "{year},32,32.73,32.73.{:02},3273{bps:03},{name},{letter},{title},{count}\n",
                        district + 1
                    ),
                );
            }
        }
        out
    }))
}

/// A cell in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// People of a province, made up.
fn people(code: u8, thousands: u32) -> u64 {
    u64::from(thousands) * u64::from(9_700 + mix(u32::from(code), 5, 5) % 600) / 10
}

/// Businesses of a province in a year, made up; `None` where nobody counted.
fn province_businesses(code: u8, thousands: u32, year: u32) -> Option<u64> {
    // The youngest provinces were founded in 2022 and two of them have not reported since.
    let founded = !matches!(code, 92 | 95 | 96 | 97) || year > 2022;
    let reports = !matches!(code, 96 | 97);
    let rate = u64::from(170 + mix(u32::from(code), 6, 6) % 110);
    let growth = u64::from(940 + 24 * (year - 2019) + mix(u32::from(code), year, 6) % 21);
    (founded && reports).then(|| people(code, thousands) * rate * growth / 1_000_000)
}

fn provinces() -> String {
    let mut out = String::from("kode_provinsi,nama_provinsi,penduduk,umkm,umkm_per_1000_penduduk,tahun\r\n");
    let mut row = |code: u8, name: &str, people: u64, businesses: Option<(u64, u64)>| {
        // The rate compares with the people of the provinces that reported.
        let (count, rate) = match businesses {
            Some((count, of)) => {
                let tenths = (count * 10_000 + of / 2) / of.max(1);
                (count.to_string(), format!("{}.{}", tenths / 10, tenths % 10))
            }
            None => ("-".to_owned(), "-".to_owned()),
        };
        put(&mut out, format_args!("{code:02},{name},{people},{count},{rate},2024\r\n"));
    };
    let (mut all_people, mut all_businesses, mut reporting) = (0, 0, 0);
    for (code, name, thousands) in PROVINCES {
        let variant = PROVINCE_VARIANTS.iter().find(|(variant, _)| *variant == code);
        let name = variant.map_or_else(|| name.to_ascii_uppercase(), |(_, name)| (*name).to_owned());
        let people = people(code, thousands);
        let businesses = province_businesses(code, thousands, 2024);
        all_people += people;
        if let Some(count) = businesses {
            all_businesses += count;
            reporting += people;
        }
        row(code, &name, people, businesses.map(|count| (count, people)));
    }
    row(0, "INDONESIA", all_people, Some((all_businesses, reporting)));
    out
}

fn province_years() -> String {
    let years = 2019_u32..=2024;
    let mut out = String::from("Provinsi");
    let mut sums = [0_u64; 6];
    for year in years.clone() {
        put(&mut out, format_args!(",{year}"));
    }
    for (code, name, thousands) in PROVINCES {
        out.push('\n');
        out.push_str(name);
        for (year, sum) in years.clone().zip(&mut sums) {
            let count = province_businesses(code, thousands, year);
            *sum += count.unwrap_or(0);
            out.push(',');
            out.push_str(&count.map_or_else(|| "-".to_owned(), |count| count.to_string()));
        }
    }
    out.push_str("\nJumlah");
    for sum in sums {
        put(&mut out, format_args!(",{sum}"));
    }
    out.push('\n');
    out
}

fn regencies() -> String {
    let mut out = String::from("kode,kabupaten_kota,tahun,usaha_mikro,usaha_kecil,usaha_menengah\n");
    let all = REGENCIES.iter().zip(1_u32..).map(|(name, code)| ("KAB", *name, code));
    let all = all.chain(CITIES.iter().zip(71_u32..).map(|(name, code)| ("KOTA", *name, code)));
    for (kind, name, code) in all {
        let shown = match (kind, code % 3) {
            ("KOTA", 0) => format!("Kota {name}"),
            ("KOTA", _) => format!("KOTA {}", name.to_ascii_uppercase()),
            (_, 0) => format!("Kab. {name}"),
            (_, 1) => format!("KAB. {}", name.to_ascii_uppercase()),
            _ => format!("KABUPATEN {}", name.to_ascii_uppercase()),
        };
        for year in 2022_u32..=2024 {
            let (least, spread) = if kind == "KOTA" { (18_000, 120_000) } else { (90_000, 260_000) };
            let micro = (least + mix(code, 2, 2) % spread) * (96 + 4 * (year - 2022)) / 100;
            let (small, medium) = (micro / (22 + mix(code, 3, year) % 9), micro / (310 + mix(code, 4, year) % 90));
            put(&mut out, format_args!("32.{code:02},{shown},{year},{micro},{small},{medium}\n"));
        }
    }
    out
}

fn markets() -> impl Iterator<Item = String> {
    let header = "tanggal,pasar,pengunjung,pedagang_buka\n".to_owned();
    std::iter::once(header).chain(year_of_days(2).map(|(number, day)| {
        let date = day.day_first();
        let mut out = String::new();
        for (market, name) in ["Utara", "Selatan", "Timur", "Barat", "Tengah"].into_iter().enumerate() {
            let market = market as u32;
            let stalls = 110 + 35 * market - mix(market, number as u32, 8) % 18;
            // 1 November 2023 was a Wednesday; markets are fullest at the weekend.
            let weekend = if matches!(number % 7, 3 | 4) { 140 } else { 100 };
            let visitors = (1_400 + 420 * market) * weekend * (90 + mix(market, number as u32, 9) % 21) / 10_000;
            put(&mut out, format_args!("{date},Pasar Contoh {name},{visitors},{stalls}\n"));
        }
        out
    }))
}

fn eateries() -> String {
    const KINDS: [&str; 6] = ["Café", "Crêperie", "Pâtisserie", "Kedai", "Warung", "Dapur"];
    const NAMES: [&str; 10] = [
        "Édelweis",
        "Señorita",
        "Braga",
        "Déjà Vu",
        "Cihampelas",
        "“Rasa”",
        "Dago – Atas",
        "Piñata",
        "Fraîche",
        "Asia Afrika",
    ];
    let mut out = String::from("nama_usaha,kecamatan,menu_andalan,harga_menu,suhu_saji\r\n");
    for number in 0..60_u32 {
        let pick = |salt: u32, of: usize| (mix(number, salt, 21) as usize) % of;
        let name = |list: &[&'static str], at: usize| list.get(at).copied().unwrap_or_default();
        let kind = name(&KINDS, pick(1, KINDS.len()));
        let own = name(&NAMES, pick(2, NAMES.len()));
        let place = DISTRICTS.get(pick(3, DISTRICTS.len())).map_or("", |(name, _)| name);
        let dish = name(
            &["Crème brûlée", "Kopi ½ gelas", "Nasi tutug oncom", "Soupe à l’oignon", "Bakso ¾ porsi"],
            pick(4, 5),
        );
        let price = 9_000 + 500 * (mix(number, 5, 21) % 60);
        put(&mut out, format_args!("{kind} {own},{place},{dish},{price},{} °C\r\n", 4 + mix(number, 6, 21) % 80));
    }
    out
}

/// The bytes of a text in Windows-1252; a character outside of it becomes a question mark.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '–' => 0x96,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        })
        .collect()
}

fn messages() -> String {
    const TOPICS: [(&str, &str); 6] = [
        ("Perizinan", "Pengajuan NIB sudah dua minggu.\nMohon dicek statusnya."),
        ("Harga bahan", "Harga cabai naik, katanya \"karena hujan\".\n\nApakah ada operasi pasar?"),
        ("Pelatihan", "Ingin ikut pelatihan foto produk, kapan jadwal berikutnya?"),
        ("Lokasi usaha", "Lapak dipindah:\n1. jauh dari pintu masuk\n2. lampu mati"),
        ("Modal", "Syarat KUR tahun ini apa saja, dan berapa lama prosesnya?"),
        ("Pemasaran", "Produk \"Keripik Bahagia\" belum muncul di katalog daring."),
    ];
    let mut out = String::from("nomor,tanggal,kecamatan,topik,isi,selesai\n");
    let days: Vec<Day> = year_of_days(2).map(|(_, day)| day).collect();
    for number in 0..80_u32 {
        let Some(day) = days.get(number as usize * 4) else { break };
        let place = DISTRICTS.get(mix(number, 1, 31) as usize % DISTRICTS.len()).map_or("", |(name, _)| name);
        let (topic, text) = TOPICS.get(mix(number, 2, 31) as usize % TOPICS.len()).copied().unwrap_or_default();
        let settled = if mix(number, 3, 31).is_multiple_of(4) { "belum" } else { "ya" };
        put(&mut out, format_args!("{:04},{},{place},{topic},{},{settled}\n", number + 1, day.iso(), quoted(text)));
    }
    out
}

fn districts() -> String {
    let mut out = String::from("kode_kemendagri,kode_bps,nama_kecamatan,nama_kota\n");
    for (index, (name, bps)) in DISTRICTS.iter().enumerate() {
        put(&mut out, format_args!("32.73.{:02},3273{bps:03},{name},Kota Bandung\n", index + 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_right() {
        for number in [0, 7, 10, 12_500, 657_600, u32::MAX] {
            let mut out = String::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string());
        }
        assert_eq!(indonesian(0), "0,00");
        assert_eq!(indonesian(123_456), "1.234,56");
        assert_eq!(indonesian(-5), "-0,05");
        assert_eq!(indonesian(123_456_789), "1.234.567,89");
        assert_eq!((divide(5, 2), divide(-5, 2), divide(4, 3), divide(1, 0)), (3, -3, 1, 0));
    }

    #[test]
    fn three_years_of_days_have_no_gap() {
        let years: Vec<Vec<(i32, Day)>> = (0..3).map(|year| year_of_days(year).collect()).collect();
        assert_eq!(years.iter().map(Vec::len).collect::<Vec<_>>(), [366, 365, 365]);
        let numbers: Vec<i32> = years.iter().flatten().map(|(number, _)| *number).collect();
        assert_eq!(numbers, (0..1_096).collect::<Vec<_>>());
        assert_eq!(years[2].last().map(|(_, day)| day.iso()).as_deref(), Some("2026-10-31"));
    }

    #[test]
    fn the_totals_are_the_sums_of_their_parts() {
        let text = province_years();
        let sums =
            |line: &str| line.split(',').skip(1).map(|cell| cell.parse::<u64>().unwrap_or(0)).collect::<Vec<_>>();
        let rows: Vec<Vec<u64>> = text.lines().skip(1).map(sums).collect();
        let (total, parts) = rows.split_last().unwrap();
        for (column, total) in total.iter().enumerate() {
            assert_eq!(parts.iter().map(|row| row[column]).sum::<u64>(), *total);
        }
        let text = provinces();
        let column = |line: &str, at: usize| line.split(',').nth(at).unwrap().parse::<u64>().unwrap_or(0);
        let rows: Vec<&str> = text.lines().skip(1).collect();
        let (total, parts) = rows.split_last().unwrap();
        assert!(total.contains(",INDONESIA,"));
        for at in [2, 3] {
            assert_eq!(parts.iter().map(|row| column(row, at)).sum::<u64>(), column(total, at));
        }
    }
}
