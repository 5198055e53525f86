//! Order lines that look like those of a shop, the same in each run.

const SEED: u64 = 0x5EED;

/// Numbers that look like chance and are the same in each run (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }

    fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len() as u64) as usize]
    }
}

const CATEGORIES: [&str; 8] = [
    "Audio",
    "Books",
    "Cameras",
    "Garden",
    "Kitchen",
    "Laptops",
    "Phones",
    "Toys & Games",
];
const REGIONS: [&str; 5] = ["North", "South", "East", "West", "Central"];
const CHANNELS: [&str; 3] = ["online", "store", "partner"];
const STATUSES: [&str; 4] = ["delivered", "delivered", "returned", "shipped"];

/// So many order lines of so many customers; one in a hundred repeats the line above it.
pub fn order_lines(lines: u32, customers: u64) -> Vec<u8> {
    let mut text = String::new();
    told_in_turn(lines, customers, |line| text.push_str(line));
    text.into_bytes()
}

/// The same, the header first, line by line: of files that are larger than a text should be.
pub fn told_in_turn(lines: u32, customers: u64, mut tell: impl FnMut(&str)) {
    let mut chance = Chance(SEED);
    tell(
        "order_id,order_date,customer_id,product_id,category,region,channel,quantity,unit_price,status\n",
    );
    let mut order = 100_000_000_u64;
    let mut last = String::new();
    for _ in 0..lines {
        if last.is_empty() || chance.below(100) != 0 {
            order += chance.below(2);
            last = order_line(&mut chance, order, customers);
        }
        tell(&last);
    }
}

fn order_line(chance: &mut Chance, order: u64, customers: u64) -> String {
    let (year, month, day) = (
        2019 + chance.below(4),
        1 + chance.below(12),
        1 + chance.below(28),
    );
    let (customer, product) = (chance.below(customers), chance.below(2_000));
    let (category, region, channel) = (
        chance.one_of(&CATEGORIES),
        chance.one_of(&REGIONS),
        chance.one_of(&CHANNELS),
    );
    let (quantity, cents) = (1 + chance.below(9), 99 + chance.below(50_000));
    let status = chance.one_of(&STATUSES);
    format!(
        "O{order},{year}-{month:02}-{day:02},C{customer:06},P{product:05},{category},{region},{channel},{quantity},{}.{:02},{status}\n",
        cents / 100,
        cents % 100
    )
}
