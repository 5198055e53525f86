//! Columns -> roles: which column plays which role, with the reasons.

use crate::say::Text;
use crate::schema::by_content;
use crate::schema::by_header::{BY_VALUES, MANY, candidates};
use crate::schema::header::english;
use crate::schema::parts::Parts;
use crate::schema::preset::Preset;
use crate::schema::role::{Role, Shape};
use crate::schema::shape::{fits, is_date, is_number};
use crate::schema::wide;
use crate::table::{Kind, Table, came_back};
use crate::value::Map;

/// Days of something else than a purchase, even where they are the only ones.
const OTHER_DAYS: &str = "birth birthdate birthday born dob hire hired open opened opening due expiry expires limit \
     deadline valid until review";

/// What one column was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleGuess {
    /// The role; `None` when it plays none.
    pub role: Option<Role>,
    /// How sure, 0-1.
    pub confidence: f64,
    /// Why.
    pub reasons: Vec<Text>,
}

/// Which column plays which role; each role at most once.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The roles that are taken, in their order, each with its column's index.
    pub columns: Vec<(Role, usize)>,
    /// One guess a column.
    pub guesses: Vec<RoleGuess>,
    /// The platform whose export it is, where the headers tell.
    pub preset: Option<&'static Preset>,
    /// Columns that divide a customer's orders and revenue over the calendar.
    pub parts: Vec<Parts>,
    /// Columns that each stand for a period, from which no single amount can be told.
    pub wide: Vec<usize>,
    /// Per column whether the user or the platform said what it means.
    decided: Vec<bool>,
}

impl Mapping {
    /// The mapping of a table. `chosen` holds roles by `file/column`; they always win.
    pub fn of(table: &Table, chosen: &Map<String>) -> Mapping {
        let mut mapping = Mapping {
            columns: Vec::new(),
            guesses: table
                .columns
                .iter()
                .map(|_| RoleGuess {
                    role: None,
                    confidence: 0.0,
                    reasons: Vec::new(),
                })
                .collect(),
            preset: Preset::of(&table.columns),
            parts: Vec::new(),
            wide: Vec::new(),
            decided: Vec::new(),
        };
        let mut decided = mapping.take_choices(table, chosen);
        mapping.take_preset(table, &mut decided);
        mapping.take_parts(table, &decided);
        let found = candidates(table);
        mapping.wide = wide::columns(table, &found, &mapping.columns, &decided);
        let money = |role: Role| matches!(role, Role::Amount | Role::UnitPrice | Role::Quantity);
        for (score, column, role) in found {
            if !decided[column] && (mapping.wide.is_empty() || !money(role)) {
                mapping.take(
                    column,
                    role,
                    score,
                    Text::new("role.header").with("header", &table.columns[column].name),
                );
            }
        }
        mapping.count_pieces(table, &decided);
        if by_content::headers_are_silent(table) {
            for (column, role) in by_content::roles(table) {
                if !decided[column] {
                    mapping.take(column, role, BY_VALUES, Text::new("role.values"));
                }
            }
        }
        mapping.guess_by_values(table, &decided);
        mapping.decided = decided;
        mapping
    }

    /// The column of a role.
    pub fn column(&self, role: Role) -> Option<usize> {
        self.columns
            .iter()
            .find(|taken| taken.0 == role)
            .map(|taken| taken.1)
    }

    /// Whether the user or the platform said which column has a role.
    pub(super) fn is_said(&self, role: Role) -> bool {
        let said = |at: usize| self.decided.get(at) == Some(&true);
        self.column(role).is_some_and(said)
    }

    /// Gives a column the role that other files suggest, unless somebody said what it means. Whether it
    /// has the role then.
    pub(super) fn say(&mut self, column: usize, role: Role) -> bool {
        if !self.decided[column] {
            self.take(column, role, BY_VALUES, Text::new("role.values"));
        }
        self.column(role) == Some(column)
    }

