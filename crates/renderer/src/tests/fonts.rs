//! Fonts of an order, beside the engine's own.

use library::fonts::Category;
use library::renderer::DrawingFont;

use super::*;

/// Liberation Sans Bold under another name, as long.
fn renamed() -> Bytes {
    let mut font = include_bytes!("../../../template/fonts/LiberationSans-Bold.ttf").to_vec();
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (old, new) = (wide("LiberationSans-Bold"), wide("Maquette-BlocksText"));
    let places: Vec<usize> =
        font.windows(old.len()).enumerate().filter(|(_, part)| *part == old).map(|(at, _)| at).collect();
    for at in places {
        font[at..at + new.len()].copy_from_slice(&new);
    }
    font.into()
}

#[tokio::test]
async fn fonts_of_an_order_are_used_and_pictures_told_apart_by_them() {
    let desk = Desk::new();
    let layer = desk.outline().await.text_layers[0].id;
    let font = DrawingFont { hash: BlobHash::of(&renamed()), bytes: renamed() };
    let draw = async |fonts: &[DrawingFont]| {
        let words = TextFill { font: Some("maquette-blockstext".to_owned()), ..text(layer, "Hill") };
        let drawing = Drawing { texts: vec![words], fonts: fonts.to_vec(), ..desk.drawing(Vec::new()) };
        desk.engine.draw(drawing).await.unwrap()
    };
    let without = draw(&[]).await;
    let with = draw(std::slice::from_ref(&font)).await;
    let told = |drawn: &Drawn| (drawn.texts[0].postscript_name.clone(), drawn.texts[0].match_source.clone());
    assert_eq!(told(&without), ("LiberationSans".to_owned(), "fallback".to_owned()));
    assert_eq!(told(&with), ("Maquette-BlocksText".to_owned(), "exact".to_owned()));
    assert_ne!(with.file, without.file);
    assert_eq!(draw(&[font]).await, with);
    assert_eq!(draw(&[]).await, without);
    let broken = DrawingFont { hash: BlobHash([1; 32]), bytes: Bytes::from_static(b"broken") };
    assert_eq!(draw(&[broken]).await.file, without.file);
}

#[tokio::test]
async fn font_files_tell_what_they_are() {
    let engine = Desk::new().engine;
    let faces = engine.read_fonts(renamed()).await.unwrap();
    let [face] = faces.as_slice() else { panic!("one font") };
    assert_eq!((face.postscript_name.as_str(), face.style.as_str()), ("Maquette-BlocksText", "Bold"));
    assert!(face.category == Category::SansSerif && face.license.contains("SIL Open Font"), "{face:?}");
    let brought: Vec<String> = engine.fonts().into_iter().map(|face| face.postscript_name).collect();
    assert_eq!(brought, ["LiberationSans", "LiberationSans-Bold"]);
    for (file, words) in [(&b"wOF2 and more"[..], "web fonts"), (b"<html>", "no font"), (b"", "no font")] {
        let error = engine.read_fonts(Bytes::from_static(file)).await.unwrap_err();
        assert!(UNREADABLE(&error) && error.to_string().contains(words), "{error}");
    }
    let whole = renamed();
    for end in (0..2000).step_by(37).chain([10_000, 100_000]) {
        // Read or refused, never a panic.
        let _ = engine.read_fonts(whole.slice(..end)).await;
    }
}
