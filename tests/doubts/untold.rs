//! Rows whose worth cannot be read: they are not said to be worth nothing.

use clientele::export::Rows;

use super::*;

/// 24 orders of 10.00; every `nth` one is written with a separator that nothing quotes.
fn unquoted(nth: u32) -> String {
    let mut text = String::from("order_id,customer,date,amount\n");
    for order in 0..24 {
        let amount = if order % nth == 0 {
            "1,234.50"
        } else {
            "10.00"
        };
        let day = order + 1;
        text.push_str(&format!(
            "{order},c{},2024-01-{day:02},{amount}\n",
            order % 5
        ));
    }
    text
}

#[test]
fn what_cannot_be_read_is_not_worth_nothing() {
    // Four of 24 records have a field too many: 20 of 10.00 are left.
    let session = one(&unquoted(6));
    let [revenue, orders, _] = facts(&session, USUAL);
    assert_eq!((revenue.as_str(), orders.as_str()), ("200", "20"));
    let question = asked(&session, "remedy.ragged").unwrap();
    assert!(
        question.contains("16.7 % of the rows; what they are worth cannot be read"),
        "{question}"
    );
    let report = session.report().unwrap();
    // As they may be worth as much as others, a sixth of the revenue is in doubt.
    let quality = &report.quality.said;
    assert!(
        quality.contains("up to 16.7 % of the revenue is in doubt"),
        "{quality}"
    );
    let reason = &report.accounting.reasons.rows[0];
    let cells = serde_json::to_string(&reason.cells).unwrap();
    assert!(cells.contains("cannot be read"), "{cells}");
    let one_way = session
        .report()
        .unwrap()
        .questions
        .iter()
        .find(|q| q.id == "remedy.ragged");
    assert!(one_way.unwrap().help.said.contains("mend the file"));
}

#[test]
fn no_chart_is_drawn_while_a_third_of_the_rows_is_set_aside_unconfirmed() {
    // 8 of 24 are set aside.
    let mut session = one(&unquoted(3));
    let charts = |session: &Session| -> usize {
        let sections = &session.report().unwrap().sections;
        let results = sections
            .iter()
            .filter_map(|section| section.outcome.result());
        results.map(|section| section.figures.len()).sum()
    };
    let warned = |session: &Session| {
        let warnings = &session.report().unwrap().warnings;
        warnings
            .iter()
            .any(|text| text.said.contains("No chart is drawn"))
    };
    assert_eq!((charts(&session), warned(&session)), (0, true));
    set(&mut session, "remedy.ragged", "set_aside");
    assert!(charts(&session) > 0 && !warned(&session));
    let [revenue, ..] = facts(&session, USUAL);
    assert_eq!(revenue, "160");
}

#[test]
fn who_is_set_aside_for_another_reason_is_not_said_to_count() {
    let mut text = String::from("order_id,customer,date,amount\nTotal of all,,,290\n");
    for order in 1..30 {
        text.push_str(&format!(
            "{order},c{},2024-01-{order:02},10.00\n",
            order % 5
        ));
    }
    let session = one(&text);
    let report = session.report().unwrap();
    assert_eq!(facts(&session, USUAL)[0], "290");
    assert_eq!(finding(report, "missing_customers"), None);
}

