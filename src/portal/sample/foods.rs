//! Made-up food prices of the sample portal: a function of day, kecamatan and commodity.
//!
//! Whole numbers only, so that every platform gives the same file. A price is a usual level plus a slow
//! trend, a season, a drifting part, a rise before the feasts (Idul Fitri most, then Idul Adha and the
//! end of the year), and what is particular to a kecamatan.

/// A commodity; the last six numbers are in thousandths of the usual price unless said otherwise.
pub(super) struct Food {
    pub(super) name: &'static str,
    pub(super) unit: &'static str,
    /// Usual price in rupiah.
    usual: i32,
    /// Prices are rounded to this many rupiah.
    step: i32,
    /// How far the price drifts within weeks.
    drift: i32,
    /// How much dearer before Idul Fitri.
    feast: i32,
    /// How much dearer in its dear season.
    season: i32,
    /// The day of the year when the season is dearest.
    peak: i32,
    /// Rise within a year.
    trend: i32,
}

/// Shortens the table below.
#[expect(clippy::too_many_arguments, reason = "one row of a table; the fields are explained once at the struct")]
const fn food(
    name: &'static str,
    unit: &'static str,
    usual: i32,
    step: i32,
    drift: i32,
    feast: i32,
    season: i32,
    peak: i32,
    trend: i32,
) -> Food {
    Food { name, unit, usual, step, drift, feast, season, peak, trend }
}

pub(super) const FOODS: [Food; 20] = [
    food("Beras medium", "kg", 13_500, 50, 15, 15, 30, 40, 22),
    food("Beras premium", "kg", 15_600, 50, 15, 15, 25, 40, 20),
    food("Gula pasir", "kg", 17_200, 50, 20, 20, 15, 120, 18),
    food("Minyak goreng curah", "liter", 16_400, 50, 25, 20, 10, 60, 25),
    food("Minyak goreng kemasan", "liter", 19_300, 50, 15, 15, 5, 60, 25),
    food("Daging sapi", "kg", 138_000, 500, 12, 70, 5, 100, 15),
    food("Daging ayam ras", "kg", 36_500, 100, 55, 90, 30, 190, 15),
    food("Telur ayam ras", "kg", 28_500, 100, 50, 60, 25, 200, 20),
    food("Cabai merah keriting", "kg", 48_000, 100, 220, 230, 180, 25, 10),
    food("Cabai merah besar", "kg", 46_500, 100, 210, 220, 170, 25, 10),
    food("Cabai rawit merah", "kg", 62_000, 100, 260, 300, 230, 20, 10),
    food("Cabai rawit hijau", "kg", 41_000, 100, 200, 200, 150, 20, 10),
    food("Bawang merah", "kg", 37_000, 100, 130, 140, 120, 150, 15),
    food("Bawang putih", "kg", 40_500, 100, 50, 40, 20, 170, 12),
    food("Kedelai impor", "kg", 13_200, 50, 25, 5, 5, 200, -12),
    food("Tepung terigu", "kg", 12_400, 50, 10, 15, 5, 90, 8),
    food("Kentang", "kg", 18_200, 100, 70, 90, 50, 30, 15),
    food("Tomat", "kg", 13_800, 100, 180, 60, 130, 45, 10),
    food("Kol", "kg", 8_900, 50, 150, 50, 90, 35, 10),
    food("Tempe", "kg", 14_300, 50, 15, 10, 5, 200, 5),
];

/// Days since 1 November 2023 of Idul Fitri (10 April 2024, 31 March 2025, 21 March 2026).
const IDUL_FITRI: [i32; 3] = [161, 516, 871];
/// The same of Idul Adha (17 June 2024, 6 June 2025, 27 May 2026).
const IDUL_ADHA: [i32; 3] = [229, 583, 938];
/// The same of 25 December.
const YEAR_END: [i32; 3] = [54, 420, 785];

