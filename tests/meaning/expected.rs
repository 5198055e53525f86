//! What the columns of the real files mean, written down by hand.

/// What the files of each folder mean: role=column of each file, which file holds the facts, and by
/// which columns the others are found. Columns that stand in no line play no role.
pub const MEANINGS: &[(&str, &str)] = &[
    (
        "amart",
        "
    customers.csv: customer=CUSTOMER_ID | email=EMAIL_ID | first_name=FIRST_NAME | last_name=LAST_NAME | total_orders=TOTAL_ORDERS | amount=REVENUE | average_order=AVERAGE_ORDER_VALUE | shipping=CARRIAGE_REVENUE | first_day=FIRST_ORDER_DATE | last_day=LATEST_ORDER_DATE | mean_gap=AVGDAYSBETWEENORDERS | since_last=DAYSSINCELASTORDER | 15 part_orders | 15 part_revenue
    facts customers.csv
",
    ),
    (
        "atliq_sales",
        "
    customers.csv: customer=customer_code | customer_name=custmer_name
    date.csv: day=date | year=year
    markets.csv: market=markets_code | region=zone
    products.csv: product=product_code | category=product_type
    transactions.csv: product=product_code | customer=customer_code | market=market_code | day=order_date | quantity=sales_qty | amount=sales_amount | currency=currency
    facts transactions.csv
    join transactions.csv.customer_code -> customers.csv.customer_code
    join transactions.csv.product_code -> products.csv.product_code
    join transactions.csv.market_code -> markets.csv.markets_code
    join transactions.csv.order_date -> date.csv.date
",
    ),
    (
        "atliq_star",
        "
    dim_customer.csv: customer=customer_code | customer_name=customer | market=market | region=region
    dim_product.csv: product=product_code | category=category | product_name=product
    fact_gross_price.csv: product=product_code | year=fiscal_year | unit_price=gross_price
    fact_manufacturing_cost.csv: product=product_code | year=cost_year | unit_cost=manufacturing_cost
    fact_pre_discount.csv: customer=customer_code | year=fiscal_year | discount_share=pre_invoice_discount_pct
    fact_sales_monthly.csv: day=date | product=product_code | customer=customer_code | quantity=sold_quantity | year=fiscal_year
    facts fact_sales_monthly.csv
    join fact_sales_monthly.csv.customer_code -> dim_customer.csv.customer_code
    join fact_sales_monthly.csv.product_code -> dim_product.csv.product_code
",
    ),
    (
        "persona_orders",
        "
    orders.csv: customer=Customer ID | region=Region | product_name=Product Name | category=Category | unit_price=Unit Price | quantity=Quantity | amount=Total Price | shipping=Shipping Fee | status=Shipping Status | day=Order Date
    published_segments.csv: customer=customer_id | total_orders=total_orders | amount=total_revenue | average_order=avg_order_value
    facts orders.csv
    join orders.csv.Customer ID -> published_segments.csv.customer_id
",
    ),
    (
        "superstore",
        "
    orders.csv: line=Row ID | order=Order ID | day=Order Date | ship_day=Ship Date | customer=Customer ID | customer_name=Customer Name | country=Country | region=Region | product=Product ID | category=Category | product_name=Product Name | amount=Sales | quantity=Quantity | discount=Discount | profit=Profit
    facts orders.csv
",
    ),
    (
        "chinook",
        "
    customers.csv: customer=CustomerId | first_name=FirstName | last_name=LastName | region=State | country=Country | email=Email
    invoice_items.csv: line=InvoiceLineId | order=InvoiceId | product=TrackId | unit_price=UnitPrice | quantity=Quantity
    invoices.csv: order=InvoiceId | customer=CustomerId | day=InvoiceDate | region=BillingState | country=BillingCountry | amount=Total
    facts invoice_items.csv
    join invoice_items.csv.InvoiceId -> invoices.csv.InvoiceId
    join invoices.csv.CustomerId -> customers.csv.CustomerId
",
    ),
    (
        "jaffle_shop",
        "
    raw_customers.csv: customer=id | first_name=first_name | last_name=last_name
    raw_orders.csv: order=id | customer=user_id | day=order_date | status=status
    raw_payments.csv: line=id | order=order_id | amount=amount
    facts raw_payments.csv
    join raw_orders.csv.user_id -> raw_customers.csv.id
    join raw_payments.csv.order_id -> raw_orders.csv.id
",
    ),
    (
        "baskets",
        "
    bread_basket.csv: day=Date | time=Time | order=Transaction | product_name=Item
    facts bread_basket.csv
",
    ),
    (
        "baskets",
        "
    groceries.csv: product_name=item
    facts groceries.csv
",
    ),
    (
        "cdnow",
        "
    master.txt: customer=customer_id | day=date | quantity=number_of_cds | amount=dollar_value
    facts master.txt
",
    ),
    // Without headers nothing tells that a column counts pieces.
    (
        "cdnow",
        "
    sample.txt: customer=column_1 | day=column_3 | amount=column_5
    facts sample.txt
",
    ),
    (
        "dirty_cafe",
        "
    sales.csv: order=Transaction ID | product_name=Item | quantity=Quantity | unit_price=Price Per Unit | amount=Total Spent | market=Location | day=Transaction Date
    facts sales.csv
",
    ),
    (
        "exports",
        "
    amazon_orders_flatfile_sample.tsv: order=amazon-order-id | day=purchase-date | status=order-status | market=sales-channel | product_name=product-name | product=sku | quantity=quantity | currency=currency | amount=item-price | tax=item-tax | shipping=shipping-price | discount=item-promotion-discount | country=ship-country
    facts amazon_orders_flatfile_sample.tsv
",
    ),
    (
        "exports",
        "
    etsy_sold_order_items.csv: day=Sale Date | product_name=Item Name | customer=Buyer | quantity=Quantity | unit_price=Price | discount=Discount Amount | shipping=Order Shipping | tax=Order Sales Tax | amount=Item Total | currency=Currency | line=Transaction ID | product=Listing ID | ship_day=Date Shipped | customer_name=Ship Name | region=Ship State | country=Ship Country | order=Order ID
    facts etsy_sold_order_items.csv
",
    ),
    (
        "exports",
        "
    etsy_sold_orders.csv: day=Sale Date | order=Order ID | customer=Buyer User ID | customer_name=Full Name | first_name=First Name | last_name=Last Name | quantity=Number of Items | ship_day=Date Shipped | region=Ship State | country=Ship Country | currency=Currency | amount=Order Value | discount=Discount Amount | shipping=Shipping | tax=Sales Tax | status=Status | fee=Card Processing Fees
    facts etsy_sold_orders.csv
",
    ),
    (
        "exports",
        "
    generic_marketplace_sample.csv: order=Marketplace Order ID | day=Order Date | status=Order Status | currency=Currency | customer=Customer Email | customer_name=Customer Name | country=Shipping Country | product=SKU | product_name=Product Title | quantity=Quantity | unit_price=Unit Price | amount=Line Total | tax=Tax | discount=Discount | shipping=Shipping
    facts generic_marketplace_sample.csv
",
    ),
    (
        "exports",
        "
    german_invoices_semicolon_decimal_comma.csv: day=Datum | customer_name=Kunde | amount=Umsatz
    facts german_invoices_semicolon_decimal_comma.csv
",
    ),
    (
        "exports",
        "
    german_orders_bom.csv: order=BestellNr | day=Datum | customer_name=Kunde | quantity=Artikel | amount=Gesamt
    facts german_orders_bom.csv
",
    ),
    (
        "exports",
        "
    shopify_cohort_sample.csv: order=Name | customer=Email | day=Created at | amount=Total | refunded=Refunded Amount | currency=Currency | status=Financial Status | product_name=Lineitem name | quantity=Lineitem quantity
    facts shopify_cohort_sample.csv
",
    ),
    (
        "exports",
        "
    shopify_mock_falling_light.csv: order=Name | customer=Email | status=Financial Status | currency=Currency | amount=Subtotal | day=Created at | quantity=Lineitem quantity | product_name=Lineitem name | unit_price=Lineitem price | product=Lineitem sku | customer_name=Billing Name | country=Shipping Country
    facts shopify_mock_falling_light.csv
",
    ),
    (
        "exports",
        "
    shopify_mock_night_garden.csv: order=Name | customer=Email | status=Financial Status | currency=Currency | amount=Subtotal | day=Created at | quantity=Lineitem quantity | product_name=Lineitem name | unit_price=Lineitem price | product=Lineitem sku | customer_name=Billing Name | country=Shipping Country
    facts shopify_mock_night_garden.csv
",
    ),
    (
        "exports",
        "
    shopify_sample_iso_dates.csv: order=Name | customer=Email | status=Financial Status | day=Created at | currency=Currency | amount=Subtotal | shipping=Shipping | tax=Taxes | discount=Discount Amount | country=Shipping Country | quantity=Lineitem quantity | product_name=Lineitem name | unit_price=Lineitem price | product=Lineitem SKU
    facts shopify_sample_iso_dates.csv
",
    ),
    (
        "exports",
        "
    square_items_sample.csv: day=Date | time=Time | category=Category | product_name=Item | quantity=Qty | product=SKU | discount=Discounts | amount=Net Sales | tax=Tax | order=Transaction ID | market=Location | customer=Customer ID | customer_name=Customer Name
    facts square_items_sample.csv
",
    ),
    (
        "exports",
        "
    square_transactions_sample.csv: day=Date | time=Time | discount=Discounts | amount=Net Sales | tax=Tax | refunded=Partial Refunds | fee=Fees | order=Transaction ID | market=Location | customer=Customer ID | customer_name=Customer Name
    facts square_transactions_sample.csv
",
    ),
];

