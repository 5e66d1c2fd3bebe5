//! Claims: "I am working on this", fenced by a token. Not for which work comes next.

/// A claim that was granted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// What is worked on: `scan <id>` or `register <id>`.
    pub subject: String,
    /// The fencing token: higher for every claim ever granted.
    pub token: i64,
}