/// What moves a food's price in the whole city on a day, in thousandths.
pub(super) fn movement(index: usize, food: &Food, day: i32) -> i32 {
    let key = index as u32;
    let feasts = rise(&IDUL_FITRI, day, 24, 16) * food.feast
        + rise(&IDUL_ADHA, day, 12, 8) * food.feast / 3
        + rise(&YEAR_END, day, 14, 12) * food.feast / 3;
    // 1 November is the 305th day of a year.
    let from_peak = (day + 305 - food.peak).rem_euclid(365);
    let distance = from_peak.min(365 - from_peak);
    let season = food.season * (91 - distance) / 91;
    let (knot, part) = (day.div_euclid(21), day.rem_euclid(21));
    let at = |knot: i32| spread(mix(key, knot as u32, 11), food.drift);
    let drift = at(knot) + (at(knot + 1) - at(knot)) * part / 21;
    food.trend * day / 365 + season + drift + feasts / 1_000
}

/// The price in a kecamatan, given the city's movement; `None` where it was not surveyed.
pub(super) fn price(index: usize, food: &Food, day: i32, district: u32, movement: i32) -> Option<u32> {
    let closed = IDUL_FITRI.iter().any(|feast| day == *feast || day == feast + 1);
    let key = index as u32;
    if closed || mix(key + 100, district, day as u32).is_multiple_of(500) {
        return None;
    }
    let place = spread(mix(district, 7, 7), 15) + spread(mix(district, key, 3), 20);
    // Stalls keep a price for a few days.
    let stall = spread(mix(key, district, (day / 3) as u32 + 10_000), 10);
    let exact = food.usual * (1_000 + movement + place + stall).max(100) / 1_000;
    Some(((exact + food.step / 2) / food.step * food.step) as u32)
}

/// How near a feast is, in thousandths: rising over the days before, falling over the days after.
fn rise(feasts: &[i32], day: i32, before: i32, after: i32) -> i32 {
    feasts
        .iter()
        .map(|feast| match day - feast {
            ahead if ahead <= 0 && -ahead < before => (before + ahead) * 1_000 / before,
            past if past > 0 && past < after => (after - past) * 1_000 / after,
            _ => 0,
        })
        .sum()
}

/// A number that looks random, of three others (a finaliser in the manner of `MurmurHash3`).
pub(super) fn mix(a: u32, b: u32, c: u32) -> u32 {
    let mut h = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca77) ^ c.wrapping_mul(0xc2b2_ae3d) ^ 0x27d4_eb2f;
    h = (h ^ (h >> 16)).wrapping_mul(0x85eb_ca6b);
    h = (h ^ (h >> 13)).wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// A number from `-range` to `range`.
fn spread(hash: u32, range: i32) -> i32 {
    (hash % (2 * range as u32 + 1)) as i32 - range
}

#[cfg(test)]
mod tests {
    use super::super::files::Day;
    use super::*;

    #[test]
    fn the_feasts_are_on_their_days() {
        let date = |days: i32| (0..days).fold(Day::FIRST, |day, _| day.next()).iso();
        let dates: Vec<String> = IDUL_FITRI.iter().chain(&IDUL_ADHA).chain(&YEAR_END).map(|days| date(*days)).collect();
        assert_eq!(
            dates,
            [
                "2024-04-10",
                "2025-03-31",
                "2026-03-21",
                "2024-06-17",
                "2025-06-06",
                "2026-05-27",
                "2023-12-25",
                "2024-12-25",
                "2025-12-25"
            ]
        );
    }

    #[test]
    fn prices_are_believable() {
        for (index, food) in FOODS.iter().enumerate() {
            let mut missing = 0;
            for day in 0..1_096 {
                let movement = movement(index, food, day);
                for district in 0..30 {
                    match price(index, food, day, district, movement) {
                        Some(price) => {
                            let usual = food.usual as u32;
                            assert!(price > usual / 3 && price < usual * 3, "{} {day} {price}", food.name);
                            assert_eq!(price % food.step as u32, 0);
                        }
                        None => missing += 1,
                    }
                }
            }
            assert!(missing > 180 && missing < 400, "{} {missing}", food.name);
        }
    }

    #[test]
    fn chillies_are_dearer_before_idul_fitri_than_a_month_after() {
        let (index, chilli) = FOODS.iter().enumerate().find(|(_, food)| food.name == "Cabai rawit merah").unwrap();
        let before: i32 = IDUL_FITRI.iter().map(|day| movement(index, chilli, day - 1)).sum();
        let after: i32 = IDUL_FITRI.iter().map(|day| movement(index, chilli, day + 40)).sum();
        assert!(before > after + 300, "{before} {after}");
    }
}
