//! PINs and passphrases: what is kept of one is Argon2id of it, and checking one takes its time. Nothing here touches the database, so
//! that a thread can do it.

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::PasswordVerifier as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, Version};
use uuid::Uuid;

use super::Error;
use super::accounts::AccountFault;
use crate::domain::account::{AccountRole, SecretFault, check_secret, plain_secret};

/// How much work it is to check a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    memory: u32,
    passes: u32,
}

impl Cost {
    /// 19 MiB, two passes, one lane: the first choice of the OWASP password storage cheat sheet.
    pub const USUAL: Self = Self {
        memory: 19 * 1024,
        passes: 2,
    };
    /// As little as the algorithm allows, for tests that sign in often.
    pub const LEAST: Self = Self { memory: 8, passes: 1 };

    fn hash(self, secret: &str) -> Result<String, Error> {
        let failed = |error: &dyn std::fmt::Display| Error::Store(std::io::Error::other(error.to_string()).into());
        let params = Params::new(self.memory, self.passes, 1, None).map_err(|error| failed(&error))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash = argon.hash_password(secret.as_bytes()).map_err(|error| failed(&error))?;
        Ok(hash.to_string())
    }
}

/// Whether this is the secret that was kept so.
fn holds(secret: &str, kept: &str) -> bool {
    let Ok(kept) = PasswordHash::new(kept) else { return false };
    Argon2::default().verify_password(plain_secret(secret).as_bytes(), &kept).is_ok()
}

/// Somebody who says who they are; what they typed has to be checked.
#[derive(Clone, Debug)]
pub struct Attempt {
    pub(super) account: Option<Uuid>,
    /// Empty where nobody is called so.
    pub(super) kept: String,
}

/// What came of checking.
#[derive(Clone, Debug)]
pub struct Proof {
    pub(super) account: Option<Uuid>,
    /// What was kept when it was checked, where it held.
    pub(super) held: Option<String>,
}

impl Proof {
    /// Whom somebody said they are.
    pub fn account(&self) -> Option<Uuid> {
        self.account
    }
}

impl Attempt {
    /// Checks what was typed: a tenth of a second of work, for a name that nobody has as well, so that the time tells nobody who has
    /// an account.
    pub fn check(self, typed: &str) -> Proof {
        if self.kept.is_empty() {
            // The answer is no whatever comes of it.
            drop(Cost::USUAL.hash(typed));
        }
        let holds = holds(typed, &self.kept);
        Proof {
            account: self.account,
            held: holds.then_some(self.kept),
        }
    }
}

/// A secret that somebody has chosen, as it is kept.
#[derive(Clone, Debug)]
pub struct Fresh {
    pub(super) role: AccountRole,
    pub(super) kept: String,
}

impl Fresh {
    /// Makes what is kept of a secret. `before` is what is kept of the one it takes the place of: the same again is refused.
    pub fn make(role: AccountRole, typed: &str, before: &str, cost: Cost) -> Result<Self, Error> {
        let secret = check_secret(role, typed).map_err(AccountFault::Secret)?;
        if holds(&secret, before) {
            return Err(AccountFault::Secret(SecretFault::Same).into());
        }
        Ok(Self {
            role,
            kept: cost.hash(&secret)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_proves_a_secret_and_does_not_show_it() -> Result<(), Error> {
        let fresh = Fresh::make(AccountRole::Clinic, "e\u{301}tude numéro 9", "", Cost::LEAST)?;
        assert!(fresh.kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{}", fresh.kept);
        let again = Fresh::make(AccountRole::Clinic, "étude numéro 9", "", Cost::LEAST)?;
        assert_ne!(fresh.kept, again.kept, "salted");
        for (typed, right) in [("étude numéro 9", true), ("étude numéro 8", false), ("", false)] {
            let attempt = Attempt {
                account: Some(Uuid::from_u128(1)),
                kept: fresh.kept.clone(),
            };
            assert_eq!(attempt.check(typed).held.is_some(), right, "{typed}");
        }
        Ok(())
    }

    #[test]
    fn the_usual_work_is_what_is_asked_for() -> Result<(), Error> {
        let kept = Cost::USUAL.hash("口令口令口令口令")?;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        Ok(())
    }

    #[test]
    fn nobody_and_nonsense_prove_nothing() {
        for kept in ["", "$argon2id$", "plain"] {
            let attempt = Attempt {
                account: None,
                kept: kept.to_owned(),
            };
            assert!(attempt.check(kept).held.is_none(), "{kept}");
        }
    }

    #[test]
    fn the_secret_that_somebody_else_chose_is_not_chosen_again() -> Result<(), Error> {
        let first = Fresh::make(AccountRole::Guard, "493817", "", Cost::LEAST)?;
        let same = Fresh::make(AccountRole::Guard, "493817", &first.kept, Cost::LEAST);
        assert_eq!(same.err().map(|error| error.code()), Some("secret-same"));
        assert!(Fresh::make(AccountRole::Guard, "493818", &first.kept, Cost::LEAST).is_ok());
        Ok(())
    }
}