    /// Takes a role from its column, for a reason, unless somebody gave it.
    pub(super) fn yield_role(&mut self, role: Role, reason: Text) {
        let Some(column) = self.column(role).filter(|_| !self.is_said(role)) else {
            return;
        };
        self.columns.retain(|taken| taken.0 != role);
        self.guesses[column] = RoleGuess {
            role: None,
            confidence: 0.0,
            reasons: vec![reason],
        };
    }

    fn take(&mut self, column: usize, role: Role, confidence: f64, reason: Text) {
        if self.guesses[column].role.is_none() && self.column(role).is_none() {
            let place = self.columns.partition_point(|taken| taken.0 < role);
            self.columns.insert(place, (role, column));
            self.guesses[column] = RoleGuess {
                role: Some(role),
                confidence,
                reasons: vec![reason],
            };
        }
    }

    fn take_choices(&mut self, table: &Table, chosen: &Map<String>) -> Vec<bool> {
        let mut decided = vec![false; table.columns.len()];
        for (index, column) in table.columns.iter().enumerate() {
            if let Some(choice) = chosen.get(&format!("{}/{}", table.facts.name, column.name)) {
                decided[index] = true;
                if let Some(role) = Role::of_id(choice) {
                    self.take(index, role, 1.0, Text::new("role.chosen"));
                }
            }
        }
        decided
    }

    /// A platform's headers mean what that platform says.
    fn take_preset(&mut self, table: &Table, decided: &mut [bool]) {
        let Some(preset) = self.preset else { return };
        for (column, role) in preset.roles(&table.columns) {
            if decided[column] {
                continue;
            }
            decided[column] = true;
            if let Some(role) = role
                && fits(table, column, role.rule().shape)
            {
                let reason = Text::new("role.preset").with("platform", preset.name);
                self.take(column, role, 1.0, reason);
            }
        }
    }

    /// Columns that divide orders and revenue over the calendar: several play one role.
    fn take_parts(&mut self, table: &Table, decided: &[bool]) {
        let free =
            |column: &usize| !decided[*column] && is_number(table.columns[*column].decision.kind);
        self.parts = Parts::of(&table.columns, &free);
        for parts in &self.parts {
            let both = [
                (Role::PartOrders, &parts.orders),
                (Role::PartRevenue, &parts.revenue),
            ];
            for (role, columns) in both {
                for column in columns {
                    self.guesses[*column] = RoleGuess {
                        role: Some(role),
                        confidence: 1.0,
                        reasons: vec![Text::new("role.part")],
                    };
                }
            }
        }
    }

    /// Whole numbers below the price in nearly all rows count pieces, whatever their header says: no line is
    /// worth less than one piece of it.
    fn count_pieces(&mut self, table: &Table, decided: &[bool]) {
        let taken = [Role::Amount, Role::UnitPrice, Role::Quantity].map(|role| self.column(role));
        let [Some(amount), Some(price), None] = taken else {
            return;
        };
        let column = &table.columns[amount];
        if decided[amount] || decided[price] || column.decision.kind != Kind::Integer {
            return;
        }
        let read = |at: usize| table.columns[at].decimals(&table.columns[at].decision.number);
        let (pieces, prices) = (read(amount), read(price));
        let one = 10_i64.pow(u32::from(prices.scale.min(9)));
        let both = || {
            let pairs = pieces.values.iter().zip(&prices.values);
            pairs.filter(|(piece, price)| **piece > 0 && **price > 0)
        };
        let below = |(piece, price): &(&i64, &i64)| piece.saturating_mul(one) < **price;
        let (rows, under) = (both().count(), both().filter(below).count());
        if rows >= MANY as usize && under * 100 >= rows * 90 {
            let reason = Text::new("role.below_price").with("price", &table.columns[price].name);
            self.yield_role(Role::Amount, reason.clone());
            self.take(amount, Role::Quantity, BY_VALUES, reason);
        }
    }

