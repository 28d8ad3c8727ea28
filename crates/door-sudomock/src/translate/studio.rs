//! Sessions of the editor and what is submitted in them: the dialect's words held to its ranges, then as the library's.

use library::editor_sessions::{
    Binding, EditorSession, Edits, Looks, NewEditorSession, Opened, Purpose, SECONDS, SubmittedAction,
};
use library::ids::{RenderId, ThingId};
use uuid::Uuid;

use crate::error::{Error, Field, Problems};
use crate::translate::order::{one_of, rgb};
use crate::wire::{
    NewStudioSession, StudioAction, StudioConfirmation, StudioContext, StudioPayload, StudioReceipt, StudioSession,
};

const EDITS: [(&str, Edits); 2] = [("psd", Edits::Template), ("2d", Edits::Photo)];
const PURPOSES: [(&str, Purpose); 2] = [("customize", Purpose::Customise), ("setup", Purpose::Setup)];
const ACTIONS: [(&str, Purpose); 2] =
    [("studio.design-submitted", Purpose::Customise), ("studio.mockup-saved", Purpose::Setup)];

/// The dialect's word.
fn word<T: PartialEq>(words: &[(&'static str, T)], of: &T) -> &'static str {
    words.iter().find(|(_, value)| value == of).map_or("", |(word, _)| word)
}

/// A session to be opened.
pub(crate) fn session(given: NewStudioSession) -> Result<NewEditorSession, Error> {
    let body = Field::body();
    let mut problems = Problems::default();
    let edits = one_of(given.mockup_type.as_deref(), &body.at("mockup_type"), &EDITS, &mut problems);
    let edits = edits.unwrap_or(Edits::Template);
    let purpose = one_of(given.session_kind.as_deref(), &body.at("session_kind"), &PURPOSES, &mut problems);
    let purpose = purpose.unwrap_or(Purpose::Customise);
    if (edits, purpose) == (Edits::Template, Purpose::Setup) {
        problems.add(&body.at("session_kind"), "Must be customize for a psd mockup");
    }
    let mockup = given.mockup_uuid.filter(|uuid| !uuid.is_empty());
    if mockup.is_none() && (edits, purpose) != (Edits::Photo, Purpose::Setup) {
        problems.missing(&body.at("mockup_uuid"));
    }
    let ui = given.ui.unwrap_or_default();
    let accent = ui.accent_color.map(|hex| rgb(&hex, &body.at("ui").at("accent_color"), &mut problems));
    let slot = given.smart_object_uuid.filter(|uuid| !uuid.is_empty());
    let slot = slot.map(|uuid| crate::translate::order::uuid(&uuid, &body.at("smart_object_uuid"), &mut problems));
    problems.end()?;
    // One that is malformed is one that is not there.
    let mockup = mockup.map(|uuid| crate::routes::id(&uuid, library::Noun::Mockup)).transpose()?;
    let origin = given.allowed_origin.map(|origin| origin.strip_suffix('/').unwrap_or(&origin).to_owned());
    Ok(NewEditorSession {
        purpose,
        edits,
        mockup,
        slot,
        allowed_origin: origin.filter(|origin| !origin.is_empty()),
        binding: Binding {
            shop: given.shop,
            product: given.product_id,
            variant: given.variant_id,
            action: given.action_id,
        },
        looks: Looks { primary_label: ui.primary_action_label, secondary_label: ui.secondary_action_label, accent },
    })
}

/// An open session; `session` is the spelling of its token.
pub(crate) fn opened(opened: Opened, session: String, display_mode: String) -> StudioSession {
    StudioSession {
        success: true,
        session,
        expires_in: SECONDS,
        mockup_type: word(&EDITS, &opened.session.edits),
        message_session_id: opened.session.channel,
        bootstrap_secret: opened.bootstrap,
        display_mode,
    }
}

/// Something submitted, to be confirmed.
pub(crate) fn action(given: StudioAction) -> Result<SubmittedAction, Error> {
    let body = Field::body();
    let mut problems = Problems::default();
    problems.whole(&body.at("version"), Some(given.version), 1.0, 1.0);
    problems.characters(&body.at("request_id"), Some(&given.request_id), 1, 255);
    let purpose = one_of(Some(&given.kind), &body.at("type"), &ACTIONS, &mut problems);
    problems.end()?;
    let channel: Uuid = crate::routes::id(&given.message_session_id, library::Noun::EditorSession)?;
    let StudioPayload { mockup_uuid, render_uuid, action_id, action_context } = given.payload;
    let mockup: ThingId = crate::routes::id(&mockup_uuid, library::Noun::Mockup)?;
    let render: RenderId = crate::routes::id(&render_uuid, library::Noun::Render)?;
    let StudioContext { shop, product_id, variant_id } = action_context.unwrap_or_default();
    Ok(SubmittedAction {
        channel,
        request: given.request_id,
        purpose: purpose.unwrap_or(Purpose::Customise),
        mockup,
        render,
        binding: Binding { shop, product: product_id, variant: variant_id, action: action_id },
    })
}

/// What was confirmed.
pub(crate) fn confirmation(action: SubmittedAction, session: &EditorSession, replayed: bool) -> StudioConfirmation {
    let SubmittedAction { channel, request, purpose, mockup, render, binding } = action;
    let Binding { shop, product, variant, action } = binding;
    let receipt = StudioReceipt {
        version: 1,
        request_id: request,
        message_session_id: channel,
        kind: word(&ACTIONS, &purpose),
        mockup_type: word(&EDITS, &session.edits),
        session_kind: word(&PURPOSES, &session.purpose),
        action_id: action,
        action_context: StudioContext { shop, product_id: product, variant_id: variant },
        mockup_uuid: mockup.0,
        render_uuid: render.0,
    };
    StudioConfirmation { success: true, replayed, receipt }
}
