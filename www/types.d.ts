// Written by `CLIENTELE_BLESS=1 cargo test types_are_up_to_date` from the contract types. Do not edit.

/**
 * Where every record of every file went.
 */
export type Accounting = {
/**
 * "transactions.csv: 50,000 records read, 49,140 used, 860 set aside."
 */
sentence: Text,
/**
 * Records of the facts.
 */
records: number,
/**
 * Of these, in the report.
 */
used: number,
/**
 * Of these, set aside, with a reason each.
 */
set_aside: number,
/**
 * Records of other files that could not be read as rows.
 */
elsewhere: number,
/**
 * Records and revenue by reason.
 */
reasons: Grid, };

/**
 * An event with what it answers.
 */
export type Answer = {
/**
 * The request it answers.
 */
request: number,
/**
 * The revision of files, recipe and view it speaks of.
 */
revision: number,
/**
 * The event.
 */
event: Event, };

/**
 * An argument of a [`Text`].
 */
export type Arg = { "quantity": Quantity } | { "text": Text } | { "list": Array<Arg> };

/**
 * A scale with its label.
 */
export type Axis = {
/**
 * What is measured; not drawn where the subtitle says it.
 */
label: Text,
/**
 * How positions are made.
 */
scale: Scale,
/**
 * How tick values are said.
 */
unit: Unit, };

/**
 * A cell of a [`Grid`]: a value, or a sentence.
 */
export type Cell = { "value": Value } | { "text": Text };

/**
 * How much more or less than like for like before, where more is better.
 */
export type Change = {
/**
 * In parts of the earlier value.
 */
value: Value,
/**
 * Which span against which.
 */
spans: Text, };

/**
 * An option of a choice.
 */
export type Choice = {
/**
 * What is sent back.
 */
value: string,
/**
 * What is shown.
 */
label: Text, };

/**
 * One condition on a base row. A row matches a [`Trace`] when all its clauses hold.
 */
export type Clause = { "clause": "in",
/**
 * The dimension's id, as in [`Key`].
 */
dimension: string,
/**
 * The values.
 */
values: Array<string>, } | { "clause": "not_in",
/**
 * The dimension's id, as in [`Key`].
 */
dimension: string,
/**
 * The values.
 */
values: Array<string>, } | { "clause": "between",
/**
 * First day.
 */
from: string,
/**
 * Last day.
 */
to: string, } | { "clause": "counted" } | { "clause": "counted_as",
/**
 * The definition's id: `booked`, `net_of_returns`, `delivered`.
 */
definition: string, } | { "clause": "ranked",
/**
 * First place.
 */
from: number,
/**
 * Last place.
 */
to: number, };

/**
 * A colour by meaning; the theme knows the pixels.
 */
export type Color = { "color": "category", "index": number } | { "color": "muted" } | { "color": "ink" } | { "color": "good" } | { "color": "bad" };

/**
 * A column of a [`Grid`].
 */
export type Column = {
/**
 * The header; a unit stands here once.
 */
label: Text,
/**
 * Numbers stand right-aligned in tabular figures.
 */
numeric: boolean, };

/**
 * What was understood of one column.
 */
export type ColumnCard = {
/**
 * The header.
 */
name: string,
/**
 * Text, number, date ...
 */
kind: Text,
/**
 * The role, with its control.
 */
role: Control,
/**
 * Why this role.
 */
reasons: Array<Text>,
/**
 * How sure, 0-1.
 */
confidence: number, };

/**
 * What the page asks. (Bytes of files come beside it: `Engine.push`.)
 */
