//! Why a tool does nothing: a sentence for the agent.

use library::Error;
use library::worker::error_chain;

/// A sentence that is safe to show, and that the agent can act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal(pub(crate) String);

impl Refusal {
    /// A refusal of an argument.
    pub(crate) fn argument(path: &str, message: &str) -> Self {
        Self(if path.is_empty() || path == "." { message.to_owned() } else { format!("{path}: {message}") })
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match &error {
            Error::Invalid { field, message } => Self::argument(field, message),
            Error::Unauthenticated => Self("the key is missing, wrong or revoked".to_owned()),
            Error::Limited(limited) => {
                Self(format!("{limited}; try again in {} s", door_kit::limits::retry_after(*limited)))
            }
            Error::Internal(cause) => {
                tracing::error!(error = error_chain(&**cause), "a tool failed");
                Self(error.to_string())
            }
            _ => Self(error.to_string()),
        }
    }
}