#[test]
fn the_rejects_name_records_of_every_file() {
    let orders = |from: u32, to: u32| {
        let mut text = String::from("order_id,customer_id,order_date,amount\n");
        for order in from..to {
            let day = order % 28 + 1;
            text.push_str(&format!("{order},c{},2024-01-{day:02},10.00\n", order % 3));
        }
        text
    };
    // Orders 8 and 9 stand in both months; the second line of the customers has a field too many.
    let session = session(&[
        ("january.csv", &orders(0, 10)),
        ("february.csv", &orders(8, 20)),
        (
            "customers.csv",
            "customer_id,name\nc0,Ada, Ltd\nc1,Bob\nc2,Cy\n",
        ),
    ]);
    let report = session.report().unwrap();
    assert_eq!(facts(&session, USUAL)[1], "20");
    assert_eq!(report.accounting.elsewhere, 1);
    let part = |part| {
        let written = session.rows_part(Rows::Rejects, part);
        written.map(|part| String::from_utf8(part).unwrap())
    };
    let written: Vec<String> = (0..4).map_while(part).collect();
    let lines: Vec<&str> = written.iter().flat_map(|part| part.lines()).collect();
    // The header, the record of the customers, and the two that one month holds again.
    assert_eq!(lines.len(), 4, "{lines:?}");
    let of = |file: &str| lines.iter().filter(|line| line.contains(file)).count();
    assert_eq!(of("\"customers.csv\",\"2\""), 1, "{lines:?}");
    assert_eq!(of("january.csv") + of("february.csv"), 2, "{lines:?}");
    for order in ["8", "9"] {
        let again = format!("\"{order}\",\"c{}\"", order.parse::<u32>().unwrap() % 3);
        assert_eq!(of(&again), 1, "{lines:?}");
    }
}

#[test]
fn an_order_id_of_several_customers_is_told_and_is_an_order_of_each() {
    let head = "order_id,date,customer,amount\n";
    let shared = one(&format!(
        "{head}7,2024-01-01,ann,1\n7,2024-01-01,ann,2\n8,2024-01-02,bob,4\n7,2024-01-03,bob,8\n8,2024-01-02,cid,16\n9,2024-01-04,cid,32\n"
    ));
    assert_eq!(facts(&shared, USUAL), ["63", "5", "3"]);
    let told = |shop: &clientele::session::Session| {
        let warnings = shop.report().unwrap().warnings.iter();
        let said = warnings.filter(|text| text.id == "warning.shared_orders");
        said.map(|text| text.said.clone()).collect::<Vec<String>>()
    };
    let [said] = &told(&shared)[..] else {
        panic!("not told")
    };
    assert!(
        said.starts_with(
            "2 values of order_id stand with more than one customer, such as that in line 5 of"
        ),
        "{said}"
    );
    // A line without a customer is of the one whom the others name.
    let one_each = one(&format!(
        "{head}7,2024-01-01,ann,1\n7,2024-01-01,,2\n8,2024-01-02,bob,4\n9,2024-01-04,ann,32\n"
    ));
    assert_eq!(facts(&one_each, USUAL), ["39", "3", "2"]);
    assert!(told(&one_each).is_empty());
}

#[test]
fn guests_are_the_customers_of_their_addresses() {
    // Lines 3 and 5 tell an address and no id; that of line 3 is the address of customer 7.
    for guest in ["Guest", "0", ""] {
        let csv = format!(
            "order_id,order_date,customer_id,email,total\n1,2024-01-14,7,a@x.org,10\n2,2024-01-15,{guest},a@x.org,20\n\
             3,2024-01-16,8,b@x.org,30\n4,2024-01-17,{guest},c@x.org,40\n5,2024-01-18,{guest},,50\n"
        );
        let shop = one(&csv);
        assert_eq!(facts(&shop, USUAL), ["150", "5", "3"], "{guest}");
        let told = finding(shop.report().unwrap(), "guests").unwrap();
        assert!(
            told.contains("2 rows tell an e-mail address") && told.contains("worth 60"),
            "{told}"
        );
        for code in ["nobody", "missing_customers"] {
            let said = finding(shop.report().unwrap(), code).unwrap_or("worth 50".to_owned());
            assert!(
                said.contains("worth 50"),
                "only the last line is nobody's: {said}"
            );
        }
    }
    // An address that two customers share tells neither of them.
    let csv = "order_id,order_date,customer_id,email,total\n1,2024-01-14,7,a@x.org,10\n2,2024-01-15,8,a@x.org,20\n3,2024-01-16,0,a@x.org,30\n";
    assert_eq!(facts(&one(csv), USUAL), ["60", "3", "3"]);
}