export type Command = { "command": "open_file",
/**
 * Its name.
 */
name: string,
/**
 * Its size in bytes.
 */
size: number, } | { "command": "close_file" } | { "command": "abort_file",
/**
 * What the browser said.
 */
reason: string, } | { "command": "remove_file",
/**
 * Its index among the sources.
 */
file: number, } | { "command": "report" } | { "command": "set",
/**
 * The control's id.
 */
control: string,
/**
 * The new value.
 */
value: string, } | { "command": "toggle_filter",
/**
 * The filter.
 */
filter: Filter, } | { "command": "only_filter",
/**
 * The filter.
 */
filter: Filter, } | { "command": "clear_filters" } | { "command": "load",
/**
 * The text of its file.
 */
text: string, } | { "command": "open",
/**
 * The view's id; empty for the first, `*` for all.
 */
view: string, } | { "command": "profile",
/**
 * The file's name.
 */
file: string, } | { "command": "restore",
/**
 * The recipe.
 */
recipe: Recipe,
/**
 * The view.
 */
view: View, } | { "command": "rows",
/**
 * Which rows.
 */
trace: Trace,
/**
 * How many to skip.
 */
offset: number,
/**
 * How many at most.
 */
limit: number, } | { "command": "find",
/**
 * The part.
 */
text: string, } | { "command": "inject_panic" };

/**
 * A setting the user can change. Changing it sends the id and the new value back, as text.
 */
export type Control = {
/**
 * The setting's id, as the session knows it: `revenue`, `as_of`, `rate.USD`,
 * `remedy.duplicates`, `param.contribution.tiers`.
 */
id: string,
/**
 * What it is called.
 */
label: Text,
/**
 * What it does, for the tooltip.
 */
help: Text,
/**
 * How it is shown.
 */
kind: ControlKind,
/**
 * The value in force, as text; empty when none is set.
 */
value: string,
/**
 * False while the value is the default.
 */
changed: boolean, };

/**
 * How a [`Control`] is shown.
 */
export type ControlKind = { "kind": "choice",
/**
 * The options, the default first.
 */
options: Array<Choice>, } | { "kind": "number",
/**
 * Smallest value allowed, as decimal text.
 */
min: string | null,
/**
 * What stands behind the field ("days", "INR").
 */
unit: Text, } | { "kind": "day" } | { "kind": "line",
/**
 * What stands in the empty field: the value that the data give.
 */
hint: Text, };

/**
 * One drawn thing: a bar, a dot, a cell.
 */
export type Datum = {
/**
 * Horizontal position: a value, a month's number, or a band's index.
 */
x: number,
/**
 * Vertical position: a value or a band's index.
 */
y: number,
/**
 * Area of a dot, or the value a cell's colour shows.
 */
size?: number | null,
/**
 * A colour of its own.
 */
color?: Color | null,
/**
 * Written at the bar's end, beside the dot, or in the cell.
 */
label?: Text | null,
/**
 * The tooltip, a line each: what it is, the exact value, what a person would ask next.
 */
tip: Array<Text>,
/**
 * Only part of the period was observed: hatched, never compared.
 */
partial?: boolean,
/**
 * How many things stand behind it.
 */
n: number,
/**
 * How sure it is.
 */
interval: Interval,
/**
 * What a click filters.
 */
key: Key | null,
/**
 * The rows behind it.
 */
trace: Trace, };

/**
 * What the Worker answers.
 */
export type Event = { "event": "progress" } & Progress | { "event": "file_read",
/**
 * Its name.
 */
name: string,
/**
 * Its index among the sources.
 */
file: number, } | { "event": "file_refused",
/**
 * Why, and what to do.
 */
error: ReadError, } | { "event": "read_again",
/**
 * Their names in the session.
 */
files: Array<string>, } | { "event": "reported",
/**
 * The report.
 */
report: Report, } | { "event": "section_ready",
/**
 * The section.
 */
section: Sectioned, } | { "event": "complete" } | { "event": "rows_found",
/**
 * The rows as a table: file, line, then the columns of the facts as written; or a customer each.
 */
grid: Grid, } | { "event": "profiled",
/**
 * Its name.
 */
file: string,
/**
 * One card a column.
 */
columns: Array<ProfileCard>, } | { "event": "refused",
/**
 * Why.
 */
reason: Text, };

