//! Numbers in base 62: the digits 0-9, A-Z, a-z, so that spellings of one length sort as their numbers do.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A number's last `length` digits, with zeros in front of shorter ones. 22 digits hold 128 bits.
pub fn digits(mut number: u128, length: usize) -> String {
    let mut digits = vec![b'0'; length];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(number % 62) as usize];
        number /= 62;
    }
    digits.into_iter().map(char::from).collect()
}

/// The number of these digits; `None` where one is none, and for what is beyond 128 bits.
pub fn number(digits: &str) -> Option<u128> {
    digits.bytes().try_fold(0_u128, |number, digit| {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        number.checked_mul(62)?.checked_add(value as u128)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        assert_eq!((digits(0, 3), digits(61, 3), digits(62, 3)), ("000".into(), "00z".into(), "010".into()));
        for value in [0, 61, 62, u128::MAX] {
            assert_eq!(number(&digits(value, 22)), Some(value));
        }
        assert!(digits(61, 22) < digits(62, 22));
        assert_eq!((number("-"), number("é"), number(&"z".repeat(22))), (None, None, None));
    }
}
