//! The layouts of well-known shops, samples and exports: which file tells of sales, which column says who bought,
//! when and for how much, and what only looks like it.

use super::{USUAL, asked, decisions, facts, finding, one, session};
use crate::support::{plain, set};
use clientele::session::Session;

/// What a column of a file was taken for, if anything.
fn role(session: &Session, file: &str, column: &str) -> Option<String> {
    let sources = &session.report().unwrap().sources;
    let source = sources.iter().find(|source| source.file == file).unwrap();
    let found = source.columns.iter().find(|found| found.name == column);
    let value = &found.unwrap().role.value;
    (value != "none").then(|| value.clone())
}

#[test]
fn sales_by_keys_find_prices_and_costs_in_the_list_of_products() {
    // 2 x 10 + 1 x 25 and 3 x 10: 75, which cost 2 x 4 + 1 x 15 + 3 x 4 = 35.
    let sales = |year: u32, rows: &str| {
        format!(
            "OrderDate,StockDate,OrderNumber,ProductKey,CustomerKey,TerritoryKey,OrderLineItem,OrderQuantity\n{}",
            rows.replace("YYYY", &year.to_string())
        )
    };
    let first = sales(
        2015,
        "1/13/YYYY,9/21/2001,SO1,1,11,7,1,2\n1/13/YYYY,9/21/2001,SO1,2,11,7,2,1\n",
    );
    let second = sales(2016, "2/20/YYYY,9/21/2001,SO2,1,12,8,1,3\n");
    let customers = "CustomerKey,Prefix,FirstName,LastName,BirthDate,AnnualIncome,TotalChildren\n\
        11,MR.,JON,YANG,4/8/1966,\"$90,000 \",2\n12,MRS.,EVA,TORRES,5/14/1965,\"$60,000 \",3\n";
    let products = "ProductKey,ProductSKU,ProductName,ModelName,ProductCost,ProductPrice\n\
        1,HL-1,Helmet,Sport,4.00,10.00\n2,GL-2,Gloves,Race,15.00,25.00\n";
    let territories = "SalesTerritoryKey,Region,Country\n7,France,France\n8,Germany,Germany\n";
    let shop = session(&[
        ("Customers.csv", customers),
        ("Products.csv", products),
        ("Sales_2015.csv", &first),
        ("Sales_2016.csv", &second),
        ("Territories.csv", territories),
    ]);
    assert_eq!(facts(&shop, USUAL), ["75", "2", "2"]);
    assert_eq!(plain(shop.report().unwrap(), "gross_margin", "cost"), "35");
    assert_eq!(role(&shop, "Customers.csv", "TotalChildren"), None);
    assert_eq!(role(&shop, "Customers.csv", "BirthDate"), None);
    assert_eq!(
        role(&shop, "Territories.csv", "Region").as_deref(),
        Some("region")
    );
}

#[test]
fn headers_in_capitals_that_run_together_are_read() {
    let shop = one(
        "ORDERNUMBER,QUANTITYORDERED,PRICEEACH,ORDERLINENUMBER,SALES,ORDERDATE,STATUS,PRODUCTCODE,CUSTOMERNAME,PHONE\n\
        10107,30,95.70,2,2871.00,2/24/2003 0:00,Shipped,S10_1678,Land of Toys,2125557818\n\
        10107,2,100.00,1,500.00,2/24/2003 0:00,Shipped,S10_1679,Land of Toys,2125557818\n\
        10121,34,81.35,5,2765.90,5/7/2003 0:00,Shipped,S10_1678,Reims Collectables,26471555\n",
    );
    assert_eq!(facts(&shop, USUAL), ["6136.90", "2", "2"]);
}

#[test]
fn a_shop_that_numbers_customers_anew_with_each_order_has_its_persons_in_another_column() {
    let orders = "order_id,customer_id,order_status,order_purchase_timestamp,order_delivered_customer_date\n\
        o1,c1,delivered,2017-10-02 10:56:33,2017-10-10 21:25:13\n\
        o2,c2,delivered,2018-07-24 20:41:37,2018-08-07 15:27:45\n\
        o3,c3,delivered,2018-08-08 08:38:49,2018-08-17 18:06:29\n";
    let items = "order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value\n\
        o1,1,p1,s1,2017-10-06 11:07:15,29.99,8.72\no1,2,p1,s1,2017-10-06 11:07:15,29.99,8.72\n\
        o2,1,p2,s1,2018-07-30 03:24:27,118.70,22.76\no3,1,p1,s1,2018-08-13 08:55:23,29.99,8.72\n";
    let customers = "customer_id,customer_unique_id,customer_city,customer_state\n\
        c1,u1,sao paulo,SP\nc2,u2,barreiras,BA\nc3,u1,sao paulo,SP\n";
    let reviews = "review_id,order_id,review_score,review_comment_title,review_creation_date\n\
        r1,o1,4,,2017-10-11 00:00:00\nr2,o2,5,bom,2018-08-08 00:00:00\nr3,o3,5,,2018-08-18 00:00:00\n";
    let shop = session(&[
        ("shop_customers_dataset.csv", customers),
        ("shop_order_items_dataset.csv", items),
        ("shop_order_reviews_dataset.csv", reviews),
        ("shop_orders_dataset.csv", orders),
    ]);
    // 3 x 29.99 + 118.70; u1 bought twice.
    assert_eq!(facts(&shop, USUAL), ["208.67", "3", "2"]);
    assert_eq!(
        role(&shop, "shop_orders_dataset.csv", "order_purchase_timestamp").as_deref(),
        Some("day")
    );
    assert_eq!(
        role(&shop, "shop_order_items_dataset.csv", "shipping_limit_date"),
        None
    );
    assert_eq!(
        role(
            &shop,
            "shop_order_reviews_dataset.csv",
            "review_comment_title"
        ),
        None
    );
}

