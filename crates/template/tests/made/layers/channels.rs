//! Channels that a layer does not touch ("brst").

use psd::build::NewLayer;
use psd::layers::BlendMode;

use crate::make::{drawn, effect, effects, filled, rgb};

fn restricted(channels: &[u32]) -> Vec<u8> {
    channels.iter().flat_map(|channel| channel.to_be_bytes()).collect()
}

#[test]
fn a_restricted_channel_keeps_what_lies_below() {
    let pixel = |channels: &[u32]| {
        let layer = filled("layer", [10, 20, 30]).block(b"brst", restricted(channels));
        drawn([filled("below", [1, 2, 3]), layer]).pixel(3, 3)
    };
    assert_eq!(pixel(&[0]), [1, 20, 30, 255]);
    assert_eq!(pixel(&[1, 2]), [10, 2, 3, 255]);
    assert_eq!(pixel(&[]), [10, 20, 30, 255]);
}

#[test]
fn a_groups_restricted_channels_keep_what_lies_below_it() {
    for mode in [BlendMode::Normal, BlendMode::PassThrough] {
        let group = NewLayer::group("group", vec![filled("layer", [10, 20, 30])]).blend(mode);
        let group = group.block(b"brst", restricted(&[0]));
        assert_eq!(drawn([filled("below", [1, 2, 3]), group]).pixel(3, 3), [1, 20, 30, 255], "{mode:?}");
    }
}

#[test]
fn restricted_channels_keep_what_lies_below_under_effects_too() {
    let white = effects([("SoFi", effect().with("Clr ", rgb([255; 3])).into())]);
    let layer = filled("layer", [9, 9, 9]).block(b"lfx2", white).block(b"brst", restricted(&[2]));
    assert_eq!(drawn([filled("below", [0, 0, 129]), layer]).pixel(3, 3), [255, 255, 129, 255]);
}
