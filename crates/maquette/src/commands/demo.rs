//! `maquette demo`.
use crate::{Result, cli};
pub(crate) fn demo(_order: &cli::Demo) -> Result<()> {
    Ok(())
}
