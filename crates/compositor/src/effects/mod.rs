//! Layer effects: shadows, glows, bevels, overlays and strokes, prepared as planes from a layer's shape.
