//! A seed -> the five files of the sample: a tea and spice wholesaler that does not exist.
//!
//! The files have what real exports have: carriage returns hidden in cells, the same row in two
//! spellings, amounts of 0 and -1 for "unknown", a few rows in dollars, cities that nobody orders
//! from, product codes that the product list does not know, two ways to write a date, and a last
//! month that has only begun. The tests count each of them.

use std::fmt::Write;

use crate::value::Day;

const SEED: u64 = 0x5eed_7ea5;
const FIRST_DAY: (i32, u32, u32) = (2022, 4, 1);
const LAST_DAY: (i32, u32, u32) = (2025, 3, 18);
const CUSTOMERS: usize = 60;
const PRODUCTS: usize = 48;
/// Codes from here on are sold, but not in the list of products.
const LISTED: usize = 46;

const NAMES: [&str; 20] = [
    "Banyan",
    "Bluebell",
    "Cardamom Lane",
    "Copper Kettle",
    "Coral Tree",
    "Dewdrop",
    "Ember",
    "Fern Hill",
    "Gulmohar",
    "Harbour",
    "Indigo",
    "Jasmine Court",
    "Kingfisher",
    "Lantern",
    "Monsoon",
    "Neem Street",
    "Old Mill",
    "Peepal",
    "Riverside",
    "Sunbird",
];
const KINDS: [(&str, &str); 3] = [
    ("Pantry", "Shop"),
    ("Tea Rooms", "Restaurant"),
    ("Provisions", "Online"),
];
const MARKETS: [(&str, &str); 12] = [
    ("Pune", "West"),
    ("Nashik", "West"),
    ("Jaipur", "North"),
    ("Chandigarh", "North"),
    ("Dehradun", "North"),
    ("Kochi", "South"),
    ("Mysuru", "South"),
    ("Coimbatore", "South"),
    ("Guwahati", "East"),
    ("Ranchi", "East"),
    ("Lisbon", ""),
    ("Toronto", ""),
];
/// The last two markets are in the list, but nobody orders from there.
const USED_MARKETS: usize = 10;
const RANGES: [&str; 4] = ["Black tea", "Green tea", "Spices", "Honey"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// How busy each month is, in per cent: the festival season in autumn, a quiet summer.
const SEASON: [u32; 12] = [95, 90, 105, 90, 80, 75, 80, 95, 110, 150, 140, 115];

/// PCG-XSH-RR 64/32 (O'Neill 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u32 {
        let old = self.0;
        self.0 = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mixed = (((old >> 18) ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    /// A number below `limit`.
    fn below(&mut self, limit: u32) -> u32 {
        ((u64::from(self.roll()) * u64::from(limit)) >> 32) as u32
    }

    /// True once in so many times.
    fn once_in(&mut self, times: u32) -> bool {
        self.below(times) == 0
    }
}

/// The files of the sample: name and bytes, the same every time.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let file = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    vec![
        file("transactions.csv", transactions(&mut Dice(SEED))),
        file("customers.csv", customers()),
        file("products.csv", products()),
        file("markets.csv", markets()),
        file("calendar.csv", calendar()),
    ]
}

fn days() -> impl Iterator<Item = Day> {
    let end = |(year, month, day)| Day::from_civil(year, month, day).map_or(0, |day| day.0);
    (end(FIRST_DAY)..=end(LAST_DAY)).map(Day)
}

fn transactions(dice: &mut Dice) -> String {
    let mut text =
        "product_code,customer_code,market_code,order_date,sales_qty,sales_amount,currency\n"
            .to_owned();
    for (age, day) in days().enumerate() {
        if day.weekday() == 6 {
            continue;
        }
        // Three orders a day on average, more in season, growing by a third over the years.
        let busy = SEASON[day.month().number() as usize - 1] * (300 + age as u32 / 11) / 100;
        let orders = (busy + dice.below(200)) / 150;
        for _ in 0..orders {
            order(&mut text, dice, day, age);
        }
    }
    text
}

fn order(text: &mut String, dice: &mut Dice, day: Day, age: usize) {
    let customer = buyer(dice, age);
    let market = if dice.once_in(6) {
        (customer + 3) % USED_MARKETS
    } else {
        customer % USED_MARKETS
    };
    let lines = 1 + dice.below(2) + dice.below(3);
    let first = dice.below(PRODUCTS as u32) as usize;
    for line in 0..lines as usize {
        // The two products that are not listed are new: they are seldom sold.
        let product = (first + line * 7) % PRODUCTS;
        let product = if product >= LISTED && !dice.once_in(3) {
            product - 20
        } else {
            product
        };
        let quantity = 1 + dice.below(8) + dice.below(if customer < 6 { 60 } else { 20 });
        sale(
            text,
            dice,
            &format!(
                "TS{:03},SH{:03},CT{:02},{day}",
                product + 1,
                customer + 1,
                market + 1
            ),
            quantity,
            price(product),
        );
    }
}

/// The first customers order most; some came late, some have left.
fn buyer(dice: &mut Dice, age: usize) -> usize {
    loop {
        let a = dice.below(CUSTOMERS as u32) as usize;
        let customer = a * (1 + dice.below(100) as usize) / 100;
        let came = if customer % 5 == 4 { customer * 12 } else { 0 };
        let left = if customer % 7 == 5 {
            300 + customer * 11
        } else {
            usize::MAX
        };
        if (came..left).contains(&age) {
            return customer;
        }
    }
}

/// Rupees for one unit.
fn price(product: usize) -> u32 {
    90 + (product as u32 * 137) % 700
}

