//! Every rule by an act that breaks it and acts that do not. Not for texts: see `table`.

mod acts;
mod kept;
mod registers;
mod tied;
