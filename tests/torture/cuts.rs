//! However a file is cut, it reads the same.
