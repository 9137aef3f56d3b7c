//! Shapes: flat geometry, TopoJSON decoding, projections.