/// What the headers of other platforms mean.
pub const HEADERS: &[(&str, &str)] = &[
    (
        "stripe_payments",
        "order=id | day=Created (UTC) | amount=Amount | refunded=Amount Refunded | currency=Currency | fee=Fee | tax=Tax | status=Status | customer=Customer ID | email=Customer Email | customer_name=Card Name | region=Card Address State",
    ),
    (
        "gocardless",
        "order=id | day=charge_date | amount=amount | product_name=description | currency=currency | status=status | refunded=amount_refunded | fee=transaction_fee | customer=links.customer | email=customers.email | first_name=customers.given_name | last_name=customers.family_name | region=customers.region | country=customers.country_code",
    ),
    (
        "paypal_activity",
        "day=Date | time=Time | customer_name=Name | status=Status | currency=Currency | amount=Gross | fee=Fee | customer=From Email Address | order=Transaction ID | refers=Reference Txn ID | quantity=Quantity | country=Country | product_name=Subject",
    ),
    (
        "bigcommerce",
        "order=Order ID | day=Order Date | ship_day=Delivery Date | status=Order Status | amount=Order Total | tax=Tax Total | shipping=Shipping Total | refunded=Refund Amount | first_name=First Name | last_name=Last Name | customer=Email Address | region=Billing State | country=Shipping Country",
    ),
    (
        "woocommerce_generic",
        "order=order_id | day=order_date | status=order_status | customer=customer_id | first_name=billing_first_name | last_name=billing_last_name | email=billing_email | region=billing_state | country=billing_country | amount=order_total | currency=order_currency",
    ),
    (
        "etsy_legacy",
        "day=Sale Date | product_name=Item Name | quantity=Quantity | unit_price=Price | discount=Discount Amount | shipping=Shipping | tax=Sales Tax | line=Transaction ID | product=Listing ID | ship_day=Date Shipped | customer_name=Ship Name | region=Ship State | country=Ship Country | order=Order ID | customer=Buyer",
    ),
    (
        "etsy_direct_checkout_payments",
        "line=Payment ID | customer=Buyer Username | customer_name=Buyer Name | order=Order ID | amount=Gross Amount | fee=Fees | currency=Currency | tax=VAT Amount | status=Status | day=Order Date | refunded=Refund Amount",
    ),
    (
        "squarespace",
        "order=Order ID | customer=Email | status=Financial Status | ship_day=Fulfilled at | currency=Currency | amount=Subtotal | shipping=Shipping | tax=Taxes | refunded=Amount Refunded | discount=Discount Amount | day=Created at | quantity=Lineitem quantity | product_name=Lineitem name | unit_price=Lineitem price | product=Lineitem sku | customer_name=Billing Name | region=Billing Province | country=Shipping Country",
    ),
    (
        "german_invoice",
        "order=Rechnungsnummer | day=Datum | customer_name=Kunde | customer=Kunden-Nr. | amount=Netto | tax=USt | status=Status",
    ),
];

