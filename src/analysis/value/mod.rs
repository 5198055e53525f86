//! What customers are worth: margin, lifetime value, what a change is made of.
