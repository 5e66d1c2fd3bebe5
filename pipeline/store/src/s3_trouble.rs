//! What an S3 server's refusals mean for the archivist: which setting to look at. Not for keys that are not
//! there: that is an answer, not trouble.

use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

use crate::{Error, s3::S3};

type Cause = Box<dyn std::error::Error + Send + Sync>;

impl S3 {
    /// Sorts a failed request by who must act.
    pub(crate) fn trouble<E>(&self, doing: &'static str, key: &str, error: SdkError<E>) -> Error
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
    {
        let status = error.raw_response().map(|response| response.status().as_u16());
        match &error {
            SdkError::DispatchFailure(_) if mentions(&error, "credentials") => {
                self.setting("there are no credentials for the S3 store", CREDENTIALS, error.into())
            }
            SdkError::DispatchFailure(_) | SdkError::TimeoutError(_) => self.unreachable(error.into()),
            SdkError::ConstructionFailure(_) if mentions(&error, "region") => {
                self.setting("the S3 store has no region", "set region at [store]", error.into())
            }
            SdkError::ConstructionFailure(_) if mentions(&error, "credentials") => {
                self.setting("there are no credentials for the S3 store", CREDENTIALS, error.into())
            }
            _ => match refusal(self.server(), &self.settings.bucket, error.code(), status) {
                Some((what, remedy)) => self.setting(&what, remedy, error.into()),
                None => {
                    let what = format!("{} answers: {}", self.server(), DisplayErrorContext(&error));
                    Error::Fault { doing, key: key.to_owned(), what, source: Some(error.into()) }
                }
            },
        }
    }

    /// The server cannot be reached, or went away in the middle.
    pub(crate) fn unreachable(&self, source: Cause) -> Error {
        let what = format!("the S3 server {} cannot be reached", self.server());
        self.setting(&what, "see that it runs, and that endpoint at [store] is right", source)
    }

    fn server(&self) -> &str {
        self.settings.endpoint.as_deref().unwrap_or("AWS")
    }

    fn setting(&self, what: &str, remedy: &str, source: Cause) -> Error {
        Error::Setting { what: what.to_owned(), remedy: remedy.to_owned(), source: Some(source) }
    }
}

/// What a refusal by the server means, by its code, or by the status where an answer has no body.
fn refusal(
    server: &str,
    bucket: &str,
    code: Option<&str>,
    status: Option<u16>,
) -> Option<(String, &'static str)> {
    Some(match (code.unwrap_or_default(), status) {
        ("NoSuchBucket", _) => {
            (format!("{server} has no bucket {bucket:?}"), "make the bucket, or correct bucket at [store]")
        }
        ("AuthorizationHeaderMalformed" | "PermanentRedirect" | "IllegalLocationConstraintException", _) => (
            format!("the bucket {bucket:?} on {server} is in another region"),
            "correct region at [store] to the server's",
        ),
        ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken", _) => {
            (format!("{server} does not accept the credentials"), CREDENTIALS)
        }
        ("RequestTimeTooSkewed", _) => (
            format!("{server} says that the clock of this machine is wrong"),
            "set the clock of this machine or of the server",
        ),
        ("QuotaExceeded" | "EntityTooLarge" | "InsufficientStorage", _) | (_, Some(507)) => {
            (format!("the bucket {bucket:?} on {server} is full"), "raise its quota or make room")
        }
        ("AccessDenied" | "Forbidden" | "AllAccessDisabled", _) | (_, Some(401 | 403)) => (
            format!("{server} does not let these credentials use the bucket {bucket:?}"),
            "give the key the right to read, write and list the bucket, or take another key",
        ),
        _ => return None,
    })
}

const CREDENTIALS: &str =
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment (or the usual AWS files)";

fn mentions<E: std::error::Error + 'static>(error: &SdkError<E>, word: &str) -> bool {
    format!("{}", DisplayErrorContext(error)).to_lowercase().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: Option<&str>, status: u16, expected: &str) {
        let meant = refusal("http://nas:3900", "books", code, Some(status));
        let text = meant.map(|(what, remedy)| format!("{what}; {remedy}")).unwrap_or_default();
        assert!(text.contains(expected), "{code:?} {status}: {text}");
    }

    #[test]
    fn a_refusal_says_which_setting_to_look_at() {
        check(Some("NoSuchBucket"), 404, "has no bucket \"books\"");
        check(Some("AuthorizationHeaderMalformed"), 400, "correct region");
        check(Some("SignatureDoesNotMatch"), 403, "AWS_SECRET_ACCESS_KEY");
        check(Some("RequestTimeTooSkewed"), 403, "clock");
        check(Some("AccessDenied"), 403, "right to read, write and list");
    }

    #[test]
    fn an_answer_without_a_body_is_judged_by_its_status() {
        check(None, 403, "does not let these credentials");
        check(None, 507, "full");
    }

    #[test]
    fn what_is_no_setting_is_left_to_us() {
        assert!(refusal("s", "b", Some("InternalError"), Some(500)).is_none());
    }
}