#[test]
fn of_events_only_purchases_are_sales() {
    let csv = "event_time,event_type,product_id,category_code,price,user_id\n\
        2019-10-01 00:00:00 UTC,view,1,phone,100.00,u1\n2019-10-01 00:01:00 UTC,cart,1,phone,100.00,u1\n\
        2019-10-01 00:02:00 UTC,purchase,1,phone,100.00,u1\n2019-10-02 00:00:00 UTC,view,2,phone,70.00,u2\n\
        2019-10-03 00:00:00 UTC,remove_from_cart,2,phone,70.00,u2\n2019-10-03 00:00:00 UTC,purchase,3,phone,20.00,u3\n";
    let mut shop = one(csv);
    assert_eq!(facts(&shop, USUAL), ["120", "2", "2"]);
    assert!(asked(&shop, "remedy.no_sales").is_some());
    set(&mut shop, "remedy.no_sales", "keep");
    assert_eq!(facts(&shop, USUAL)[0], "460");
}

#[test]
fn a_header_that_names_a_currency_goes_before_a_column_of_others_and_is_asked_about() {
    let sales = "Order Number,Order Date,CustomerKey,ProductKey,Quantity,Currency Code\n\
        1,1/1/2016,301,1,2,CAD\n2,1/2/2016,302,1,1,EUR\n3,1/3/2016,301,2,1,USD\n";
    let products = "ProductKey,Product Name,Unit Cost USD,Unit Price USD\n1,Radio,$4.00 ,$10.00 \n2,TV,\"$100.00 \",\"$1,250.00 \"\n";
    let mut shop = session(&[("Products.csv", products), ("Sales.csv", sales)]);
    // 2 x 10 + 10 + 1,250, of which 30 are in CAD and EUR by the column.
    assert_eq!(facts(&shop, USUAL)[0], "1280");
    let told = finding(shop.report().unwrap(), "header_currency").unwrap();
    assert!(
        told.contains("in 2 rows worth 30") && told.contains("taken for USD"),
        "{told}"
    );
    assert!(asked(&shop, "remedy.header_currency").is_some());
    set(&mut shop, "remedy.header_currency", "by_column");
    assert_ne!(facts(&shop, USUAL)[0], "1280");
    // Where both say the same, there is nothing to tell.
    let same = sales.replace("CAD", "USD").replace("EUR", "USD");
    let shop = session(&[("Products.csv", products), ("Sales.csv", &same)]);
    assert_eq!(finding(shop.report().unwrap(), "header_currency"), None);
}

#[test]
fn prices_that_grow_with_the_pieces_are_seen_in_kinds_of_goods_too() {
    let unit = [("Shoes", 600.17), ("Books", 15.15), ("Toys", 35.84)];
    let mut csv = String::from("invoice_no,customer_id,category,quantity,price,invoice_date\n");
    let mut sum = 0.0;
    for i in 0..18_u32 {
        let (kind, one) = unit[i as usize % 3];
        let pieces = i % 5 + 1;
        let price = one * f64::from(pieces);
        sum += price;
        csv.push_str(&format!(
            "I{i},C{i},{kind},{pieces},{price:.2},{}/08/2022\n",
            i + 5
        ));
    }
    let mut shop = one(&csv);
    let revenue: f64 = facts(&shop, USUAL)[0].parse().unwrap();
    assert!((revenue - sum).abs() < 0.005, "{revenue} {sum}");
    assert!(asked(&shop, "remedy.line_prices").is_some());
    set(&mut shop, "remedy.line_prices", "of_piece");
    assert!(facts(&shop, USUAL)[0].parse::<f64>().unwrap() > 2.0 * sum);
}

