//! Paper: what was written by hand while the power was out, entered later.
