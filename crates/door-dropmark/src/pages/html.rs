//! Pages for browsers: plain documents that work without scripts. Whatever people wrote is shown as the text it is.

use std::fmt::Write;

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use door_kit::links::Links;
use quick_xml::escape::escape;

use crate::error::Error;
use crate::show::{Collection, Item};

const STYLE: &str = include_str!("style.css");

/// A document.
pub(super) struct Page<'a> {
    pub(super) title: &'a str,
    /// What is in it, written by the functions of this file.
    pub(super) body: String,
    /// Its feed's address.
    pub(super) feed: Option<String>,
    /// Whether search engines may keep it.
    pub(super) is_listed: bool,
    /// Whether whoever has its address may see it.
    pub(super) is_open: bool,
    /// Where its pictures are, if it may have any.
    pub(super) files: Option<&'a Links>,
}

impl IntoResponse for Page<'_> {
    fn into_response(self) -> Response {
        let mut head = String::new();
        if let Some(feed) = &self.feed {
            let feed = escape(feed);
            let _ = write!(head, "<link rel=alternate type=\"application/rss+xml\" title=RSS href=\"{feed}\">");
        }
        if !self.is_listed {
            head.push_str("<meta name=robots content=noindex>");
        }
        let document = format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8>\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <title>{}</title>{head}<style>{STYLE}</style></head><body>{}</body></html>",
            escape(self.title),
            self.body,
        );
        let mut response = Html(document).into_response();
        let headers = response.headers_mut();
        put(headers, header::CONTENT_SECURITY_POLICY, &policy(self.files));
        put(headers, header::REFERRER_POLICY, "same-origin");
        put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        put(headers, header::CACHE_CONTROL, if self.is_open { "no-cache" } else { "private, no-store" });
        if !self.is_listed {
            put(headers, HeaderName::from_static("x-robots-tag"), "noindex");
        }
        response
    }
}

