//! Numbers that a spreadsheet shows as dates: which formats do, and which day a number is.

use crate::base::date;

/// What a number format shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// A number.
    #[default]
    Number,
    /// A day, or a day and a time.
    Date,
    /// A time of day or a duration.
    Time,
    /// A share: 0.05 is shown as 5 %.
    Percent,
}

/// What a built-in format shows (ECMA-376 part 1, 18.8.30; 27 to 58 are dates in East Asia).
pub(super) const fn built_in(id: u32) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58 => Shown::Date,
        9 | 10 => Shown::Percent,
        18..=21 | 32..=35 | 45..=47 | 55..=56 => Shown::Time,
        _ => Shown::Number,
    }
}

/// What a format code such as `[$-421]dd mmmm yyyy` shows, by its first section.
pub(super) fn of_code(code: &str) -> Shown {
    let (mut day, mut time, mut month) = (false, false, false);
    let (mut percent, mut number) = (false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                time |= inside.chars().next().is_some_and(|first| matches!(first, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                    && inside.chars().all(|letter| matches!(letter, 'h' | 'H' | 'm' | 'M' | 's' | 'S'));
            }
            ';' => break,
            'y' | 'Y' | 'd' | 'D' => day = true,
            'h' | 'H' | 's' | 'S' => time = true,
            'm' | 'M' => month = true,
            // `General`, and everything that only numbers have.
            '#' | '?' | 'G' | 'E' => number = true,
            '0' if !time => number = true,
            '%' => percent = true,
            _ => {}
        }
    }
    if percent {
        Shown::Percent
    } else if number {
        Shown::Number
    } else if day || (month && !time) {
        Shown::Date
    } else if time {
        Shown::Time
    } else {
        Shown::Number
    }
}

/// Days from 30 December 1899 to 1 January 1970.
const FROM_1900: i32 = 25_569;
/// Days from 1 January 1904 to 1 January 1970.
const FROM_1904: i32 = 24_107;

/// The date, time, or both that a number is; `None` where it is none.
pub(super) fn of_serial(serial: f64, shown: Shown, from_1904: bool) -> Option<String> {
    if !matches!(shown, Shown::Date | Shown::Time) || !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let mut days = serial.floor() as i32;
    let mut seconds = ((serial - f64::from(days)) * 86_400.0).round() as u32;
    if seconds == 86_400 {
        (days, seconds) = (days + 1, 0);
    }
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if shown == Shown::Time && (days < 1 || serial < 367.0) {
        // A duration of more than a day keeps its hours.
        return Some(format!("{:02}:{minutes:02}:{seconds:02}", days as u32 * 24 + hours));
    }
    // The first of them takes 1900 for a leap year; its days before March are one off.
    let epoch = if from_1904 {
        FROM_1904
    } else if days < 60 {
        FROM_1900 - 1
    } else {
        FROM_1900
    };
    let day = date::iso(days - epoch);
    Some(if (hours, minutes, seconds) == (0, 0, 0) {
        day
    } else {
        format!("{day}T{hours:02}:{minutes:02}:{seconds:02}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_show_dates_or_numbers() {
        let check = |code: &str, want: Shown| assert_eq!(of_code(code), want, "{code}");
        for code in ["dd/mm/yyyy", "[$-421]dd mmmm yyyy;@", "mmm-yy", "mmmm", "yyyy", "d/m/yy h:mm", "[$-F800]dddd"] {
            check(code, Shown::Date);
        }
        for code in ["h:mm", "[h]:mm:ss", "mm:ss.0", "h:mm AM/PM"] {
            check(code, Shown::Time);
        }
        for code in [
            "General",
            "0.00",
            "#,##0",
            "\"Rp\"#,##0;[Red]-\"Rp\"#,##0",
            "_-Rp* #,##0_-",
            "@",
            "",
            "0.0E+00",
            "[Red]0",
            "0 \"hari\"",
            "\\d0",
            "[$Rp-421]#,##0",
        ] {
            check(code, Shown::Number);
        }
        for code in ["0%", "0.00%", "#,##0.0 %;-0%"] {
            check(code, Shown::Percent);
        }
        assert_eq!([14, 22, 45, 2].map(built_in), [Shown::Date, Shown::Date, Shown::Time, Shown::Number]);
    }

    #[test]
    fn numbers_are_days() {
        let check = |serial: f64, shown: Shown, from_1904: bool, want: Option<&str>| {
            assert_eq!(of_serial(serial, shown, from_1904).as_deref(), want, "{serial}");
        };
        check(45_657.0, Shown::Date, false, Some("2024-12-31"));
        check(45_657.75, Shown::Date, false, Some("2024-12-31T18:00:00"));
        check(61.0, Shown::Date, false, Some("1900-03-01"));
        check(1.0, Shown::Date, false, Some("1900-01-01"));
        check(44_195.0, Shown::Date, true, Some("2024-12-31"));
        check(0.5, Shown::Time, false, Some("12:00:00"));
        check(1.25, Shown::Time, false, Some("30:00:00"));
        check(45_657.999_999_99, Shown::Date, false, Some("2025-01-01"));
        check(-1.0, Shown::Date, false, None);
        check(1e9, Shown::Date, false, None);
        check(f64::NAN, Shown::Date, false, None);
        check(5.0, Shown::Number, false, None);
    }
}
