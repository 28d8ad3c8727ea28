//! Projects, teams, their people and their keys.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Where an avatar is.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Avatar {
    pub(crate) asset_id: String,
    pub(crate) url: String,
}

/// A project.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Project {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) team_id: String,
    pub(crate) privacy_mode: bool,
    pub(crate) keys: Vec<ApiKey>,
    pub(crate) users: Vec<Person>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) avatar: Option<Avatar>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description_date: Option<String>,
    /// `settings`, `maxConsumption` and the like, as they were given.
    #[serde(flatten)]
    pub(crate) kept: Map<String, Value>,
}

/// One project.
#[derive(Debug, Serialize)]
pub(crate) struct OneProject {
    pub(crate) project: Project,
}

/// Some projects.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Projects {
    pub(crate) projects: Vec<Project>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_pagination_token: Option<String>,
}

/// A key, without its secret.
#[expect(clippy::struct_field_names, reason = "the dialect's own")]
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ApiKey {
    /// The key's own user.
    pub(crate) id: String,
    pub(crate) api_key_id: String,
    pub(crate) api_key_status: &'static str,
    pub(crate) name: String,
    pub(crate) role: &'static str,
    pub(crate) scope: &'static str,
    pub(crate) author_id: String,
    pub(crate) owner_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_used_at: Option<String>,
}

/// A key that was just made: its secret is only here.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MadeKey {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) user_id: String,
    pub(crate) author_id: String,
    pub(crate) owner_type: &'static str,
    pub(crate) owner_id: String,
    pub(crate) team_id: String,
    pub(crate) created_at: String,
}

/// A member.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Person {
    pub(crate) id: String,
    /// Empty for somebody without an address.
    pub(crate) email: String,
    pub(crate) role: &'static str,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// A team in a list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TeamSummary {
    #[serde(flatten)]
    pub(crate) team: Team,
    pub(crate) context: TeamContext,
}

/// What all answers say of a team.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) projects: Vec<TeamProject>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) avatar: Option<Avatar>,
    #[serde(flatten)]
    pub(crate) kept: Map<String, Value>,
}

/// How many a team has, and what the caller is in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TeamContext {
    pub(crate) invitations_count: usize,
    pub(crate) keys_count: usize,
    pub(crate) users_count: usize,
    pub(crate) user_role: &'static str,
}

/// A project of a team.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TeamProject {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Some teams.
#[derive(Debug, Serialize)]
pub(crate) struct Teams {
    pub(crate) teams: Vec<TeamSummary>,
}

/// A team with its people.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WholeTeam {
    #[serde(flatten)]
    pub(crate) team: Team,
    pub(crate) context: TeamContext,
    pub(crate) invitations: Vec<TeamInvitation>,
    pub(crate) keys: Vec<ApiKey>,
    pub(crate) users: Vec<Person>,
    pub(crate) payment_status: &'static str,
    pub(crate) search_host: &'static str,
    pub(crate) search_indexes: SearchIndexes,
}

/// Names of indexes of a search server of its own, which there is none of: all are empty.
#[derive(Debug, Default, Serialize)]
pub(crate) struct SearchIndexes {
    pub(crate) assets: SearchIndex,
    pub(crate) models: SearchIndex,
    pub(crate) workflows: SearchIndex,
}

/// See [`SearchIndexes`].
#[derive(Debug, Default, Serialize)]
pub(crate) struct SearchIndex {
    pub(crate) private: &'static str,
    pub(crate) public: &'static str,
}

/// One team.
#[derive(Debug, Serialize)]
pub(crate) struct OneTeam {
    pub(crate) team: WholeTeam,
}

/// Somebody who is asked in and is not here yet.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TeamInvitation {
    pub(crate) email: String,
    pub(crate) role: &'static str,
    pub(crate) status: &'static str,
    /// Where they can sign up.
    pub(crate) url: String,
    pub(crate) project_ids: Vec<String>,
    pub(crate) created_at: String,
}

/// A project to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewProject {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) privacy_mode: bool,
}

/// What is to change of a project or a team. Null unsets, and what is left out keeps.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TenantChanges {
    pub(crate) name: Option<String>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) description: Option<Option<String>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) avatar_asset_id: Option<Option<String>>,
    pub(crate) privacy_mode: Option<bool>,
    pub(crate) settings: Option<Settings>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) max_consumption: Option<Option<f64>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) default_user_max_consumption: Option<Option<f64>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) disable_ip_detection: Option<Option<bool>>,
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) quality_gate_auto_detect: Option<Option<bool>>,
    pub(crate) ip_detection_enforcement: Option<Enforcement>,
}

/// A layout of a page that clients draw.
#[expect(clippy::option_option, reason = "null unsets, and what is left out keeps")]
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    #[serde(default, deserialize_with = "super::given")]
    pub(crate) homepage: Option<Option<Map<String, Value>>>,
}

/// How strictly a team's pictures are to be examined.
#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Enforcement {
    ActiveFailClosed,
    ActiveFailOpen,
    Disabled,
}

/// A key to be made.
#[derive(Debug, Deserialize)]
pub(crate) struct NewApiKey {
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
}

/// A member to be added to a project.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewMember {
    pub(crate) user_id: String,
    pub(crate) role: String,
}

/// What a member is to be.
#[derive(Debug, Deserialize)]
pub(crate) struct MemberChanges {
    pub(crate) role: Option<String>,
}

/// Somebody to be asked into a team.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NewTeamMember {
    pub(crate) email: String,
    pub(crate) role: Option<String>,
    #[serde(default)]
    pub(crate) project_ids: Vec<String>,
}

/// Whose key it is.
#[derive(Debug, Serialize)]
pub(crate) struct UserAnswer {
    #[serde(flatten)]
    pub(crate) user: Person,
    pub(crate) name: String,
}
