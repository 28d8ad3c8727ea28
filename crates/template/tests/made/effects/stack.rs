//! How effects stand together: switches, order, opacity.

use psd::descriptor::{Descriptor, Value};

use super::{MIDDLE, colours, red, styled};
use crate::make::{BLACK, RED, WHITE, block, bytes, drawn, effect, effects, filled, flat, gray, rgb};

#[test]
fn what_is_switched_off_is_not_drawn() {
    let mut off = red();
    off.set("enab", false);
    assert_eq!(drawn([styled(MIDDLE, "SoFi", off)]).pixel(3, 3), [0, 0, 0, 255]);
    let all = Descriptor::new("null").with("masterFXSwitch", false).with("SoFi", red());
    let layer = filled("layer", [9; 3]).block(b"lfx2", [vec![0; 4], bytes(&all)].concat());
    assert_eq!(drawn([layer]).pixel(3, 3), [9, 9, 9, 255]);
}

fn overlay(value: u8) -> Descriptor {
    effect().with("Clr ", rgb([value; 3]))
}

#[test]
fn without_fill_the_effects_stay() {
    let layer = || flat(0).block(b"lfx2", effects([("SoFi", overlay(150).into())]));
    assert_eq!(gray([flat(200), layer().fill_opacity(0)]), 150);
    // Opacity counts for both: a fifth of the way.
    assert_eq!(gray([flat(200), layer().opacity(51)]), 190);
}

#[test]
fn several_overlays_of_one_kind_lie_the_first_on_top() {
    let mut upper = overlay(100);
    upper.set("Opct", 20.0);
    let list: Vec<Value> = vec![upper.into(), overlay(200).into()];
    let layer = flat(0).block(b"lmfx", effects([("solidFillMulti", list.into())]));
    // A fifth of the way from 200 to 100.
    assert_eq!(gray([layer]), 180);
}

#[test]
fn the_newest_block_counts() {
    let layer = flat(0).block(b"lfx2", effects([("SoFi", overlay(100).into())]));
    assert_eq!(gray([layer.block(b"lmfx", effects([("SoFi", overlay(200).into())]))]), 200);
}

/// Adobe's specification, "Effects layer": a hard red shadow two pixels to the right, as Photoshop 5 stored it.
fn old_shadow() -> Vec<u8> {
    let numbers: Vec<u8> = [0i32, 0, 180, 2].iter().flat_map(|number| (number << 16).to_be_bytes()).collect();
    let red = vec![0, 0, 255, 255, 0, 0, 0, 0, 0, 0];
    let shadow = [vec![0, 0, 0, 2], numbers, red.clone(), b"8BIMnorm\x01\x00\xff".to_vec(), red].concat();
    let common = b"8BIMcmnS\0\0\0\x07\0\0\0\0\x01\0\0".to_vec();
    let length = (shadow.len() as u32).to_be_bytes().to_vec();
    [vec![0, 0, 0, 2], common, b"8BIMdsdw".to_vec(), length, shadow].concat()
}

#[test]
fn effects_of_photoshop_5_are_drawn_where_there_are_no_newer_ones() {
    let shape = || block("shape", MIDDLE, [0; 3]).block(b"lrFX", old_shadow());
    let picture = |layer| drawn([flat(255), layer]);
    assert_eq!(colours(&picture(shape()), 3)[4..], [BLACK, RED, RED, WHITE]);
    let newer = shape().block(b"lfx2", effects([("SoFi", overlay(9).into())]));
    assert_eq!(colours(&picture(newer), 3)[4..], [[9, 9, 9, 255], WHITE, WHITE, WHITE]);
}

#[test]
fn an_inner_shadow_lies_above_an_inner_glow_and_both_above_overlays() {
    // All three reach everywhere: the topmost has the pixel.
    let thick = |value: u8| overlay(value).with("Ckmt", 100.0).with("blur", Value::pixels(40.0));
    let shadow = || thick(1).with("lagl", 0.0).with("uglg", false).with("Dstn", Value::pixels(0.0));
    let glow = || thick(2).with("GlwT", Value::enumeration_of("BETE", "PrBL"));
    let of = |all: Vec<(&'static str, Value)>| {
        let layer = block("layer", psd::layers::Rect { left: 1, right: 7, top: 1, bottom: 7 }, [0; 3]);
        gray([flat(255), layer.block(b"lfx2", effects(all))])
    };
    let all = || vec![("SoFi", overlay(3).into()), ("IrGl", glow().into()), ("IrSh", shadow().into())];
    assert_eq!(of(all()), 1);
    assert_eq!(of(all().into_iter().take(2).collect()), 2);
    assert_eq!(of(all().into_iter().take(1).collect()), 3);
}
