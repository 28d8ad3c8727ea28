//! Flat designs, a file for each smart object that is filled.

use axum::Json;
use axum::extract::State;
use futures_util::future::try_join_all;
use library::limits::Resource;
use library::renders::RenderOrder;
use library::templates::{Slot, TextLayer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::auth::Caller;
use crate::body::Body;
use crate::error::{Error, Problems};
use crate::routes::draw::{Subject, deadline, draw};
use crate::state::Door;
use crate::translate::order::require;
use crate::translate::output::{Export, Use};
use crate::translate::words::kebab;
use crate::wire::{Enveloped, PrintFile, PrintFiles, RenderRequest};

pub(crate) fn router() -> OpenApiRouter<Door> {
    OpenApiRouter::new().routes(routes!(create_print_files))
}

#[utoipa::path(
    post, path = "/renders/print-files", tag = "renders", summary = "Make print files",
    description = "The flat design of each smart object, as it would be printed. Forms are as those of `/renders`.",
    request_body(content((RenderRequest = "application/json"), (RenderRequest = "multipart/form-data"))),
    responses((status = 200, body = Enveloped<PrintFiles>)),
)]
async fn create_print_files(
    State(door): State<Door>,
    Caller(actor): Caller,
    Body { body, files }: Body<RenderRequest>,
) -> Result<Json<Enveloped<PrintFiles>>, Error> {
    let deadline = deadline();
    let mut problems = Problems::default();
    require(&body, &mut problems);
    if body.smart_objects.as_ref().is_some_and(Vec::is_empty) {
        problems.missing("smart_objects");
    }
    let export = Export::of(body.export_options.as_ref(), Use::Print, &mut problems);
    let given = body.mockup_uuid.as_deref().unwrap_or_default();
    if given.trim().is_empty() {
        return Err(problems.refusal());
    }
    let _permit = door.library.limiter().enter(actor.account, Resource::Renders).map_err(library::Error::Limited)?;
    let subject = Subject::find(&door, &actor, given).await?;
    let order = subject.context(&files).order(&body, export, problems)?;
    // The whole is checked before any of its parts is drawn.
    let order = door.library.check_order(&subject.mockup, order)?;
    let export_label = body.export_label.map(|label| label.0);
    let start = export_label.as_deref().map(|label| format!("{label}-")).unwrap_or_default();
    let outline = &subject.mockup.template.outline;
    let slots = order.fills.iter().filter_map(|fill| outline.slot(fill.slot));
    let print_files = slots.map(|slot| {
        let name = format!("{start}{}", kebab(&slot.name));
        let order = of_slot(&order, slot);
        let (door, mockup) = (&door, subject.mockup.thing.id);
        async move {
            let picture = draw(door, &actor, mockup, order, &name, deadline).await?;
            let export_path = export.url(&picture, &name, &door.exports, door.library.now());
            let (smart_object_uuid, smart_object_name) = (slot.id, slot.name.clone());
            Ok::<_, Error>(PrintFile { export_path, smart_object_uuid, smart_object_name })
        }
    });
    let print_files = try_join_all(print_files).await?;
    Ok(Json(Enveloped::of(PrintFiles { export_label, print_files })))
}

/// The order of one slot's design: of what else was ordered, what lies inside the slot.
fn of_slot(order: &RenderOrder, slot: &Slot) -> RenderOrder {
    fn has_text(texts: &[TextLayer], slots: &[Slot], id: Uuid) -> bool {
        texts.iter().any(|text| text.id == id) || slots.iter().any(|slot| has_text(&slot.text_layers, &slot.slots, id))
    }
    RenderOrder {
        fills: order.fills.iter().filter(|fill| fill.slot == slot.id).cloned().collect(),
        texts: order
            .texts
            .iter()
            .filter(|text| has_text(&slot.text_layers, &slot.slots, text.layer))
            .cloned()
            .collect(),
        hidden: Vec::new(),
        output: order.output,
        design: Some(slot.id),
    }
}
