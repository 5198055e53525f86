//! Exports of platforms and of shops in other languages, and margins from a list of products.

use super::{USUAL, facts, finding, one, session};
use crate::support::section;
use clientele::session::Session;

#[test]
fn the_price_of_an_item_in_an_amazon_order_report_is_that_of_all_its_pieces() {
    let shop = one(
        "order-id,order-item-id,purchase-date,payments-date,buyer-email,buyer-name,sku,product-name,quantity-purchased,currency,item-price,item-tax\n\
        1-1,11,2022-02-03T10:00:00+00:00,2022-02-03T10:01:00+00:00,a@x.com,Ann,S1,Cup,2,USD,25.00,1.75\n\
        1-2,12,2022-02-04T10:00:00+00:00,2022-02-04T10:01:00+00:00,b@x.com,Bob,S2,Mug,1,USD,9.50,0.66\n",
    );
    assert_eq!(facts(&shop, USUAL), ["34.50", "2", "2"]);
}

#[test]
fn the_amount_of_a_line_goes_before_the_total_of_its_invoice() {
    let shop = one(
        "ContactName,InvoiceNumber,InvoiceDate,DueDate,Total,Quantity,UnitAmount,LineAmount,TaxAmount\n\
        Ridge Ltd,INV-1,13/01/2022,12/02/2022,72.00,2,20.00,40.00,8.00\n\
        Ridge Ltd,INV-1,13/01/2022,12/02/2022,72.00,1,20.00,20.00,4.00\n\
        Hill Ltd,INV-2,20/01/2022,19/02/2022,12.00,1,10.00,10.00,2.00\n",
    );
    assert_eq!(facts(&shop, USUAL), ["70", "2", "2"]);
}

#[test]
fn nothing_refunded_is_told_in_money_too() {
    let shop = one(
        "ID,Purchase Date,Grand Total,Status,Customer Email,Total Refunded\n\
        1,\"Feb 9, 2021, 3:04:05 PM\",$10.00,Complete,a@x.com,$0.00\n\
        2,\"Feb 10, 2021, 3:04:05 PM\",$20.00,Complete,b@x.com,$5.00\n",
    );
    assert_eq!(facts(&shop, USUAL), ["25", "2", "2"]);
    let none = one("ID,Purchase Date,Grand Total,Customer Email,Return worth\n\
        1,2021-02-09,$10.00,a@x.com,$0.00\n2,2021-02-10,$20.00,b@x.com,$0.00\n");
    assert_eq!(finding(none.report().unwrap(), "came_back"), None);
}

#[test]
fn orders_in_other_languages_are_read() {
    for header in [
        "Numer zamówienia;Data zamówienia;Klient;Produkt;Ilość;Cena jednostkowa;Wartość",
        "Sipariş No;Sipariş Tarihi;Müşteri;Ürün;Adet;Birim Fiyat;Tutar",
        "Номер заказа;Дата заказа;Клиент;Товар;Количество;Цена;Сумма",
        "Ordernr;Orderdatum;Kund;Artikel;Antal;Pris;Belopp",
        "Ordrenummer;Ordredato;Kunde;Vare;Antall;Enhetspris;Beløp",
        "Číslo objednávky;Datum objednávky;Zákazník;Produkt;Množství;Cena;Částka",
        "Rendelésszám;Rendelés dátuma;Vevő;Termék;Mennyiség;Egységár;Összeg",
        "Tilausnumero;Tilauspäivä;Asiakas;Tuote;Määrä;Hinta;Summa",
        "주문번호;주문일자;고객명;상품명;수량;단가;금액",
        "رقم الطلب;تاريخ الطلب;العميل;المنتج;الكمية;السعر;المبلغ",
        "訂單編號;訂單日期;客戶;產品;數量;單價;金額",
        "Belegnummer;Belegdatum;Debitor;Bezeichnung;Menge;Einzelpreis;Netto",
    ] {
        let rows = "A1;2024-01-13;Ö1;P1;2;1,50;3,00\nA1;2024-01-13;Ö1;P2;1;4,00;4,00\nA2;2024-02-20;Ö2;P1;1;1,50;1,50\n";
        let shop = one(&format!("{header}\n{rows}"));
        assert_eq!(facts(&shop, USUAL), ["8.50", "2", "2"], "{header}");
    }
}

#[test]
fn shops_of_one_margin_have_no_best_and_no_worst() {
    let products = "Product_ID,Product_Name,Product_Cost,Product_Price\n1,Kite,$5.00 ,$7.00 \n2,Ball,$10.00 ,$14.00 \n";
    let sales = |second: u32| {
        let rows = (1..=24).map(|i| {
            format!(
                "{i},2022-{:02}-03,{},{},1\n",
                i % 12 + 1,
                i % 2 + 1,
                i % second + 1
            )
        });
        format!(
            "Sale_ID,Date,Store_ID,Product_ID,Units\n{}",
            rows.collect::<String>()
        )
    };
    let shop = session(&[("products.csv", products), ("sales.csv", &sales(2))]);
    let title = |shop: &Session| {
        section(shop.report().unwrap(), "gross_margin").figures[0]
            .title
            .said
            .clone()
    };
    // Each piece leaves 2 of 7.
    assert_eq!(title(&shop), "Margin share by Store_ID");
    let dear = products.replace("$10.00", "$12.00");
    let shop = session(&[("products.csv", &dear), ("sales.csv", &sales(2))]);
    assert!(title(&shop).contains("highest in 1"), "{}", title(&shop));
}

/// Three orders of two lines each, with what an order says on its first line alone; the further lines of the last two
/// are equal to the byte.
fn odoo(status: [&str; 3]) -> String {
    let order = |(at, status): (usize, &str)| {
        let second = ["Mug,1,10", "Lamp,2,10", "Lamp,2,10"][at];
        format!(
            "S0000{at},2024-01-0{},Cust {at},{status},Vase,1,5\n,,,,{second}\n",
            1 + at
        )
    };
    let orders: String = status.into_iter().enumerate().map(order).collect();
    format!(
        "Order Reference,Order Date,Customer,Status,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price\n{orders}"
    )
}

#[test]
fn further_lines_of_two_orders_are_no_copies_of_each_other() {
    let shop = one(&odoo(["Sales Order"; 3]));
    // 5 + 10, 5 + 20 and 5 + 20.
    assert_eq!(facts(&shop, USUAL), ["65", "3", "3"]);
    assert_eq!(finding(shop.report().unwrap(), "duplicates"), None);
    // The same order exported again is one.
    let text = odoo(["Sales Order"; 3]);
    let (_, rows) = text.split_once('\n').unwrap();
    let again = one(&format!("{text}{rows}"));
    assert_eq!(facts(&again, USUAL), ["65", "3", "3"]);
    assert!(finding(again.report().unwrap(), "duplicates").is_some());
}

#[test]
fn what_the_first_line_of_a_quotation_says_holds_for_its_other_lines() {
    let shop = one(&odoo(["Sales Order", "Quotation", "Quotation Sent"]));
    assert_eq!(facts(&shop, USUAL), ["15", "1", "1"]);
    let told = finding(shop.report().unwrap(), "no_sales").unwrap();
    assert!(told.starts_with("4 rows"), "{told}");
}
