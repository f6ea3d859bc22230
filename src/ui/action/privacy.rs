//! What is asked for about masking, retention, somebody's own data.

/// Something to be done about masking, retention, somebody's own data.
#[derive(Clone, Debug, PartialEq)]
pub enum PrivacyAsked {}
