//! The dialect's own shapes, as they are on the wire. Knows no rules.

mod account;
mod artwork;
mod envelope;
mod error;
mod font;
mod job;
mod layers;
mod mockup;
mod photo;
mod plan;
mod render;
mod render_request;
mod studio;
mod webhook;

pub(crate) use account::{Account, AccountInfo, ApiKey, Organization, Subscription, Usage};
pub(crate) use artwork::{ForgetArtworks, ForgottenArtworks};
pub(crate) use envelope::{Enveloped, Warning};
pub(crate) use error::{ErrorBody, FieldError, LimitError};
pub(crate) use font::{Done, Font, FontList, NewFont, Pagination};
pub(crate) use job::{Job, JobAccepted, JobList};
pub(crate) use layers::{Layer, Layers};
pub(crate) use mockup::{
    Mockup, MockupList, Position, PrintAreaPosition, PrintAreaPreset, Rename, Segment, Size, SmartObject, TextLayer,
    Thumbnail, Upload,
};
pub(crate) use photo::{
    AreaAdjustments, AreaFill, AreaGiven, AreaPlacement, AreasReplace, AreasReplaced, PhotoCreate, PhotoDeleted,
    PhotoFile, PhotoMockup, PhotoMockupList, PhotoRenderRequest, PhotoRendered, Quad,
};
pub(crate) use plan::{Plan, Plans};
pub(crate) use render::{PrintFile, Rendered, RenderedFont, RenderedText};
pub(crate) use render_request::{
    Adjustments, Asset, AssetSize, Colour, ExportOptions, Fill, ImageSize, RenderRequest, StrokeColour, TextEdit,
    TextRun,
};
pub(crate) use studio::{
    NewStudioConfig, NewStudioSession, StudioAction, StudioConfig, StudioConfirmation, StudioContext, StudioPayload,
    StudioReceipt, StudioSession,
};
pub(crate) use webhook::{
    NewWebhookEndpoint, WebhookDelivery, WebhookEndpoint, WebhookEndpointChange, WebhookMessage, WebhookReplay,
    WebhookReplays, WebhookTest,
};
