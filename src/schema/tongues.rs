//! Headers in other languages -> the English words that the roles are recognised by.

use crate::value::plain;

/// Two words that together say something else than one by one, or that are clear only together.
const PAIRS: &[(&str, &str)] = &[
    ("chiffre affaires", "revenue"),
    ("correo electronico", "email"),
    ("e mail", "email"),
    ("estado pedido", "order status"),
    ("stato ordine", "order status"),
    ("status ordine", "order status"),
    ("frais port", "shipping"),
    ("gastos envio", "shipping"),
    ("nom famille", "last name"),
    ("nombre cliente", "customer name"),
    ("nome cliente", "customer name"),
    ("raison sociale", "company name"),
    ("ragione sociale", "company name"),
    ("razon social", "company name"),
    ("valor unitario", "unit price"),
    ("importo unitario", "unit price"),
    ("n commande", "order number"),
    ("n facture", "invoice number"),
    ("n client", "customer number"),
    ("bestell nr", "order number"),
    ("auftrags nr", "order number"),
    ("rechnungs nr", "invoice number"),
    ("artikel nr", "product code"),
    ("cena jednostkowa", "unit price"),
    ("cena za", "unit price"),
    ("birim fiyat", "unit price"),
    ("birim fiyati", "unit price"),
    ("para birimi", "currency"),
    ("цена за", "unit price"),
];

