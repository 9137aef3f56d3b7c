//! Columns that look like personal data of people, so that nobody hands them out without noticing.
//!
//! Forms: the NIK of a person and the number of a family card have 16 digits, region, date and serial
//! number (Peraturan Pemerintah 40/2019, article 13, and its predecessor 37/2007, article 37: six digits of
//! the district, six of the date of birth with 40 added to the day for women, four of a serial number);
//! mobile numbers begin with 08 or +62 8. What is personal data: Undang-Undang 27/2022, article 4.

use super::{ResultTable, Values};
use crate::base::note::{Note, NoteCode};
use crate::base::text::{fold, trim};

/// Texts of a column that are looked at.
const LOOKED_AT: usize = 2_000;
/// One stray address is a remark; this many are a list.
const LIST: usize = 5;

/// What a single text looks like.
fn kind_of(text: &str) -> Option<NoteCode> {
    let text = trim(text);
    if is_email(text) {
        return Some(NoteCode::PersonalEmail);
    }
    let shortened = text.len() <= 24 && text.bytes().all(|byte| byte.is_ascii_digit() || b" .-+()'".contains(&byte));
    if !shortened {
        return None;
    }
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
    if is_nik(&digits) {
        return Some(NoteCode::PersonalNumber);
    }
    let mobile = matches!(digits.as_slice(), [0, 8, ..] if (10..=13).contains(&digits.len()))
        || matches!(digits.as_slice(), [6, 2, 8, ..] if (11..=14).contains(&digits.len()));
    // Eight digits and a point are an amount of money.
    (mobile && !text.contains('.')).then_some(NoteCode::PersonalPhone)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._%+-".contains(&byte))
    };
    text.len() <= 254 && plain(name) && plain(host) && host.rsplit_once('.').is_some_and(|(_, top)| top.len() >= 2)
}

/// Region, date of birth, serial number.
fn is_nik(digits: &[u8]) -> bool {
    let two = |at: usize| match (digits.get(at), digits.get(at + 1)) {
        (Some(tens), Some(ones)) => tens * 10 + ones,
        _ => 0,
    };
    let day = two(6);
    digits.len() == 16
        && (11..=97).contains(&two(0))
        && ((1..=31).contains(&day) || (41..=71).contains(&day))
        && (1..=12).contains(&two(8))
        && digits.get(12..) != Some(&[0, 0, 0, 0])
}

/// Whether a header names people by their names.
fn names_people(header: &str) -> bool {
    const PEOPLE: &[&str] = &[
        "lengkap",
        "pemilik",
        "penerima",
        "siswa",
        "pasien",
        "warga",
        "pegawai",
        "karyawan",
        "anak",
        "ibu",
        "ayah",
        "pelapor",
        "pemohon",
        "penduduk",
        "orang",
        "kk",
        "kepala keluarga",
        "guru",
        "nasabah",
        "pelanggan",
    ];
    let folded = fold(header).replace(['_', '-', '.'], " ");
    folded.strip_prefix("nama ").is_some_and(|rest| PEOPLE.contains(&rest.trim()))
}

/// Whether a header names where somebody lives.
fn names_homes(header: &str) -> bool {
    let folded = fold(header).replace(['_', '-', '.'], " ");
    matches!(folded.trim(), "alamat" | "alamat rumah" | "alamat lengkap" | "alamat tinggal" | "alamat ktp" | "domisili")
}

/// What a column's different texts look like, if most of them do, or a list of them.
pub(crate) fn of_texts<'a>(header: &str, texts: impl Iterator<Item = &'a str>) -> Option<Note> {
    let kinds = [NoteCode::PersonalNumber, NoteCode::PersonalPhone, NoteCode::PersonalEmail];
    let (mut filled, mut counts) = (0_usize, [0_usize; 3]);
    for text in texts.filter(|text| !trim(text).is_empty()).take(LOOKED_AT) {
        filled += 1;
        if let Some(kind) = kind_of(text)
            && let Some(count) = kinds.iter().position(|other| *other == kind).and_then(|at| counts.get_mut(at))
        {
            *count += 1;
        }
    }
    let (count, kind) = counts.into_iter().zip(kinds).max_by_key(|(count, _)| *count)?;
    (count > 0 && (count >= LIST || count * 2 > filled))
        .then(|| Note { count: count as u64, ..Note::once(kind, [header.to_owned()]) })
}

/// Names of people beside where they live, told by the headers.
pub(crate) fn of_headers<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Note> {
    let (mut name, mut home) = (None, None);
    for header in headers {
        name = name.or_else(|| names_people(header).then_some(header));
        home = home.or_else(|| names_homes(header).then_some(header));
    }
    Some(Note::once(NoteCode::PersonalNames, [name?.to_owned(), home?.to_owned()]))
}

/// What in a small table looks like personal data.
pub fn personal_data(table: &ResultTable) -> Vec<Note> {
    let texts = |values: &Values| -> Vec<String> {
        match values {
            Values::Text(texts) => texts.iter().flatten().cloned().collect(),
            Values::Number(_) | Values::Date(_) => Vec::new(),
        }
    };
    let columns = table.columns.iter();
    let mut found: Vec<Note> =
        columns.filter_map(|column| of_texts(&column.name, texts(&column.values).iter().map(String::as_str))).collect();
    found.extend(of_headers(table.columns.iter().map(|column| column.name.as_str())));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::ResultColumn;

    #[test]
    fn forms() {
        for (text, expected) in [
            ("3273014107900001", Some(NoteCode::PersonalNumber)),
            ("32.73.01.410790.0001", Some(NoteCode::PersonalNumber)),
            ("'3273011212900003", Some(NoteCode::PersonalNumber)),
            ("3273019912900003", None),
            ("0000000000000000", None),
            ("1234567890123", None),
            ("0812-3456-7890", Some(NoteCode::PersonalPhone)),
            ("+62 812 3456 7890", Some(NoteCode::PersonalPhone)),
            ("(021) 3456789", None),
            ("08.250.000.000", None),
            ("budi@contoh.co.id", Some(NoteCode::PersonalEmail)),
            ("budi @ contoh", None),
            ("3273", None),
            ("Jalan 0812345678", None),
        ] {
            assert_eq!(kind_of(text), expected, "{text}");
        }
    }

    #[test]
    fn columns() {
        let column = |name: &str, texts: &[&str]| ResultColumn {
            name: name.to_owned(),
            values: Values::Text(texts.iter().map(|text| Some((*text).to_owned())).collect()),
        };
        let check = |columns: Vec<ResultColumn>, expected: &[(NoteCode, &str)]| {
            let notes = personal_data(&ResultTable { columns });
            let got: Vec<(NoteCode, &str)> = notes.iter().map(|note| (note.code, note.args[0].as_str())).collect();
            assert_eq!(got, expected);
        };
        check(vec![column("NIK", &["3273014107900001", "3273011212900003", ""])], &[(NoteCode::PersonalNumber, "NIK")]);
        check(vec![column("keterangan", &["baik", "hubungi a@b.id", "0812345678901", "baik sekali"])], &[]);
        check(vec![column("kode", &["1101", "1102"]), column("kbli", &["47111", "47112"])], &[]);
        check(
            vec![column("nama_pemilik", &["Siti"]), column("Alamat", &["Jalan Mawar 1"])],
            &[(NoteCode::PersonalNames, "nama_pemilik")],
        );
        check(vec![column("nama_provinsi", &["Aceh"]), column("alamat", &["Jalan Mawar 1"])], &[]);
    }
}
