//! `maquette demo`: a server on sample templates, filled, collected and rendered through its own doors.

mod client;
mod sheet;
mod variants;

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use codec::{EncodeOptions, Format};
use pixels::{Limits, Picture, Size};
use serde_json::{Value, json};

use client::Demonstrator;
use variants::{Art, VARIANTS, Variant};

use crate::cli;
use crate::commands::keys;
use crate::config::{self, Config, Flags};
use crate::output::{print, write_file};
use crate::samples::Sample;
use crate::spellings::Spellings;
use crate::{Error, Result, server};

/// Starts the server, fills it, and runs it until it is told to stop.
pub(crate) fn demo(order: &cli::Demo) -> Result<()> {
    let out = std::path::absolute(&order.out).map_err(Error::file(&order.out))?;
    let data = out.join("server");
    fs::create_dir_all(&out).map_err(Error::file(&out))?;
    if data.exists() {
        // Ours, of an earlier demo: every demo begins anew.
        fs::remove_dir_all(&data).map_err(Error::file(&data))?;
    }
    let flags = Flags { data: Some(data), ..Flags::default() };
    let config =
        Config { listen: free(order.listen)?, ..config::load(&flags, &[("log.level", Some("warn".to_owned()))])? };
    server::start_logging(&config.log)?;
    super::runtime()?.block_on(async {
        let running = server::start(&config).await?;
        let outcome = show(&running, &out).await;
        if outcome.is_ok() && !order.once {
            print("\nThe server runs until you press Ctrl-C.\n")?;
            server::signal().await?;
        }
        running.stop().await;
        outcome
    })
}

/// The address, or one with another port when that port is taken.
fn free(address: SocketAddr) -> Result<SocketAddr> {
    if TcpListener::bind(address).is_ok() {
        return Ok(address);
    }
    let any = SocketAddr::new(address.ip(), 0);
    let listener = TcpListener::bind(any).map_err(|error| Error::Listen(any, error))?;
    listener.local_addr().map_err(|error| Error::Listen(any, error))
}

/// Uploads, collects, renders, and says what to try.
async fn show(running: &server::Running, out: &Path) -> Result<()> {
    let url = &running.public_url;
    let key = keys::create(&running.node, "demo", None, "demo").await?;
    let server = Demonstrator::new(url, &key)?;
    let artwork = artwork(out)?;
    let mut mockups = Vec::new();
    let mut pictures = Vec::new();
    let mut first = None;
    for sample in Sample::ALL {
        let (mockup, slots) = upload(&server, sample, out).await?;
        for variant in VARIANTS.iter().filter(|variant| variant.sample == sample) {
            let body = order(&mockup, variant, &slots, &artwork)?;
            pictures.push(render(&server, variant, &body, out).await?);
            first.get_or_insert(body);
        }
        mockups.push(mockup);
    }
    let collection = server.collect("Samples", &mockups).await?;
    let path = out.join("contact-sheet.jpg");
    write_file(&path, &codec::encode(&sheet::sheet(&pictures)?, &EncodeOptions::new(Format::Jpeg))?)?;
    print(&format!("{}\n", path.display()))?;
    let body = out.join("render.json");
    write_file(&body, first.unwrap_or_default().to_string().as_bytes())?;
    print(&format!("\n{}\n{}", keys::spelt(&key), what_to_try(url, &key, &mockups[0], &collection, &body)))
}

/// Writes the drawings, as SVG and as the PNG files that are sent.
fn artwork(out: &Path) -> Result<Vec<(Art, Vec<u8>)>> {
    let draw = |art: Art| {
        let svg = art.drawing();
        write_file(&out.join(format!("{}.svg", art.name())), svg.as_bytes())?;
        let picture = codec::decode(svg.as_bytes(), &Limits::default(), Some(Size::new(1400, 1400)))?;
        let png = codec::encode(&picture, &EncodeOptions::new(Format::Png))?;
        write_file(&out.join(format!("{}.png", art.name())), &png)?;
        Ok((art, png))
    };
    Art::ALL.into_iter().map(draw).collect()
}

/// A slot's uuid and name.
type Slot = (String, String);

/// Makes a sample, writes it, and uploads it.
async fn upload(server: &Demonstrator, sample: Sample, out: &Path) -> Result<(String, Vec<Slot>)> {
    let bytes = sample.document()?;
    let path = out.join(format!("{}.psd", sample.name()));
    write_file(&path, &bytes)?;
    let start = Instant::now();
    let mockup = server.upload(sample.name(), bytes).await?;
    print(&format!("{}: uploaded in {:.0} ms\n", path.display(), milliseconds(start)))?;
    let slots = server.slots(&mockup).await?;
    Ok((mockup, slots))
}

/// The body of a render.
fn order(mockup: &str, variant: &Variant, slots: &[Slot], artwork: &[(Art, Vec<u8>)]) -> Result<Value> {
    let mut objects = Vec::new();
    for (slot, art, mut asset, adjustments) in (variant.fills)() {
        let uuid = slots.iter().find(|(_, name)| name == slot).map(|(uuid, _)| uuid);
        let uuid = uuid.ok_or_else(|| Error::Server(format!("the mockup has no slot {slot}")))?;
        let png = artwork.iter().find(|(known, _)| *known == art).map(|(_, png)| BASE64.encode(png));
        asset["base64"] = png.into();
        asset["content_type"] = "image/png".into();
        objects.push(json!({"uuid": uuid, "asset": asset, "adjustment_layers": adjustments}));
    }
    let options = json!({"image_format": "jpg", "image_size": 1600});
    let label = format!("{}-{}", variant.sample.name(), variant.name);
    Ok(json!({"mockup_uuid": mockup, "smart_objects": objects, "export_options": options, "export_label": label}))
}

/// Renders, downloads, writes, and keeps the picture for the sheet.
async fn render(server: &Demonstrator, variant: &Variant, body: &Value, out: &Path) -> Result<Picture> {
    let start = Instant::now();
    let url = server.render(body).await?;
    let time = milliseconds(start);
    let bytes = server.download(&url).await?;
    let path = out.join(format!("{}-{}.jpg", variant.sample.name(), variant.name));
    write_file(&path, &bytes)?;
    let picture = codec::decode(&bytes, &Limits::default(), None)?;
    let Size { width, height } = picture.size();
    print(&format!("{}: {width} x {height} px in {time:.0} ms, {url}\n", path.display()))?;
    Ok(picture)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// Lines that work when they are pasted.
fn what_to_try(url: &str, key: &Spellings, mockup: &str, collection: &str, body: &Path) -> String {
    let (sudomock, studio, body) = (&key.sudomock, &key.studio, body.display());
    format!(
        "try:\n\
         curl -H 'x-api-key: {sudomock}' {url}/sudomock/api/v1/mockups\n\
         curl -H 'x-api-key: {sudomock}' {url}/sudomock/api/v1/mockups/{mockup}/layers\n\
         curl -H 'x-api-key: {sudomock}' -H 'content-type: application/json' -d '@{body}' {url}/sudomock/api/v1/renders\n\
         curl -H 'authorization: Bearer {studio}' {url}/api/collections/{collection}/entries\n\
         curl {url}/api/openapi.json\n"
    )
}