/// Words as they stand in headers, in plain letters -> the English of our roles. A word that also is
/// an English one of another meaning, or means two things, is not here.
const WORDS: &[(&str, &str)] = &[
    // Who.
    ("kaufer kaufers kaeufer", "buyer"),
    ("nutzername benutzername", "username"),
    (
        "kunden debitor auftraggeber cliente clientes clienti klant klanten acheteur",
        "customer",
    ),
    (
        "kundennummer kundennr kundenid kdnr klantnummer klantnr",
        "customer number",
    ),
    ("kundenname klantnaam", "customer name"),
    ("firma", "company name"),
    ("vorname prenom voornaam", "first name"),
    (
        "nachname apellido apellidos cognome sobrenome achternaam",
        "last name",
    ),
    ("courriel", "email"),
    ("nom nome naam", "name"),
    // Which purchase.
    (
        "bestellung auftrag commande pedido ordine bestelling",
        "order",
    ),
    (
        "bestellnummer bestellnr bestellid auftragsnummer auftragsnr bestelnummer ordernummer ordernr",
        "order number",
    ),
    ("rechnung facture factura fatura fattura factuur", "invoice"),
    (
        "rechnungsnummer rechnungsnr belegnummer belegnr factuurnummer",
        "invoice number",
    ),
    ("numero nummer numer nr n\u{ba}", "number"),
    ("codigo codice", "code"),
    // When.
    ("datum fecha data", "date"),
    (
        "bestelldatum auftragsdatum besteldatum orderdatum",
        "order date",
    ),
    ("rechnungsdatum belegdatum factuurdatum", "invoice date"),
    ("buchungstag buchungsdatum boekdatum", "booking date"),
    ("kaufdatum", "purchase date"),
    ("verkaufsdatum", "sale date"),
    ("lieferdatum", "delivery date"),
    ("versanddatum", "ship date"),
    ("achat compra acquisto", "purchase"),
    ("livraison entrega consegna", "delivery"),
    (
        "geburtsdatum naissance nacimiento nascimento nascita",
        "birth",
    ),
    // How much.
    (
        "betrag montant importe monto valor importo bedrag",
        "amount",
    ),
    (
        "umsatz fatturato ricavo faturamento receita ingresos omzet",
        "revenue",
    ),
    ("gesamt summe totale totaal", "total"),
    ("gesamtbetrag gesamtsumme totaalbedrag", "total amount"),
    ("gesamtpreis", "total price"),
    ("nettowert nettobetrag", "net amount"),
    ("rechnungsbetrag", "invoice total"),
    ("ventes ventas vendas vendite", "sales"),
    (
        "menge anzahl stuckzahl quantite qte cantidad quantidade qtd quantita aantal",
        "quantity",
    ),
    ("einzelpreis stuckpreis stukprijs", "unit price"),
    ("preis prix precio preco prezzo prijs", "price"),
    ("unitaire unitario", "unit"),
    ("kosten cout costo custo", "cost"),
    ("einkaufspreis", "purchase price"),
    (
        "rabatt remise descuento desconto sconto korting",
        "discount",
    ),
    ("mwst ust steuer tva iva btw", "tax"),
    (
        "versand versandkosten envio frete spedizione verzendkosten",
        "shipping",
    ),
    ("wahrung waehrung devise moneda moeda valuta", "currency"),
    // What.
    (
        "produkt artikel produit produto producto prodotto articulo artigo articolo",
        "product",
    ),
    ("artikelnummer artikelnr produktnummer", "product code"),
    (
        "artikelname produktname artikelbezeichnung productnaam",
        "product name",
    ),
    (
        "bezeichnung designation descripcion descricao descrizione omschrijving",
        "description",
    ),
    (
        "kategorie warengruppe categorie categoria famille",
        "category",
    ),
    // Where, and what became of it.
    (
        "filiale magasin boutique tienda loja negozio winkel",
        "store",
    ),
    ("regione regiao regio", "region"),
    ("bundesland provincia", "province"),
    ("land pays pais paese", "country"),
    ("statut estatus situacao", "status"),
    ("lieferstatus", "delivery status"),
    ("zahlungsstatus", "payment status"),
    ("bestellstatus", "order status"),
    // Polish, Czech, Hungarian and Romanian.
    (
        "klient odbiorca nabywca zakaznik odberatel vevo vasarlo",
        "customer",
    ),
    (
        "zamowienie zamowienia objednavka objednavky rendeles comanda",
        "order",
    ),
    ("rendelesszam", "order number"),
    ("faktura faktury", "invoice"),
    ("cislo", "number"),
    ("towar zbozi termek produs", "product"),
    ("ilosc mnozstvi pocet mennyiseg cantitate", "quantity"),
    ("cena pret", "price"),
    ("egysegar", "unit price"),
    ("wartosc kwota castka osszeg valoare", "amount"),
    ("razem suma celkem osszesen", "total"),
    ("rabat sleva kedvezmeny", "discount"),
    ("nazwa nazev", "name"),
    ("kategoria kategori", "category"),
    ("waluta mena", "currency"),
    ("sklep", "store"),
    // Swedish, Danish, Norwegian and Finnish.
    ("kund asiakas", "customer"),
    (
        "kundnummer kundnr kundenummer asiakasnumero",
        "customer number",
    ),
    ("kundnamn kundenavn", "customer name"),
    ("ordre bestallning bestilling tilaus", "order"),
    (
        "ordrenummer ordrenr bestallningsnummer tilausnumero",
        "order number",
    ),
    ("ordredato bestallningsdatum tilauspaiva", "order date"),
    ("dato datuma paivamaara pvm", "date"),
    ("vara tuote", "product"),
    (
        "artikelnamn produktnamn produktnavn tuotenimi",
        "product name",
    ),
    ("antal antall maara kpl", "quantity"),
    ("pris hinta", "price"),
    ("enhetspris styckpris stykpris enhedspris", "unit price"),
    ("belopp belob belop", "amount"),
    ("summa yhteensa toplam", "total"),
    ("namn navn", "name"),
    ("varugrupp varegruppe", "category"),
    ("moms", "tax"),
    ("butik butikk", "store"),
    // Turkish and Indonesian.
    ("musteri pelanggan", "customer"),
    ("siparis pesanan", "order"),
    ("tarih tarihi tanggal", "date"),
    ("urun produk", "product"),
    ("adet miktar", "quantity"),
    ("fiyat fiyati harga", "price"),
    ("tutar tutari", "amount"),
    ("indirim iskonto", "discount"),
    ("magaza sube", "store"),
    // Russian.
    ("клиент покупатель заказчик", "customer"),
    ("заказ заказа", "order"),
    ("номер", "number"),
    ("дата", "date"),
    ("товар продукт", "product"),
    ("наименование", "product name"),
    ("количество кол", "quantity"),
    ("цена", "price"),
    ("сумма стоимость", "amount"),
    ("итого всего", "total"),
    ("выручка", "revenue"),
    ("скидка", "discount"),
    ("валюта", "currency"),
    ("магазин", "store"),
    ("статус", "status"),
    // Arabic.
    ("تاريخ", "date"),
    ("الطلب", "order"),
    ("رقم", "number"),
    ("العميل", "customer"),
    ("المنتج", "product"),
    ("الكمية", "quantity"),
    ("السعر", "price"),
    ("المبلغ", "amount"),
    // In Korean, Japanese and Chinese a header is one word.
    ("주문번호", "order number"),
    ("주문일 주문일자 주문일시", "order date"),
    ("고객 고객번호 회원번호", "customer"),
    ("고객명 회원명", "customer name"),
    ("상품명 제품명 상품 제품", "product name"),
    ("수량", "quantity"),
    ("단가", "unit price"),
    ("금액 결제금액 판매금액", "amount"),
    ("합계 총액", "total amount"),
    ("매출 매출액", "revenue"),
    ("날짜 일자", "date"),
    ("訂單編號", "order number"),
    ("訂單日期", "order date"),
    ("客戶 客戶編號", "customer"),
    ("數量", "quantity"),
    ("單價", "unit price"),
    ("产品 产品名称 產品 商品名稱", "product name"),
    ("注文番号 受注番号 注文id 订单号 订单编号", "order number"),
    (
        "注文日 注文日時 受注日 購入日 売上日 下单时间 订单日期",
        "order date",
    ),
    ("日付 日期", "date"),
    (
        "顧客 顧客id 顧客番号 会員番号 得意先 客户 客户编号",
        "customer",
    ),
    ("顧客名 氏名 お名前 得意先名 客户名称", "customer name"),
    ("金額 金额", "amount"),
    ("合計 合計金額 総額 总金额 总额", "total amount"),
    ("売上 売上高 売上金額 销售额", "revenue"),
    ("数量 個数", "quantity"),
    ("単価 单价", "unit price"),
    ("商品 商品名 品名 商品名称", "product name"),
    ("商品コード 商品番号 商品编号", "product code"),
    ("消費税", "tax"),
    ("送料 运费", "shipping"),
    ("通貨 币种", "currency"),
    ("店舗 店铺", "store"),
    ("メール メールアドレス 邮箱", "email"),
];

