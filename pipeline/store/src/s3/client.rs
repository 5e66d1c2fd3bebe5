//! The client that asks an S3 server: how it is reached, how long it is waited for, how often it is tried. Not for what it is
//! asked.

use std::time::Duration;

use aws_config::{BehaviorVersion, retry::RetryConfig, timeout::TimeoutConfig};
use aws_sdk_s3::{
    Client,
    config::{Region, RequestChecksumCalculation, ResponseChecksumValidation, SharedHttpClient},
};
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, rustls_provider::CryptoMode},
};

use crate::{Checksums, S3Settings};

/// Seconds to wait for a connection; a server in the same building answers in milliseconds.
const CONNECT: Duration = Duration::from_secs(10);
/// Seconds until a server that took a request must begin to answer, an upload of 64 MB over a
/// line of 5 Mbit/s among them: one that hangs would else hold a worker for ever.
const ANSWER: Duration = Duration::from_secs(120);
/// How often a request is tried in all, and the longest wait before the second try (doubled for each that
/// follows): a server may restart under us, and a wrong address still shows within six seconds.
const ATTEMPTS: u32 = 6;
const FIRST_WAIT: Duration = Duration::from_millis(200);
/// What own servers are asked with when no region is set; most take any.
const USUAL_REGION: &str = "us-east-1";

pub(super) async fn client(settings: &S3Settings) -> Client {
    let http: SharedHttpClient =
        Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let mut loader = aws_config::defaults(BehaviorVersion::v2026_01_12())
        .http_client(http)
        .retry_config(RetryConfig::standard().with_max_attempts(ATTEMPTS).with_initial_backoff(FIRST_WAIT))
        .timeout_config(timeouts());
    if let Some(endpoint) = &settings.endpoint {
        loader = loader.endpoint_url(endpoint);
    }
    if let Some(region) = &settings.region {
        loader = loader.region(Region::new(region.clone()));
    }
    let usual = loader.load().await;
    let mut config = aws_sdk_s3::config::Builder::from(&usual)
        .force_path_style(settings.path_style.unwrap_or(settings.endpoint.is_some()));
    if usual.region().is_none() && settings.endpoint.is_some() {
        config = config.region(Region::new(USUAL_REGION));
    }
    let (request, response) = match settings.checksums {
        Checksums::WhenRequired => {
            (RequestChecksumCalculation::WhenRequired, ResponseChecksumValidation::WhenRequired)
        }
        Checksums::WhenSupported => {
            (RequestChecksumCalculation::WhenSupported, ResponseChecksumValidation::WhenSupported)
        }
    };
    let config = config.request_checksum_calculation(request).response_checksum_validation(response);
    Client::from_conf(config.build())
}

/// How long to wait for what. Downloads that stop in their middle are ended by the client's own guard.
fn timeouts() -> TimeoutConfig {
    TimeoutConfig::builder()
        .connect_timeout(CONNECT)
        .read_timeout(ANSWER)
        .operation_attempt_timeout(CONNECT + ANSWER)
        .build()
}
