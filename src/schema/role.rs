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
    /// The buyer's email address.
    Email,
    /// The buyer's first name.
    FirstName,
    /// The buyer's last name.
    LastName,
    /// Identifies the purchase.
    OrderId,
    /// Identifies the row itself.
    LineId,
    /// The day of the purchase.
    OrderDay,
    /// The time of day of the purchase.
    Time,
    /// The day the goods left or came.
    ShipDay,
    /// What the row is worth.
    Amount,
    /// How many pieces.
    Quantity,
    /// What one piece costs.
    UnitPrice,
    /// What one piece costs the seller.
    UnitCost,
    /// What the row's goods cost the seller.
    Cost,
    /// What the row leaves after its cost.
    Profit,
    /// The part of the price that is taken off.
    DiscountShare,
    /// The money or part that is taken off.
    Discount,
    /// Taxes.
    Tax,
    /// What the delivery costs.
    Shipping,
    /// What the platform keeps.
    Fee,
    /// The money paid back.
    Refunded,
    /// The purchase that a row pays back.
    Refers,
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
    /// The fiscal year.
    FiscalYear,
    /// How many orders the customer placed.
    TotalOrders,
    /// The customer's average order value.
    AverageOrder,
    /// The customer's first order day.
    FirstDay,
    /// The customer's last order day.
    LastDay,
    /// The mean number of days between the customer's orders.
    MeanGap,
    /// The days since the customer's last order.
    SinceLast,
    /// Orders in a part of the week, the month or the day.
    PartOrders,
    /// Revenue in a part of the week, the month or the day.
    PartRevenue,
}

/// What the values of a role's column must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Any value that names something.
    Name,
    /// Numbers of one unit.
    Number,
    /// Numbers, of one currency or each of its own.
    Money,
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
    /// What the values must be.
    pub shape: Shape,
    /// It takes a column only when none of the other roles wants it.
    pub yields: bool,
    /// Headers that mean it, as words, the best first, with `|` between them; each stands a little
    /// below the one before. A header has to be what stands behind `=` to the letter.
    pub headers: &'static str,
    /// Words that rule it out, with spaces between them.
    pub never: &'static str,
}

/// A rule in the order in which the table is read.
const fn rule(
    role: Role,
    id: &'static str,
    shape: Shape,
    headers: &'static str,
    never: &'static str,
) -> RoleRule {
    RoleRule {
        role,
        id,
        shape,
        yields: false,
        headers,
        never,
    }
}

/// The same for a role that yields.
const fn yielding(
    role: Role,
    id: &'static str,
    shape: Shape,
    headers: &'static str,
    never: &'static str,
) -> RoleRule {
    RoleRule {
        yields: true,
        ..rule(role, id, shape, headers, never)
    }
}