/// Words between others that tell nothing.
const SMALL: &str =
    "de du des d la le les l del della di do da dos der die das van het von el los las";

/// The header's words in English, as far as another language is recognised; else as they are.
pub(super) fn in_english(words: Vec<String>) -> Vec<String> {
    let small = |word: &String| !SMALL.split(' ').any(|small| small == word);
    let own: Vec<String> = words.iter().map(|word| plain(word)).filter(small).collect();
    let (mut english, mut found, mut at) = (Vec::new(), false, 0);
    while at < own.len() {
        let pair = own
            .get(at..at + 2)
            .and_then(|pair| meaning(PAIRS, &pair.join(" ")));
        let known = pair.or_else(|| {
            WORDS
                .iter()
                .find_map(|(all, english)| one_of(all, &own[at], english))
        });
        found |= known.is_some();
        let said = known.unwrap_or(&own[at]);
        english.extend(said.split(' ').map(str::to_owned));
        at += 1 + usize::from(pair.is_some());
    }
    if found { english } else { words }
}

fn meaning(table: &'static [(&str, &str)], phrase: &str) -> Option<&'static str> {
    let found = table.iter().find(|(own, _)| *own == phrase);
    found.map(|(_, english)| *english)
}

fn one_of(all: &str, word: &str, english: &'static str) -> Option<&'static str> {
    all.split(' ').any(|own| own == word).then_some(english)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::header::words;

    #[test]
    fn headers_of_other_languages_say_what_english_ones_say() {
        for (header, english) in [
            ("Kundennr", "customer number"),
            ("BestellNr", "order number"),
            ("Währung", "currency"),
            ("Numéro de commande", "number order"),
            ("N° commande", "order number"),
            ("Date de la commande", "date order"),
            ("Prix unitaire", "price unit"),
            ("Montant TTC", "amount ttc"),
            ("Fecha del pedido", "date order"),
            ("Código do produto", "code product"),
            ("E-Mail", "email"),
            ("Prezzo unitario", "price unit"),
            ("Valor unitário", "unit price"),
            ("Aantal", "quantity"),
            ("Numer zamówienia", "number order"),
            ("Cena jednostkowa", "unit price"),
            ("Cena za kus", "unit price kus"),
            ("Sipariş Tarihi", "order date"),
            ("Дата заказа", "date order"),
            ("رقم الطلب", "number order"),
            ("수량", "quantity"),
            ("Beløb", "amount"),
        ] {
            assert_eq!(in_english(words(header)).join(" "), english, "{header}");
        }
    }

    #[test]
    fn english_headers_stay_as_they_are() {
        for header in [
            "order_date",
            "n orders",
            "Date of birth",
            "code",
            "Los Angeles sales",
        ] {
            let own = words(header);
            assert_eq!(in_english(own.clone()), own, "{header}");
        }
    }

    #[test]
    fn each_word_has_one_meaning() {
        let mut all: Vec<&str> = WORDS
            .iter()
            .flat_map(|(words, _)| words.split(' '))
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|word| plain(word) == **word));
    }
}
