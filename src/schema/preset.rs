//! Exports of known platforms, recognised by their headers. A platform is one entry of one table; what
//! its columns mean there stands above what their headers seem to say.

use crate::schema::header::words;
use crate::schema::role::Role;
use crate::table::Column;

/// The export of a platform.
#[derive(Debug, PartialEq)]
pub struct Preset {
    /// The platform's name.
    pub name: &'static str,
    /// Headers, with `|` between them, that stand together only in its exports.
    signature: &'static str,
    /// What its headers mean, as `header=role`, with `|` between them; no role after the `=` when the
    /// header misleads.
    roles: &'static str,
}

/// All platforms, the most special first.
pub const PRESETS: &[Preset] = &[
    // The order's name stands on each of its lines, all else of the order on the first alone. What was
    // paid for the goods is the subtotal; it is spread over the lines by their prices.
    Preset {
        name: "Shopify",
        signature: "name|created at|lineitem name|lineitem quantity|lineitem price",
        roles: "name=order|email=customer|created at=day|paid at=|id=|subtotal=amount|total=amount|billing name=customer_name|shipping name=|lineitem quantity=quantity|lineitem price=unit_price|lineitem name=product_name|lineitem sku=product|discount amount=discount|refunded amount=refunded|taxes=tax|shipping=shipping|financial status=status|fulfillment status=",
    },
    Preset {
        name: "Shopify",
        signature: "name|created at|lineitem name|lineitem quantity",
        roles: "name=order|email=customer|created at=day|paid at=|id=|total=amount|billing name=customer_name|shipping name=|lineitem quantity=quantity|lineitem name=product_name|lineitem sku=product|discount amount=discount|refunded amount=refunded|financial status=status|fulfillment status=",
    },
    // Other columns were left out when it was exported; the day of payment is next to that of the order.
    Preset {
        name: "Shopify",
        signature: "name|lineitem name",
        roles: "name=order|email=customer|created at=day|paid at=day|id=|subtotal=amount|total=amount|billing name=customer_name|shipping name=|lineitem quantity=quantity|lineitem price=unit_price|lineitem name=product_name|lineitem sku=product|discount amount=discount|refunded amount=refunded|taxes=tax|shipping=shipping|financial status=status|fulfillment status=",
    },
    Preset {
        name: "Squarespace",
        signature: "order id|email|lineitem name|lineitem quantity|lineitem price|private notes",
        roles: "order id=order|email=customer|created at=day|paid at=|subtotal=amount|total=amount|billing name=customer_name|shipping name=|lineitem quantity=quantity|lineitem price=unit_price|lineitem name=product_name|lineitem sku=product|amount refunded=refunded|financial status=status|fulfillment status=",
    },
    // Amounts are in the payment's currency; the converted ones are in the account's.
    Preset {
        name: "Stripe",
        signature: "id|created utc|amount|amount refunded|converted amount",
        roles: "id=order|customer id=customer|customer email=email|created utc=day|amount=amount|description=|status=status|card name=customer_name|fee=fee|invoice id=|payment intent id=",
    },
    // The same as it is exported today: the converted amounts and the fee are in the currency of the account.
    Preset {
        name: "Stripe",
        signature: "id|created date utc|amount|amount refunded|converted amount|converted currency",
        roles: "id=order|customer id=customer|customer email=email|created date utc=day|refunded date utc=|amount=|amount refunded=|currency=|converted amount=amount|converted amount refunded=refunded|converted currency=currency|description=|status=status|card name=customer_name|fee=fee|invoice id=|invoice number=|payment intent id=",
    },
    // All that moved the balance: sales, what was paid back, fees, what went to the bank.
    Preset {
        name: "Stripe",
        signature: "id|type|source|amount|fee|net|created utc",
        roles: "id=order|created utc=day|amount=amount|net=|fee=fee|currency=currency|customer facing amount=|customer facing currency=|description=|available on utc=|source=",
    },
    Preset {
        name: "Stripe",
        signature: "balance transaction id|created|gross|fee|net|reporting category",
        roles: "balance transaction id=order|created=day|created utc=|gross=amount|net=|fee=fee|currency=currency|customer id=customer|customer email=email|customer name=customer_name|description=|customer facing amount=|customer facing currency=|charge id=|payment intent id=|source id=|invoice id=",
    },
    // What comes in is above zero, what goes out below; the fee is apart.
    Preset {
        name: "PayPal",
        signature: "date|time|type|gross|fee|net|from email address",
        roles: "transaction id=order|reference txn id=refers|from email address=customer|name=customer_name|gross=amount|net=|receipt id=|subject=product_name|type=",
    },
    Preset {
        name: "GoCardless",
        signature: "links mandate|links customer|charge date|amount",
        roles: "id=order|links customer=customer|customers email=email|customers id=|charge date=day|created at=|customers created at=|description=product_name|customers company name=|customers given name=first_name|customers family name=last_name|customers language=|customers swedish identity number=|reference=",
    },
    Preset {
        name: "BigCommerce",
        signature: "order id|cart base amount|order total|email address",
        roles: "email address=customer|order total=amount|cart base amount=|refund amount=refunded|delivery date=ship_day",
    },
    Preset {
        name: "BigCommerce",
        signature: "order id|customer email|order total inc tax|subtotal inc tax|product details",
        roles: "customer id=customer|customer email=email|customer name=customer_name|order total inc tax=amount|order total ex tax=|subtotal inc tax=|subtotal ex tax=|total quantity=quantity|total shipped=|refund amount=refunded|order currency code=currency|product details=|billing name=|shipping cost inc tax=shipping|shipping cost ex tax=",
    },
    // The cost of an item is its price.
    Preset {
        name: "WooCommerce",
        signature: "order number|order date|order total amount|item cost",
        roles: "email billing=customer|order total amount=amount|order subtotal amount=|order refund amount=refunded|quantity refund=quantity|item cost=unit_price|item=|order shipping amount=shipping|order total tax amount=tax",
    },
    Preset {
        name: "WooCommerce",
        signature: "order id|order date|status|order total|billing email|payment method title",
        roles: "billing email=email|customer email=|customer id=customer|customer user=|order total=amount|order subtotal=|billing country=country|shipping country=|payment method title=|shipping method=",
    },
    // Each amount stands twice, the second time in dollars.
    Preset {
        name: "Lemon Squeezy",
        signature: "order id|date utc|total usd|subtotal usd|test mode",
        roles: "order id=order|order number=|date utc=day|customer email=customer|total usd=amount|total=|subtotal=|currency=|tax=|tax usd=tax|discount total=|discount total usd=discount|variant name=",
    },
    Preset {
        name: "WooCommerce",
        signature: "order id|order date|order status|billing email|order total",
        roles: "billing email=email|customer id=customer|order total=amount|billing country=country|shipping country=",
    },
    // One number of the transaction on each of its items; the payment is no line.
    Preset {
        name: "Square",
        signature: "gross sales|net sales|transaction id|payment id|event type",
        roles: "transaction id=order|payment id=|net sales=amount|gross sales=|customer reference id=|description=|event type=|card brand=|staff name=|details=",
    },
    Preset {
        name: "Etsy",
        signature: "sale date|item name|order id|listing id|transaction id",
        roles: "order id=order|transaction id=line|sale date=day|buyer=customer|ship name=customer_name|listing id=product|sku=|item name=product_name|item total=amount|order total=|order type=|date paid=",
    },
    Preset {
        name: "Etsy",
        signature: "sale date|order id|buyer user id|order value|order net",
        roles: "order id=order|sale date=day|buyer user id=customer|buyer=|full name=customer_name|order value=amount|order total=|number of items=quantity|sku=|card processing fees=fee|order net=",
    },
    Preset {
        name: "Etsy",
        signature: "payment id|buyer username|gross amount|net amount|posted gross",
        roles: "payment id=line|order id=order|buyer username=customer|buyer=|buyer name=customer_name|gross amount=amount|net amount=|order date=day|fees=fee|refund amount=refunded|vat amount=tax|funds available=",
    },
    // Sales stand in debit of the customers' accounts; the days have no year.
    Preset {
        name: "DATEV",
        signature: "umsatz ohne soll haben kz|soll haben kennzeichen|konto|belegdatum",
        roles: "umsatz ohne soll haben kz=amount|wkz umsatz=currency|konto=customer|belegfeld 1=order|buchungstext=product_name|kurs=|basis umsatz=|skonto=",
    },
    // The price of an item is that of all its pieces.
    Preset {
        name: "Amazon",
        signature: "order id|order item id|purchase date|quantity purchased|item price",
        roles: "order id=order|order item id=line|purchase date=day|payments date=|buyer email=customer|buyer name=customer_name|recipient name=|item price=amount|quantity purchased=quantity|sku=product|product name=product_name",
    },
    // A settlement: each order has a row for its price, its taxes and each fee. The first row is its total.
    Preset {
        name: "Amazon",
        signature: "settlement id|amount type|amount description|amount|posted date",
        roles: "order id=order|merchant order id=|posted date=day|posted date time=|deposit date=|settlement start date=|settlement end date=|total amount=|amount=amount|sku=product|amount description=|quantity purchased=quantity|marketplace name=market|order item code=|transaction type=",
    },
    Preset {
        name: "Amazon",
        signature: "date time|settlement id|type|order id|product sales|total",
        roles: "order id=order|date time=day|product sales=amount|total=|sku=product|description=product_name|quantity=quantity|product sales tax=tax|selling fees=fee|fulfillment=|marketplace=market|settlement id=|order state=region",
    },
    Preset {
        name: "Amazon",
        signature: "amazon order id|purchase date|item price|quantity",
        roles: "amazon order id=order|merchant order id=|purchase date=day|item price=amount|sku=product|asin=|product name=product_name|order status=status|item status=|sales channel=market|item promotion discount=discount",
    },
];

