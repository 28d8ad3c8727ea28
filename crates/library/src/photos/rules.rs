//! What print areas may be.

use uuid::Uuid;

use super::{Area, Corners, NewArea};
use crate::{Error, Result, text};

/// The most areas of one photo.
pub const AREAS: usize = 8;
/// The shortest side of a photo, in pixels.
pub const SHORTEST: u32 = 32;
/// The smallest area, in square pixels.
const SMALLEST: f64 = 16.0;
/// The shortest edge, in pixels.
const EDGE: f64 = 2.0;
/// The least that a corner turns, as the sine of the angle: flatter ones make a triangle, and no camera sees those.
const TURN: f64 = 1e-3;
/// How far outside of the photo a corner may be, as a share of the photo's side: products stick out of pictures.
const OUTSIDE: f64 = 1.0;

/// The areas with their ids, in order; those that are to keep one must be among `before`.
pub fn numbered(new: Vec<NewArea>, before: &[Area]) -> Result<Vec<Area>> {
    if new.len() > AREAS {
        return Err(Error::invalid("areas", format!("must have at most {AREAS} items")));
    }
    let mut areas: Vec<Area> = Vec::with_capacity(new.len());
    for (place, NewArea { id, name, corners }) in new.into_iter().enumerate() {
        if let Some(id) = id {
            let field = format!("areas[{place}].id");
            if before.iter().all(|area| area.id != id) {
                return Err(Error::invalid(field, "is no print area of this mockup"));
            }
            if areas.iter().any(|area| area.id == id) {
                return Err(Error::invalid(field, "is given twice"));
            }
        }
        let name = name.filter(|name| !name.trim().is_empty());
        let name = name.map(|name| text::name(&format!("areas[{place}].name"), &name)).transpose()?;
        check_shape(&corners).map_err(|message| Error::invalid(format!("areas[{place}].corners"), message))?;
        areas.push(Area { id: id.unwrap_or_else(Uuid::now_v7), name, corners });
    }
    Ok(areas)
}

/// Refuses areas that do not lie in or near a photo of this size.
pub fn check_places(areas: &[Area], width: u32, height: u32) -> Result<()> {
    let near = |at: f64, side: u32| {
        let side = f64::from(side);
        (-OUTSIDE * side..=(1.0 + OUTSIDE) * side).contains(&at)
    };
    for (place, area) in areas.iter().enumerate() {
        let field = || format!("areas[{place}].corners");
        if !area.corners.iter().all(|[x, y]| near(*x, width) && near(*y, height)) {
            let message = format!("must lie in the photo, which has {width} x {height} pixels");
            return Err(Error::invalid(field(), message));
        }
        let [left, top, right, bottom] = bounds(&area.corners);
        if right <= 0.0 || bottom <= 0.0 || left >= f64::from(width) || top >= f64::from(height) {
            return Err(Error::invalid(field(), "must not lie outside of the photo"));
        }
    }
    Ok(())
}

/// The upright box around the corners: left, top, right, bottom.
pub fn bounds(corners: &Corners) -> [f64; 4] {
    let along = |axis: usize, pick: fn(f64, f64) -> f64| corners.iter().map(|p| p[axis]).reduce(pick).unwrap_or(0.0);
    [along(0, f64::min), along(1, f64::min), along(0, f64::max), along(1, f64::max)]
}

fn check_shape(corners: &Corners) -> Result<(), String> {
    if !corners.iter().flatten().all(|number| number.is_finite() && number.abs() < 1e6) {
        return Err("must be four points of finite numbers".to_owned());
    }
    let edges: Vec<[f64; 2]> = (0..4).map(|at| from_to(corners[at], corners[(at + 1) % 4])).collect();
    let length = |[x, y]: [f64; 2]| x.hypot(y);
    if edges.iter().any(|edge| length(*edge) < EDGE) {
        return Err(format!("must be at least {EDGE} pixels apart"));
    }
    let turns = (0..4).map(|at| {
        let (edge, next) = (edges[at], edges[(at + 1) % 4]);
        cross(edge, next) / (length(edge) * length(next))
    });
    let turns: Vec<f64> = turns.collect();
    if turns.iter().all(|turn| *turn < -TURN) {
        return Err("must run clockwise: top-left, top-right, bottom-right, bottom-left".to_owned());
    }
    if !turns.iter().all(|turn| *turn > TURN) {
        return Err("must be the corners of a four-sided shape without dents or crossings".to_owned());
    }
    let (diagonal, other) = (from_to(corners[0], corners[2]), from_to(corners[1], corners[3]));
    if cross(diagonal, other) / 2.0 < SMALLEST {
        return Err(format!("must enclose at least {SMALLEST} square pixels"));
    }
    Ok(())
}