#[test]
fn names_of_what_is_sold_and_of_shops_are_no_customers() {
    let lines =
        "order_details_id,order_id,pizza_id,quantity\n1,1,ham_s,1\n2,2,ham_m,2\n3,2,veg_s,1\n";
    let orders = "order_id,date,time\n1,2015-01-01,11:38:36\n2,2015-01-01,11:57:40\n";
    let pizzas = "pizza_id,pizza_type_id,size,price\nham_s,ham,S,10.00\nham_m,ham,M,12.50\nveg_s,veg,S,9.00\n";
    let types =
        "pizza_type_id,name,category\nham,The Ham Pizza,Classic\nveg,The Green Pizza,Veggie\n";
    let shop = session(&[
        ("order_details.csv", lines),
        ("orders.csv", orders),
        ("pizza_types.csv", types),
        ("pizzas.csv", pizzas),
    ]);
    // 10 + 2 x 12.50 + 9.
    assert_eq!(facts(&shop, USUAL)[..2], ["44", "2"]);
    assert!(!shop.report().unwrap().names_customers);
    assert_eq!(role(&shop, "pizza_types.csv", "name"), None);
    let kind = "Invoice ID,Branch,Customer type,Gender,Unit price,Quantity,Total,Date\n\
        7-1,A,Member,Female,10.00,2,20.00,1/5/2019\n7-2,B,Normal,Male,5.00,1,5.00,1/8/2019\n";
    let shop = one(kind);
    assert_eq!(role(&shop, "orders.csv", "Customer type"), None);
    assert_eq!(facts(&shop, USUAL)[..2], ["25", "2"]);
    let stores = "Store_ID,Store_Name,Store_City,Store_Open_Date\n1,Toys One,Puebla,1992-09-18\n2,Toys Two,Toluca,1995-04-27\n";
    let sales = "Sale_ID,Date,Store_ID,Amount\n1,2022-01-01,1,5.00\n2,2022-01-02,2,7.00\n3,2022-01-02,2,1.00\n";
    let shop = session(&[("sales.csv", sales), ("stores.csv", stores)]);
    assert_eq!(role(&shop, "stores.csv", "Store_Name"), None);
    assert_eq!(role(&shop, "stores.csv", "Store_Open_Date"), None);
}

#[test]
fn rows_with_a_day_and_money_have_buyers_whatever_they_are_called() {
    for header in [
        "booking_id,name,email,price,date",
        "id,name,email,total,created",
    ] {
        let csv = format!(
            "{header}\n1,Ann Lee,a@x.com,10,2024-01-05\n2,Bo Yu,b@x.com,20,2024-02-05\n3,Ann Lee,a@x.com,30,2024-03-05\n"
        );
        let shop = session(&[("bookings.csv", &csv)]);
        assert_eq!(facts(&shop, USUAL), ["60", "3", "2"], "{header}");
        assert!(shop.report().unwrap().names_customers);
    }
}

#[test]
fn regions_are_called_by_name_where_a_file_has_it() {
    let sales =
        "order_id,date,customer,region_id,amount\n1,2024-01-05,a,7,10\n2,2024-02-05,b,8,20\n";
    let alone = one(sales);
    assert_eq!(
        role(&alone, "orders.csv", "region_id").as_deref(),
        Some("region")
    );
    let named = session(&[
        ("orders.csv", sales),
        ("regions.csv", "region_id,region\n7,France\n8,Spain\n"),
    ]);
    assert_eq!(role(&named, "orders.csv", "region_id"), None);
    assert_eq!(
        role(&named, "regions.csv", "region").as_deref(),
        Some("region")
    );
}

#[test]
fn totals_of_the_days_or_weeks_of_shops_are_no_orders() {
    let mut csv = String::from("Store,DayOfWeek,Date,Sales,Customers,Open\n");
    for day in 1..=28_u32 {
        for store in 1..=3_u32 {
            csv.push_str(&format!(
                "{store},{},2013-01-{day:02},{},{},1\n",
                day % 7 + 1,
                4000 + day * store,
                500 + day
            ));
        }
    }
    let shop = one(&csv);
    // 84 x 4,000 and 406 days x 6 stores' numbers.
    assert_eq!(facts(&shop, USUAL)[..2], ["338436", ""]);
    assert_eq!(role(&shop, "orders.csv", "Customers"), None);
    assert!(shop.report().unwrap().questions.is_empty());
    // Two sales of a shop on one day are single ones.
    csv.push_str("1,1,2013-01-01,4100,9,1\n");
    assert_eq!(facts(&one(&csv), USUAL)[1], "85");
}