    fn guess_by_values(&mut self, table: &Table, decided: &[bool]) {
        let free = |mapping: &Mapping, column: usize| {
            !decided[column] && mapping.guesses[column].role.is_none()
        };
        let dates: Vec<usize> = (0..table.columns.len())
            .filter(|c| is_date(table.columns[*c].decision.kind))
            .collect();
        if let [only] = dates[..]
            && free(self, only)
            && !english(&table.columns[only].name)
                .iter()
                .any(|word| came_back(word) || OTHER_DAYS.split(' ').any(|other| other == word))
        {
            self.take(only, Role::OrderDay, BY_VALUES, Text::new("role.only_date"));
        }
        for column in 0..table.columns.len() {
            if free(self, column) && fits(table, column, Shape::CurrencyCode) {
                self.take(
                    column,
                    Role::Currency,
                    BY_VALUES,
                    Text::new("role.currency_codes"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, csv: &str) -> Table {
        let mut reader = crate::table::TableReader::new(name, 1);
        reader.push(csv.as_bytes()).unwrap();
        reader.finish().unwrap()
    }

    fn roles(name: &str, csv: &str) -> String {
        let table = table(name, csv);
        let mapping = Mapping::of(&table, &Map::new());
        let told: Vec<String> = mapping
            .columns
            .iter()
            .map(|(role, column)| format!("{}={}", role.id(), table.columns[*column].name))
            .collect();
        told.join(" ")
    }

    #[test]
    fn a_state_is_no_status() {
        let csv = "customer,date,amount,State\na,2020-01-01,1,Texas\n";
        assert_eq!(
            roles("s.csv", csv),
            "customer=customer day=date amount=amount region=State"
        );
    }

    #[test]
    fn headers_of_many_shops_are_understood() {
        for (name, csv, expected) in [
            (
                "transactions.csv",
                "product_code,customer_code,market_code,order_date,sales_qty,sales_amount,currency\nP1,C1,M1,2020-01-01,1,5,INR\n",
                "customer=customer_code day=order_date amount=sales_amount quantity=sales_qty currency=currency product=product_code market=market_code",
            ),
            (
                "invoice_items.csv",
                "InvoiceLineId,InvoiceId,TrackId,UnitPrice,Quantity\n1,1,2,0.99,1\n",
                "order=InvoiceId line=InvoiceLineId quantity=Quantity unit_price=UnitPrice product=TrackId",
            ),
            (
                "raw_payments.csv",
                "id,order_id,payment_method,amount\n1,1,card,1000\n",
                "order=order_id line=id amount=amount",
            ),
            (
                "raw_orders.csv",
                "id,user_id,order_date,status\n1,1,2018-01-01,returned\n",
                "customer=user_id order=id day=order_date status=status",
            ),
            (
                "customers.csv",
                "customer_code,custmer_name,customer_type\nC1,Surge Stores,Brick\n",
                "customer=customer_code customer_name=custmer_name",
            ),
            (
                "bestellungen.csv",
                "Bestellnummer;Bestelldatum;Kundennr;Kunde;Artikel;Menge;Einzelpreis;Gesamt\n1;03.01.2024;K1;Öz;Tasse;1;2,50;2,50\n",
                "customer=Kundennr customer_name=Kunde order=Bestellnummer day=Bestelldatum amount=Gesamt quantity=Menge unit_price=Einzelpreis product_name=Artikel",
            ),
            (
                "ventes.csv",
                "N° commande;Date de commande;Client;Produit;Quantité;Prix unitaire;Montant\nA1;31/01/2024;Zoé;Tasse;1;2,50;2,50\n",
                "customer=Client order=N° commande day=Date de commande amount=Montant quantity=Quantité unit_price=Prix unitaire product_name=Produit",
            ),
            (
                "x.csv",
                "when,wer,was\n2020-01-01,a,INR\n",
                "day=when currency=was",
            ),
        ] {
            assert_eq!(roles(name, csv), expected, "{name}");
        }
    }

    #[test]
    fn what_the_user_chose_wins() {
        let table = table("a.csv", "date,total,price\n2020-01-01,1,2\n");
        let chosen = Map::from([
            ("a.csv/total".to_owned(), "none".to_owned()),
            ("a.csv/price".to_owned(), "amount".to_owned()),
        ]);
        let mapping = Mapping::of(&table, &chosen);
        assert_eq!(mapping.column(Role::Amount), Some(2));
        assert_eq!(mapping.guesses[1].role, None);
    }
}
