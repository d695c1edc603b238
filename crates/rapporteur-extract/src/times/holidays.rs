//! The feast that moves with the moon; all others are counted from it or stand in the patterns.

use jiff::civil::Date;

/// Returns Easter Sunday of the western churches.
///
/// Source: the anonymous Gregorian computus, *Nature* 13 (1876) 487, as given by Meeus,
/// *Astronomical Algorithms* (1991), chapter 8.
pub(super) fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year % 19;
    let (century, rest) = (year / 100, year % 100);
    let leap_centuries = century / 4;
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - leap_centuries - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let days = moon + weekday - 7 * late + 114;
    Date::new(
        year.try_into().ok()?,
        (days / 31).try_into().ok()?,
        (days % 31 + 1).try_into().ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::easter;

    fn check(year: i16, expected: &str) {
        assert_eq!(
            easter(year).map(|day| day.to_string()).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn easter_sundays() {
        check(1961, "1961-04-02");
        check(2000, "2000-04-23");
        check(2031, "2031-04-13");
        check(2038, "2038-04-25");
    }
}
