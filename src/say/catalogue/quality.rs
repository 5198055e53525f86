//! What the checks and the accounting of records have to say.

/// By id.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    ("finding.example", "{file}, line {line}, {column}: {value}"),
    (
        "finding.ragged",
        "{flaws} {flaws:record has|records have} more or fewer fields than the header of {files}, broken quotes, or bytes that are no text.",
    ),
    (
        "finding.ragged.tables",
        "{flaws} {flaws:record is no row|records are no rows} of the table that begins {files}: headings, headers that come again, rows of another table, or records with more or fewer fields, broken quotes or bytes that are no text.",
    ),
    (
        "finding.ragged.set_aside",
        "Set aside: their cells cannot be put under the right header with certainty.",
    ),
    (
        "finding.ragged.short",
        "{file}, line {line}: {fields} {fields:field|fields} instead of {expected}",
    ),
    (
        "finding.ragged.long",
        "{file}, line {line}: {fields} {fields:field|fields} instead of {expected}",
    ),
    (
        "finding.ragged.bad_quote",
        "{file}, line {line}: text after a closing quote",
    ),
    (
        "finding.ragged.open_quote",
        "{file}, line {line}: a quote that is never closed",
    ),
    (
        "finding.exact_match",
        "{n} rows of {file} are left out because their {column} is not written exactly as {values}. They hold {share} of the revenue.",
    ),
    (
        "finding.exact_match.set_aside",
        "Left out, as the preset asks. The default trims invisible characters and keeps them.",
    ),
    (
        "finding.hidden_characters",
        "{cells} {cells:cell begins or ends|cells begin or end} with {kind}: {columns}.",
    ),
    ("hidden.returns", "a hidden carriage return"),
    ("hidden.mixed", "hidden characters or spaces"),
    (
        "finding.hidden_characters.column",
        "{cells} in {column} of {file}",
    ),
    (
        "finding.hidden_characters.trim",
        "Trimmed for every comparison. Compared as written, {n} rows of {file} worth {revenue} would be split off or lost.",
    ),
    (
        "finding.hidden_characters.no_money",
        "Trimmed for every comparison. Compared as written, {n} rows of {file} would be split off.",
    ),
    (
        "finding.hidden_characters.elsewhere",
        "Trimmed for every comparison. The rows that are summed hold none.",
    ),
    (
        "finding.duplicates.invisible",
        "{n} {n:record says|records say} the same as an earlier one; {proven} of them differ from it in invisible characters alone. Together they are worth {revenue}.",
    ),
    (
        "finding.duplicates.invisible.all",
        "{n} {n:record says|records say} the same as an earlier one and {n:differs|differ} from it in invisible characters alone. Together they are worth {revenue}.",
    ),
    (
        "finding.duplicates.named",
        "{n} {n:record is|records are} equal to an earlier one in every cell, although the file names its lines or orders. Together they are worth {revenue}.",
    ),
    (
        "finding.duplicates.unproven",
        "{n} {n:record is|records are} equal to an earlier one in every cell, worth {revenue}. Nothing proves that they are copies: they may be separate purchases.",
    ),
    (
        "finding.duplicates.no_money",
        "{n} {n:record is|records are} equal to an earlier one in every cell. Nothing proves that they are copies: they may be separate purchases.",
    ),
    (
        "finding.duplicates.by_evidence",
        "{rows} set aside as copies, on this evidence; the rest was kept.",
    ),
    ("finding.duplicates.kept", "All were kept."),
    ("finding.duplicates.keep", "All were kept, as you chose."),
    (
        "finding.duplicates.remove_all",
        "{rows} set aside, as you chose.",
    ),
    ("remedy.duplicates.by_evidence", "Remove only proven copies"),
    ("remedy.duplicates.keep", "Keep all"),
    ("remedy.duplicates.remove_all", "Remove all repeats"),
    (
        "finding.invalid_amounts",
        "{n} {n:row has|rows have} no amount that can be read in {column}.",
    ),
    (
        "finding.invalid_amounts.sentinel",
        "{n} {n:row has|rows have} no valid {column}: the only negative amount in the file is {code}, which stands for \u{201c}missing\u{201d}, so zeros are taken as missing too.",
    ),
    (
        "finding.invalid_amounts.set_aside",
        "{rows} set aside (a row that is also a copy is counted as a copy).",
    ),
    (
        "finding.invalid_amounts.keep",
        "Kept as numbers, as you chose; only what cannot be read was set aside.",
    ),
    ("remedy.invalid_amounts.set_aside", "Set them aside"),
    ("remedy.invalid_amounts.keep", "Count them as amounts"),
    (
        "finding.unreadable_dates",
        "{n} {n:row has|rows have} no date that can be read, worth {revenue}.",
    ),
    (
        "finding.unreadable_dates.set_aside",
        "Set aside: they belong to no month.",
    ),
    (
        "finding.other_currencies",
        "{n} {n:row is|rows are} in {currencies}, which has no rate to {reporting}.",
    ),
    (
        "finding.other_currencies.leave_apart",
        "Shown apart and summed into nothing until you give a rate.",
    ),
    (
        "finding.missing_customers",
        "{n} {n:row names|rows name} no customer, worth {revenue}.",
    ),
    (
        "finding.missing_customers.count_revenue",
        "The revenue counts, but no customer is made up for it.",
    ),
    (
        "finding.orphans",
        "{n} {n:row finds|rows find} no partner in another file: {joins}.",
    ),
    (
        "finding.orphans.join",
        "{keys} {keys:value|values} of {column} with {rows} {rows:row|rows} worth {revenue} {keys:is|are} not in {file}",
    ),
    (
        "finding.orphans.keep",
        "Kept. A join that drops unmatched rows would have lost this revenue.",
    ),
    ("finding.orphans.set_aside", "Set aside, as you chose."),
    ("remedy.orphans.keep", "Keep them"),
    ("remedy.orphans.set_aside", "Set them aside"),
    (
        "finding.blocked_join",
        "A join was left out because it would multiply rows: {joins}.",
    ),
    (
        "finding.blocked_join.join",
        "{column} {key} stands more than once in {file}, again in line {line}",
    ),
    (
        "finding.blocked_join.leave_out",
        "The file takes no part until its key is unique. Remove the repeated line and drop the file again.",
    ),
    (
        "finding.unused_keys",
        "{joins} {n:has|have} no rows in the facts.",
    ),
    (
        "finding.unused_keys.join",
        "{keys} {keys:value|values} of {column} in {file}",
    ),
    (
        "finding.unused_keys.keep",
        "Nothing to do: they are listed, and were not deleted.",
    ),
    ("finding.line_totals", "{parts}."),
    (
        "finding.line_totals.factor",
        "In {rows} {rows:row|rows} {price} times {quantity} is {factor} times {amount}",
    ),
    (
        "finding.line_totals.differ",
        "In {rows} {rows:row|rows} {price} times {quantity} is not {amount}",
    ),
    (
        "finding.line_totals.missing",
        "{rows} {rows:row has|rows have} no {amount}, which {price} times {quantity} would give: {before=} as written, {after=} with {rows:it|them} rebuilt",
    ),
    (
        "finding.line_totals.keep",
        "Nothing was changed: the totals count as they are written.",
    ),
    (
        "finding.line_totals.rebuild",
        "Missing totals were rebuilt from price and quantity, as you chose; totals that are written count as they are.",
    ),
    ("remedy.line_totals.keep", "Count totals as written"),
    ("remedy.line_totals.rebuild", "Rebuild missing totals"),
    (
        "finding.total_row",
        "The total row of {file} (line {line}) says {stated=} for {column}, and all its rows add up to {sum=}.",
    ),
    (
        "finding.total_row.agrees",
        "The total row of {file} (line {line}) says {stated=} for {column}, and so do all its rows together.",
    ),
    (
        "finding.total_row.keep",
        "The total row itself is no purchase and counts for nothing.",
    ),
    (
        "finding.dependencies",
        "One customer should have one value, but {columns}.",
    ),
    (
        "finding.dependencies.some",
        "One customer should have one value, but {columns}. The same in all rows of each customer: {kept}.",
    ),
    (
        "finding.dependencies.column",
        "{column} differs within {several} of {of} customers",
    ),
    (
        "finding.dependencies.keep",
        "Kept. Groups by such a column are groups of rows, and not of customers.",
    ),
    (
        "finding.empty_cells",
        "The other rows of the same customers tell what some empty cells would hold: {columns}.",
    ),
    ("finding.empty_cells.column", "{n} of {all} in {column}"),
    (
        "finding.empty_cells.keep",
        "Left empty. Where customers are told apart, each counts with what the other rows say.",
    ),
    (
        "finding.empty_cells.fill",
        "Filled from the other rows of the customer, as you chose, also in the cleaned rows.",
    ),
    ("remedy.empty_cells.keep", "Leave them empty"),
    (
        "remedy.empty_cells.fill",
        "Fill them from the customer\u{2019}s other rows",
    ),
    (
        "finding.spellings",
        "Values that differ in case, accents, spaces or punctuation alone: {columns}. {rarer} {rarer:row has|rows have} the rarer spelling.",
    ),
    ("finding.spellings.column", "{groups} in {column} of {file}"),
    ("finding.spellings.group", "{column}: {spellings}"),
    (
        "finding.spellings.keep",
        "Kept apart. If they mean the same, merge them.",
    ),
    (
        "finding.outliers",
        "Numbers far from the middle half of their column, by 1.5 times its width: {columns}.",
    ),
    (
        "finding.outliers.more",
        "Numbers far from the middle half of their column, by 1.5 times its width: {columns}, and some in {more} more {more:column|columns}.",
    ),
    (
        "finding.outliers.column",
        "{values=} in {column} (below {low} or above {high})",
    ),
    (
        "finding.outliers.keep",
        "Kept: a large order is no error. Medians and shares of the largest customers are shown beside means.",
    ),
    (
        "finding.capped",
        "Many rows stand at the very end of a column: {columns}.",
    ),
    (
        "finding.capped.column",
        "{rows=} have exactly {value=} in {column}",
    ),
    (
        "finding.capped.keep",
        "Kept. It looks as if the values were cut off there, so counts of what lies near that end mean little.",
    ),
    (
        "finding.calendar_gaps",
        "{missing} of {between} months between the first and the last row have no row: {months}.",
    ),
    ("calendar_gaps.run", "{from} to {to}"),
    ("calendar_gaps.more", "{n} more {n:gap|gaps}"),
    (
        "finding.calendar_gaps.keep",
        "Nothing to do. If these months had sales, a file is missing.",
    ),
    (
        "finding.personal_data",
        "These columns may tell about persons: {columns}.",
    ),
    (
        "finding.personal_data.column",
        "{column} of {file} ({kind})",
    ),
    (
        "finding.personal_data.mask",
        "Previews mask them, and nothing leaves this page.",
    ),
    ("personal.email", "e-mail addresses"),
    ("personal.phone", "phone numbers"),
    ("personal.birthday", "birthdays"),
    ("personal.name", "names"),
    ("personal.address", "addresses"),
    ("personal.account", "numbers of cards or accounts"),
    (
        "question.doubt",
        "{finding} {done} The other way moves {revenue} of the revenue. Which is right?",
    ),
    ("question.choice", "{finding} {done} Is that right?"),
    (
        "question.moves",
        "{finding} {done} This moves {rows} of the rows and {revenue} of the revenue. Is that right?",
    ),
    (
        "question.moves.untold",
        "{finding} {done} This moves {rows} of the rows; what they are worth cannot be read. Is that right?",
    ),
    (
        "question.moves.partly",
        "{finding} {done} This moves {rows} of the rows and {revenue} of the revenue, and what {untold} of them are worth cannot be read. Is that right?",
    ),
    (
        "score.sentence",
        "{points} of 100 points: {aside} of the rows are set aside, up to {stake} of the revenue is in doubt, {missing} of the cells that matter are empty, and {questions} {questions:question is|questions are} open.",
    ),
    (
        "profile.filled",
        "{filled=} of {rows=} cells hold a value, {distinct=} of them different.",
    ),
    ("profile.spread", "From {low=} to {high=}."),
    ("profile.top", "Most frequent: {values}."),
    ("profile.value", "{value} ({cells=})"),
    ("control.remedy", "What to do"),
    (
        "control.remedy.help",
        "Choose another to see what it moves; nothing in your file changes.",
    ),
    (
        "control.remedy.help.one",
        "Nothing else can be done about these rows here: confirm it, or mend the file.",
    ),
    (
        "changed",
        "Changed: {rows_before=} to {rows=} rows, {revenue_before=} to {revenue=}.",
    ),
    (
        "changed.nothing",
        "Changed, with no effect on rows or revenue.",
    ),
    (
        "accounting",
        "{file}: {records} records read, {used} used, {aside} set aside.",
    ),
    (
        "accounting.all",
        "{file}: {records} records read, all of them used.",
    ),
    (
        "accounting.cells",
        "{file}: {records} cells of periods read, each as a row; {used} used, {aside} set aside.",
    ),
    (
        "accounting.cells.all",
        "{file}: {records} cells of periods read, each as a row, all of them used.",
    ),
    ("reasons.title", "Records set aside, by reason"),
    ("reasons.reason", "Reason"),
    ("reasons.rows", "Records"),
    ("reasons.worth", "Worth, as written"),
    ("reason.untold", "cannot be read"),
    (
        "reason.untold.partly",
        "{worth=}, and {untold} that cannot be read",
    ),
    ("reason.ragged", "Wrong number of fields or broken quotes"),
    (
        "reason.exact_match",
        "Not exactly the value the preset asks for",
    ),
    ("reason.duplicates", "Copies of an earlier record"),
    ("reason.invalid_amounts", "No valid amount"),
    ("reason.unreadable_dates", "No readable date"),
    ("reason.other_currencies", "Currency without a rate"),
    ("reason.orphans", "No partner in another file"),
    (
        "reason.amount_too_large",
        "Amount too large to convert exactly",
    ),
];
