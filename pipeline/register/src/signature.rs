//! What a page looks like, coarsely: enough to know the same page again in a second shot. Not for telling what
//! stands on it.

use serde::{Deserialize, Serialize};

/// The look of a page, as a short text of its own making; equal pages have nearly equal signatures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(pub String);
