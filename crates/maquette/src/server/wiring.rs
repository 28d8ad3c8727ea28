//! Puts the parts together: storage, network, renderer, library, doors.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use axum::{Router, middleware};
use door_kit::client::{TrustedProxies, client};
use door_kit::links::Links;
use door_kit::request_id::request_id;
use door_kit::trace::trace;
use library::clock::SystemClock;
use library::secrets::MasterKey;
use library::webhooks::Post;
use library::{Library, Parts};
use metrics_exporter_prometheus::PrometheusHandle;
use outbound::{Outbound, Rules};
use renderer::Engine;
use template::Fonts;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::agents::agents;
use super::limiter::NodeLimiter;
use super::{health, secret};
use crate::config::Config;
use crate::spellings::Speller;
use crate::{Error, Result};

/// A library with everything behind it.
pub(crate) struct Node {
    pub(crate) library: Arc<Library>,
    pub(crate) blobs: Arc<dyn library::blobs::Blobs>,
    pub(crate) limiter: Arc<NodeLimiter>,
    pub(crate) master: MasterKey,
}

/// Opens storage (and brings its schema up to date), and puts the library on it.
pub(crate) async fn node(config: &Config) -> Result<Node> {
    let master = secret::master_key(config.secret.as_deref(), &config.data)?;
    let store = store::Store::open(&config.database()).await.map_err(Error::storage)?;
    let blobs = config.open_blobs()?;
    let outbound = Outbound::new(Rules { allow: config.fetch.allow.clone() }).map_err(Error::storage)?;
    let outbound = Arc::new(outbound);
    let limiter = Arc::new(NodeLimiter::new(&config.limits));
    let library = Library::new(Parts {
        store: Arc::new(store),
        blobs: blobs.clone(),
        fetcher: outbound.clone(),
        renderer: Arc::new(Engine::new(blobs.clone(), engine(config)?)),
        limiter: limiter.clone(),
        clock: Arc::new(SystemClock),
        master: master.clone(),
        settings: config.library(),
    });
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.listen));
    let links = links(&master, config, &public_url);
    let sudomock = Arc::new(door_sudomock::Webhooks::new(links.clone()));
    let scenario = Arc::new(door_scenario::Webhooks::new(links));
    let library = library.with_webhooks(Post { sender: outbound, dialects: vec![sudomock, scenario] });
    Ok(Node { library: Arc::new(library), blobs, limiter, master })
}

fn engine(config: &Config) -> Result<renderer::Config> {
    let defaults = renderer::Config::default();
    let mut fonts = Fonts::default();
    if let Some(folder) = &config.render.fonts {
        fonts.add_folder(folder).map_err(Error::unusable(folder))?;
    }
    Ok(renderer::Config {
        permits: config.render.at_once.and_then(NonZeroUsize::new).unwrap_or(defaults.permits),
        cache_bytes: config.render.cache_bytes,
        limits: pixels::Limits {
            bytes: config.limits.psd_bytes.max(config.limits.artwork_bytes),
            pixels: config.limits.pixels,
            ..defaults.limits
        },
        fonts,
    })
}

/// Links below an address.
pub(crate) fn links(master: &MasterKey, config: &Config, public_url: &str) -> Links {
    const DAY: u64 = 24 * 3600;
    let valid = Duration::from_secs(u64::from(config.retention.links_days) * DAY);
    Links::new(public_url, master.clone()).valid_for(valid)
}

/// All that is answered on the one listener.
pub(crate) fn router(node: &Node, config: &Config, metrics: PrometheusHandle, public_url: &str) -> Router {
    let links = links(&node.master, config, public_url);
    let sudomock = door_sudomock::router(node.library.clone(), links.clone());
    let dynamic_mockups = door_dynamic_mockups::router(node.library.clone(), links.clone());
    let scenario = door_scenario::router(node.library.clone(), links.clone());
    let pages = door_dropmark::pages(node.library.clone(), links.clone());
    let dropmark = door_dropmark::router(node.library.clone(), links.clone());
    let studio = door_studio::router(node.library.clone(), links.clone(), Arc::new(Speller));
    let agents = agents(node, config, &links, dynamic_mockups.clone());
    let files = door_kit::files::router(node.blobs.clone(), Arc::new(links), Arc::new(SystemClock));
    let main = Router::new()
        .nest("/sudomock", sudomock.clone())
        .nest("/dropmark", dropmark.clone())
        .nest("/dynamic-mockups", dynamic_mockups.clone())
        .nest("/dynamic-mockups/mcp", agents.dynamic_mockups.clone())
        .nest("/scenario", scenario.clone())
        .nest("/mcp", agents.own.clone())
        .merge(studio)
        .merge(pages)
        .nest("/files", files)
        .merge(health::router(node.library.clone(), metrics));
    let hosts = &config.hosts;
    let doors = [
        (&hosts.sudomock, sudomock),
        (&hosts.dynamic_mockups, dynamic_mockups),
        (&hosts.scenario, scenario),
        (&hosts.dropmark, dropmark),
        (&hosts.mcp, agents.own_host()),
        (&hosts.dynamic_mockups_mcp, agents.dynamic_mockups),
    ];
    doors.into_iter().fold(dressed(main, config), |rest, (host, door)| match host {
        Some(host) => by_host(host.clone(), dressed(door, config), rest),
        None => rest,
    })
}

/// What happens to every request. Around each router by itself: the log names the route that a request matched.
fn dressed(router: Router, config: &Config) -> Router {
    let proxies = Arc::new(TrustedProxies(config.proxy.trusted.clone()));
    let silence = Duration::from_secs(config.timeouts.body_seconds);
    // The last one added is the outermost.
    router
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(trace))
        .layer(middleware::from_fn_with_state(proxies, client))
        .layer(middleware::from_fn(request_id))
        .layer(RequestBodyTimeoutLayer::new(silence))
}

/// Requests to `host` go to `there`, all others to `else_`.
fn by_host(host: String, there: Router, else_: Router) -> Router {
    use axum::extract::Request;
    use tower::ServiceExt;
    Router::new().fallback_service(tower::service_fn(move |request: Request| {
        let named = request.headers().get(axum::http::header::HOST).and_then(|value| value.to_str().ok());
        let name = named.map(|name| name.rsplit_once(':').map_or(name, |(name, _)| name));
        let meant = name.is_some_and(|name| name.eq_ignore_ascii_case(&host));
        let router = if meant { there.clone() } else { else_.clone() };
        router.oneshot(request)
    }))
}
