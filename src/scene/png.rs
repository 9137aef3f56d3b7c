//! PNG files, as far as a canvas cannot make them: words about the data in text chunks, and pictures of at
//! most 256 colours, which take a third of the room.
//!
//! Format: *Portable Network Graphics (PNG) Specification (Third Edition)*, W3C, 2025,
//! <https://www.w3.org/TR/png-3/>.

use rustc_hash::FxHashMap;

use super::Provenance;

/// What every PNG file begins with.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A];
/// Length of signature and header chunk.
const HEAD: usize = 8 + 25;

/// The texts of a provenance with the keywords that the specification names for them. The address has none
/// there (`Source` is a device), so it stands as `URL`, the day of access as `Accessed`.
pub fn texts(provenance: &Provenance) -> Vec<(&'static str, &str)> {
    let keyword = |element: &str| match element {
        "title" => "Title",
        "description" => "Description",
        "publisher" => "Author",
        "source" => "Comment",
        "rights" => "Copyright",
        "identifier" => "URL",
        _ => "Accessed",
    };
    provenance.elements().into_iter().map(|(element, text)| (keyword(element), text)).collect()
}

/// A PNG file with texts after its header, in UTF-8 (`iTXt`); `None` for what is no PNG file.
pub fn with_texts(file: &[u8], texts: &[(&str, &str)]) -> Option<Vec<u8>> {
    if !file.starts_with(&SIGNATURE) || file.get(12..16)? != b"IHDR" {
        return None;
    }
    let mut out = file.get(..HEAD)?.to_vec();
    for (keyword, text) in texts {
        let mut data = keyword.as_bytes().to_vec();
        // Not compressed, in no stated language, the keyword not translated.
        data.extend([0, 0, 0, 0, 0]);
        data.extend(text.chars().filter(|letter| *letter != '\0').collect::<String>().as_bytes());
        chunk(&mut out, *b"iTXt", &data);
    }
    out.extend(file.get(HEAD..)?);
    Some(out)
}

/// Adds a chunk.
fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    out.extend((data.len() as u32).to_be_bytes());
    let start = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc32fast::hash(out.get(start..).unwrap_or_default());
    out.extend(sum.to_be_bytes());
}

/// A picture of at most 256 colours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indexed {
    /// Width in pixels.
    pub width: u32,
    /// Its colours.
    pub palette: Vec<[u8; 3]>,
    /// Lines of one byte a pixel, each line after the number of its filter (none): what a file holds,
    /// compressed by zlib's method.
    pub lines: Vec<u8>,
}

/// The picture in its own colours where they are at most 256, else in its most frequent ones: charts are
/// flat areas and the edges between them, so a pixel's colour moves little. `pixels` are four bytes each,
/// opaque; `None` where they are not whole lines.
pub fn indexed(pixels: &[u8], width: u32) -> Option<Indexed> {
    let line = usize::try_from(width).ok().filter(|width| *width > 0)? * 4;
    if pixels.is_empty() || !pixels.len().is_multiple_of(line) {
        return None;
    }
    let mut counts: FxHashMap<[u8; 3], u32> = FxHashMap::default();
    for pixel in pixels.as_chunks::<4>().0 {
        let [r, g, b, _] = *pixel;
        *counts.entry([r, g, b]).or_default() += 1;
    }
    let mut colors: Vec<([u8; 3], u32)> = counts.into_iter().collect();
    // The most frequent first; among equals by value, so that a picture always gives the same file.
    colors.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
    let mut palette: Vec<[u8; 3]> = Vec::with_capacity(256);
    for apart in [24, 16, 10, 6, 0] {
        // First colours that are far apart, so that none is missing, then those between.
        for (color, _) in &colors {
            if palette.len() < 256 && palette.iter().all(|chosen| distance(*chosen, *color) > apart * apart) {
                palette.push(*color);
            }
        }
    }
    let mut places: FxHashMap<[u8; 3], u8> = FxHashMap::default();
    for (color, _) in &colors {
        let nearest = palette.iter().enumerate().min_by_key(|(_, chosen)| distance(**chosen, *color));
        places.insert(*color, nearest.map_or(0, |(place, _)| place as u8));
    }
    let mut lines = Vec::with_capacity(pixels.len() / 4 + pixels.len() / line);
    for row in pixels.chunks_exact(line) {
        lines.push(0);
        lines.extend(row.as_chunks::<4>().0.iter().map(|[r, g, b, _]| places.get(&[*r, *g, *b]).copied().unwrap_or(0)));
    }
    Some(Indexed { width, palette, lines })
}

