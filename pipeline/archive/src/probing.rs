//! A look at a file that arrives: its checksum against the delivered list, then its frames, as a reader in a
//! process of its own tells them. Not for pixels: the caller brings the reader.

use catalogue::Frame;

use crate::{
    Error, Result,
    arriving::{Probe, Probed},
    checksums,
};

/// The frames of a file; one that is set aside where it has none we can read.
///
/// # Errors
/// No reader can be started: that says nothing of the file.
pub(crate) async fn frames_of(bytes: &[u8], sum: Option<&str>, probe: Probe<'_>) -> Result<Vec<Frame>> {
    let aside = |reason: String| Ok(vec![Frame { width: 0, height: 0, set_aside: Some(reason) }]);
    if sum.is_some_and(|sum| !checksums::agrees(sum, bytes)) {
        return aside("its checksum is not the one in the delivered list: copy it again".to_owned());
    }
    // A death may be the machine's doing; the second time it is the file's.
    let mut probed = probe(bytes.to_vec()).await;
    if matches!(probed, Probed::Died(_)) {
        probed = probe(bytes.to_vec()).await;
    }
    match probed {
        Probed::Frames(frames) if frames.is_empty() => aside("it holds no image".to_owned()),
        Probed::Frames(frames) => {
            let frame = |(width, height)| Frame { width, height, set_aside: None };
            Ok(frames.into_iter().map(frame).collect())
        }
        Probed::Unreadable(reason) => aside(reason),
        Probed::Died(how) => aside(format!("its reader died twice: {how}")),
        Probed::NotStarted(why) => Err(Error::Fault(format!(
            "a reader cannot be started: {why}; what came in stands: ingest the same files again once \
             `daftar doctor` finds no fault"
        ))),
    }
}
