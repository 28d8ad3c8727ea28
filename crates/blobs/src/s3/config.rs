//! Where the object storage is and who we are there.

use std::fmt;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::{Certificate, ClientOptions, RetryConfig};
use url::Url;

use crate::Error;

/// One read or one answer may take so long; a whole body any time, since whoever reads it may be slow.
const READ_TIME: Duration = Duration::from_mins(2);
/// How long a storage that is away is asked again before a caller is told.
const RETRY_TIME: Duration = Duration::from_secs(30);

/// A bucket. Requests put its name in the path, which every S3-compatible storage understands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct S3Config {
    /// Its name.
    pub bucket: String,
    /// What names of blobs begin with; may be empty.
    pub prefix: String,
    /// The storage's address, `https://s3.example.com`; `http` is taken too. `None` for what the environment says
    /// (`AWS_ENDPOINT_URL_S3`, `AWS_ENDPOINT`), or Amazon's.
    pub endpoint: Option<String>,
    /// `None` for what the environment says (`AWS_REGION`), or `us-east-1`.
    pub region: Option<String>,
    /// `None` for what the environment says: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or the machine's own role.
    pub credentials: Option<Credentials>,
}

/// A key pair.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// Its public half.
    pub access_key_id: String,
    /// Its secret half.
    pub secret_access_key: String,
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("access_key_id", &self.access_key_id).finish_non_exhaustive()
    }
}

impl S3Config {
    /// Reads `s3://bucket/prefix?endpoint=https://s3.example.com&region=eu-central-1`; all but the bucket may be left out.
    pub fn from_url(url: &str) -> Result<Self, Error> {
        let wrong = |what: &str| Error::Location(format!("the URL of the blobs {what}"));
        let url = Url::parse(url).map_err(|_| wrong("is not a valid URL"))?;
        if url.scheme() != "s3" {
            return Err(wrong("begins with something other than s3://"));
        }
        if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
            return Err(wrong(
                "may hold neither credentials nor a port: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and ?endpoint=",
            ));
        }
        let bucket = url.host_str().filter(|bucket| !bucket.is_empty()).ok_or_else(|| wrong("names no bucket"))?;
        let prefix = object_store::path::Path::from_url_path(url.path()).map_err(object_store::Error::from)?;
        let mut config = Self { bucket: bucket.to_owned(), prefix: prefix.into(), ..Self::default() };
        for (name, value) in url.query_pairs() {
            match &*name {
                "endpoint" => config.endpoint = Some(value.into_owned()),
                "region" => config.region = Some(value.into_owned()),
                _ => return Err(wrong(&format!("has the unknown parameter {name:?}; there are endpoint and region"))),
            }
        }
        Ok(config)
    }

    pub(super) fn client(&self) -> Result<AmazonS3, Error> {
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(&self.bucket);
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_config(AmazonS3ConfigKey::S3Endpoint, endpoint);
        }
        if let Some(region) = &self.region {
            builder = builder.with_region(region);
        }
        if let Some(credentials) = &self.credentials {
            builder = builder
                .with_access_key_id(&credentials.access_key_id)
                .with_secret_access_key(&credentials.secret_access_key);
        }
        let retry = RetryConfig { max_retries: 5, retry_timeout: RETRY_TIME, ..RetryConfig::default() };
        Ok(builder
            .with_virtual_hosted_style_request(false)
            .with_client_options(options()?)
            .with_retry(retry)
            .build()?)
    }
}

/// Trusts Mozilla's roots beside the system's, so that nothing is needed of the system.
fn options() -> Result<ClientOptions, Error> {
    let options = ClientOptions::new().with_allow_http(true).with_timeout_disabled().with_read_timeout(READ_TIME);
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .try_fold(options, |options, root| Ok(options.with_root_certificate(Certificate::from_der(root)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_says_it_all() {
        let url = "s3://My_bucket/a%20folder/within/?endpoint=http://127.0.0.1:9000&region=eu-central-1";
        let config = S3Config {
            bucket: "My_bucket".to_owned(),
            prefix: "a folder/within".to_owned(),
            endpoint: Some("http://127.0.0.1:9000".to_owned()),
            region: Some("eu-central-1".to_owned()),
            credentials: None,
        };
        assert_eq!(S3Config::from_url(url).unwrap(), config);
        let bare = S3Config { bucket: "bucket".to_owned(), ..S3Config::default() };
        assert_eq!(S3Config::from_url("s3://bucket").unwrap(), bare);
    }

    #[test]
    fn what_a_url_may_not_say_is_named() {
        for (url, what) in [
            ("s3:///prefix", "names no bucket"),
            ("s3://key:secret@bucket/", "credentials"),
            ("s3://bucket:9000/", "port"),
            ("s3://bucket/?acl=public", "\"acl\""),
            ("gs://bucket/", "other than s3://"),
            ("bucket", "not a valid URL"),
        ] {
            let error = S3Config::from_url(url).unwrap_err().to_string();
            assert!(error.contains(what) && !error.contains("key:secret"), "{url}: {error}");
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let credentials = Credentials { access_key_id: "known".to_owned(), secret_access_key: "hidden".to_owned() };
        let printed = format!("{:?}", S3Config { credentials: Some(credentials), ..S3Config::default() });
        assert!(printed.contains("known") && !printed.contains("hidden"), "{printed}");
    }
}