/// Squared distance of two colours.
fn distance(one: [u8; 3], other: [u8; 3]) -> i32 {
    one.iter().zip(other).map(|(a, b)| (i32::from(*a) - i32::from(b)).pow(2)).sum()
}

impl Indexed {
    /// The file, given the lines compressed by zlib's method.
    pub fn file(&self, compressed: &[u8]) -> Vec<u8> {
        let height = self.lines.len() / (self.width as usize + 1);
        let mut out = SIGNATURE.to_vec();
        let mut head = self.width.to_be_bytes().to_vec();
        head.extend((height as u32).to_be_bytes());
        // Eight bits a pixel, a palette, the one method of compression, of filters; not interlaced.
        head.extend([8, 3, 0, 0, 0]);
        chunk(&mut out, *b"IHDR", &head);
        chunk(&mut out, *b"PLTE", self.palette.as_flattened());
        chunk(&mut out, *b"IDAT", compressed);
        chunk(&mut out, *b"IEND", &[]);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chunks of a file: kind and data; sums are checked.
    fn chunks(file: &[u8]) -> Vec<(String, Vec<u8>)> {
        assert_eq!(file[..8], SIGNATURE);
        let (mut at, mut out) = (8, Vec::new());
        while at < file.len() {
            let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
            let sum = u32::from_be_bytes(file[at + 8 + length..at + 12 + length].try_into().unwrap());
            assert_eq!(crc32fast::hash(&file[at + 4..at + 8 + length]), sum);
            let kind = String::from_utf8(file[at + 4..at + 8].to_vec()).unwrap();
            out.push((kind, file[at + 8..at + 8 + length].to_vec()));
            at += 12 + length;
        }
        out
    }

    fn picture() -> Vec<u8> {
        let row = [[255, 255, 255, 255], [43, 58, 140, 255], [43, 58, 140, 255]];
        [row, row].as_flattened().as_flattened().to_vec()
    }

    #[test]
    fn few_colours_are_kept_exactly() {
        let made = indexed(&picture(), 3).unwrap();
        assert_eq!(made.palette, [[43, 58, 140], [255, 255, 255]]);
        assert_eq!(made.lines, [0, 1, 0, 0, 0, 1, 0, 0]);
        let zlib = miniz_oxide::deflate::compress_to_vec_zlib(&made.lines, 6);
        let found = chunks(&made.file(&zlib));
        let kinds: Vec<&str> = found.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["IHDR", "PLTE", "IDAT", "IEND"]);
        assert_eq!(found[0].1, [0, 0, 0, 3, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
        assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&found[2].1).unwrap(), made.lines);
    }

    #[test]
    fn many_colours_become_near_ones() {
        let pixels: Vec<u8> =
            (0..64_u32 * 64).flat_map(|at| [(at % 64 * 4) as u8, (at / 64 * 4) as u8, 90, 255]).collect();
        let made = indexed(&pixels, 64).unwrap();
        assert_eq!(made.palette.len(), 256);
        let all = made.lines.chunks(65).flat_map(|line| line[1..].to_vec());
        for (pixel, place) in pixels.chunks(4).zip(all) {
            let off = distance([pixel[0], pixel[1], pixel[2]], made.palette[place as usize]);
            assert!(off <= 3 * 16 * 16, "{pixel:?} became {:?}", made.palette[place as usize]);
        }
    }

    #[test]
    fn odd_pixels_are_refused() {
        for (pixels, width) in [(&[][..], 3), (&[0; 8][..], 3), (&[0; 8][..], 0)] {
            assert_eq!(indexed(pixels, width), None);
        }
    }

    #[test]
    fn texts_stand_after_the_header() {
        let made = indexed(&picture(), 3).unwrap();
        let file = made.file(&miniz_oxide::deflate::compress_to_vec_zlib(&made.lines, 6));
        let provenance = Provenance {
            title: "Harga “beras” naik".to_owned(),
            licence: "CC BY 4.0".to_owned(),
            address: "https://data.go.id/x".to_owned(),
            ..Provenance::default()
        };
        let found = chunks(&with_texts(&file, &texts(&provenance)).unwrap());
        let said: Vec<String> = found
            .iter()
            .filter(|(kind, _)| kind == "iTXt")
            .map(|(_, data)| String::from_utf8(data.clone()).unwrap().replace('\0', "|"))
            .collect();
        assert_eq!(said, ["Title|||||Harga “beras” naik", "Copyright|||||CC BY 4.0", "URL|||||https://data.go.id/x"]);
        assert_eq!(with_texts(b"GIF89a", &[]), None);
        assert_eq!(with_texts(&SIGNATURE, &[]), None);
    }
}