/// What a row of the facts is, how many orders and how many customers with rows: counted in the files by
/// other means. Rows in a currency without a rate are not among them.
pub const GRAINS: &[(&str, &[&str], &str)] = &[
    (
        "amart",
        &["customers.csv"],
        "Customer, 0 orders, 5000 customers",
    ),
    (
        "atliq_sales",
        &[
            "transactions.csv",
            "customers.csv",
            "markets.csv",
            "products.csv",
        ],
        "OrderLine, 16689 orders, 38 customers",
    ),
    (
        "persona_orders",
        &["orders.csv"],
        "Order, 1000 orders, 292 customers",
    ),
    (
        "superstore",
        &["orders.csv"],
        "OrderLine, 5009 orders, 793 customers",
    ),
    (
        "chinook",
        &["customers.csv", "invoice_items.csv", "invoices.csv"],
        "OrderLine, 412 orders, 59 customers",
    ),
    (
        "jaffle_shop",
        &["raw_customers.csv", "raw_orders.csv", "raw_payments.csv"],
        "OrderLine, 99 orders, 62 customers",
    ),
    (
        "baskets",
        &["bread_basket.csv"],
        "Basket, 9531 orders, 0 customers",
    ),
    (
        "exports",
        &["amazon_orders_flatfile_sample.tsv"],
        "OrderLine, 2 orders, 0 customers",
    ),
    (
        "exports",
        &["etsy_sold_order_items.csv"],
        "OrderLine, 2 orders, 2 customers",
    ),
    (
        "exports",
        &["etsy_sold_orders.csv"],
        "OrderLine, 2 orders, 2 customers",
    ),
    (
        "exports",
        &["shopify_cohort_sample.csv"],
        "OrderLine, 127 orders, 57 customers",
    ),
    (
        "exports",
        &["square_items_sample.csv"],
        "OrderLine, 1 orders, 1 customers",
    ),
    (
        "exports",
        &["german_invoices_semicolon_decimal_comma.csv"],
        "Order, 3 orders, 3 customers",
    ),
    (
        "atliq_star",
        &[
            "dim_customer.csv",
            "dim_product.csv",
            "fact_gross_price.csv",
            "fact_manufacturing_cost.csv",
            "fact_pre_discount.csv",
            "fact_sales_monthly.csv",
        ],
        "Period, 0 orders, 209 customers",
    ),
    (
        "baskets",
        &["groceries.csv"],
        "Basket, 9835 orders, 0 customers",
    ),
    (
        "cdnow",
        &["master.txt"],
        "OrderLine, 67591 orders, 23570 customers",
    ),
    (
        "cdnow",
        &["sample.txt"],
        "OrderLine, 6696 orders, 2357 customers",
    ),
    // Of 10,010 rows 9,074 have both a day and an amount.
    (
        "dirty_cafe",
        &["sales.csv"],
        "OrderLine, 9074 orders, 0 customers",
    ),
    (
        "exports",
        &["generic_marketplace_sample.csv"],
        "OrderLine, 1 orders, 1 customers",
    ),
    (
        "exports",
        &["german_orders_bom.csv"],
        "OrderLine, 2 orders, 2 customers",
    ),
    (
        "exports",
        &["shopify_mock_falling_light.csv"],
        "OrderLine, 11 orders, 10 customers",
    ),
    (
        "exports",
        &["shopify_mock_night_garden.csv"],
        "OrderLine, 3 orders, 2 customers",
    ),
    (
        "exports",
        &["shopify_sample_iso_dates.csv"],
        "OrderLine, 1 orders, 1 customers",
    ),
    (
        "exports",
        &["square_transactions_sample.csv"],
        "OrderLine, 1 orders, 1 customers",
    ),
];
