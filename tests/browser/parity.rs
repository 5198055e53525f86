//! The same files -> the same report, byte for byte, in the browser and on the command line.

use std::path::PathBuf;
use std::process::Command;

use crate::harness::{Failure, Outcome};
use crate::{page, real_files, small_story};

fn native(files: &[PathBuf]) -> Outcome<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_clientele"))
        .arg("report")
        .args(files)
        .arg("--json")
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).map_err(|error| Failure::new(error.to_string()))
}

fn same_in_both(files: &[PathBuf]) -> Outcome<()> {
    let page = page()?;
    page.read(files)?;
    let (here, there) = (page.report_json()?, native(files)?);
    // A line of output ends with a line feed; a string does not.
    let there = there.trim_end_matches('\n');
    assert!(here == there, "{}", first_difference(&here, there));
    Ok(())
}

/// Where two texts part, with a little of both.
fn first_difference(browser: &str, native: &str) -> String {
    let at = browser
        .bytes()
        .zip(native.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| {
        let bytes =
            &text.as_bytes()[at.saturating_sub(120).min(text.len())..(at + 120).min(text.len())];
        String::from_utf8_lossy(bytes).into_owned()
    };
    format!(
        "they part at byte {at}\nbrowser: {}\nnative:  {}",
        around(browser),
        around(native)
    )
}

#[test]
fn a_small_story_gives_equal_bytes() -> Outcome<()> {
    same_in_both(&[small_story("orders.csv")?])
}

/// One test a drop: `drop_gives_equal_bytes! { name: "file", ... }`.
macro_rules! drop_gives_equal_bytes {
    ($($name:ident: $($file:literal),+;)+) => {$(
        #[test]
        fn $name() -> Outcome<()> {
            match real_files(&[$($file),+]) {
                Some(files) => same_in_both(&files),
                None => Ok(()),
            }
        }
    )+};
}

drop_gives_equal_bytes! {
    persona_orders_give_equal_bytes: "persona_orders/orders.csv";
    superstore_gives_equal_bytes: "superstore/orders.csv";
    chinook_gives_equal_bytes: "chinook/customers.csv", "chinook/invoice_items.csv", "chinook/invoices.csv";
    jaffle_shop_gives_equal_bytes: "jaffle_shop/raw_customers.csv", "jaffle_shop/raw_orders.csv", "jaffle_shop/raw_payments.csv";
    atliq_sales_gives_equal_bytes: "atliq_sales/customers.csv", "atliq_sales/date.csv", "atliq_sales/markets.csv",
        "atliq_sales/products.csv", "atliq_sales/transactions.csv";
}
