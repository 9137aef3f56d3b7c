//! Stub.
use crate::base::note::Problem;
use crate::scene::Scene;
/// Paints.
pub fn paint_on_canvas(_scene: &Scene, _canvas: &web_sys::HtmlCanvasElement, _dpr: f64) -> Result<(), Problem> { Ok(()) }
/// PNG.
pub async fn png(_scene: &Scene, _scale: f64) -> Result<web_sys::Blob, Problem> { Err(Problem::new(crate::base::note::ProblemCode::Storage)) }
