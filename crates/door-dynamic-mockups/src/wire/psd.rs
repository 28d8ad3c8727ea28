//! Photoshop files.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Flag, Mockup, Number, Words};

/// A Photoshop file to be taken in: by its URL or, in a form, as `file`.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct PsdUpload {
    /// http or https; redirects are followed.
    #[schema(required = true, nullable = false)]
    pub(crate) psd_file_url: Option<String>,
    /// The file's own name when nothing is said.
    #[schema(value_type = Option<String>, max_length = 255)]
    pub(crate) psd_name: Option<Words>,
    /// Not kept.
    #[schema(value_type = Option<i64>)]
    #[expect(dead_code, reason = "the dialect has it, and nothing depends on it")]
    pub(crate) psd_category_id: Option<Number>,
    pub(crate) mockup_template: Option<MockupTemplate>,
}

/// The same as a form.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "for the document alone")]
pub(crate) struct PsdUploadForm {
    /// The file itself.
    #[schema(value_type = String, format = Binary)]
    pub(crate) file: Vec<u8>,
    pub(crate) psd_name: Option<String>,
    /// And so on: names go on in brackets.
    #[serde(rename = "mockup_template[create_after_upload]")]
    pub(crate) create: Option<String>,
}

/// Whether a mockup is made of it, and where that goes.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct MockupTemplate {
    /// True when nothing is said.
    #[schema(value_type = Option<bool>)]
    pub(crate) create_after_upload: Option<Flag>,
    /// Collections' ids.
    pub(crate) collections: Option<Vec<String>>,
    /// The default catalog when nothing is said.
    pub(crate) catalog_uuid: Option<String>,
}

/// A Photoshop file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
// Closed in the document: a mockup has these fields too, and is no file.
#[serde(deny_unknown_fields)]
pub(crate) struct Psd {
    pub(crate) uuid: Uuid,
    pub(crate) name: String,
}

/// What came of an upload: the file, or the mockup with its file.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum PsdUploaded {
    /// A file and nothing else.
    File(Psd),
    /// A mockup of it.
    Mockup {
        #[serde(flatten)]
        mockup: Box<Mockup>,
        psd: Psd,
    },
}

/// A Photoshop file to be removed.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct PsdDelete {
    #[schema(required = true, nullable = false)]
    pub(crate) psd_uuid: Option<String>,
    /// Also the mockups that were made of it.
    #[schema(value_type = Option<bool>)]
    pub(crate) delete_related_mockups: Option<Flag>,
}
