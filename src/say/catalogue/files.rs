//! How several files belong together, and what is said of those that do not.

pub(super) const SENTENCES: &[(&str, &str)] = &[
    (
        "model.lookup.valid",
        "{file} tells the {role} by {column} and the day from which it holds: all {found} {found:row|rows} found.",
    ),
    (
        "model.lookup.valid.incomplete",
        "{file} tells the {role} by {column} and the day from which it holds: {found} {found:row|rows} found; {missing} {missing:row has|rows have} none.",
    ),
    (
        "model.appended",
        "{files} have the same columns and are read as one, {rows} {rows:row|rows} in all.",
    ),
    (
        "model.appended.alike",
        "{files} are read as one, {rows} {rows:row|rows} in all.",
    ),
    (
        "model.appended.alike.overlap",
        "{files} are read as one, {rows} {rows:row|rows} in all. {repeated} {repeated:record stands|records stand} in more than one of them and {repeated:is|are} counted once.",
    ),
    (
        "model.appended.renamed",
        "In {file}, columns of other names are taken for the same: {columns}.",
    ),
    ("model.appended.pair", "{column} is {other} in {file}"),
    (
        "model.appended.partly",
        "In {file}, a column that a file does not have is empty on its rows: {columns}.",
    ),
    ("model.appended.column", "{column} is not in {file}"),
    (
        "model.appended.styles",
        "{column} is written differently in the files; each is read by what its own cells show.",
    ),
    (
        "model.appended.percents",
        "{column} holds percents in some files and numbers up to 100 without a sign in others; these are read as percents too.",
    ),
    (
        "model.appended.overlap",
        "{files} have the same columns and are read as one, {rows} {rows:row|rows} in all. {repeated} {repeated:record stands|records stand} in more than one of them and {repeated:is|are} counted once.",
    ),
    (
        "model.unused",
        "{file} takes no part: the rows of {facts} do not each find one row of it.",
    ),
    (
        "model.unused.several",
        "{files} take no part: the rows of {facts} do not each find one row of them.",
    ),
    (
        "model.unused.repeats",
        "{file} takes no part: {column} {key} stands on several of its rows, so the rows of {facts} do not each find one.",
    ),
    (
        "model.unused.goes_on",
        "{file} takes no part: whether its rows go on those of {facts} is open.",
    ),
    (
        "warning.unjoined",
        "{file} does not join {facts}, so the report is about {facts} alone. Both need a column with the same name and values.",
    ),
    (
        "warning.unjoined.several",
        "{files} do not join {facts}, so the report is about {facts} alone. A file that joins has a column with the same name and values.",
    ),
    (
        "warning.unjoined.orders.several",
        "{files} tell other orders than {facts} and are not added to them, so the report is about {facts} alone. Files are read as one when their headers, dates and amounts fit, and none is called after what came back or was never sold.",
    ),
    ("files.further", "{n} {n:further file|further files}"),
    (
        "warning.unjoined.repeats",
        "{file} does not join {facts}, so the report is about {facts} alone. {other} of {file} meets {column} of {facts}, but values such as {key} stand on several of its rows (again in line {line}), and joined so rows would be multiplied.",
    ),
    (
        "warning.unjoined.orders",
        "{file} tells other orders than {facts} and is not added to them, so the report is about {facts} alone. Files are read as one when their headers, dates and amounts fit, and neither is called after what came back or was never sold.",
    ),
    (
        "warning.no_sales_alone",
        "By its name, {title} tells what came back or was never sold: what is told here as revenue is that, and no sales. Add the file of the sales to see what is left of them.",
    ),
    (
        "warning.unjoined.few",
        "{file} does not join {facts}, so the report is about {facts} alone. {column} stands in both, but {file} holds {found} of its {keys} {keys:value|values}: {one} is not in it.",
    ),
    (
        "warning.unjoined.taken",
        "{file} does not join {facts}, so the report is about {facts} alone. {other} of {file} meets {column} of {facts}, but another file is joined by it already, or most rows have no value there.",
    ),
    (
        "warning.not_named",
        "{file} tells {rows} {rows:order|orders} that no row of {facts} names: {column} of {rows:it|them} adds up to {sum=}, which is in no total.",
    ),
    (
        "warning.unused.amounts",
        "{file} tells amounts of its own: {column} of {rows} {rows:row|rows} adds up to {sum=}, which is in no total.",
    ),
    (
        "warning.unused.rows",
        "{file} has {rows} {rows:row|rows} of orders, which are in no total: no column of it is known to hold amounts.",
    ),
    (
        "warning.unused.discount",
        "Nothing that {column} of {file} says is taken off: the revenue is before discounts.",
    ),
    (
        "warning.unused.price",
        "No price of {column} in {file} is used, so nothing is said about revenue.",
    ),
    (
        "warning.unused.cost",
        "No cost of {column} in {file} is used, so no margin is known from it.",
    ),
    (
        "warning.unjoined.values",
        "{file} does not join {facts}, so the report is about {facts} alone. {column} stands in both, but {file} holds {found} of its {keys} {keys:value|values}: {facts} has {one}, {file} has {two}.",
    ),
    (
        "warning.not_added",
        "{file} tells amounts of its own: {column} of {rows} {rows:row|rows} adds up to {sum=}. Nothing of it is added, as its rows are only looked up from {facts}. If they are further orders, give both files the same headers.",
    ),
    (
        "finding.overlap",
        "{records} {records:record stands|records stand} in more than one of the files that were put together.",
    ),
    (
        "finding.overlap.count_once",
        "Counted once: exports of overlapping periods hold the same purchases twice.",
    ),
    ("finding.overlap.keep_all", "All are counted, as you chose."),
    ("remedy.overlap.count_once", "Count them once"),
    ("remedy.overlap.keep_all", "Count them all"),
    (
        "finding.further_rows",
        "Some files look like more rows of {file}, but may tell the same purchases again: {files}.",
    ),
    (
        "finding.further_rows.file",
        "{file} with {rows} {rows:row|rows}, whose {column} adds up to {sum=}",
    ),
    (
        "finding.further_rows.rows",
        "{file} with {rows} {rows:row|rows}",
    ),
    (
        "finding.further_rows.read",
        "The files of {file} do not have the same columns. They tell other orders.",
    ),
    ("finding.further_rows.judged", "Left out until you say so."),
    ("finding.further_rows.judged.read", "They are read as one."),
    (
        "finding.further_rows.together",
        "They are read as one, as you chose.",
    ),
    ("finding.further_rows.apart", "Left out, as you chose."),
    ("remedy.further_rows.judged", "As they look"),
    ("remedy.further_rows.together", "Read them as one"),
    ("remedy.further_rows.apart", "Keep them apart"),
    (
        "finding.key_spellings",
        "Some files would join if capitals and noughts before digits made no difference: {files}.",
    ),
    (
        "finding.key_spellings.file",
        "{file} by {column} ({found} of {keys} {keys:value|values})",
    ),
    (
        "finding.key_spellings.folded",
        "Keys are compared without regard to capitals and noughts before digits.",
    ),
    (
        "finding.key_spellings.keep",
        "Left apart: C1 and c1, 007 and 7 may be two.",
    ),
    ("finding.key_spellings.fold", "Joined so, as you chose."),
    ("remedy.key_spellings.keep", "They are different"),
    ("remedy.key_spellings.fold", "They are the same"),
    (
        "finding.totals_apart",
        "{differ} of {orders} {orders:order|orders} of {file} add up to something else than {other} says: {lines=} against {totals=} in its column {total}.",
    ),
    (
        "finding.totals_apart.lines",
        "The report counts what the rows of {file} say.",
    ),
    (
        "finding.totals_apart.totals",
        "The totals are counted, spread over the rows of each order.",
    ),
    ("remedy.totals_apart.lines", "Count the rows"),
    ("remedy.totals_apart.totals", "Count the totals"),
];
