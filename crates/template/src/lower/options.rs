//! A layer's advanced blending options as the compositor's.

use compositor::scene::{BlendIf, BlendingOptions, Knockout, Range};
use psd::layers::{BlendingRange, Layer};

/// The options of a record; type's gamma is the caller's business.
pub(super) fn options(record: &Layer) -> BlendingOptions {
    let mut channels = [true; 4];
    for restricted in record.restricted_channels() {
        if let Some(channel) = channels.get_mut(restricted as usize) {
            *channel = false;
        }
    }
    BlendingOptions {
        clipped_as_group: record.blends_clipped_as_group(),
        interior_effects_as_group: record.blends_interior_as_group(),
        transparency_shapes_layer: record.transparency_shapes_layer(),
        knockout: match record.knockout() {
            1 => Knockout::Shallow,
            2 => Knockout::Deep,
            _ => Knockout::None,
        },
        channels,
        blend_if: blend_if(&record.blending_ranges.ranges),
        ..BlendingOptions::default()
    }
}

/// Gray first, then the channels; none when nothing is excluded.
fn blend_if(ranges: &[BlendingRange]) -> Option<BlendIf> {
    let (gray, channels) = ranges.split_first()?;
    if ranges.iter().all(|range| *range == BlendingRange::FULL) {
        return None;
    }
    let pair = |range: &BlendingRange| (range_of(range.source), range_of(range.backdrop));
    Some(BlendIf { gray: pair(gray), channels: channels.iter().map(pair).collect() })
}

fn range_of(stored: [u8; 4]) -> Range {
    let [low_start, low_end, high_start, high_end] = stored.map(|value| f32::from(value) / 255.0);
    Range { low_start, low_end, high_start, high_end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_ranges_are_no_condition() {
        assert_eq!(blend_if(&[BlendingRange::FULL; 4]), None);
        assert_eq!(blend_if(&[]), None);
    }

    #[test]
    fn gray_comes_first_and_the_channels_after_it() {
        let dark = BlendingRange { source: [0, 51, 255, 255], ..BlendingRange::FULL };
        let found = blend_if(&[BlendingRange::FULL, dark, BlendingRange::FULL]).unwrap();
        assert_eq!(found.gray, (Range::FULL, Range::FULL));
        assert_eq!(found.channels[0].0.low_end, 0.2);
        assert_eq!(found.channels.len(), 2);
    }
}
