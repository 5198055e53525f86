//! What is not as it seems: rows that are no purchases, customers that are nobody, columns that are no
//! amounts, and what can be read in two ways.

pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "model.each_row.no_customer",
        "No column of {file} is known to name customers or orders, so each of its {rows} rows counts as an order.",
    ),
    (
        "model.each_row.no_day",
        "{file} tells neither orders nor days, so each of its {rows} rows counts as an order.",
    ),
    (
        "model.shops",
        "The order numbers of {files} repeat for other orders, so each file counts its own.",
    ),
    (
        "model.hundredths",
        "{column} counts hundredths, as its name says: 100 of them are 1.",
    ),
    (
        "model.thousands",
        "{column} seems to be told in thousands or millions, as its name says: it is added up as it is written.",
    ),
    (
        "warning.undated",
        "{column} of {file} is headed like a date, but its cells, like {example}, are no days that can be read: a year may be missing. So nothing is said of time.",
    ),
    (
        "warning.parted_day",
        "{file} tells its days in parts, {year} and {month}, and no column holds them whole. So nothing is said of time; put them together in one column, such as 2024-01-31.",
    ),
    (
        "warning.shared_orders",
        "{ids=} {ids:value|values} of {column} {ids:stands|stand} with more than one customer, such as that in line {line} of {file}. An order of each customer is counted, as order numbers may repeat between shops; if it was one order, its lines need one customer.",
    ),
    (
        "warning.other_years",
        "The days of {column} reach to {day}. If they are of another calendar, the months and weekdays shown are not those of the shop.",
    ),
    (
        "question.customer",
        "No header tells who bought. Which column names the customer?",
    ),
    (
        "question.numbers",
        "{column} can be read both ways, as in {example}: it adds up to {sum=} as it is read now, and to {other=} the other way. Which sign stands before decimals?",
    ),
    (
        "question.almost_numbers",
        "{column}: {told} If these are amounts, which sign stands before their decimals? What cannot be read so would be set aside.",
    ),
    (
        "question.almost_dates",
        "{column}: {told} So there are no months. If these are dates, how are they written? What cannot be read so would be set aside.",
    ),
    (
        "type.date.by_choice",
        "No cell tells whether the day or the month stands first. They are read as you chose for {column}.",
    ),
    (
        "type.date.serials",
        "{cells=} {cells:cell is a number|cells are numbers} beside {texts=} dates in text: days as a spreadsheet counts them, 43,466 being 1 January 2019, and read so.",
    ),
    (
        "type.date.serials_swapped",
        "All {cells=} numbers are one of the first twelve days of a month, and no date in text is: a spreadsheet that writes dates in another order has read what it could, with day and month swapped, and left the rest as text.",
    ),
    (
        "type.date.week",
        "{cells=} {cells:cell names|cells name} a week and no day; {cells:it is|they are} read as its Monday.",
    ),
    (
        "finding.mixed_dates",
        "{n} {n:row fits|rows fit} both orders of day and month in {column}, worth {revenue}, and {others=} {others:cell is|cells are} written the other way than the column is read.",
    ),
    (
        "finding.mixed_dates.serials",
        "{n} {n:row has a number|rows have numbers} in place of a date in {column}, worth {revenue}, in which a spreadsheet may have swapped day and month: all are one of the first twelve days of a month, and no date in text is.",
    ),
    (
        "finding.mixed_dates.keep",
        "Kept as they are read: some may stand in the wrong month. Export the file again in one order, or set them aside.",
    ),
    ("finding.mixed_dates.set_aside", "Set aside, as you chose."),
    ("remedy.mixed_dates.keep", "Keep them as they are read"),
    ("remedy.mixed_dates.set_aside", "Set them aside"),
    ("reason.mixed_dates", "Day and month may be swapped"),
    (
        "question.encoding",
        "{file} can be read in two ways. As {encoding}: {one}. As {other}: {two}. Which is right?",
    ),
    ("control.dates", "Order of the dates in {column}"),
    ("control.numbers", "Sign before decimals in {column}"),
    (
        "control.written.help",
        "The column is read anew, and those of the same doubt in its file with it.",
    ),
    (
        "reading.aside.rows",
        "{rows} {rows:row of this file is|rows of this file are} set aside; the reasons are told with the findings.",
    ),
    ("since.gone", "Columns that are missing now"),
    ("since.new", "Columns that are new"),
    ("since.columns", "{columns}"),
    ("since.column", "{column} ({role})"),
    (
        "warning.since",
        "Since the recipe was saved: {rows_before} rows then and {rows} now, revenue {revenue_before} then and {revenue} now.",
    ),
    (
        "warning.since.gone",
        "Since the recipe was saved: {rows_before} rows then and {rows} now, revenue {revenue_before} then and {revenue} now. Missing now: {columns}; what rested on that is no longer in the report.",
    ),
    ("numbers.point", "a point, as in 1,234.56"),
    ("numbers.comma", "a comma, as in 1.234,56"),
    ("numbers.text", "leave it as words"),
    ("source.column", "{column}: {told}"),
    (
        "reading.header.twice",
        "More than one column is headed {names}. The later ones are numbered, and the first is taken where one has to be.",
    ),
    (
        "finding.subtotals",
        "In {file}, {n} {n:row adds|rows add} up rows above {n:it|them}, worth {revenue}, and {n:is no purchase|are no purchases}.",
    ),
    (
        "finding.subtotals.summaries",
        "In {file}, {n} {n:row holds a total, an average or the like|rows hold totals, averages or the like} of rows above {n:it|them}, worth {revenue}, and {n:is no purchase|are no purchases}.",
    ),
    (
        "finding.subtotals.set_aside",
        "Set aside: counted too, the same money would count twice.",
    ),
    ("finding.subtotals.keep", "Kept as purchases, as you chose."),
    ("remedy.subtotals.set_aside", "Set them aside"),
    ("remedy.subtotals.keep", "Count them as purchases"),
    ("reason.subtotals", "Totals of the rows above them"),
    (
        "finding.order_totals",
        "{orders} {orders:order has|orders have} several lines that sell different things, and {column} is the same on all lines of an order: it is the order\u{2019}s total, written {n} {n:time|times} more than there are orders, worth {revenue}.",
    ),
    (
        "finding.order_totals.added",
        "{n} {n:row of|rows of} {column} {n:is|are} the sum of the other rows of {n:its order|their orders}, worth {revenue}.",
    ),
    (
        "finding.order_totals.once",
        "The total of an order counts once.",
    ),
    (
        "finding.odd_characters",
        "{cells} {cells:cell holds a control character|cells hold control characters} or the sign for a letter that was lost: {columns}.",
    ),
    (
        "finding.odd_characters.keep",
        "Kept as they are: what they stood for is not known.",
    ),
    (
        "finding.header_currency",
        "{price} says that prices are in {currency}, and {column} names another currency in {n} {n:row|rows} worth {revenue}.",
    ),
    (
        "finding.header_currency.by_header",
        "All amounts are taken for {currency}, as the header says.",
    ),
    (
        "finding.header_currency.by_column",
        "Each row is in the currency that {column} names, as you chose.",
    ),
    ("remedy.header_currency.by_header", "The header is right"),
    ("remedy.header_currency.by_column", "The column is right"),
    (
        "finding.line_prices",
        "{column} grows with the pieces in all rows of {products} products: it tells what a line costs and not one piece. By quantity and price {n} {n:row|rows} would be worth {revenue}, by the price alone {left}.",
    ),
    (
        "finding.line_prices.of_line",
        "The price counts once a line.",
    ),
    (
        "finding.line_prices.of_piece",
        "Each piece counts at this price, as you chose.",
    ),
    ("remedy.line_prices.of_line", "It is the price of the line"),
    ("remedy.line_prices.of_piece", "It is the price of a piece"),
    (
        "model.one_piece",
        "No column of {file} is known to tell how many pieces were sold, so {column} counts once a row.",
    ),
    (
        "finding.order_history",
        "{orders} {orders:order is|orders are} told again in {n} more {n:row|rows} worth {revenue}, and nothing but {column} or the time of a change differs: it looks like a log of what became of {orders:it|them}.",
    ),
    (
        "finding.order_history.last",
        "Each order counts once, as its last row tells it.",
    ),
    (
        "finding.order_history.keep",
        "Each row counts as a line of its order, as you chose.",
    ),
    (
        "remedy.order_history.last",
        "Count the last row of each order",
    ),
    ("remedy.order_history.keep", "Count every row"),
    (
        "reason.order_history",
        "The same order, before a later change",
    ),
    ("finding.came_back", "{parts}."),
    (
        "finding.came_back.whole",
        "{column} says in {n} {n:row|rows} that the goods came back or the order was called off, worth {worth}",
    ),
    (
        "finding.came_back.pieces",
        "{column} tells pieces that came back in {n} {n:row|rows}, worth {worth}",
    ),
    (
        "finding.came_back.hints",
        "{column} holds something in {n} {n:row|rows} worth {worth}, which may mean that goods came back, and not how much",
    ),
    (
        "finding.came_back.as_read",
        "It is in booked revenue and not in net revenue.",
    ),
    (
        "finding.came_back.hints.done",
        "Nothing is subtracted until you say so.",
    ),
    (
        "finding.came_back.whole.done",
        "All these rows count as returned, as you chose.",
    ),
    (
        "finding.came_back.leave",
        "All of it counts as sold, as you chose.",
    ),
    (
        "remedy.came_back.as_read",
        "Subtract what the columns tell for sure",
    ),
    ("remedy.came_back.whole", "All these rows came back whole"),
    ("remedy.came_back.leave", "Nothing came back"),
    (
        "finding.balances",
        "In {file}, {n} {n:row tells|rows tell} what an account stood at, worth {revenue}, and {n:is no purchase|are no purchases}.",
    ),
    (
        "finding.balances.set_aside",
        "Set aside: what was sold before would count again.",
    ),
    ("finding.balances.keep", "Kept as purchases, as you chose."),
    (
        "finding.account",
        "{file} is the statement of an account: {balance} goes up and down by the amounts. {n} {n:row is|rows are} money that went out, {sum} in all: paid to somebody, and nothing that a customer gave back.",
    ),
    (
        "finding.account.set_aside",
        "Set aside: subtracted from what came in, they would be returns.",
    ),
    ("finding.account.keep", "Kept as returns, as you chose."),
    ("remedy.account.set_aside", "Set them aside"),
    ("remedy.account.keep", "Subtract them as returns"),
    ("reason.account", "Money that went out of an account"),
    ("remedy.balances.set_aside", "Set them aside"),
    ("remedy.balances.keep", "Count them as purchases"),
    ("reason.balances", "Balances of an account"),
    (
        "finding.signs",
        "{below} of {n} amounts in {column} are below zero, {sum} in all, more than all others together.",
    ),
    (
        "finding.signs.keep",
        "Read as they are written: what is below zero was paid back. Where sales are booked below zero, turn them around; what you paid to others is no sale.",
    ),
    (
        "finding.signs.turn",
        "All amounts were turned around, as you chose.",
    ),
    ("remedy.signs.keep", "Below zero is paid back"),
    ("remedy.signs.turn", "Below zero is sold"),
    (
        "finding.beside_goods",
        "{n} {n:row is|rows are} called {words} in {column}, {sum} in all, and {n:is|are} hardly goods.",
    ),
    ("finding.beside_goods.keep", "Counted like all others."),
    (
        "finding.beside_goods.set_aside",
        "Set aside, as you chose: revenue is of goods alone.",
    ),
    ("remedy.beside_goods.keep", "Count them"),
    ("remedy.beside_goods.set_aside", "Count goods alone"),
    (
        "reason.beside_goods",
        "Tax, delivery, tips, gift cards and the like",
    ),
    (
        "finding.discounts",
        "{column} may tell money that was taken off: {off} in {n} {n:row|rows}, which are worth {revenue} by quantity and price.",
    ),
    (
        "finding.discounts.leave",
        "Nothing is taken off: the prices may be after it.",
    ),
    (
        "finding.discounts.take_off",
        "Taken off each row once, as you chose.",
    ),
    ("remedy.discounts.leave", "Take nothing off"),
    ("remedy.discounts.take_off", "Take it off each row"),
    (
        "finding.refund_rows",
        "{n} {n:row says|rows say} {words} in {kind}, and {n:its amount is|their amounts are} above zero like those of sales, {revenue} in all.",
    ),
    (
        "finding.refund_rows.pieces",
        "{n} {n:row has|rows have} less than no pieces in {kind}, and {n:its amount is|their amounts are} above zero like those of sales, {revenue} in all.",
    ),
    (
        "finding.refund_rows.subtract",
        "Subtracted: what was paid back is not sold.",
    ),
    (
        "finding.refund_rows.keep",
        "Added up with the sales, as you chose.",
    ),
    ("remedy.refund_rows.subtract", "Subtract them"),
    ("remedy.refund_rows.keep", "Add them up"),
    (
        "finding.exported_twice",
        "{orders} {orders:order stands|orders stand} in several of the files with the same buyer, day and amounts, and with changes in other columns: {n} {n:row|rows} more, worth {revenue}.",
    ),
    (
        "finding.exported_twice.latest",
        "Counted once, as in the file whose orders reach furthest.",
    ),
    (
        "finding.exported_twice.keep",
        "All of them counted, as you chose.",
    ),
    ("remedy.exported_twice.latest", "Count them once"),
    ("remedy.exported_twice.keep", "Count them all"),
    (
        "reason.exported_twice",
        "The same order, in a later file again",
    ),
    (
        "finding.order_totals.each_line",
        "Counted on each line, as you chose.",
    ),
    ("remedy.order_totals.once", "Count it once an order"),
    ("remedy.order_totals.each_line", "Count it on each line"),
    (
        "finding.blank_below",
        "In {file}, {columns} may stand on the first row of each group alone, as in a report: {n} {n:row below is|rows below are} blank, worth {revenue}.",
    ),
    (
        "finding.blank_below.leave",
        "Left blank: these rows belong to no group. If a blank means what stands above it, fill them down.",
    ),
    (
        "finding.blank_below.fill_down",
        "Filled down, as you chose: each holds what the last row above it says.",
    ),
    ("remedy.blank_below.leave", "Leave them blank"),
    ("remedy.blank_below.fill_down", "Fill them down"),
    (
        "finding.nobody",
        "{n} {n:row names|rows name} {words} in place of a customer, worth {revenue}.",
    ),
    (
        "finding.nobody.apart",
        "The revenue counts, but nobody is made a customer of it.",
    ),
    (
        "finding.nobody.keep",
        "Each of these words counts as a customer, as you chose.",
    ),
    ("remedy.nobody.apart", "Count them as nobody"),
    ("remedy.nobody.keep", "Count them as customers"),
    (
        "finding.stray_dates",
        "{n} {n:row has a date|rows have dates} more than ten years away from all others in {column}, worth {revenue}.",
    ),
    (
        "finding.stray_dates.set_aside",
        "Set aside: such dates are typing errors or placeholders, and one of them would move the day that everything is counted from.",
    ),
    ("finding.stray_dates.keep", "Kept, as you chose."),
    ("remedy.stray_dates.set_aside", "Set them aside"),
    ("remedy.stray_dates.keep", "Keep them"),
    ("reason.stray_dates", "Date years away from all others"),
];
