//! Looking at mockups, and making them.

use std::time::Duration;

use library::ids::{CollectionId, ThingId};
use library::jobs::State;
use library::limits::Resource;

use super::{About, Context, Operation, collections, jobs};
use crate::refusal::Refusal;
use crate::translate::show;
use crate::wire::{InspectMockup, JobDetails, MockupDetails, UploadMockup};

const INSPECT: About = About {
    name: "inspect_mockup",
    title: "Inspect a mockup",
    description: "Shows what a render of this mockup can change: slots with the frame that artwork is placed in, text \
                  layers with their words and fonts, the layer tree, and what pictures of it cannot honour.",
    changes: false,
};

const UPLOAD: About = About {
    name: "upload_mockup",
    title: "Upload a mockup",
    description: "Makes a mockup of the Photoshop file (PSD or PSB) at a URL: its smart objects become slots for \
                  artwork. Waits until it is made, for less than a minute; after that, ask `get_job`.",
    changes: true,
};

/// How long a call waits: clients give up after a minute.
pub(super) const PATIENCE: Duration = Duration::from_secs(45);

pub(super) fn operations() -> Vec<Operation> {
    vec![Operation::new(&INSPECT, inspect), Operation::new(&UPLOAD, upload)]
}

async fn inspect(Context { door, actor }: Context, given: InspectMockup) -> Result<MockupDetails, Refusal> {
    let mockup = door.library.mockup(&actor, ThingId(given.mockup)).await?;
    let collections = door.library.collections_of(&actor, mockup.thing.id).await?;
    Ok(show::mockup(&door, &mockup, &collections))
}

async fn upload(context: Context, given: UploadMockup) -> Result<JobDetails, Refusal> {
    let Context { door, actor } = &context;
    let library = &door.library;
    // A collection that is not there is better known before the file is fetched.
    let collection = match given.collection {
        Some(id) => Some(library.collection(actor, CollectionId(id)).await?.id),
        None => None,
    };
    let permit = library.limiter().enter(actor.account, Resource::Uploads).map_err(library::Error::Limited)?;
    let job = library.import_url(actor, &given.url, given.name.as_deref(), None).await?;
    let job = jobs::ended(&context, job.id, PATIENCE).await?;
    drop(permit);
    match &job.state {
        State::Failed(failure) => return Err(Refusal(failure.message.clone())),
        State::Queued | State::Running if collection.is_some() => {
            let message = format!("the file is still on its way: ask get_job for {}, then add_to_collection", job.id);
            return Err(Refusal(message));
        }
        _ => {}
    }
    let mut details = jobs::details(&context, &job).await?;
    if let (Some(collection), Some(mockup)) = (collection, job.mockup) {
        collections::place(&context, collection, vec![mockup]).await?;
        details.collection = Some(collection.0);
    }
    Ok(details)
}
