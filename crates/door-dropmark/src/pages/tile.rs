//! Small square pictures: the middle of what is stored, cut when it is asked for, and tiles for what has no picture.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use library::renderer::File;

use crate::error::Error;
use crate::state::Door;

/// Where squares are cut; the rest of the address is a file's link.
pub(crate) const SQUARES: &str = "/s/square";
/// A film that nobody could look into.
pub(crate) const FILM: &str = "/s/tile/video.webp";

const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 48 48">
<rect width="48" height="48" fill="#3b4252"/><circle cx="24" cy="24" r="13" fill="#eceff4"/>
<path d="M20 17l12 7-12 7z" fill="#3b4252"/></svg>"##;

/// The middle of a stored picture; whoever has a link to the picture may have it.
pub(super) async fn square(
    State(door): State<Door>,
    Path((signed, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let target = door.links.read(&signed, &name, door.library.now()).map_err(|_| Error::not_found("picture"))?;
    Ok(answer(door.library.square(target.hash).await?, target.seconds_left))
}

/// The tile of films.
pub(super) async fn film(State(door): State<Door>) -> Result<Response, Error> {
    const DAY: u64 = 24 * 3600;
    Ok(answer(door.library.tile(DRAWING).await?, DAY))
}

fn answer(file: File, seconds: u64) -> Response {
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CACHE_CONTROL, format!("public, max-age={seconds}, immutable")),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (headers, file.bytes).into_response()
}