/// Where a platform tells what each row of its ledger is: the column, and the kinds that are sold or paid back.
/// Entries: platform, header, kinds with `|` between them.
const SOLD: &[(&str, &str, &str)] = &[
    ("Amazon", "amount description", "principal"),
    ("Amazon", "type", "order|refund"),
    (
        "Stripe",
        "type",
        "charge|payment|refund|payment refund|payment failure refund",
    ),
    (
        "Stripe",
        "reporting category",
        "charge|refund|dispute|dispute reversal",
    ),
    ("PayPal", "balance impact", "credit|debit"),
];

impl Preset {
    /// The platform whose export these columns are.
    pub fn of(columns: &[Column]) -> Option<&'static Preset> {
        let names: Vec<String> = columns.iter().map(|column| spelled(&column.name)).collect();
        PRESETS.iter().find(|preset| {
            let mut signature = preset.signature.split('|');
            signature.all(|header| names.iter().any(|name| name == header))
        })
    }

    /// The column that tells what kind of movement of money a row is.
    pub(crate) fn kinds(&self, columns: &[Column]) -> Option<usize> {
        let names = |header: &&str| self.name == "PayPal" && *header == "type";
        let header = self.signature.split('|').find(names)?;
        columns
            .iter()
            .position(|column| spelled(&column.name) == header)
    }

    /// The column that names what is sold or paid back, and these names; all else there is no sale.
    pub(crate) fn sold(&self, columns: &[Column]) -> Option<(usize, &'static str)> {
        let of_this = SOLD.iter().filter(|(platform, ..)| *platform == self.name);
        of_this.into_iter().find_map(|(_, header, kinds)| {
            let named = |column: &Column| spelled(&column.name) == *header;
            Some((columns.iter().position(named)?, *kinds))
        })
    }

    /// The columns it knows, each with its role there.
    pub(super) fn roles(&self, columns: &[Column]) -> Vec<(usize, Option<Role>)> {
        let mut roles = Vec::new();
        for (header, role) in self
            .roles
            .split('|')
            .filter_map(|entry| entry.split_once('='))
        {
            let column = columns
                .iter()
                .position(|column| spelled(&column.name) == header);
            roles.extend(column.map(|column| (column, Role::of_id(role))));
        }
        roles
    }
}

fn spelled(header: &str) -> String {
    words(header).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_of_each_platform_exists() {
        for preset in PRESETS {
            for entry in preset.roles.split('|') {
                let (_, role) = entry.split_once('=').unwrap();
                assert!(role.is_empty() || Role::of_id(role).is_some(), "{entry}");
            }
        }
    }
}
