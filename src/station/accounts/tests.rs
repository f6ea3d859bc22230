//! Who may what, through every method; and signing in, failing, locking.
