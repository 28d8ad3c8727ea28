//! What a PostScript name says of a font's style, and families that stand for one another.

/// A name cut into family and style.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// Lower case, letters and digits only.
    pub(super) family: String,
    pub(super) weight: f32,
    pub(super) italic: bool,
}

/// Words for weights as names have them, longer ones before those they contain.
const WEIGHTS: [(&str, f32); 18] = [
    ("extralight", 200.0),
    ("ultralight", 200.0),
    ("semibold", 600.0),
    ("demibold", 600.0),
    ("extrabold", 800.0),
    ("ultrabold", 800.0),
    ("extrablack", 950.0),
    ("hairline", 100.0),
    ("regular", 400.0),
    ("medium", 500.0),
    ("roman", 400.0),
    ("light", 300.0),
    ("black", 900.0),
    ("heavy", 900.0),
    ("thin", 100.0),
    ("bold", 700.0),
    ("demi", 600.0),
    ("book", 400.0),
];

/// What the name's last part says: `MyriadPro-BoldIt`, `Arial-BoldItalicMT`, `TimesNewRomanPS-BoldMT`.
pub(super) fn wanted(name: &str) -> Wanted {
    let (family, style) = name.split_once(['-', ',']).unwrap_or((name, ""));
    let style = plain(style);
    let italic = ["italic", "oblique", "kursiv", "slanted"].iter().any(|word| style.contains(word))
        || style.trim_end_matches("mt").ends_with("it");
    let weight = WEIGHTS.iter().find(|(word, _)| style.contains(word)).map_or(400.0, |(_, weight)| *weight);
    Wanted { family: family_key(family), weight, italic }
}

/// Lower case, letters and digits only.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A family's name without the letters that foundries hang on it.
pub(super) fn family_key(family: &str) -> String {
    let plain = plain(family);
    let short = ["psmt", "ps", "mt", "std"].iter().find_map(|suffix| plain.strip_suffix(suffix));
    short.filter(|short| short.len() > 2).unwrap_or(&plain).to_owned()
}

/// Families whose letters are exactly as wide: made to stand for one another.
const EQUAL_WIDTHS: [&[&str]; 4] = [
    &["arial", "helvetica", "liberationsans", "arimo", "nimbussans", "nimbussansl", "texgyreheros"],
    &["timesnewroman", "times", "liberationserif", "tinos", "nimbusroman", "texgyretermes"],
    &["couriernew", "courier", "liberationmono", "cousine", "nimbusmono", "texgyrecursor"],
    &["calibri", "carlito"],
];

/// Families as wide as this one, the best first.
pub(super) fn equal_widths(family: &str) -> impl Iterator<Item = &'static str> {
    let row = EQUAL_WIDTHS.iter().find(|row| row.contains(&family)).copied().unwrap_or_default();
    row.iter().copied().filter(move |other| *other != family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_family_weight_and_slope() {
        let said = |name| {
            let wanted = wanted(name);
            (wanted.family, wanted.weight, wanted.italic)
        };
        assert_eq!(said("ArialMT"), ("arial".into(), 400.0, false));
        assert_eq!(said("Arial-BoldItalicMT"), ("arial".into(), 700.0, true));
        assert_eq!(said("TimesNewRomanPSMT"), ("timesnewroman".into(), 400.0, false));
        assert_eq!(said("MyriadPro-SemiboldIt"), ("myriadpro".into(), 600.0, true));
        assert_eq!(said("ProximaNova-Light"), ("proximanova".into(), 300.0, false));
    }

    #[test]
    fn arial_helvetica_and_liberation_sans_are_of_one_width() {
        assert!(equal_widths("helvetica").any(|family| family == "liberationsans"));
        assert_eq!(equal_widths("impact").count(), 0);
    }
}
