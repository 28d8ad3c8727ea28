//! The scene: layers, masks, clips, blends, adjustments, effects and slots, every shorthand already resolved.

