//! Cells as spreadsheets, tills and other scripts write them, and lists with lines drawn between their rows: read,
//! or asked about.

use super::{USUAL, asked, decisions, facts, finding, one, session};

/// Three orders of two customers with these amounts.
fn amounts(cells: [&str; 3]) -> String {
    let row =
        |(at, who): (usize, &str)| format!("{};2024-01-0{};{who};{}\n", at + 1, at + 1, cells[at]);
    let rows = [(0, "a"), (1, "b"), (2, "a")].map(row);
    format!("order id;date;customer;amount\n{}", rows.concat())
}

#[test]
fn amounts_are_read_with_what_stands_around_them() {
    for (cells, sum) in [
        // What a spreadsheet keeps as text.
        (["=\"5.00\"", "=\"7.50\"", "=\"1.00\""], "13.50"),
        (["'50", "'20", "'30"], "100"),
        // A dash in place of decimals; a minus behind the number is one.
        (["12,-", "20,50", "1.000,--"], "1032.50"),
        (["12.-", "20.50", "1'000.\u{2013}"], "1032.50"),
        (["Rs. 1,00,000/-", "Rs. 2,500/-", "Rs. 500/-"], "103000"),
        (["12.00", "20.50", "2.50-"], "30"),
        // Currencies.
        (["1,000\u{5186}", "2,500\u{5186}", "500\u{5186}"], "4000"),
        (["1.000,50 kr.", "20,00 kr.", "1,00 kr."], "1021.50"),
        (
            ["1 000,50 z\u{142}", "20,00 z\u{142}", "1,00 z\u{142}"],
            "1021.50",
        ),
        (["1.000,50 Euro", "20,00 Euro", "1,00 Euro"], "1021.50"),
        (["50 eur", "20.5 eur", "1 EUR"], "71.50"),
        // Other scripts.
        (
            [
                "\u{ff11}\u{ff10}\u{ff10}\u{ff10}",
                "\u{ff12}\u{ff15}\u{ff10}",
                "5",
            ],
            "1255",
        ),
        (
            [
                "\u{661}\u{660}\u{660}\u{660}",
                "\u{662}\u{665}\u{660}\u{66b}\u{665}",
                "\u{665}",
            ],
            "1255.50",
        ),
    ] {
        let shop = one(&amounts(cells));
        assert_eq!(facts(&shop, USUAL)[0], sum, "{cells:?}");
        assert_eq!(facts(&shop, USUAL)[2], "2", "{cells:?}");
        assert!(
            asked(&shop, "numbers.orders.csv/amount").is_none(),
            "{cells:?}"
        );
    }
    assert!(
        decisions(&one(&amounts(["'50", "'20", "'30"]))).contains("3 cells are written as text")
    );
}

#[test]
fn ids_that_a_spreadsheet_keeps_as_text_meet_those_that_are_plain() {
    let people = "customer id,name\n00101,Ann\n00102,Bob\n";
    for (one, two) in [
        ("\"=\"\"00101\"\"\"", "\"=\"\"00102\"\"\""),
        ("=\"00101\"", "=\"00102\""),
        ("'00101", "'00102"),
    ] {
        let orders = format!(
            "order id,date,customer id,amount\n1,2024-01-01,{one},50\n2,2024-01-02,{two},20\n"
        );
        let shop = session(&[("orders.csv", &orders), ("customers.csv", people)]);
        assert_eq!(facts(&shop, USUAL), ["70", "2", "2"]);
        let joins = &shop.report().unwrap().model.joins;
        assert!(
            joins
                .iter()
                .any(|text| text.said.contains("all 2 values found")),
            "{one}"
        );
        assert_eq!(finding(shop.report().unwrap(), "hidden_characters"), None);
    }
}

#[test]
fn pieces_may_be_called_so_and_other_units_are_asked_about() {
    let csv = "order id,date,customer,quantity,unit price\n1,2024-01-01,a,2 pcs,10\n2,2024-01-02,b,3 pcs,10\n3,2024-01-03,a,1 pc,10\n";
    let shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["60", "3", "2"]);
    let shop = one(&csv.replace(" pcs", " kg").replace(" pc", " kg"));
    let label = asked(&shop, "numbers.orders.csv/quantity").unwrap();
    assert!(label.contains("like 2 kg"), "{label}");
}

#[test]
fn months_in_six_digits_are_months_where_the_header_says_so() {
    for header in ["month", "YYYYMM", "Monat", "period"] {
        let shop = one(&format!(
            "{header},customer,amount\n202312,a,10\n202312,b,20\n202401,a,10\n202402,b,30\n"
        ));
        assert_eq!(
            shop.report().unwrap().model.sentence.id,
            "model.period",
            "{header}"
        );
        assert_eq!(facts(&shop, USUAL)[0], "70");
    }
    let shop = one("invoice,customer,amount\n202312,a,10\n202401,b,20\n202402,a,10\n");
    assert_eq!(facts(&shop, USUAL), ["40", "3", "2"]);
}

#[test]
fn dates_of_which_a_spreadsheet_has_changed_some_are_read_and_told() {
    let row = |i: u32| match i % 5 {
        0 => format!("{i},45292,c{},10\n", i % 3),
        _ => format!("{i},{}/01/2024,c{},10\n", i + 8, i % 3),
    };
    let rows: String = (1..=20).map(row).collect();
    let shop = one(&format!("order id,date,customer,amount\n{rows}"));
    assert_eq!(facts(&shop, USUAL), ["200", "20", "3"]);
    let said = decisions(&shop);
    assert!(
        said.contains("4 cells are numbers beside 16 dates in text"),
        "{said}"
    );
    // Among other words they stay a question.
    let shop = one(&format!(
        "order id,date,customer,amount\n{}",
        rows.replace("/01/2024", " Januar")
    ));
    assert!(!decisions(&shop).contains("beside"));
    let shop = one(&format!(
        "order id,date,customer,amount\n{}21,soon,c1,10\n",
        rows
    ));
    let label = asked(&shop, "dates.orders.csv/date").unwrap();
    assert!(label.contains("20 of 21 cells are dates"), "{label}");
}

