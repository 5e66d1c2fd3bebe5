//! The class of acts and of lines of a page. Not for who asks: see [`crate::looking`].
