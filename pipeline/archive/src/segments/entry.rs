//! What flows to the store in segments: where store and catalogue have it, and what it is called. Not for writing segments.

use std::future::Future;

use catalogue::{Catalogue, Log};
use register::{decision::Decision, id::RegisterId, teaching::Transcription};
use serde::{Serialize, de::DeserializeOwned};
use store::{Key, Prefix};

/// One thing that is appended to a register and never changed.
pub(crate) trait Entry: Serialize + DeserializeOwned + PartialEq + Send + Sync {
    /// Where the catalogue has it.
    const LOG: Log;
    /// What they are, as in "the store knows … of the register".
    const ARE: &str;

    /// Where the store has a segment.
    fn key(register: RegisterId, segment: u64) -> Key;
    /// All segments of a register.
    fn prefix(register: RegisterId) -> Prefix;
    /// Which segment a key names, if it is one of these.
    fn segment_of(key: &Key) -> Option<u64>;
    /// Those of a register with `from <= number < to`.
    fn between(
        catalogue: &Catalogue,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> impl Future<Output = catalogue::Result<Vec<Self>>> + Send;
}

impl Entry for Decision {
    const LOG: Log = Log::Decisions;
    const ARE: &str = "decisions";

    fn key(register: RegisterId, segment: u64) -> Key {
        Key::Decisions { register, segment }
    }

    fn prefix(register: RegisterId) -> Prefix {
        Prefix::Decisions { register }
    }

    fn segment_of(key: &Key) -> Option<u64> {
        if let Key::Decisions { segment, .. } = key { Some(*segment) } else { None }
    }

    async fn between(
        catalogue: &Catalogue,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> catalogue::Result<Vec<Self>> {
        catalogue.decisions_between(register, from, to).await
    }
}

impl Entry for Transcription {
    const LOG: Log = Log::Transcriptions;
    const ARE: &str = "lines people wrote down";

    fn key(register: RegisterId, segment: u64) -> Key {
        Key::Transcriptions { register, segment }
    }

    fn prefix(register: RegisterId) -> Prefix {
        Prefix::Transcriptions { register }
    }

    fn segment_of(key: &Key) -> Option<u64> {
        if let Key::Transcriptions { segment, .. } = key { Some(*segment) } else { None }
    }

    async fn between(
        catalogue: &Catalogue,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> catalogue::Result<Vec<Self>> {
        catalogue.transcriptions_between(register, from, to).await
    }
}
