//! Photos with print areas, from their files to pictures.

use library::photos::Area;
use library::renders::BlendMode;

use super::*;

const PHOTO: Size = Size::new(100, 80);
const GRAY: [u8; 4] = [128, 128, 128, 255];

fn area(number: u128, left: f64, top: f64) -> Area {
    let corners = [[left, top], [left + 40.0, top], [left + 40.0, top + 20.0], [left, top + 20.0]];
    Area { id: Uuid::from_u128(number), name: None, corners }
}

/// A gray photo with two areas.
fn desk() -> (Desk, Vec<Area>) {
    let desk = Desk::with(Config::default(), &png(PHOTO.width, PHOTO.height, GRAY));
    (desk, vec![area(1, 10.0, 10.0), area(2, 50.0, 50.0)])
}

fn on_photo(desk: &Desk, areas: &[Area], fills: Vec<DrawingFill>) -> Drawing {
    Drawing { areas: Some(areas.to_vec()), ..desk.drawing(fills) }
}

#[tokio::test]
async fn a_photo_is_told_by_its_content() {
    let (desk, _) = desk();
    let seen = desk.engine.inspect_photo(desk.file, &[720, 480, 40]).await.unwrap();
    assert_eq!((seen.width, seen.height, seen.media_type.as_str()), (100, 80, "image/png"));
    let widths: Vec<u32> = seen.previews.iter().map(|file| file.width).collect();
    assert_eq!(widths, [100, 40], "none wider than it, and none twice");
    let vector = b"<svg xmlns='http://www.w3.org/2000/svg' width='50' height='50'/>";
    for page in [&b"<html></html>"[..], vector, b"8BPS"] {
        let desk = Desk::with(Config::default(), page);
        assert!(UNREADABLE(&desk.engine.inspect_photo(desk.file, &[]).await.unwrap_err()));
    }
    let limits = Limits { pixels: 100, ..Limits::default() };
    let desk = Desk::with(Config { limits, ..Config::default() }, &png(PHOTO.width, PHOTO.height, GRAY));
    assert!(TOO_LARGE(&desk.engine.inspect_photo(desk.file, &[]).await.unwrap_err()));
}

#[tokio::test]
async fn artwork_is_printed_into_its_area_and_nowhere_else() {
    let (desk, areas) = desk();
    let printed = DrawingFill { blend: Some(BlendMode::Multiply), ..fill(areas[0].id, png(3, 3, RED)) };
    let pasted = DrawingFill { blend: Some(BlendMode::Normal), ..fill(areas[1].id, png(3, 3, GREEN)) };
    let drawn = desk.engine.draw(on_photo(&desk, &areas, vec![printed.clone(), pasted])).await.unwrap();
    let shown = picture(&drawn);
    assert_eq!(shown.size(), PHOTO);
    assert_eq!((shown.pixel(30, 20), shown.pixel(70, 60), shown.pixel(70, 20)), ([128, 0, 0, 255], GREEN, GRAY));
    let alone = desk.engine.draw(on_photo(&desk, &areas, vec![printed.clone()])).await.unwrap();
    assert_eq!(picture(&alone).pixel(70, 60), GRAY);
    // The same photo with other areas is another template.
    let moved = [area(1, 50.0, 50.0)];
    let elsewhere = desk.engine.draw(on_photo(&desk, &moved, vec![printed])).await.unwrap();
    assert_eq!((picture(&elsewhere).pixel(30, 20), picture(&elsewhere).pixel(70, 60)), (GRAY, [128, 0, 0, 255]));
    let unknown = fill(Uuid::from_u128(9), png(1, 1, RED));
    assert!(ORDER(&desk.engine.draw(on_photo(&desk, &areas, vec![unknown])).await.unwrap_err()));
}
