//! `lrFX`: effects as Photoshop 5 stored them. Later versions write it beside `lfx2`, with the basics only.

use bytes::Bytes;

use super::Color;
use super::effects::{Bevel, BevelTone, Contour, Effect, EffectKind, Effects, Glow, GlowPaint, Light, Shadow};
use crate::Result;
use crate::cursor::Cursor;
use crate::key::Key;
use crate::layers::BlendMode;

/// The softer of the two techniques of glows and bevels, and the only one there was.
const SOFT: &str = "SfBL";

impl Effects {
    /// Reads the contents of `lrFX`.
    pub(crate) fn read_legacy(data: &Bytes) -> Result<Self> {
        let mut cursor = Cursor::new(data.clone(), "a layer's old effects");
        let mut all = Self { scale: 1.0, is_enabled: true, effects: Vec::new(), descriptor: None };
        cursor.u16()?;
        for _ in 0..cursor.u16()? {
            cursor.array::<4>()?;
            let key: [u8; 4] = cursor.array()?;
            let mut effect = Cursor::new(cursor.block()?, "an old effect");
            effect.u32()?;
            match &key {
                b"cmnS" => all.is_enabled = effect.u8()? != 0,
                b"dsdw" => all.effects.extend(shadow(&mut effect, EffectKind::DropShadow)?),
                b"isdw" => all.effects.extend(shadow(&mut effect, EffectKind::InnerShadow)?),
                b"oglw" => all.effects.extend(glow(&mut effect, false)?),
                b"iglw" => all.effects.extend(glow(&mut effect, true)?),
                b"bevl" => all.effects.extend(bevel(&mut effect)?),
                b"sofi" => all.effects.extend(overlay(&mut effect)?),
                _ => {}
            }
        }
        Ok(all)
    }
}

fn fixed(cursor: &mut Cursor) -> Result<f64> {
    Ok(f64::from(cursor.i32()?) / 65536.0)
}

fn mode(cursor: &mut Cursor) -> Result<BlendMode> {
    cursor.array::<4>()?;
    Ok(BlendMode::from_key(Key(cursor.array()?)))
}

fn opacity(cursor: &mut Cursor) -> Result<f64> {
    Ok(f64::from(cursor.u8()?) / 255.0)
}

fn switch(cursor: &mut Cursor) -> Result<bool> {
    Ok(cursor.u8()? != 0)
}

fn shadow(cursor: &mut Cursor, kind: fn(Shadow) -> EffectKind) -> Result<Option<Effect>> {
    let (size, spread) = (fixed(cursor)?, fixed(cursor)? / 100.0);
    let (angle, distance) = (fixed(cursor)?, fixed(cursor)?);
    let color = Color::read(cursor)?;
    let blend_mode = mode(cursor)?;
    let (is_enabled, is_global, opacity) = (switch(cursor)?, switch(cursor)?, opacity(cursor)?);
    let shadow = |color| Shadow {
        color,
        light: Light { is_global, angle },
        distance,
        spread,
        size,
        noise: 0.0,
        contour: Contour::linear(),
        is_antialiased: false,
        layer_conceals: true,
    };
    Ok(color.map(|color| Effect { is_enabled, blend_mode, opacity, kind: kind(shadow(color)) }))
}

fn glow(cursor: &mut Cursor, is_inner: bool) -> Result<Option<Effect>> {
    let (size, spread) = (fixed(cursor)?, fixed(cursor)? / 100.0);
    let color = Color::read(cursor)?;
    let blend_mode = mode(cursor)?;
    let (is_enabled, opacity) = (switch(cursor)?, opacity(cursor)?);
    let is_from_centre = is_inner && !cursor.is_empty() && switch(cursor)?;
    let glow = |color| Glow {
        paint: GlowPaint::Color(color),
        technique: SOFT.into(),
        spread,
        size,
        noise: 0.0,
        jitter: 0.0,
        range: 0.5,
        contour: Contour::linear(),
        is_antialiased: false,
        is_from_centre,
    };
    let kind = if is_inner { EffectKind::InnerGlow } else { EffectKind::OuterGlow };
    Ok(color.map(|color| Effect { is_enabled, blend_mode, opacity, kind: kind(glow(color)) }))
}

fn bevel(cursor: &mut Cursor) -> Result<Option<Effect>> {
    let (angle, depth, size) = (fixed(cursor)?, fixed(cursor)? / 100.0, fixed(cursor)?);
    let modes = [mode(cursor)?, mode(cursor)?];
    let colors = [Color::read(cursor)?, Color::read(cursor)?];
    let style = match cursor.u8()? {
        1 => "OtrB",
        3 => "Embs",
        4 => "PlEb",
        5 => "strokeEmboss",
        _ => "InrB",
    };
    let opacities = [opacity(cursor)?, opacity(cursor)?];
    let (is_enabled, is_global, direction) = (switch(cursor)?, switch(cursor)?, cursor.u8()?);
    let [Some(light), Some(dark)] = colors else { return Ok(None) };
    let bevel = Bevel {
        style: style.into(),
        technique: SOFT.into(),
        depth,
        is_down: direction == 1,
        size,
        soften: 0.0,
        light: Light { is_global, angle },
        altitude: 30.0,
        gloss: Contour::linear(),
        is_gloss_antialiased: false,
        highlight: BevelTone { blend_mode: modes[0], color: light, opacity: opacities[0] },
        shadow: BevelTone { blend_mode: modes[1], color: dark, opacity: opacities[1] },
        contour: None,
        texture: None,
    };
    let kind = EffectKind::Bevel(Box::new(bevel));
    Ok(Some(Effect { is_enabled, blend_mode: BlendMode::Normal, opacity: 1.0, kind }))
}

fn overlay(cursor: &mut Cursor) -> Result<Option<Effect>> {
    let blend_mode = mode(cursor)?;
    let color = Color::read(cursor)?;
    let (opacity, is_enabled) = (opacity(cursor)?, switch(cursor)?);
    Ok(color.map(|color| Effect { is_enabled, blend_mode, opacity, kind: EffectKind::ColorOverlay(color) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sink::Sink;

    #[test]
    fn a_shadow_of_photoshop_5_is_read() {
        let mut shadow = Sink::default();
        shadow.u32(0);
        for number in [5, 10, 120, 7] {
            shadow.u32(number << 16);
        }
        shadow.bytes(&[0, 0, 255, 255, 0, 0, 0, 0, 0, 0]);
        shadow.bytes(b"8BIMmul \x01\x01\xff");
        let mut sink = Sink::default();
        sink.u16(0);
        sink.u16(2);
        sink.bytes(b"8BIMcmnS\0\0\0\x07\0\0\0\0\x01\0\0");
        sink.bytes(b"8BIMdsdw");
        sink.block(&shadow.into_vec()).unwrap();
        let effects = Effects::read_legacy(&sink.into_vec().into()).unwrap();
        let effect = &effects.effects[0];
        assert_eq!((effect.blend_mode, effect.opacity, effect.is_enabled), (BlendMode::Multiply, 1.0, true));
        let EffectKind::DropShadow(shadow) = &effect.kind else { panic!("no shadow") };
        assert_eq!((shadow.size, shadow.distance, shadow.spread), (5.0, 7.0, 0.1));
        assert_eq!(shadow.light, Light { is_global: true, angle: 120.0 });
        assert_eq!(shadow.color, Color::Rgb([255.0, 0.0, 0.0]));
    }

    #[test]
    fn effects_that_end_early_are_refused() {
        assert!(Effects::read_legacy(&Bytes::from_static(b"\0\0\0\x018BIMdsdw\0\0\0\x29")).is_err());
    }
}