fn sale(text: &mut String, dice: &mut Dice, keys: &str, quantity: u32, price: u32) {
    let (unknown, in_dollars) = (dice.below(75), dice.once_in(7_000));
    let amount = match unknown {
        0 => "0".to_owned(),
        1 if dice.once_in(2) => "-1".to_owned(),
        _ if in_dollars => (quantity * price / 83 + 1).to_string(),
        _ => (quantity * price).to_string(),
    };
    let currency = if in_dollars { "USD" } else { "INR" };
    let row = format!("{keys},{quantity},{amount}");
    // One of the two systems that were exported ends its last cell with a carriage return.
    let hidden = dice.once_in(3);
    if !hidden || dice.once_in(30) {
        writeln!(text, "{row},{currency}").expect("text can be written to a string");
    }
    if hidden {
        writeln!(text, "{row},\"{currency}\r\"").expect("text can be written to a string");
    }
}

fn customers() -> String {
    let row = |index: usize| {
        // Three rounds of 20 names; 20 is no multiple of 3, so that no two shops share name and kind.
        let (kind, sort) = KINDS[index % 3];
        format!(
            "SH{:03},{} {kind},{sort}\r\n",
            index + 1,
            NAMES[(index * 3) % 20]
        )
    };
    "customer_code,customer_name,customer_type\r\n".to_owned()
        + &(0..CUSTOMERS).map(row).collect::<String>()
}

fn products() -> String {
    let row = |index: usize| format!("TS{:03},{}\r\n", index + 1, RANGES[index % RANGES.len()]);
    "product_code,product_type\r\n".to_owned() + &(0..LISTED).map(row).collect::<String>()
}

fn markets() -> String {
    let row = |(index, (name, zone)): (usize, &(&str, &str))| {
        format!("CT{:02},{name},{zone}\r\n", index + 1)
    };
    "market_code,market_name,zone\r\n".to_owned()
        + &MARKETS.iter().enumerate().map(row).collect::<String>()
}

fn calendar() -> String {
    let row = |day: Day| {
        let (year, month, date) = day.civil();
        format!(
            "{date:02}/{month:02}/{year:04},{year},{}\r\n",
            MONTHS[month as usize - 1]
        )
    };
    "date,year,month_name\r\n".to_owned() + &days().map(row).collect::<String>()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn rows(name: &str) -> Vec<Vec<String>> {
        let files = files();
        let bytes = &files.iter().find(|file| file.0 == name).unwrap().1;
        let mut reader = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
        reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_traps_are_there_and_counted() {
        let sales = rows("transactions.csv");
        let count = |is: &dyn Fn(&Vec<String>) -> bool| sales.iter().filter(|row| is(row)).count();
        let trimmed: BTreeSet<Vec<&str>> = sales
            .iter()
            .map(|row| row.iter().map(|cell| cell.trim()).collect())
            .collect();
        let listed: BTreeSet<String> = rows("products.csv")
            .into_iter()
            .map(|row| row[0].clone())
            .collect();
        let markets: BTreeSet<&str> = sales.iter().map(|row| row[2].as_str()).collect();
        let found = [
            ("rows", sales.len()),
            (
                "hidden carriage returns",
                count(&|row| row[6].ends_with('\r')),
            ),
            (
                "the same but for the carriage return",
                sales.len() - trimmed.len(),
            ),
            ("amount 0", count(&|row| row[5] == "0")),
            ("amount -1", count(&|row| row[5] == "-1")),
            ("dollars", count(&|row| row[6].trim() == "USD")),
            (
                "products not listed",
                count(&|row| !listed.contains(&row[0])),
            ),
            (
                "markets nobody orders from",
                rows("markets.csv").len() - markets.len(),
            ),
        ];
        assert_eq!(found, EXPECTED);
    }

    const EXPECTED: [(&str, usize); 8] = [
        ("rows", 5930),
        ("hidden carriage returns", 1916),
        ("the same but for the carriage return", 55),
        ("amount 0", 83),
        ("amount -1", 47),
        ("dollars", 4),
        ("products not listed", 89),
        ("markets nobody orders from", 2),
    ];

    #[test]
    fn sixty_shops_with_names_of_their_own_and_skewed_revenue() {
        let customers = rows("customers.csv");
        let names: BTreeSet<&String> = customers.iter().map(|row| &row[1]).collect();
        assert_eq!(names.len(), CUSTOMERS);
        let mut revenue: BTreeMap<String, i128> = BTreeMap::new();
        for row in rows("transactions.csv") {
            *revenue.entry(row[1].clone()).or_default() += row[5].parse::<i128>().unwrap().max(0);
        }
        let held = crate::stats::Concentration::of(revenue.values().copied()).unwrap();
        let half = held.count_for(crate::stats::Fraction::percent(50));
        assert!(
            (55..=60).contains(&held.len()) && (5..=12).contains(&half),
            "{half} of {}",
            held.len()
        );
    }

    #[test]
    fn the_last_month_has_only_begun_and_orders_have_several_lines() {
        let sales = rows("transactions.csv");
        let last = sales.iter().map(|row| row[3].clone()).max().unwrap();
        assert_eq!(last, "2025-03-18");
        let orders: BTreeSet<[&String; 3]> = sales
            .iter()
            .map(|row| [&row[1], &row[2], &row[3]])
            .collect();
        assert!(orders.len() * 2 < sales.len(), "{} orders", orders.len());
        assert_eq!(rows("calendar.csv")[12][0], "13/04/2022");
    }

    #[test]
    fn the_sample_is_the_same_every_time() {
        assert_eq!(files(), files());
    }
}