fn put(headers: &mut axum::http::HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Our one style, our own files, and nothing else.
fn policy(files: Option<&Links>) -> String {
    let style = STANDARD.encode(library::secrets::digest(STYLE.as_bytes()));
    let files = files.map(|links| format!("{}/ {}/", links.files_base(), links.absolute("/s")));
    let files = files.map_or_else(String::new, |files| format!(" img-src {files}; media-src {files};"));
    format!(
        "default-src 'none'; style-src 'sha256-{style}';{files} base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
}

/// A refusal as a page.
pub(super) fn refused(error: &Error) -> Response {
    let title = match error.status {
        StatusCode::NOT_FOUND => "Nothing here",
        StatusCode::UNAUTHORIZED => "Sign in",
        _ => "This did not work",
    };
    let body = format!("<main><h1>{title}</h1><p>{}</p></main>", escape(&error.message));
    let page = Page { title, body, feed: None, is_listed: false, is_open: false, files: None };
    (error.status, page.into_response()).into_response()
}

/// A collection with a part of what is in it.
pub(super) fn collection(of: &Collection, items: &[Item], number: u64, pages: u64) -> String {
    let mut body = format!("<header><h1>{}</h1><p class=by>{}</p>", escape(&of.name), escape(&of.user_name));
    if let Some(words) = &of.description {
        let _ = write!(body, "<p class=words>{}</p>", escape(words));
    }
    body.push_str("</header><main>");
    if items.is_empty() {
        body.push_str("<p>There is nothing here yet.</p>");
    }
    tiles(&mut body, items, of.labels);
    turning(&mut body, &of.url, number, pages);
    let url = escape(of.url.as_str()).into_owned();
    let _ = write!(body, "</main><footer><a href=\"{url}.rss\">RSS</a> <a href=\"{url}.json\">JSON</a></footer>");
    body
}

/// Small pictures with names; links lead to the items' pages.
fn tiles(body: &mut String, items: &[Item], labels: bool) {
    body.push_str("<ul class=tiles>");
    for item in items {
        let _ = write!(body, "<li><a href=\"{}\">", escape(&item.url));
        tile(body, item);
        let class = if labels { "name" } else { "name unseen" };
        let _ = write!(body, "<span class=\"{class}\">{}</span></a></li>", escape(&item.name));
    }
    body.push_str("</ul>");
}

fn tile(body: &mut String, item: &Item) {
    if let Some(picture) = item.thumbnails.get("cropped") {
        // The name stands beside it: it is not read out twice.
        let _ = write!(body, "<img src=\"{}\" alt=\"\" loading=lazy>", escape(picture));
        return;
    }
    match item.type_ {
        "color" => swatch(body, &item.content),
        "text" if item.size == 0 => {
            let start: String = item.content.chars().take(300).collect();
            let _ = write!(body, "<span class=\"tile words\">{}</span>", escape(&start));
        }
        "stack" => {
            let count = item.items_total_count.unwrap_or_default();
            let _ = write!(body, "<span class=\"tile kind\">{count} items</span>");
        }
        "link" => {
            let host = item.content.split('/').nth(2).unwrap_or_default();
            let _ = write!(body, "<span class=\"tile kind\">{}</span>", escape(host));
        }
        other => {
            let _ = write!(body, "<span class=\"tile kind\">{other}</span>");
        }
    }
}

fn swatch(body: &mut String, colour: &str) {
    let colour = escape(colour);
    let _ = write!(
        body,
        "<svg class=tile viewBox=\"0 0 1 1\" role=img aria-label=\"{colour}\"><rect width=1 height=1 fill=\"{colour}\"/></svg>"
    );
}

/// Ways to the pages before and after.
fn turning(body: &mut String, url: &str, number: u64, pages: u64) {
    if pages < 2 {
        return;
    }
    let url = escape(url);
    let _ = write!(body, "<nav aria-label=Pages>");
    if number > 1 {
        let _ = write!(body, "<a rel=prev href=\"{url}?page={}\">Previous</a> ", number - 1);
    }
    let _ = write!(body, "<span>Page {number} of {pages}</span>");
    if number < pages {
        let _ = write!(body, " <a rel=next href=\"{url}?page={}\">Next</a>", number + 1);
    }
    body.push_str("</nav>");
}

/// An item, and a part of what it gathers.
pub(super) fn item(home: &Collection, item: &Item, under: &[Item], number: u64, pages: u64) -> String {
    let mut body = format!(
        "<header><p><a href=\"{}\">{}</a></p><h1>{}</h1><p class=by>{}</p></header><main>",
        escape(&home.url),
        escape(&home.name),
        escape(&item.name),
        escape(&item.user_name),
    );
    content(&mut body, item);
    if let Some(words) = &item.description {
        let _ = write!(body, "<p class=words>{}</p>", escape(words));
    }
    if let Some(link) = web(&item.link) {
        let link = escape(link);
        let _ = write!(body, "<p><a rel=\"noopener nofollow ugc\" href=\"{link}\">{link}</a></p>");
    }
    if item.type_ == "stack" {
        tiles(&mut body, under, home.labels);
        turning(&mut body, &item.url, number, pages);
    }
    let tags: Vec<&str> = item.tags.iter().filter_map(|tag| tag["name"].as_str()).collect();
    if !tags.is_empty() {
        body.push_str("<ul class=tags>");
        for tag in tags {
            let _ = write!(body, "<li>{}</li>", escape(tag));
        }
        body.push_str("</ul>");
    }
    body.push_str("</main>");
    body
}

fn content(body: &mut String, item: &Item) {
    let (content, name) = (escape(item.content.as_str()), escape(item.name.as_str()));
    let large = item.thumbnails.get("large").map(|picture| escape(picture.as_str()));
    let _ = match (item.type_, large) {
        ("image", _) if !item.content.is_empty() => {
            write!(body, "<p><a href=\"{content}\"><img class=whole src=\"{content}\" alt=\"{name}\"></a></p>")
        }
        ("video", Some(large)) => {
            write!(
                body,
                "<p><video class=whole controls preload=none poster=\"{large}\" src=\"{content}\"></video></p>"
            )
        }
        ("video", None) => {
            write!(body, "<p><video class=whole controls preload=metadata src=\"{content}\"></video></p>")
        }
        ("audio", _) => write!(body, "<p><audio controls preload=none src=\"{content}\"></audio></p>"),
        ("text", _) if item.size == 0 => write!(body, "<p class=words>{content}</p>"),
        ("color", _) => {
            swatch(body, &item.content);
            write!(body, "<p>{content}</p>")
        }
        ("link", large) => {
            if let Some(large) = large {
                let _ = write!(body, "<p><img class=whole src=\"{large}\" alt=\"\"></p>");
            }
            write!(body, "<p><a rel=\"noopener nofollow ugc\" href=\"{content}\">{content}</a></p>")
        }
        ("stack", _) => Ok(()),
        _ if item.content.is_empty() => Ok(()),
        _ => write!(body, "<p><a href=\"{content}\" download>Download</a> ({} bytes)</p>", item.size),
    };
}

/// An address that leads to the web, and not into a script.
fn web(link: &str) -> Option<&str> {
    let lower = link.trim().to_ascii_lowercase();
    (lower.starts_with("http://") || lower.starts_with("https://")).then_some(link.trim())
}
