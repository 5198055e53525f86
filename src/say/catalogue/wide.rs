//! Tables of another form than one row a purchase: what became of them, and why.

pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "warning.beside",
        "{file} holds two tables side by side, with an empty column between them. {columns} end before the other columns and say nothing of the rows they stand on, so they are left out. To use them after all, say on the file's card what one of them means.",
    ),
    (
        "finding.surplus",
        "{flaws} {flaws:record of|records of} {files} {flaws:ends|end} with more fields than the header, and those are empty.",
    ),
    (
        "finding.surplus.set_aside",
        "Set aside: the separator too many may stand at the end, or inside, where it would move cells under another header. Look at them; if their cells stand where they should, keep them.",
    ),
    (
        "finding.surplus.keep",
        "Kept, as you chose, without the empty fields.",
    ),
    ("remedy.surplus.set_aside", "Set them aside"),
    ("remedy.surplus.keep", "Keep them without the empty fields"),
    ("reason.surplus", "Empty fields behind the last column"),
    (
        "reading.narrowed",
        "{rows} {rows:row ends|rows end} with empty fields behind the last column; they were left out, as you chose.",
    ),
    (
        "finding.odd_characters.split",
        "{cells} {cells:cell shows|cells show} letters in pieces, as \u{c3}\u{bc} for \u{fc}: {columns}. The text was UTF-8 and was taken for another encoding before the file was written.",
    ),
    (
        "finding.odd_characters.split.keep",
        "Kept as they are. Export the file again as UTF-8 to mend them.",
    ),
    (
        "warning.undated.weekdays",
        "{column} of {file} names days of the week, like {example}, and no dates. So nothing is said of time.",
    ),
    (
        "warning.serials",
        "{column} is read as days that a spreadsheet counts from 1900, and {other} is about four years later in most rows. A sheet that counts from 1904 writes 1,462 less for the same day: if this is one, the days of {column} are four years too early. Save the dates as text and drop the file again.",
    ),
    (
        "reading.composite",
        "{number} repeats for others within another {within}; both were put together in a column {column}. To leave it out, take its role away.",
    ),
    (
        "reading.parted_day",
        "{columns} tell the parts of a day; they were put together in a column {column}. To leave it out, take its role away.",
    ),
    (
        "warning.wide",
        "{file} has a column for each period: {columns} of them, from {first} to {last}. They were not made rows, as {why}. None of the columns alone is the amount, so nothing was added up. Drop the list of orders they were made from; or turn the columns into rows (customer, period, amount), which spreadsheets call unpivot.",
    ),
    ("wide.chosen", "you chose so on the card of the file"),
    ("wide.dated", "another file tells days"),
    (
        "wide.nobody",
        "no other column is known to name customers, products or markets",
    ),
    (
        "wide.several",
        "{what} tells of several things that do not add up",
    ),
    ("wide.no_sales", "{what} tells of something else than sales"),
    (
        "wide.running",
        "no row of them ever falls, so they seem to be running totals, the last of which holds all the others",
    ),
    ("wide.days", "their days can be read in two ways"),
    ("wide.no_year", "nothing tells of which year they are"),
    (
        "question.year",
        "{file} has a column for each month, from {first} to {last}, and nothing tells of which year they are. Which year is it?",
    ),
    (
        "model.wide",
        "{file} has a column for each period: {columns} of them, from {first} to {last}. Each of their cells that is neither empty nor 0 was made a row, its number taken for an amount of sales: {rows} {rows:row|rows} of {records} {records:record|records}. The file's card turns that off.",
    ),
    (
        "model.wide.total",
        "{column} adds up the periods in all {rows} {rows:record|records} that have it, and is not added again.",
    ),
    (
        "warning.wide.total",
        "{column} of {file} does not add up the periods in {differ} of {rows} {rows:record|records}: in line {line} it is {stated}, and the periods are {sum}. The periods were added up; {column} was not.",
    ),
    (
        "model.wide.left",
        "Columns of {file} that hold numbers of no period are not added: {columns}.",
    ),
    (
        "model.wide.idle",
        "{records} {records:record|records} of {file} {records:has|have} nothing but empty cells and noughts in all periods, the first in line {line}: no {records:row was|rows were} made of {records:it|them}.",
    ),
];
