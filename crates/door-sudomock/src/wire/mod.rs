//! The dialect's own shapes, as they are on the wire. Knows no rules.

mod account;
mod envelope;
mod error;
mod job;
mod layers;
mod mockup;
mod plan;
mod render;
mod render_request;
mod webhook;

pub(crate) use account::{Account, AccountInfo, ApiKey, Organization, Subscription, Usage};
pub(crate) use envelope::{Enveloped, Warning};
pub(crate) use error::{ErrorBody, FieldError, LimitError};
pub(crate) use job::{Job, JobAccepted, JobList};
pub(crate) use layers::{Layer, Layers};
pub(crate) use mockup::{
    Mockup, MockupList, Position, PrintAreaPosition, PrintAreaPreset, Rename, Segment, Size, SmartObject, TextLayer,
    Thumbnail, Upload,
};
pub(crate) use plan::{Plan, Plans};
pub(crate) use render::{PrintFile, Rendered, RenderedFont, RenderedText};
pub(crate) use render_request::{
    Adjustments, Asset, AssetSize, Colour, ExportOptions, Fill, ImageSize, RenderRequest, StrokeColour, TextEdit,
    TextRun,
};
pub(crate) use webhook::{
    NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint, WebhookEndpointChange, WebhookMessage, WebhookReplay,
    WebhookReplays, WebhookTest,
};
