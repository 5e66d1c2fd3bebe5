//! People and sessions as facts. Not for passwords: only their hashes come here.

use register::access::Role;

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name as signed in.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Hash of the password (PHC string).
    pub password_hash: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of the secret the browser holds.
    pub key: String,
    /// Who.
    pub person: Person,
    /// The desks' own.
    pub data: String,
    /// Until when, milliseconds since 1970.
    pub expires_at: i64,
}
