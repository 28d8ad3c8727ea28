//! Text layers whose fonts are all there, the account's own counted in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::ids::AccountId;
use crate::mockups::Mockup;
use crate::templates::{Outline, Slot, TextLayer};
use crate::{Library, Result};

impl Library {
    /// Marks text layers as available whose fonts the account has added since the file was read.
    pub(crate) async fn mark_available_fonts(&self, account: AccountId, mockups: &mut [Mockup]) -> Result<()> {
        if !mockups.iter().any(|mockup| lacks(&mockup.template.outline)) {
            return Ok(());
        }
        let own = self.store.fonts(account).await?;
        let faces = own.into_iter().map(|font| font.face).chain(self.renderer.fonts());
        let names: BTreeSet<String> = faces.map(|face| face.postscript_name.to_lowercase()).collect();
        for mockup in mockups.iter_mut().filter(|mockup| lacks(&mockup.template.outline)) {
            let outline = Arc::make_mut(&mut mockup.template.outline);
            mark(&mut outline.text_layers, &mut outline.slots, &names);
        }
        Ok(())
    }
}

fn lacks(outline: &Outline) -> bool {
    fn any(texts: &[TextLayer], slots: &[Slot]) -> bool {
        texts.iter().any(|text| !text.fonts_available) || slots.iter().any(|slot| any(&slot.text_layers, &slot.slots))
    }
    any(&outline.text_layers, &outline.slots)
}

fn mark(texts: &mut [TextLayer], slots: &mut [Slot], names: &BTreeSet<String>) {
    for text in texts {
        text.fonts_available |= text.segments.iter().all(|run| names.contains(&run.font.to_lowercase()));
    }
    for slot in slots {
        mark(&mut slot.text_layers, &mut slot.slots, names);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::Segment;

    #[test]
    fn a_layer_is_available_when_all_its_fonts_are_there() {
        let run = |font: &str| Segment { text: String::new(), font: font.to_owned(), size: 1.0, colour: [0; 3] };
        let layer = |fonts: &[&str]| TextLayer {
            id: uuid::Uuid::nil(),
            name: String::new(),
            text: String::new(),
            segments: fonts.iter().map(|font| run(font)).collect(),
            visible: true,
            editable: true,
            fonts_available: false,
            strokes: 0,
            colour_overlay: false,
            clipped_artwork: false,
        };
        let names = BTreeSet::from(["brand-bold".to_owned()]);
        let mut layers = [layer(&["Brand-Bold"]), layer(&["Brand-Bold", "Other"])];
        mark(&mut layers, &mut [], &names);
        assert_eq!(layers.map(|layer| layer.fonts_available), [true, false]);
    }
}
