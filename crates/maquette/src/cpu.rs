//! Refuses processors that the build cannot run on, before the first instruction they lack.

use crate::Result;

/// The build may use AVX2 (see `.cargo/config.toml`).
///
/// `is_x86_feature_detected!` would answer at compile time here, so the kernel is asked instead of the macro.
#[cfg(all(target_arch = "x86_64", target_feature = "avx2", target_os = "linux"))]
pub(crate) fn check() -> Result<()> {
    let Ok(info) = std::fs::read_to_string("/proc/cpuinfo") else { return Ok(()) };
    if lacks(&info, "avx2") { Err(crate::Error::Processor) } else { Ok(()) }
}

/// Other builds ask for nothing beyond their target's baseline.
#[cfg(not(all(target_arch = "x86_64", target_feature = "avx2", target_os = "linux")))]
pub(crate) fn check() -> Result<()> {
    Ok(())
}

/// Whether the first processor lists its features, and not this one.
#[cfg(any(test, all(target_arch = "x86_64", target_feature = "avx2", target_os = "linux")))]
fn lacks(info: &str, feature: &str) -> bool {
    let flags = info.lines().find_map(|line| line.strip_prefix("flags")?.split_once(':'));
    flags.is_some_and(|(_, flags)| !flags.split_whitespace().any(|flag| flag == feature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_list_without_the_feature_is_refused() {
        assert!(lacks("processor\t: 0\nflags\t\t: fpu avx sse\n", "avx2"));
        assert!(!lacks("processor\t: 0\nflags\t\t: fpu avx avx2 sse\n", "avx2"));
        assert!(!lacks("processor\t: 0\n", "avx2"));
    }
}