/**
 * One number with its label, definition, sample size, interval and the rows behind it.
 */
export type Fact = {
/**
 * Stable id, unique in its section: `revenue`, `customers_to_50`.
 */
id: string,
/**
 * What it is called.
 */
label: Text,
/**
 * The number, or why there is none.
 */
value: Value,
/**
 * The definition in one sentence: a share says of what, an average of what over what.
 */
definition: Text,
/**
 * What to know beside it (as of when, of how many), most important first.
 */
notes: Array<Text>,
/**
 * How many things were counted or averaged.
 */
n: number,
/**
 * How sure it is.
 */
interval: Interval,
/**
 * What a click filters, if anything.
 */
key: Key | null,
/**
 * The rows behind it.
 */
trace: Trace,
/**
 * Against the same time before, where it can be compared.
 */
change?: Change | null,
/**
 * How it went, for one of the main numbers.
 */
spark?: Spark | null, };

/**
 * A chart. Its title is the claim it makes now; its table says the same in numbers.
 */
export type Figure = {
/**
 * Stable id, unique in its section.
 */
id: string,
/**
 * What it shows now, in words with the number; without a claim when none holds.
 */
title: Text,
/**
 * The measure, its unit and the period.
 */
subtitle: Text,
/**
 * The horizontal axis.
 */
x: Axis,
/**
 * The vertical axis, on the left.
 */
y: Axis,
/**
 * A second vertical axis on the right: only the 0-100 % of a Pareto chart.
 */
y2: Axis | null,
/**
 * Small multiples: each series in a plot of its own, named above it, all on the same scales.
 */
panels?: boolean,
/**
 * What is drawn, back to front.
 */
marks: Array<Mark>,
/**
 * How to read what looks different: hatching, dashes.
 */
notes: Array<Text>,
/**
 * The same numbers as a table.
 */
table: Grid, };

/**
 * One condition of the slice: only these rows, or all but these (a what-if).
 */
export type Filter = {
/**
 * What is filtered.
 */
key: Key,
/**
 * True: leave these rows out, false: keep only these.
 */
without: boolean, };

/**
 * A filter in force.
 */
export type FilterChip = {
/**
 * The filter.
 */
filter: Filter,
/**
 * "market is Delhi", "without Cus006".
 */
label: Text, };

/**
 * What a check saw.
 */
export type FindingCard = {
/**
 * The check's stable code.
 */
code: string,
/**
 * How bad: `error`, `warning`, `note`.
 */
severity: string,
/**
 * What was seen, with rows and revenue.
 */
sentence: Text,
/**
 * What was done about it.
 */
done: Text,
/**
 * What else can be done.
 */
remedy: Control | null,
/**
 * What a change of the remedy did, after it was flipped.
 */
changed: Text | null,
/**
 * Up to three examples: file, line, value.
 */
examples: Array<Text>,
/**
 * Cells or rows concerned.
 */
n: number, };

/**
 * A table: the twin of a chart, or a list of its own.
 */
export type Grid = {
/**
 * Stable id, unique in its section.
 */
id: string,
/**
 * What the table shows.
 */
title: Text,
/**
 * The columns, most important first (a phone shows the first three).
 */
columns: Array<Column>,
/**
 * The rows given here.
 */
rows: Array<Row>,
/**
 * How many rows there are in all; more than `rows.len()` when it was cut.
 */
total_rows: number, };

/**
 * How sure a number is, or why no interval is given.
 */
export type Interval = { "interval": "between",
/**
 * Lower end.
 */
low: Value,
/**
 * Upper end.
 */
high: Value,
/**
 * The confidence level, 0.95 for 95 %.
 */
level: number,
/**
 * How it was computed.
 */
method: Text, } | { "interval": "none",
/**
 * The reason.
 */
reason: Text, };

