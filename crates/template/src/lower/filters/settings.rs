//! One filter's descriptor as the compositor's settings.

use std::sync::Arc;

use compositor::adjust::Adjustment;
use compositor::filter::{AddNoise, Beyond, Displace, Distribution, Filter, QuadWarp, Rank};
use pixels::geometry::{Point, Quad};
use pixels::{ColourModel, Depth};
use psd::descriptor::{Descriptor, Value};

use super::{Source, adjust, map};

const NOT_DRAWN: &str = "left out when the slot is filled";

/// The filter of an entry of the list; when it can't be drawn, what a filled slot shows.
pub(super) fn filter(item: &Descriptor, source: &Source<'_>) -> Result<Filter, &'static str> {
    let none = Descriptor::new("null");
    let settings = item.object("Fltr").unwrap_or(&none);
    let class = class(item).ok_or(NOT_DRAWN)?;
    let number = |key| settings.number(key).map(|number| number as f32).ok_or(NOT_DRAWN);
    let radius = || number("Rds ").map(|radius| radius.max(0.0));
    Ok(match class.as_slice() {
        b"GsnB" => Filter::GaussianBlur(radius()?),
        b"boxblur" => Filter::BoxBlur(radius()?),
        b"MtnB" => Filter::MotionBlur { angle: number("Angl")?, distance: number("Dstn")? },
        b"surfaceBlur" => Filter::SurfaceBlur { radius: radius()? as u32, threshold: number("Thsh")? },
        b"UnsM" => {
            Filter::UnsharpMask { amount: number("Amnt")? / 100.0, radius: radius()?, threshold: number("Thsh")? }
        }
        b"HghP" => Filter::HighPass(radius()?),
        b"AdNs" => Filter::AddNoise(noise(settings).ok_or(NOT_DRAWN)?),
        b"Avrg" => Filter::Average,
        b"Mdn " => Filter::Rank(Rank::Median, radius()? as u32),
        b"Mnm " if is_square(settings) => Filter::Rank(Rank::Minimum, radius()? as u32),
        b"Mxm " if is_square(settings) => Filter::Rank(Rank::Maximum, radius()? as u32),
        b"Dspl" => Filter::Displace(displace(settings, source)?),
        b"perspectiveWarpTransform" => Filter::PerspectiveWarp(perspective_warp(settings).ok_or(NOT_DRAWN)?),
        class => {
            let settings = adjust::settings(class, settings).ok_or(NOT_DRAWN)?;
            if source.model != ColourModel::Rgb {
                return Err("adjustments as filters are drawn in RGB only; left out when the slot is filled");
            }
            // Placed content has 8 bits, whatever the document has.
            Filter::Adjust(Arc::new(Adjustment::new(settings, Depth::Eight)))
        }
    })
}

/// What kind of filter it is: the settings' class, or for those without settings the number, whose bytes are a class.
fn class(item: &Descriptor) -> Option<Vec<u8>> {
    if let Some(settings) = item.object("Fltr") {
        return Some(settings.class.as_bytes().to_vec());
    }
    let number = i32::try_from(item.integer("filterID")?).ok()?;
    Some(number.to_be_bytes().to_vec())
}

fn is_square(settings: &Descriptor) -> bool {
    settings.enumeration("preserveShape").is_none_or(|shape| shape == "squareness")
}

fn noise(settings: &Descriptor) -> Option<AddNoise> {
    let amount = settings.number("Nose").or_else(|| settings.number("Amnt"))?;
    let is_gaussian = settings.enumeration("Dstr").is_some_and(|name| name.starts_with("Gsn") || name == "gaussian");
    Some(AddNoise {
        amount: (amount / 100.0) as f32,
        distribution: if is_gaussian { Distribution::Gaussian } else { Distribution::Uniform },
        monochromatic: settings.boolean("Mnch").unwrap_or(false),
        seed: settings.integer("FlRs").unwrap_or(0) as u32,
    })
}

fn displace(settings: &Descriptor, source: &Source<'_>) -> Result<Displace, &'static str> {
    let number = |key| settings.number(key).map(|number| number as f32).ok_or(NOT_DRAWN);
    let named = |key, value| settings.enumeration(key).is_some_and(|name| name == value);
    let map = map::picture(settings, source)
        .ok_or("its map is neither in the file nor given beside it; left out when the slot is filled")?;
    Ok(Displace {
        map: compositor::filter::DisplacementMap { picture: map, tile: named("DspM", "Tile") },
        horizontal: number("HrzS")?,
        vertical: number("VrtS")?,
        beyond: if named("UndA", "WrpA") { Beyond::Wrap } else { Beyond::Repeat },
    })
}

/// The quads, each by four indices into the lists of points before and after.
fn perspective_warp(settings: &Descriptor) -> Option<QuadWarp> {
    let points = |key| -> Option<Vec<Point>> {
        let point = |value: &Value| {
            let object = value.as_object()?;
            Some(Point::new(object.number("Hrzn")?, object.number("Vrtc")?))
        };
        settings.list(key)?.iter().map(point).collect()
    };
    let (before, after) = (points("vertices")?, points("warpedVertices")?);
    let quad = |value: &Value| {
        let indices: Option<Vec<usize>> =
            value.as_object()?.list("indices")?.iter().map(|index| usize::try_from(index.as_i64()?).ok()).collect();
        let corners = |of: &[Point]| -> Option<Quad> {
            let corners: Option<Vec<Point>> = indices.as_ref()?.iter().map(|index| of.get(*index).copied()).collect();
            Some(Quad(corners?.try_into().ok()?))
        };
        Some((corners(&before)?, corners(&after)?))
    };
    let quads: Option<Vec<_>> = settings.list("quads")?.iter().map(quad).collect();
    QuadWarp::new(&quads?)
}
