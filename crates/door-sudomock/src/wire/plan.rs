//! Plans: there is one, and it costs nothing.

use serde::Serialize;
use utoipa::ToSchema;

/// What can be bought.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Plans {
    pub(crate) plans: Vec<Plan>,
}

/// A plan.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Plan {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) tier: &'static str,
    pub(crate) description: &'static str,
    pub(crate) price_monthly: f64,
    pub(crate) price_yearly: f64,
    pub(crate) credits_per_month: u32,
    pub(crate) max_concurrent_requests: u32,
    pub(crate) max_concurrent_uploads: u32,
    pub(crate) stripe_price_id: Option<String>,
    pub(crate) stripe_price_id_yearly: Option<String>,
}
