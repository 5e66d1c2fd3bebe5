//! The desks: HTTP and HTML.