/// All roles, in the order in which a column's meaning is told.
pub const ROLES: &[RoleRule] = &[
    rule(
        Role::CustomerId,
        "customer",
        Shape::Name,
        "customer unique id|customer id|customer code|customer number|customer key|customer no|customer|customer email|user id|client id|buyer id|buyer user id|account id|member id|buyer username|email|email address|billing email|buyer|client|user|kunde|kunden nr|customers id|links customer|guest id|patient id|visitor id|member number|member no|membership number|loyalty number|account number|cc num|household key|household id|household|cust id|cust no|cust nr|cust code|cust number|cust|sold to|sold to pt|sold to party",
        "type city state country name segment age date group zip phone tax description order orders since persona reference vat postal postcode address1 company language mandates",
    ),
    rule(
        Role::CustomerName,
        "customer_name",
        Shape::Name,
        "customer name|client name|=associated company|=account name|buyer name|full name|billing name|company name|contact name|customer|kunde|shipping name|ship name|card name|name|cust name|party name|=party|guest name|=guest|donor name|=donor",
        "product item market category first last fname lname month code id file city persona day week status event option sku listing device segment coupon user username message given family note notes address phone type group tier \
         level class store shop branch brand model subcategory supplier vendor seller manufacturer employee staff \
         salesperson manager driver deal opportunity facing campaign region territory country department genre artist album playlist movie \
         book course team password",
    ),
    yielding(
        Role::Email,
        "email",
        Shape::Name,
        "email|customer email|email address|billing email|contact email|from email address|email id",
        "to staff",
    ),
    yielding(
        Role::FirstName,
        "first_name",
        Shape::Name,
        "first name|given name|vorname|billing first name|fname|customer fname",
        "shipping ship",
    ),
    yielding(
        Role::LastName,
        "last_name",
        Shape::Name,
        "last name|surname|family name|nachname|billing last name|lname|customer lname",
        "shipping ship",
    ),
    rule(
        Role::OrderId,
        "order",
        Shape::Name,
        "order id|order number|order no|order code|order|invoice id|invoice number|invoice no|invoice|transaction id|increment id|receipt id|receipt number|basket id|transaction|bestell nr|bestellnummer|rechnungsnummer|marketplace order id|amazon order id|sale id|sale number|=order reference|ticket|trans num|trans id|bill no|sales doc|sales document",
        "date line row status priority total type item day value amount first last merchant count orders days time average avg net shipping tax week day listing reference detail qty quantity units stock",
    ),
    rule(
        Role::LineId,
        "line",
        Shape::Name,
        "row id|line id|order line id|invoice line id|order item id|line item id|order detail id|payment id|transaction line id",
        "date",
    ),
    rule(
        Role::OrderDay,
        "day",
        Shape::Date,
        "order date|order day|invoice date|purchase date|transaction date|sale date|sales date|date|created at|order datetime|order time|created utc|paid at|datum|bestelldatum|rechnungsdatum|charge date|day|timestamp|created|order purchase timestamp|purchase timestamp|order timestamp|ordered at|purchased at|sold at|event time|trans date|trans date trans time",
        "ship shipped shipping delivery delivered birth due updated year month first last latest funds expiry refund refunded fulfilled cancelled canceled return returned cancellation voided open opened opening hire hired signup registration \
         registered join joined dob birthday limit deadline estimated expected promised required review answer",
    ),
    rule(
        Role::Time,
        "time",
        Shape::Name,
        "time|order time|purchase time|transaction time|uhrzeit|hour",
        "zone day date days ship between",
    ),
    rule(
        Role::ShipDay,
        "ship_day",
        Shape::Date,
        "ship date|shipped date|date shipped|delivery date|delivered at|shipped at|fulfilled at",
        "order first last",
    ),
    rule(
        Role::Amount,
        "amount",
        Shape::Money,
        "sales amount|order item total|total price|line total|line amount|item total|order value|order total|net sales|total amount|amount|revenue|sales|total spent|total sales|total revenue|total|gross amount|gross sales|subtotal|netto|dollar value|umsatz|turnover|monetary|gross|brutto|price|value|net value|net amount|invoice total|sold for|=net|purchase amount|amount spent|purchase|spend|amt|transaction value|purchase value|basket value|cart value|deal value|booking value|sale value|payment|charge|fare|donation",
        "shipped unit qty quantity doc document tax discount shipping per fee fees refunded refund return returns returned cancelled canceled code cost profit rank orders average avg avgorder gap days adjusted posted converted disputed count carriage commission balance tip gift partial first last week monday tuesday wednesday thursday friday saturday sunday time points age id margin collected key number children kids territory salary income population person rep \
         manager type class category visits visitors sessions clicks views hours minutes weight score rating \
         reviews cumulative cumulated running ytd mtd qtd kumuliert kumulierte kumulierter acumulado acumulada \
         progressivo",
    ),
    rule(
        Role::Quantity,
        "quantity",
        Shape::Number,
        "quantity|qty|sales qty|sold quantity|order qty|order quantity|units|units sold|pieces|pcs|lineitem quantity|number of items|number of cds|menge|anzahl|count|item count",
        "price amount customer order orders stock photos return returns returned refunded cancelled canceled",
    ),
    rule(
        Role::UnitPrice,
        "unit_price",
        Shape::Money,
        "unit price|price per unit|item price|lineitem price|price each|list price|gross price|sale price|selling price|einzelpreis|price",
        "total quantity cost compare point shipping buy buying fuel",
    ),
    rule(
        Role::UnitCost,
        "unit_cost",
        Shape::Number,
        "unit cost|cost per unit|manufacturing cost|cost price|purchase price|buy price|buying price|standard cost|cost per item",
        "total shipping",
    ),
    rule(
        Role::Cost,
        "cost",
        Shape::Number,
        "total cost|cost|cogs|cost of goods|item cost|line cost",
        "shipping year unit per manufacturing delivery carriage interchange",
    ),
    rule(
        Role::Profit,
        "profit",
        Shape::Number,
        "profit|gross profit|margin|gross margin|net profit",
        "rate percent percentage pct ratio",
    ),
    rule(
        Role::DiscountShare,
        "discount_share",
        Shape::Number,
        "pre invoice discount pct|discount pct|discount percent|discount rate|discount share|invoice discount pct",
        "post",
    ),
    yielding(
        Role::Discount,
        "discount",
        Shape::Number,
        "discount amount|discount|total discount|item promotion discount|lineitem discount|rabatt",
        "shipping code pct percent ship inperson",
    ),
    yielding(
        Role::Tax,
        "tax",
        Shape::Number,
        "tax|order sales tax|sales tax|tax total|taxes|tax amount|vat amount|vat|ust|mwst|item tax",
        "shipping paid",
    ),
    yielding(
        Role::Shipping,
        "shipping",
        Shape::Number,
        "shipping|shipping total|shipping fee|shipping cost|order shipping|carriage|carriage revenue|freight|shipping price|delivery fee|versand",
        "tax discount",
    ),
    yielding(
        Role::Fee,
        "fee",
        Shape::Number,
        "fee|fees|transaction fee|card processing fees|commission|payment fee",
        "app adjusted posted shipping",
    ),
    yielding(
        Role::Refunded,
        "refunded",
        Shape::Number,
        "amount refunded|refunded amount|refund amount|total refunded|refunded|refund|partial refunds|returned amount|return amount|refund total|return value|returned value|refund value",
        "converted date reason",
    ),
    rule(Role::Refers, "refers", Shape::Name, "", ""),
    rule(
        Role::Currency,
        "currency",
        Shape::CurrencyCode,
        "currency|currency code|transaction currency|order currency|waehrung",
        "rate converted listing",
    ),
    rule(
        Role::Product,
        "product",
        Shape::Name,
        "product id|product code|sku|=material|material number|item id|product key|lineitem sku|stock code|asin|track id|article id|article number|artikelnummer|listing id|product|item|artikel",
        "type price category quantity name line group total date tax status number num count order cost segment division",
    ),
    rule(
        Role::ProductName,
        "product_name",
        Shape::Name,
        "product name|item name|lineitem name|product title|product description|description|product|item|artikel|title|item description",
        "customer id code type category quantity price total number statement card address first last status count sku line order tax group method review comment contact job num length lenght width height weight qty photos",
    ),
    rule(
        Role::Category,
        "category",
        Shape::Name,
        "category|product category|item category|product type|department|product group|kategorie|warengruppe",
        "sub customer id age kid",
    ),
    rule(
        Role::Market,
        "market",
        Shape::Name,
        "market code|market id|markets code|market|store id|store|shop|branch|outlet|location|sales channel",
        "name marketing place code2 inperson credit num number count purchases open",
    ),
    rule(
        Role::Region,
        "region",
        Shape::Name,
        "region|sales region|zone|territory|area|state|province|billing state|shipping state|ship state|customers region",
        "code tax time sub holiday",
    ),
    rule(
        Role::Country,
        "country",
        Shape::Name,
        "country|shipping country|billing country|ship country|customers country code|country code|land",
        "origin issue card",
    ),
    rule(
        Role::Status,
        "status",
        Shape::Name,
        "order status|shipping status|delivery status|status|financial status|item status|fulfillment status|payment status",
        "marital cvc avs dispute address counterparty lineitem",
    ),
    rule(
        Role::FiscalYear,
        "year",
        Shape::Number,
        "fiscal year|cost year|financial year|price year|year|gesch\u{e4}ftsjahr",
        "exp card birth month first last cy model stay",
    ),
    rule(
        Role::TotalOrders,
        "total_orders",
        Shape::Number,
        "=total orders|=orders|order count|=number of orders|=orders count|=num orders|=frequency|=purchases|=n orders|=total transactions",
        "monday tuesday wednesday thursday friday saturday sunday week time average avg between first last value morning evening night afternoon segment",
    ),
    rule(
        Role::AverageOrder,
        "average_order",
        Shape::Number,
        "average order value|avg order value|aov|mean order value",
        "segment",
    ),
    rule(
        Role::FirstDay,
        "first_day",
        Shape::Date,
        "first order date|first order|first purchase date|first purchase|customer since|joined",
        "last latest",
    ),
    rule(
        Role::LastDay,
        "last_day",
        Shape::Date,
        "latest order date|last order date|last order|last purchase date|last purchase|latest order|most recent order",
        "first",
    ),
    rule(
        Role::MeanGap,
        "mean_gap",
        Shape::Number,
        "avgdaysbetweenorders|avg days between orders|average days between orders|mean gap|avg gap|days between orders",
        "last",
    ),
    rule(
        Role::SinceLast,
        "since_last",
        Shape::Number,
        "dayssincelastorder|days since last order|recency|recency days|days since last purchase|days since order",
        "score",
    ),
    rule(Role::PartOrders, "part_orders", Shape::Number, "", ""),
    rule(Role::PartRevenue, "part_revenue", Shape::Number, "", ""),
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

    /// Whether several columns may play it: the parts of a calendar.
    pub fn is_part(self) -> bool {
        matches!(self, Role::PartOrders | Role::PartRevenue)
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
