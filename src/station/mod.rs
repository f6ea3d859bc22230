//! What a person can do at this station: a method a sentence, a transaction a method.
