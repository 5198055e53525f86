//! What a column can mean. A role is one entry of one table.

use serde::{Deserialize, Serialize};

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Identifies the buyer.
    CustomerId,
    /// The buyer's name.
    CustomerName,
    /// Identifies the purchase.
    OrderId,
    /// Identifies the row itself.
    LineId,
    /// The day of the purchase.
    OrderDay,
    /// What the row is worth.
    Amount,
    /// How many pieces.
    Quantity,
    /// What one piece costs.
    UnitPrice,
    /// The currency of the amount.
    Currency,
    /// Identifies the product.
    Product,
    /// The product's name.
    ProductName,
    /// The product's kind.
    Category,
    /// The market, shop or branch.
    Market,
    /// The region or zone.
    Region,
    /// The country.
    Country,
    /// What became of the goods.
    Status,
}

/// What the values of a role's column must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Any value that names something.
    Name,
    /// Numbers.
    Number,
    /// Dates.
    Date,
    /// ISO currency codes.
    CurrencyCode,
}

/// How a role is recognised.
pub struct RoleRule {
    /// The role.
    pub role: Role,
    /// Its id in recipes, keys and controls.
    pub id: &'static str,
    /// Headers that mean it, as words, the best first; each stands a little below the one before.
    pub headers: &'static [&'static str],
    /// Words that rule it out.
    pub never: &'static [&'static str],
    /// What the values must be.
    pub shape: Shape,
}