/**
 * What a click on a datum, a cell or a fact filters: one value of one dimension.
 *
 * Dimensions are named by id: a role of the data (`customer`, `market`, `product`, `category`,
 * `status` ...), a period (`month` = `2018-06`, `year` = `2018`), or what an analysis assigned to
 * customers (`tier` = `A`, `segment` = `champions`).
 */
export type Key = {
/**
 * The dimension's id.
 */
dimension: string,
/**
 * The value, as written in the data.
 */
value: string, };

/**
 * What a column looked like, so that it is known again under another name.
 */
export type Known = {
/**
 * Its file.
 */
file: string,
/**
 * Its header.
 */
column: string,
/**
 * What its cells are: `id`, `decimal`, `date` ...
 */
kind: string,
/**
 * The role it played; empty for none.
 */
role: string,
/**
 * Different values, per thousand cells.
 */
distinct: number,
/**
 * Missing cells, per thousand.
 */
missing: number,
/**
 * Average length of a cell, in thousandths of a byte.
 */
width: number,
/**
 * The smallest hashes of its values: how many of them two columns share tells how many of their
 * values they share. No value can be read from them, but one that is guessed can be confirmed.
 */
sketch: Array<number>, };

/**
 * Two files, and the columns in which they meet.
 */
export type Link = {
/**
 * The file nearer to the facts.
 */
near: string,
/**
 * The file that tells more of its rows.
 */
far: string,
/**
 * The column there.
 */
near_key: string,
/**
 * The column here.
 */
far_key: string,
/**
 * The share of the near keys that are found, 0-1.
 */
found: number,
/**
 * The share of the far keys that are used, 0-1.
 */
used: number, };

/**
 * Something drawn.
 */
export type Mark = { "mark": "bars" } & Series | { "mark": "line",
/**
 * The data.
 */
series: Series,
/**
 * The axis it is read on.
 */
side: Side, } | { "mark": "points" } & Series | { "mark": "cells" } & Series | { "mark": "rule",
/**
 * The value.
 */
at: number,
/**
 * The axis it is read on.
 */
side: Side,
/**
 * What it marks.
 */
label: Text, };

/**
 * How the files belong together.
 */
export type Model = {
/**
 * What one row is, and what makes an order.
 */
sentence: Text,
/**
 * The joins, each with its coverage both ways.
 */
joins: Array<Text>,
/**
 * Files that take no part, and why.
 */
unused: Array<Text>,
/**
 * The joins as a picture.
 */
links: Array<Link>, };

/**
 * What makes rows one order.
 */
export type OrderRule = "own_id" | "each_row" | "customer_day";

/**
 * A result, a result with reservations, or the reason why there is none.
 */
export type Outcome<T> = { "outcome": "given",
/**
 * What was found.
 */
result: T, } | { "outcome": "weak",
/**
 * What was found.
 */
result: T,
/**
 * Why to be careful.
 */
reasons: Array<Text>, } | { "outcome": "not_enough",
/**
 * The reason.
 */
reason: Text,
/**
 * What to add to the files to see it.
 */
remedy: Text, };

/**
 * A column at a glance.
 */
export type ProfileCard = {
/**
 * How much is filled, how many values differ, which are frequent, from where to where.
 */
words: Array<Text>,
/**
 * Cells in equal steps from the smallest number or day to the largest; none for words.
 */
bars: Array<number>, };

/**
 * How far a file is.
 */
export type Progress = {
/**
 * The file.
 */
name: string,
/**
 * Bytes read.
 */
bytes: number,
/**
 * Bytes in all.
 */
size: number,
/**
 * Records so far.
 */
records: number,
/**
 * Bytes that the tables hold.
 */
memory: number,
/**
 * About how many bytes the report will need, where that is more than a tab of a browser has.
 */
too_large: number | null, };

/**
 * A number and its kind. Ratios are f64; counts and money are exact.
 */