#[test]
fn a_file_about_some_of_the_customers_is_joined_and_the_others_are_told() {
    let mut sales = String::from("household_key,BASKET_ID,SALES_VALUE\n");
    for i in 0..60 {
        sales.push_str(&format!("{},{},1.50\n", i % 40 + 1, 1000 + i));
    }
    let homes: String = (1..=25)
        .map(|key| format!("{},{key}\n", ["35-44", "65+"][key % 2]))
        .collect();
    let shop = session(&[
        ("homes.csv", &format!("AGE_DESC,household_key\n{homes}")),
        ("sales.csv", &sales),
    ]);
    assert_eq!(facts(&shop, USUAL), ["90", "60", "40"]);
    // Of 40 households, 1 to 20 have two baskets; 26 to 40 are in no list and have 15.
    let told = finding(shop.report().unwrap(), "orphans").unwrap();
    assert!(told.contains("15 rows"), "{told}");
}

#[test]
fn lines_without_pieces_take_their_price_from_the_menu() {
    let lines = "order_details_id,order_id,order_date,order_time,item_id\n1,1,1/1/23,11:38:36 AM,109\n2,2,1/1/23,11:57:40 AM,108\n3,2,1/1/23,11:57:40 AM,109\n";
    let menu = "menu_item_id,item_name,category,price\n108,Tofu Pad Thai,Asian,14.50\n109,Korean Beef Bowl,Asian,17.95\n110,Edamame,Asian,5.00\n";
    let shop = session(&[("menu_items.csv", menu), ("order_details.csv", lines)]);
    assert_eq!(facts(&shop, USUAL)[..2], ["50.40", "2"]);
}

#[test]
fn an_amount_below_the_price_in_each_row_counts_pieces() {
    let mut csv = String::from("DT,CUSTOMER_ID,PRODUCT_ID,AMOUNT,ASSET,SALES_PRICE\n");
    for i in 0..24_u32 {
        let pieces = i % 3 + 1;
        csv.push_str(&format!(
            "{}/11/2000,c{},p{},{pieces},9,{}\n",
            i % 12 + 1,
            i % 7,
            i % 4,
            pieces * (20 + i % 4)
        ));
    }
    // The price grows with the pieces: each product's 6 lines have 1 to 3 pieces, twice each.
    let shop = one(&csv);
    assert_eq!(
        role(&shop, "orders.csv", "AMOUNT").as_deref(),
        Some("quantity")
    );
    let sum: u32 = (0..24).map(|i| (i % 3 + 1) * (20 + i % 4)).sum();
    assert_eq!(facts(&shop, USUAL)[0], sum.to_string());
}

#[test]
fn what_lines_tell_of_themselves_goes_before_what_a_list_says_of_a_year() {
    let lines = "order_id,item_id,product_id,quantity,list_price,discount\n1,1,1,1,100.00,0.20\n1,2,2,2,50.00,0.00\n2,1,1,1,90.00,0.00\n";
    let orders = "order_id,customer_id,order_date\n1,7,2016-01-01\n2,8,2017-01-01\n";
    let products =
        "product_id,product_name,model_year,list_price\n1,Trek,2016,100.00\n2,Surly,2016,50.00\n";
    let shop = session(&[
        ("order_items.csv", lines),
        ("orders.csv", orders),
        ("products.csv", products),
    ]);
    // 80 + 100 + 90.
    assert_eq!(facts(&shop, USUAL), ["270", "2", "2"]);
}

#[test]
fn a_number_that_is_the_same_in_all_rows_is_no_amount() {
    let rows: String = (1..=30).map(|i| format!("{i},{},3,11\n", 20 + i)).collect();
    let shop = one(&format!(
        "ID,MntFishProducts,Z_CostContact,Z_Revenue\n{rows}"
    ));
    let report = shop.report();
    assert!(report.is_none() || role(&shop, "orders.csv", "Z_Revenue").is_none());
}

#[test]
fn what_is_said_of_records_and_lists_is_true_of_them() {
    // Rows of bytes that are no text are none of too many fields.
    let rows: String = (0..2_000)
        .map(|i| format!("{i},M\u{fc}ller,2024-01-02,5\n"))
        .collect();
    let mut bytes = format!("order id,customer,date,amount\n{rows}").into_bytes();
    bytes.extend(b"2000,M\xfcller,2024-01-02,5\n");
    let mut shop = crate::support::session_of(&[("orders.csv".to_owned(), bytes)]);
    crate::support::ask(&mut shop, clientele::protocol::Command::Report);
    let told = finding(shop.report().unwrap(), "ragged").unwrap();
    assert!(told.contains("or bytes that are no text"), "{told}");
    // A list of goods has no header that could look like data.
    let list = one(&"bread,milk\nmilk\neggs,bread,butter\nmilk,bread\n".repeat(10));
    let said = decisions(&list);
    assert!(
        said.contains("There are no columns") && !said.contains("looks like data"),
        "{said}"
    );
}