/// All roles, in the order in which a column's meaning is told.
pub const ROLES: &[RoleRule] = &[
    RoleRule {
        role: Role::CustomerId,
        id: "customer",
        headers: &[
            "customer id",
            "customer code",
            "customer number",
            "customer key",
            "customer no",
            "customer",
            "customer email",
            "user id",
            "client id",
            "buyer id",
            "buyer user id",
            "account id",
            "member id",
            "email",
            "buyer",
            "client",
            "user",
            "kunde",
            "kunden nr",
            "customers id",
        ],
        never: &[
            "type", "city", "state", "country", "name", "segment", "age", "date", "group", "zip",
            "phone",
        ],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::CustomerName,
        id: "customer_name",
        headers: &[
            "customer name",
            "client name",
            "buyer name",
            "full name",
            "billing name",
            "company name",
            "contact name",
            "customer",
            "shipping name",
            "last name",
            "name",
        ],
        never: &[
            "product", "item", "market", "category", "first", "month", "code", "id", "file", "city",
        ],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::OrderId,
        id: "order",
        headers: &[
            "order id",
            "order number",
            "order no",
            "order code",
            "order",
            "invoice id",
            "invoice number",
            "invoice no",
            "invoice",
            "transaction id",
            "receipt id",
            "receipt number",
            "basket id",
            "transaction",
            "bestell nr",
            "marketplace order id",
            "amazon order id",
        ],
        never: &[
            "date", "line", "row", "status", "priority", "total", "type", "item", "day", "value",
            "amount",
        ],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::LineId,
        id: "line",
        headers: &[
            "row id",
            "line id",
            "order line id",
            "invoice line id",
            "order item id",
            "line item id",
            "order detail id",
            "payment id",
            "transaction line id",
        ],
        never: &["date"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::OrderDay,
        id: "day",
        headers: &[
            "order date",
            "order day",
            "invoice date",
            "purchase date",
            "transaction date",
            "sale date",
            "sales date",
            "date",
            "created at",
            "order datetime",
            "order time",
            "paid at",
            "datum",
            "day",
            "timestamp",
            "created",
        ],
        never: &[
            "ship",
            "shipped",
            "shipping",
            "delivery",
            "delivered",
            "birth",
            "due",
            "updated",
            "year",
            "month",
        ],
        shape: Shape::Date,
    },
    RoleRule {
        role: Role::Amount,
        id: "amount",
        headers: &[
            "sales amount",
            "total price",
            "line total",
            "item total",
            "order total",
            "order value",
            "net sales",
            "total amount",
            "amount",
            "revenue",
            "sales",
            "total spent",
            "total sales",
            "total",
            "gross sales",
            "subtotal",
            "dollar value",
            "umsatz",
            "gesamt",
            "turnover",
            "price",
            "value",
        ],
        never: &[
            "unit", "qty", "quantity", "tax", "discount", "shipping", "per", "fee", "refunded",
            "code", "cost", "profit", "rank",
        ],
        shape: Shape::Number,
    },
    RoleRule {
        role: Role::Quantity,
        id: "quantity",
        headers: &[
            "quantity",
            "qty",
            "sales qty",
            "sold quantity",
            "order qty",
            "order quantity",
            "units",
            "units sold",
            "pieces",
            "lineitem quantity",
            "number of items",
            "menge",
            "count",
        ],
        never: &["price", "amount"],
        shape: Shape::Number,
    },
    RoleRule {
        role: Role::UnitPrice,
        id: "unit_price",
        headers: &[
            "unit price",
            "price per unit",
            "item price",
            "lineitem price",
            "price each",
            "list price",
            "unit cost",
            "price",
        ],
        never: &["total", "quantity"],
        shape: Shape::Number,
    },
    RoleRule {
        role: Role::Currency,
        id: "currency",
        headers: &[
            "currency",
            "currency code",
            "transaction currency",
            "waehrung",
        ],
        never: &["rate"],
        shape: Shape::CurrencyCode,
    },
    RoleRule {
        role: Role::Product,
        id: "product",
        headers: &[
            "product id",
            "product code",
            "sku",
            "item id",
            "product key",
            "lineitem sku",
            "stock code",
            "asin",
            "track id",
            "article id",
            "article number",
            "product",
            "item",
            "artikel",
        ],
        never: &["type", "price", "category", "quantity", "name", "line"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::ProductName,
        id: "product_name",
        headers: &[
            "product name",
            "item name",
            "lineitem name",
            "product title",
            "product description",
            "description",
            "product",
            "item",
        ],
        never: &["customer", "id", "code", "type", "category"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::Category,
        id: "category",
        headers: &[
            "category",
            "product category",
            "item category",
            "product type",
            "department",
            "product group",
        ],
        never: &["sub", "customer", "id"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::Market,
        id: "market",
        headers: &[
            "market code",
            "market id",
            "market",
            "store id",
            "store",
            "shop",
            "branch",
            "outlet",
            "location",
        ],
        never: &["name", "marketing", "place"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::Region,
        id: "region",
        headers: &[
            "region",
            "sales region",
            "zone",
            "territory",
            "area",
            "state",
            "province",
        ],
        never: &["code", "tax", "time"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::Country,
        id: "country",
        headers: &[
            "country",
            "shipping country",
            "billing country",
            "ship country",
            "country code",
            "land",
        ],
        never: &["origin"],
        shape: Shape::Name,
    },
    RoleRule {
        role: Role::Status,
        id: "status",
        headers: &[
            "order status",
            "shipping status",
            "delivery status",
            "status",
            "fulfillment status",
            "financial status",
            "payment status",
        ],
        never: &["marital"],
        shape: Shape::Name,
    },
];

impl Role {
    /// How the role is recognised and called.
    pub fn rule(self) -> &'static RoleRule {
        ROLES
            .iter()
            .find(|rule| rule.role == self)
            .expect("each role has its rule")
    }

    /// Its id in recipes, keys and controls.
    pub fn id(self) -> &'static str {
        self.rule().id
    }

    /// The role of an id.
    pub fn of_id(id: &str) -> Option<Role> {
        ROLES
            .iter()
            .find(|rule| rule.id == id)
            .map(|rule| rule.role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_has_one_rule_and_one_id() {
        let mut ids: Vec<&str> = ROLES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ROLES.len());
        for rule in ROLES {
            assert_eq!(Role::of_id(rule.id), Some(rule.role));
        }
    }
}