export type Quantity = { "kind": "money",
/**
 * The amount, as decimal text.
 */
amount: string,
/**
 * The ISO 4217 code, if known.
 */
currency: string | null, } | { "kind": "count",
/**
 * The number.
 */
n: number, } | { "kind": "share",
/**
 * The fraction.
 */
of_one: number, } | { "kind": "number",
/**
 * The number.
 */
number: number, } | { "kind": "exact",
/**
 * The number, as decimal text.
 */
number: string, } | { "kind": "days",
/**
 * The number of days.
 */
days: number, } | { "kind": "bytes",
/**
 * The number of bytes.
 */
bytes: number, } | { "kind": "day",
/**
 * The day.
 */
day: string, } | { "kind": "month",
/**
 * The month.
 */
month: string, } | { "kind": "words",
/**
 * The words.
 */
words: string, };

/**
 * Why a file was refused: a stable code, a place, and a sentence that says what to do.
 */
export type ReadError = {
/**
 * Stable code: `empty_file`, `header_only`, `not_text`, `not_utf8` ...
 */
code: string,
/**
 * The file.
 */
file: string,
/**
 * The line, from 1, where there is one.
 */
line: number | null,
/**
 * The byte, from 0, where there is one.
 */
byte: number | null,
/**
 * What happened, what it means, what to do.
 */
message: Text, };

/**
 * Decisions about the data. What is not decided here is inferred from the files.
 * Unknown fields of a later version are skipped.
 */
export type Recipe = {
/**
 * Version of this format.
 */
schema: number,
/**
 * The preset it started from, by id.
 */
preset: string | null,
/**
 * What one unit of a currency is worth in the reporting currency.
 */
rates: Record<string, string>,
/**
 * The remedy chosen for a check, by the check's id.
 */
remedies: { [key in string]: string },
/**
 * The role chosen for a column, by `file/column`; `none` for no role.
 */
roles: { [key in string]: string },
/**
 * Only rows whose raw text in the column of this role is exactly one of these are kept.
 */
exactly: { [key in string]: Array<string> },
/**
 * How the dates or numbers of a column are written, by `file/column`: `iso`, `dmy`, `mdy`; `point`,
 * `comma`.
 */
dates: { [key in string]: string },
/**
 * How files are written, by `encoding.file`, `delimiter.file`, `quote.file`, `header.file`; and by
 * `periods.file` whether columns of periods are rows, or of which year they are.
 */
reading: { [key in string]: string },
/**
 * What makes rows one order.
 */
order_rule: OrderRule | null,
/**
 * The reporting currency.
 */
currency: string | null,
/**
 * Steps of a loaded recipe that this version cannot do; kept, told, and saved again.
 */
other: Array<Step>,
/**
 * The columns that a loaded recipe was made for: by these its places are found in other files.
 */
known: Array<Known>,
/**
 * What came of a loaded recipe when it was saved.
 */
last: Summary | null, };

/**
 * Everything the user sees.
 */
export type Report = {
/**
 * Version of this format.
 */
schema: number,
/**
 * What the data are, in a line ("5 files · 6 Oct 2017 - 16 Jun 2020").
 */
title: Text,
/**
 * What was understood of each file.
 */
sources: Array<SourceCard>,
/**
 * Files that could not be read.
 */
refused: Array<ReadError>,
/**
 * How the files belong together, or why they do not.
 */
model: Model,
/**
 * Where every record went.
 */
accounting: Accounting,
/**
 * How good the data are, 0 to 100.
 */
points: number | null,
/**
 * What the points are made of.
 */
quality: Text,
/**
 * What was noticed, most revenue at stake first.
 */
findings: Array<FindingCard>,
/**
 * What only the user can know, at most three, with a safe default in force.
 */
questions: Array<Control>,
/**
 * What can be changed everywhere: revenue definition, as_of, preset, order rule.
 */
controls: Array<Control>,
/**
 * The filters in force.
 */
filters: Array<FilterChip>,
/**
 * What to know before believing any of it (a preset that leaves out most revenue).
 */
warnings: Array<Text>,
/**
 * The views in order, each with its sections' ids.
 */
layout: Array<ViewLayout>,
/**
 * The sections that are ready, in the order of the layout.
 */
sections: Array<Sectioned>,
/**
 * What became of every decision, in the order in which they are made.
 */
steps: Array<StepCard>,
/**
 * What is different since the loaded recipe was saved; without rows where none was.
 */
since: Grid,
/**
 * The files name customers, so that one can be looked for.
 */
names_customers: boolean,
/**
 * The decisions it was made with.
 */
recipe: Recipe,
/**
 * What is shown.
 */
view: View, };

