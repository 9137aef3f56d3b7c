//! Small tables with the roles of their columns.
