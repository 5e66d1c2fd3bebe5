//! Bytes: put, get, list, in S3 or in a folder.