#[test]
fn lists_with_lines_between_their_rows_are_tables() {
    let line = "-------------------------------------------------------------\n";
    let sap = format!(
        "Dynamic List Display\n{line}|Sales Doc.|Doc. Date |Sold-to pt|Order qty|Net value  |\n{line}\
         |4500001   |02.01.2024|C100      |        2|   1.234,50|\n|4500002   |13.01.2024|C200      |        1|     100,00|\n\
         |4500003   |15.01.2024|C100      |        1|      50,00|\n|4500004   |16.01.2024|C300      |        3|     300,00|\n\
         |4500005   |17.01.2024|C200      |        1|     100,00-|\n|4500006   |18.01.2024|C200      |        1|      20,00|\n\
         {line}|*         |          |          |         |   1.604,50|\n{line}"
    );
    let shop = one(&sap);
    // 1,234.50 + 100 + 50 + 300 - 100 + 20, and five orders that stand.
    assert_eq!(facts(&shop, USUAL), ["1604.50", "5", "3"]);
    assert!(
        decisions(&shop).contains("4 lines of dashes"),
        "{}",
        decisions(&shop)
    );
    let told = finding(shop.report().unwrap(), "total_row").unwrap();
    assert!(told.contains("so do all its rows"), "{told}");
    let bar = "+----------+------------+----------+--------+\n";
    let head = "| order id | date       | customer | amount |\n";
    let rows = "|        1 | 2024-01-01 | a        |  50.00 |\n|        2 | 2024-01-02 | b        |  20.00 |\n|        3 | 2024-01-03 | b        |  30.00 |\n";
    let plain = "order id,date,customer,amount\n--------,----------,--------,------\n1,2024-01-01,a,50\n2,2024-01-02,b,20\n3,2024-01-03,b,30\n";
    for text in [format!("{bar}{head}{bar}{rows}{bar}"), plain.to_owned()] {
        assert_eq!(facts(&one(&text), USUAL), ["100", "3", "2"], "{text}");
    }
}

#[test]
fn an_export_of_bookings_subtracts_the_other_side() {
    let csv = "\"EXTF\";700;21;\"Buchungsstapel\";13;20240131;;\"RE\";\"\";\"\";29098;55003;20240101;4\n\
        Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Konto;Gegenkonto (ohne BU-Schl\u{fc}ssel);Belegdatum;Belegfeld 1;Buchungstext\n\
        119,00;\"S\";\"EUR\";10001;8400;0301;\"RE-1\";\"Rechnung 1\"\n59,50;\"S\";\"EUR\";10002;8400;1501;\"RE-2\";\"Rechnung 2\"\n\
        11,90;\"H\";\"EUR\";10001;8400;2001;\"GS-1\";\"Gutschrift\"\n238,00;\"S\";\"EUR\";10003;8400;2201;\"RE-3\";\"Rechnung 3\"\n";
    let shop = one(csv);
    // 119 + 59.50 + 238 - 11.90.
    assert_eq!(facts(&shop, USUAL), ["404.60", "3", "3"]);
    assert!(asked(&shop, "remedy.refund_rows").is_some());
}

#[test]
fn japanese_headers_are_understood() {
    let csv = "\u{6ce8}\u{6587}\u{756a}\u{53f7},\u{6ce8}\u{6587}\u{65e5},\u{9867}\u{5ba2}\u{540d},\u{6570}\u{91cf},\u{5358}\u{4fa1},\u{5408}\u{8a08}\u{91d1}\u{984d}\n\
        1,2024\u{5e74}1\u{6708}13\u{65e5},\u{5c71}\u{7530},2,500,1000\n2,2024\u{5e74}1\u{6708}14\u{65e5},\u{4f50}\u{85e4},1,2500,2500\n";
    assert_eq!(facts(&one(csv), USUAL), ["3500", "2", "2"]);
}

#[test]
fn a_header_names_the_currency_of_its_amounts() {
    for (header, code) in [
        ("amount (EUR)", Some("EUR")),
        ("price_total_usd", Some("USD")),
        ("Umsatz in \u{20ac}", Some("EUR")),
        ("amount", None),
    ] {
        let shop = one(&amounts(["5", "7", "1"]).replace("amount", header));
        let said = shop.report().unwrap().sections[0].outcome.clone();
        let said = serde_json::to_string(&said).unwrap();
        let expected = code.map_or("\"currency\":null".to_owned(), |code| {
            format!("\"currency\":\"{code}\"")
        });
        assert!(said.contains(&expected), "{header}");
    }
}

#[test]
fn days_of_a_month_are_no_numbers_with_letters_behind_them() {
    let month = |cell: &str| {
        format!(
            "order id,date,month,customer,amount\n1,2024-06-17,{cell},a,5\n2,2024-06-17,{cell},b,7\n"
        )
    };
    let offers = |csv: &str| {
        let shop = one(csv);
        let source = &shop.report().unwrap().sources[0];
        let mut reading = source.reading.iter();
        reading.any(|control| control.id == "numbers.orders.csv/month")
    };
    assert!(!offers(&month("17-Jun")));
    assert!(offers(&month("17.5 CR")));
    assert!(offers(&month("17- CR")), "a minus, and a word");
}
