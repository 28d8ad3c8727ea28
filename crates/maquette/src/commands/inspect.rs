//! `maquette inspect`: what a template offers.

use std::fmt::Write;

use pixels::Limits;
use template::{LayerOutline, Loss, Outline, SlotOutline};

use crate::Result;
use crate::cli;
use crate::json::{Inspection, kind};
use crate::output::{print, print_json};

/// Prints a template's outline.
pub(crate) fn inspect(order: &cli::Inspect) -> Result<()> {
    let limits = Limits::default();
    let template = super::open(&order.file, &order.beside, &limits)?;
    let outline = template.outline();
    if order.json {
        return print_json(&Inspection::from(outline));
    }
    print(&describe(&order.file.display().to_string(), outline))
}

fn describe(file: &str, outline: &Outline) -> String {
    let mut text = String::new();
    let size = outline.size;
    let resolution = outline.dpi.map(|dpi| format!(", {dpi} dpi")).unwrap_or_default();
    line(&mut text, 0, format_args!("{file}"));
    line(
        &mut text,
        0,
        format_args!("{} x {} px, {}, {} bit{resolution}", size.width, size.height, outline.mode, outline.depth),
    );
    heading(&mut text, "Slots", outline.slots.is_empty());
    slots(&mut text, 1, &outline.slots);
    if !outline.text_layers.is_empty() {
        heading(&mut text, "Text layers", false);
        for layer in &outline.text_layers {
            line(&mut text, 1, format_args!("{}  \"{}\"  {}", layer.name, layer.text, layer.uuid));
        }
    }
    heading(&mut text, "Layers", outline.layers.is_empty());
    layers(&mut text, 1, &outline.layers);
    text.push_str(&losses(&outline.losses));
    text
}

/// What cannot be honoured, for people; empty when there is nothing.
pub(super) fn losses(losses: &[Loss]) -> String {
    let mut text = String::new();
    if !losses.is_empty() {
        heading(&mut text, "Not drawn as Photoshop does", false);
        for Loss { layer, feature, effect, .. } in losses {
            let place = if layer.is_empty() { "document" } else { layer };
            line(&mut text, 1, format_args!("{place}: {feature}: {effect}"));
        }
    }
    text
}

fn slots(text: &mut String, depth: usize, slots: &[SlotOutline]) {
    for slot in slots {
        let bent = if slot.warped { ", warped" } else { "" };
        let copies = match slot.instance_count {
            0 | 1 => String::new(),
            count => format!(", placed {count} times"),
        };
        let (size, at) = (slot.size, slot.position);
        line(text, depth, format_args!("{}  {}", slot.name, slot.uuid));
        line(
            text,
            depth + 1,
            format_args!(
                "content {} x {} px, on the canvas {:.0} x {:.0} at {:.0}, {:.0}{bent}{copies}",
                size.width, size.height, at.width, at.height, at.x, at.y
            ),
        );
        self::slots(text, depth + 1, &slot.nested);
    }
}

fn layers(text: &mut String, depth: usize, layers: &[LayerOutline]) {
    for layer in layers {
        let eye = if layer.visible { "" } else { ", hidden" };
        line(text, depth, format_args!("{} ({}{eye})", layer.name, kind(layer.kind).replace('_', " ")));
        self::layers(text, depth + 1, &layer.children);
    }
}

fn heading(text: &mut String, words: &str, none: bool) {
    line(text, 0, format_args!("\n{words}{}", if none { ": none" } else { "" }));
}

fn line(text: &mut String, depth: usize, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{:indent$}{words}", "", indent = depth * 2);
}