/**
 * A command with its request id.
 */
export type Request = {
/**
 * Chosen by the page, ascending.
 */
id: number,
/**
 * What is asked.
 */
command: Command, };

/**
 * Which rows count as revenue.
 */
export type RevenueDefinition = "booked" | "net_of_returns" | "delivered";

/**
 * A row of a [`Grid`].
 */
export type Row = {
/**
 * One cell a column.
 */
cells: Array<Cell>,
/**
 * What a click on the row filters.
 */
key: Key | null,
/**
 * The rows of the data behind it.
 */
trace: Trace,
/**
 * How many things stand behind it.
 */
n: number,
/**
 * A total or an "Other" row, set apart from the rest.
 */
summary?: boolean, };

/**
 * How a number becomes a position.
 */
export type Scale = { "scale": "bands",
/**
 * The bands' names.
 */
bands: Array<Value>, } | { "scale": "linear",
/**
 * Bars need it.
 */
from_zero: boolean, } | { "scale": "months",
/**
 * First month.
 */
first: string,
/**
 * Last month.
 */
last: string, };

/**
 * What an analysis has to show.
 */
export type Section = {
/**
 * The finding in one sentence, with its number; without a claim when none holds.
 */
headline: Text,
/**
 * The numbers, most important first.
 */
facts: Array<Fact>,
/**
 * The charts.
 */
figures: Array<Figure>,
/**
 * Tables beside those of the charts.
 */
grids: Array<Grid>,
/**
 * What to know before believing it: assumptions, thresholds, refusals.
 */
notes: Array<Text>,
/**
 * What can be changed here.
 */
controls: Array<Control>, };

/**
 * A section with its name and its place: what the page lays out.
 */
export type Sectioned = {
/**
 * The analysis's id.
 */
id: string,
/**
 * The view it stands in (`overview`, `customers` ...), an id of the report's layout.
 */
view: string,
/**
 * Its name.
 */
name: Text,
/**
 * Definition, formula and source in a few sentences.
 */
definition: Text,
/**
 * What it found, or why it found nothing.
 */
outcome: Outcome<Section>, };

/**
 * Data of one name and colour. The name is its direct label (or stands in the legend).
 */
export type Series = {
/**
 * What the data are; empty for the only series of a chart.
 */
name: Text,
/**
 * Its colour.
 */
color: Color,
/**
 * The data, in drawing order.
 */
data: Array<Datum>, };

/**
 * The vertical axis a mark is read on.
 */
export type Side = "left" | "right";

/**
 * What was understood of one file.
 */
export type SourceCard = {
/**
 * The file's name.
 */
file: string,
/**
 * SHA-256 of its bytes, hexadecimal.
 */
sha256: string,
/**
 * Its size.
 */
bytes: number,
/**
 * Records below the header.
 */
records: number,
/**
 * One sentence: "I read transactions.csv as order lines: customer = customer_code, ...".
 */
sentence: Text,
/**
 * How it was read: encoding, delimiter, line ends, dates, each with its evidence.
 */
decisions: Array<Text>,
/**
 * Its columns with their roles and the first rows.
 */
columns: Array<ColumnCard>,
/**
 * The first records, as text.
 */
preview: Array<Array<string>>,
/**
 * Encoding, delimiter and header: changing one reads the file again.
 */
reading: Array<Control>,
/**
 * What reading it another way moved.
 */
changed: Text | null, };

