//! The operations of a dialect and how far each is there: one table, from which a door builds its compatibility page,
//! and which tests hold against its router.

use std::fmt::Write;

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, on};

/// One operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path with its parameters in braces.
    pub path: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// How far it is there.
    pub status: Status,
}

/// How far an operation is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All that the dialect documents.
    Full,
    /// Some of it; this is what is missing.
    Partial(&'static str),
    /// Nothing; this is the answer it gets.
    Absent(&'static str),
}

impl Route {
    /// An operation that is all there.
    pub const fn full(method: &'static str, path: &'static str, summary: &'static str) -> Self {
        Self { method, path, summary, status: Status::Full }
    }

    /// The same, without what `missing` says.
    #[must_use]
    pub const fn partial(self, missing: &'static str) -> Self {
        Self { status: Status::Partial(missing), ..self }
    }

    /// The same, but not there: it gets `answer`.
    #[must_use]
    pub const fn absent(self, answer: &'static str) -> Self {
        Self { status: Status::Absent(answer), ..self }
    }
}

/// Adds the operations that have an answer of their own only because they are absent: those of the table whose answer is
/// written `404: words`, for this status. `refuse` puts the words into the dialect's form.
pub fn refuse_absent<S, R>(
    mut router: Router<S>,
    routes: &'static [Route],
    status: StatusCode,
    refuse: fn(&'static str) -> R,
) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    R: IntoResponse + 'static,
{
    for route in routes {
        let Status::Absent(answer) = route.status else { continue };
        let Some(words) = answer.strip_prefix(status.as_str()).and_then(|rest| rest.strip_prefix(": ")) else {
            continue;
        };
        let method = Method::from_bytes(route.method.as_bytes()).ok().and_then(|method| method.try_into().ok());
        router = router.route(route.path, on(method.unwrap_or(MethodFilter::GET), async move || refuse(words)));
    }
    router
}

/// The compatibility page, in Markdown.
pub fn page(dialect: &str, routes: &[Route]) -> String {
    let count = |wanted: fn(&Status) -> bool| routes.iter().filter(|route| wanted(&route.status)).count();
    let full = count(|status| matches!(status, Status::Full));
    let partial = count(|status| matches!(status, Status::Partial(_)));
    let absent = count(|status| matches!(status, Status::Absent(_)));
    let mut page = format!(
        "# {dialect}: what is there\n\n{} operations: {full} full, {partial} partial, {absent} absent.\n\n\
         | Operation | What it does | Status | Notes |\n|---|---|---|---|\n",
        routes.len()
    );
    for Route { method, path, summary, status } in routes {
        let (status, notes) = match status {
            Status::Full => ("full", ""),
            Status::Partial(missing) => ("partial", *missing),
            Status::Absent(answer) => ("absent", *answer),
        };
        // Writing to a string does not fail.
        let _ = writeln!(page, "| `{method} {path}` | {} | {status} | {} |", cell(summary), cell(notes));
    }
    page
}

/// Text that does not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: Route = Route::full("GET", "/things", "lists a|b");

    #[test]
    fn the_page_counts_and_says_what_is_missing() {
        let routes = [LIST, LIST.partial("no sorting"), Route::full("POST", "/train", "trains").absent("501")];
        let page = page("Dialect", &routes);
        assert!(page.contains("3 operations: 1 full, 1 partial, 1 absent."));
        assert!(page.contains("| `GET /things` | lists a\\|b | full |  |\n"));
        assert!(page.contains("| `GET /things` | lists a\\|b | partial | no sorting |\n"));
        assert!(page.ends_with("| `POST /train` | trains | absent | 501 |\n"));
    }
}
