//! What the published analyses printed, and what their files really say, from the files to the report:
//! every number that has to come out under the preset of its study, one study a file.

#[path = "../support/goldens.rs"]
mod goldens;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/tables.rs"]
mod tables;

mod files;
mod mart;
mod methods;
mod orders;
mod said;
mod sales;
mod star;