fn from_to(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    [to[0] - from[0], to[1] - from[1]]
}

/// Positive when `b` lies clockwise of `a`, with y down.
fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Corners = [[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]];

    fn area(corners: Corners) -> NewArea {
        NewArea { id: None, name: None, corners }
    }

    fn refusal(result: Result<impl std::fmt::Debug>) -> (String, String) {
        match result.unwrap_err() {
            Error::Invalid { field, message } => (field, message),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn areas_keep_ids_that_they_had_and_get_others() {
        let old = numbered(vec![area(SQUARE), area(SQUARE)], &[]).unwrap();
        assert_ne!(old[0].id, old[1].id);
        let kept = NewArea { id: Some(old[1].id), name: Some(" Chest ".into()), corners: SQUARE };
        let new = numbered(vec![area(SQUARE), kept.clone()], &old).unwrap();
        assert_eq!((new[1].id, new[1].name.as_deref()), (old[1].id, Some("Chest")));
        assert!(new[0].id != old[0].id && new[0].name.is_none());
        assert_eq!(refusal(numbered(vec![kept.clone()], &[])).0, "areas[0].id");
        assert_eq!(refusal(numbered(vec![kept.clone(), kept], &old)).0, "areas[1].id");
        assert_eq!(refusal(numbered(vec![area(SQUARE); 9], &[])).0, "areas");
    }

    #[test]
    fn corners_run_clockwise_around_a_convex_shape() {
        let refused = |corners: Corners| refusal(numbered(vec![area(SQUARE), area(corners)], &[]));
        let [a, b, c, d] = SQUARE;
        let cases = [
            ([a, d, c, b], "clockwise"),
            ([a, c, b, d], "four-sided"),
            ([a, b, c, [45.0, 25.0]], "four-sided"),
            ([a, b, c, [35.0, 35.0]], "four-sided"),
            ([a, a, c, d], "apart"),
            ([a, [f64::NAN, 0.0], c, d], "finite"),
            ([a, [1e9, 0.0], c, d], "finite"),
            ([[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]], "square pixels"),
        ];
        for (corners, word) in cases {
            let (field, message) = refused(corners);
            assert_eq!(field, "areas[1].corners");
            assert!(message.contains(word), "{corners:?}: {message}");
        }
        // Turned by a quarter is another reading of the same shape, and seen from the side a shape is a trapezium.
        for corners in [[b, c, d, a], [a, [40.0, 25.0], [40.0, 45.0], d]] {
            assert!(numbered(vec![area(corners)], &[]).is_ok(), "{corners:?}");
        }
    }

    #[test]
    fn areas_lie_in_or_near_the_photo() {
        let check = |corners: Corners| {
            let areas = numbered(vec![area(corners)], &[]).unwrap();
            check_places(&areas, 100, 80)
        };
        assert!(check(SQUARE).is_ok());
        assert!(check([[-20.0, -10.0], [120.0, -10.0], [120.0, 90.0], [-20.0, 90.0]]).is_ok());
        let moved = |x: f64, y: f64| SQUARE.map(|[left, top]| [left + x, top + y]);
        assert!(refusal(check(moved(0.0, 200.0))).1.contains("100 x 80"));
        assert!(refusal(check(moved(95.0, 0.0))).1.contains("outside"));
        assert!(refusal(check(moved(-65.0, 0.0))).1.contains("outside"));
    }
}
