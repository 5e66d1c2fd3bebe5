//! Passwords, hashed with Argon2id and checked. Not for who may do what: that is the gate's.

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng},
};

/// Why a password could not be hashed or checked.
#[derive(Debug, thiserror::Error)]
pub enum PasswordTrouble {
    /// Shorter than people can be trusted with.
    #[error("the password is too short: use at least {SHORTEST} characters")]
    TooShort,
    /// The hash kept for a person is no Argon2 hash, or hashing failed.
    #[error("the password cannot be hashed or checked: {0}")]
    Hash(argon2::password_hash::Error),
}

/// Fewest characters of a password (NIST SP 800-63B asks for 8).
pub const SHORTEST: usize = 8;

/// The Argon2id hash of `password` in PHC form, with a fresh salt, to be kept with the person.
///
/// # Errors
/// The password is shorter than [`SHORTEST`] characters.
pub fn hash(password: &str) -> Result<String, PasswordTrouble> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordTrouble::TooShort);
    }
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt).map_err(PasswordTrouble::Hash)?;
    Ok(hash.to_string())
}

/// Is `password` the one that gave `hash`?
///
/// # Errors
/// `hash` is not in PHC form.
pub fn verify(password: &str, hash: &str) -> Result<bool, PasswordTrouble> {
    let parsed = PasswordHash::new(hash).map_err(PasswordTrouble::Hash)?;
    match Argon2::default().verify_password(password.as_bytes(), &parsed) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::Password) => Ok(false),
        Err(error) => Err(PasswordTrouble::Hash(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let kept = hash("чил духтарон 40").unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(verify("чил духтарон 40", &kept).unwrap());
        assert!(!verify("чил духтарон 41", &kept).unwrap());
    }

    #[test]
    fn a_short_password_is_refused() {
        assert!(matches!(hash("дафтар"), Err(PasswordTrouble::TooShort)));
    }

    #[test]
    fn the_same_password_never_hashes_twice_alike() {
        assert_ne!(hash("дафтар-1937").unwrap(), hash("дафтар-1937").unwrap());
    }
}
