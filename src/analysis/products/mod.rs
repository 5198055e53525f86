//! What is bought, together with what, and what comes back.