/**
 * A series as small as a word. It has no axes: it shows a course, and its label says of what.
 */
export type Spark = {
/**
 * How it is drawn.
 */
shape: SparkShape,
/**
 * The values in order, complete periods only.
 */
points: Array<number>,
/**
 * What the points are; says in words what the picture shows.
 */
label: Text, };

/**
 * How a [`Spark`] is drawn.
 */
export type SparkShape = "line" | "bars";

/**
 * One decision.
 */
export type Step = {
/**
 * The control's id: `role.shop.csv/total`, `rate.USD`, `as_of`.
 */
control: string,
/**
 * What it was set to; empty for the default, where a preset says otherwise.
 */
value: string, };

/**
 * A decision, and what became of it.
 */
export type StepCard = {
/**
 * The setting and its value, as decided.
 */
step: Step,
/**
 * The same in words.
 */
sentence: Text,
/**
 * `done`; `moved`: done in another place; `idle`: nothing here asks for it; `failed`: cannot be
 * done here.
 */
status: string,
/**
 * Where, or why not.
 */
note: Text, };

/**
 * What came of the recipe when it was saved.
 */
export type Summary = {
/**
 * Rows used.
 */
rows: number,
/**
 * Their revenue.
 */
revenue: string,
/**
 * Its currency.
 */
currency: string | null,
/**
 * Customers with revenue.
 */
customers: number,
/**
 * The last day with an order.
 */
last: string | null, };

/**
 * A sentence as data. `said` is empty until [`Spoken::speak`] fills it.
 */
export type Text = {
/**
 * The sentence's id in the catalogue; empty for no text at all.
 */
id: string,
/**
 * What the template's names stand for.
 */
args?: Array<[string, Arg]>,
/**
 * The sentence in the report's language.
 */
said: string, };

/**
 * The predicate over base rows behind a number: the rows it was computed from.
 */
export type Trace = {
/**
 * All of these hold; none means every used row.
 */
clauses: Array<Clause>, };

/**
 * What tick values measure.
 */
export type Unit = { "unit": "money",
/**
 * ISO code.
 */
currency: string | null, } | { "unit": "count" } | { "unit": "share" } | { "unit": "number" } | { "unit": "days" } | { "unit": "none" };

/**
 * A quantity as it is shown: short on cards and charts, exact on hover and in tables; or missing,
 * with the reason.
 */
export type Value = {
/**
 * The quantity; `None` when there is none to give.
 */
quantity: Quantity | null,
/**
 * Why there is none.
 */
reason?: Text | null,
/**
 * Three significant figures, or an em dash.
 */
short: string,
/**
 * All digits, or an em dash.
 */
exact: string, };

/**
 * What is shown of the data.
 */
export type View = {
/**
 * Version of this format.
 */
schema: number,
/**
 * The revenue definition; by default net of returns where a status exists, else booked.
 */
revenue: RevenueDefinition | null,
/**
 * The day the analyses speak from; by default the last order day.
 */
as_of: string | null,
/**
 * Days without an order after which a customer is inactive.
 */
active_days: number | null,
/**
 * The slice. Filters of one dimension are alternatives; dimensions restrict each other.
 */
filters: Array<Filter>,
/**
 * Settings of analyses, by `analysis.param`.
 */
params: { [key in string]: string },
/**
 * BCP 47 tag of the reader's language.
 */
locale: string, };

/**
 * A view of the page.
 */
export type ViewLayout = {
/**
 * Its id.
 */
id: string,
/**
 * Its name in the rail.
 */
name: Text,
/**
 * The ids of its sections.
 */
sections: Array<string>, };
