//! Whom TLS trusts: Mozilla's roots, built in so that nothing is needed of the system, and the system's own on top, for
//! those who run an authority of their own.

use reqwest::Certificate;
use rustls::crypto::ring;

/// Makes ring the process's crypto provider, unless it has one.
pub(crate) fn install_provider() {
    let _ = ring::default_provider().install_default();
}

/// The roots that are built in.
pub(crate) fn roots() -> reqwest::Result<Vec<Certificate>> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| Certificate::from_der(root)).collect()
}
