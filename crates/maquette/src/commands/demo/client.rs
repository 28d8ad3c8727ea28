//! The demo as a client of its own server: nothing here that a script outside could not do.

use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::spellings::Spellings;
use crate::{Error, Result};

/// Asks the server.
pub(super) struct Demonstrator {
    client: Client,
    url: String,
    /// For `/api`.
    bearer: String,
    /// For SudoMock's door.
    api_key: String,
}

impl Demonstrator {
    pub(super) fn new(url: &str, key: &Spellings) -> Result<Self> {
        let client = Client::builder().no_proxy().build().map_err(|error| Error::Server(error.to_string()))?;
        Ok(Self { client, url: url.to_owned(), bearer: key.studio.clone(), api_key: key.sudomock.clone() })
    }

    /// Uploads a Photoshop file in one part and makes a mockup of it; the mockup's id.
    pub(super) async fn upload(&self, name: &str, file: Vec<u8>) -> Result<String> {
        let upload = self.api("POST", "/uploads", Some(&json!({"name": format!("{name}.psd")}))).await?;
        let id = text(&upload, "id")?;
        let part = self.client.put(format!("{}/api/uploads/{id}/parts/1", self.url)).bearer_auth(&self.bearer);
        let part = part.header("content-type", "application/octet-stream").body(file);
        checked(part).await?;
        self.api("POST", &format!("/uploads/{id}/complete"), None).await?;
        let mockup = self.api("POST", "/mockups", Some(&json!({"upload": id, "name": name}))).await?;
        text(&mockup, "id")
    }

    /// Makes a collection of these mockups; its id.
    pub(super) async fn collect(&self, name: &str, mockups: &[String]) -> Result<String> {
        let collection = self.api("POST", "/collections", Some(&json!({"name": name}))).await?;
        let id = text(&collection, "id")?;
        self.api("POST", &format!("/collections/{id}/entries"), Some(&json!({"things": mockups}))).await?;
        Ok(id)
    }

    /// A mockup's slots, as SudoMock's door tells: uuid and name.
    pub(super) async fn slots(&self, mockup: &str) -> Result<Vec<(String, String)>> {
        let request = self.client.get(format!("{}/sudomock/api/v1/psd-mockups/{mockup}", self.url));
        let answer = json_of(checked(request.header("x-api-key", &self.api_key)).await?).await?;
        let slots = answer["data"]["smart_objects"].as_array().cloned().unwrap_or_default();
        slots.iter().map(|slot| Ok((text(slot, "uuid")?, text(slot, "name")?))).collect()
    }

    /// Renders through SudoMock's door; the picture's URL.
    pub(super) async fn render(&self, order: &Value) -> Result<String> {
        let request = self.client.post(format!("{}/sudomock/api/v1/renders", self.url));
        let request = request.header("x-api-key", &self.api_key).header("content-type", "application/json");
        let answer = json_of(checked(request.body(order.to_string())).await?).await?;
        text(&answer["data"]["print_files"][0], "export_path")
    }

    /// Downloads a file.
    pub(super) async fn download(&self, url: &str) -> Result<Vec<u8>> {
        let bytes = checked(self.client.get(url)).await?.bytes().await;
        Ok(bytes.map_err(|error| Error::Server(error.to_string()))?.to_vec())
    }

    async fn api(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let method =
            reqwest::Method::from_bytes(method.as_bytes()).map_err(|error| Error::Server(error.to_string()))?;
        let mut request = self.client.request(method, format!("{}/api{path}", self.url)).bearer_auth(&self.bearer);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        json_of(checked(request).await?).await
    }
}

/// Sends; an answer other than 2xx is an error that quotes it.
async fn checked(request: RequestBuilder) -> Result<Response> {
    let response = request.send().await.map_err(|error| Error::Server(error.to_string()))?;
    if response.status().is_success() {
        return Ok(response);
    }
    let (url, status) = (response.url().path().to_owned(), response.status());
    let body = response.text().await.unwrap_or_default();
    Err(Error::Server(format!("{url} answered {status}: {body}")))
}

async fn json_of(response: Response) -> Result<Value> {
    let text = response.text().await.map_err(|error| Error::Server(error.to_string()))?;
    Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
}

fn text(value: &Value, key: &str) -> Result<String> {
    let found = value[key].as_str().map(ToOwned::to_owned);
    found.ok_or_else(|| Error::Server(format!("the answer has no {key}: {value}")))
}
