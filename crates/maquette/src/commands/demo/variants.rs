//! The demo's pictures: which sample, which artwork in which slot, and how it lies there.

use serde_json::{Value, json};

use crate::samples::{self, Sample};

/// A picture to render: the slots that are filled, each with an artwork and SudoMock's words for how it lies.
pub(super) struct Variant {
    pub(super) sample: Sample,
    pub(super) name: &'static str,
    pub(super) fills: fn() -> Vec<Fill>,
}

/// A slot's name, its artwork, the words of its `asset`, and its `adjustment_layers`.
pub(super) type Fill = (&'static str, Art, Value, Value);

/// The demo's drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Art {
    Poster,
    Logo,
    Pattern,
}

impl Art {
    pub(super) const ALL: [Self; 3] = [Self::Poster, Self::Logo, Self::Pattern];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Poster => "poster-art",
            Self::Logo => "logo",
            Self::Pattern => "pattern",
        }
    }

    /// Its SVG.
    pub(super) fn drawing(self) -> String {
        match self {
            Self::Poster => samples::poster_art(),
            Self::Logo => samples::logo(),
            Self::Pattern => samples::pattern(),
        }
    }
}

fn fill(slot: &'static str, art: Art, words: Value) -> Fill {
    (slot, art, words, json!({}))
}

fn square(side: u32) -> Value {
    json!({"width": side, "height": side})
}

/// All of them.
pub(super) const VARIANTS: [Variant; 10] = [
    Variant {
        sample: Sample::Poster,
        name: "cover",
        fills: || vec![fill("Poster artwork", Art::Poster, json!({"fit": "cover"}))],
    },
    Variant {
        sample: Sample::Poster,
        name: "tiles",
        fills: || vec![fill("Poster artwork", Art::Pattern, json!({"tile": true, "size": square(360)}))],
    },
    Variant {
        sample: Sample::Mug,
        name: "pattern",
        fills: || vec![fill("Wrap", Art::Pattern, json!({"tile": true, "size": square(500)}))],
    },
    Variant {
        sample: Sample::Mug,
        name: "logo",
        fills: || vec![fill("Wrap", Art::Logo, json!({"size": square(900), "fit": "contain"}))],
    },
    Variant {
        sample: Sample::Tshirt,
        name: "logo",
        fills: || {
            let words = json!({"fit": "contain", "size": square(1200), "position": {"left": 150, "top": 120}});
            vec![fill("Front print", Art::Logo, words), fill("Sleeve print", Art::Logo, json!({"fit": "contain"}))]
        },
    },
    Variant {
        sample: Sample::Tshirt,
        name: "gray",
        fills: || {
            let front = json!({"fit": "contain", "rotate": -12});
            vec![
                ("Front print", Art::Logo, front, json!({"saturation": -100, "contrast": 20})),
                ("Sleeve print", Art::Logo, json!({}), json!({"opacity": 0})),
            ]
        },
    },
    Variant {
        sample: Sample::Tshirt,
        name: "poster",
        fills: || {
            vec![
                fill("Front print", Art::Poster, json!({"fit": "contain"})),
                fill("Sleeve print", Art::Pattern, json!({"fit": "cover"})),
            ]
        },
    },
    Variant {
        sample: Sample::Tote,
        name: "logo",
        fills: || vec![fill("Design", Art::Logo, json!({"fit": "contain"}))],
    },
    Variant {
        sample: Sample::Tote,
        name: "tiles",
        fills: || vec![fill("Design", Art::Pattern, json!({"tile": true, "size": square(350)}))],
    },
    Variant {
        sample: Sample::Tote,
        name: "faded",
        fills: || vec![("Design", Art::Poster, json!({"fit": "contain"}), json!({"saturation": -40, "opacity": 85}))],
    },
];
