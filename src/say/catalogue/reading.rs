//! What reading and typing has to say.

/// By id.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    ("verbatim", "{words}"),
    ("reading.rows", "{rows} {rows:row|rows}"),
    // How a file is written.
    ("reading.encoding", "The text is UTF-8."),
    (
        "reading.encoding.bom",
        "The text is UTF-8, with a byte order mark at its start.",
    ),
    (
        "reading.encoding.other",
        "The text is encoded as {encoding} and was read as such.",
    ),
    (
        "reading.encoding.unsure",
        "The text is no UTF-8. It was read as {encoding}; {other} would fit nearly as well. Please check the letters outside English, and choose the encoding.",
    ),
    (
        "reading.encoding.mixed",
        "{rows=} {rows:row holds|rows hold} bytes that are no text in this encoding. {rows:It was|They were} set aside.",
    ),
    ("reading.spaces", "run of spaces"),
    ("reading.apostrophes", "Fields are quoted with apostrophes."),
    (
        "reading.no_quotes",
        "Quotes stand inside of fields and not around them, so they are read as letters.",
    ),
    (
        "reading.spaced",
        "Blanks stand between the separators and the quotes. They belong to the separators and to no field.",
    ),
    (
        "reading.escapes",
        "A backslash stands before quotes and separators that belong to a field.",
    ),
    (
        "reading.header.flawed",
        "The header (line {line=}) does not have as many names as the rows have fields, or its quotes are broken, so nobody can tell which name belongs to which column. The columns are called by their places.",
    ),
    (
        "reading.header.tall",
        "The header has {records=} lines; they were joined into one name for each column.",
    ),
    (
        "reading.aside.preamble",
        "{records=} {records:line|lines} above the header ({words}) {records:is|are} no {records:row|rows} and {records:was|were} set aside.",
    ),
    (
        "reading.aside.footer",
        "{records=} {records:line|lines} at the end, from line {line=} on ({words}), {records:is a remark|are remarks} and no {records:row|rows}; {records:it was|they were} set aside.",
    ),
    (
        "reading.aside.total",
        "{records=} {records:line|lines} at the end, from line {line=} on ({words}), {records:holds totals|hold totals} and {records:is no row|are no rows}; {records:it was|they were} set aside.",
    ),
    (
        "reading.aside.summary",
        "{records=} {records:line|lines} at the end, from line {line=} on ({words}), {records:holds averages|hold averages}, extremes or counts of the rows above and {records:is no row|are no rows}; {records:it was|they were} set aside.",
    ),
    (
        "finding.ragged.bad_encoding",
        "{file}, line {line=}: some bytes are no text in the encoding of the file.",
    ),
    (
        "finding.ragged.header",
        "{file}, line {line=}: the line repeats the header.",
    ),
    (
        "finding.ragged.heading",
        "{file}, line {line=}: a heading between the rows.",
    ),
    (
        "finding.ragged.other_table",
        "{file}, line {line=}: another table begins here or above, with other columns.",
    ),
    (
        "finding.ragged.shifted",
        "{file}, line {line=}: its cells stand one column too far to the right.",
    ),
    ("reading.comma", "comma"),
    ("reading.semicolon", "semicolon"),
    ("reading.tab", "tab"),
    ("reading.pipe", "pipe"),
    (
        "reading.delimiter",
        "The fields are separated by a {delimiter}: {regular=} of {rows=} {rows:row|rows} {regular:has|have} {fields=} {fields:field|fields}.",
    ),
    (
        "reading.delimiter.unsure",
        "The fields seem to be separated by a {delimiter}: {regular=} of {rows=} {rows:row|rows} {regular:has|have} {fields=} {fields:field|fields}. Another separator fits nearly as well, or the rows differ in length, so please check the columns.",
    ),
    (
        "reading.one_column",
        "Nothing separates fields: each of the {rows=} {rows:row|rows} holds one value.",
    ),
    ("reading.lf", "a line feed, as on Linux and macOS"),
    (
        "reading.crlf",
        "a carriage return and a line feed, as on Windows",
    ),
    ("reading.cr", "a carriage return, as on old Macs"),
    ("reading.line_ends", "Lines end with {kind}."),
    (
        "reading.line_ends.mixed",
        "Line ends are mixed: {crlf=} with a carriage return and a line feed, {lf=} with a line feed alone, {cr=} with a carriage return alone. All are accepted.",
    ),
    ("reading.line_ends.none", "The file has one line."),
    (
        "reading.blank_lines",
        "{lines=} empty {lines:line was|lines were} passed over.",
    ),
    (
        "reading.extra_in_rows",
        "Each row ends with an empty field that the header has no name for. It was taken for a separator too many at the end of each row; if a name is missing in the header instead, the names stand over the wrong columns.",
    ),
    (
        "reading.extra_in_header",
        "The header ends with a separator that the rows do not have. The empty field behind it was left out.",
    ),
    (
        "reading.extra_everywhere",
        "Each line ends with a separator and nothing behind it. The empty column was left out.",
    ),
    (
        "reading.no_header",
        "The first line looks like data and not like a header: it holds numbers or dates where the rows below do. It was read as a row, and the columns are called by their places.",
    ),
    (
        "reading.rules",
        "{lines=} {lines:line of dashes was|lines of dashes were} passed over.",
    ),
    // What a column holds.
    (
        "type.kept_text",
        "{cells=} {cells:cell is|cells are} written as text for a spreadsheet, like =\"00123\"; what stands inside was read.",
    ),
    (
        "type.number.scripts",
        "{cells=} {cells:cell is|cells are} written with digits of another script and read as 0 to 9.",
    ),
    (
        "type.date.month_codes",
        "{cells=} {cells:number is|numbers are} read as months: four digits of the year, two of the month.",
    ),
    (
        "type.date.iso",
        "Dates are written year first, in {cells=} {cells:cell|cells}.",
    ),
    (
        "type.date.day_first",
        "Dates are written day first: {cells=} {cells:cell has|cells have} 13 to 31 in first place.",
    ),
    (
        "type.date.month_first",
        "Dates are written month first: {cells=} {cells:cell has|cells have} 13 to 31 in second place.",
    ),
    (
        "type.date.mixed",
        "Two orders of day and month are mixed: {cells=} {cells:cell has|cells have} 13 to 31 in first place, {others=} in second place.",
    ),
    (
        "type.date.ambiguous",
        "No cell tells whether the day or the month stands first in these {cells=} {cells:date|dates}. They are read day first until you choose.",
    ),
    (
        "type.date.day_first_by_rows",
        "Dates are read day first: so read, the rows of these {cells=} {cells:date|dates} are in order of time, and month first they are not.",
    ),
    (
        "type.date.month_first_by_rows",
        "Dates are read month first: so read, the rows of these {cells=} {cells:date|dates} are in order of time, and day first they are not.",
    ),
    (
        "type.date.by_column",
        "No cell tells whether the day or the month stands first. They are read as in the column {column}, where it is known.",
    ),
    (
        "type.date.short_year",
        "{cells=} {cells:date has|dates have} a year of two digits; they are read as 1970 to 2069.",
    ),
    (
        "type.date.year_first_by_rows",
        "Dates are read year first: so read, the rows of these {cells=} {cells:date|dates} are in order of time, and in other orders they are not.",
    ),
    (
        "type.date.first_days",
        "One number is 1 in all of these {cells=} {cells:date|dates}, and the other takes the months of several years: they are read as the first days of months.",
    ),
    (
        "type.date.named",
        "Dates are written with the month in words, in {cells=} {cells:cell|cells}.",
    ),
    (
        "type.date.month",
        "{cells=} {cells:cell names|cells name} a month and no day; {cells:it is|they are} read as its first day.",
    ),
    (
        "type.date.forms",
        "Dates are written in several ways: {cells=} with the year first, {named=} with the month in words, {numbers=} as three numbers with the year elsewhere.",
    ),
    (
        "type.date.zoned",
        "Times carry a zone, in {cells=} {cells:cell|cells}. Day and time are taken as they are written.",
    ),
    (
        "type.date.some_zoned",
        "Only {cells=} {cells:time carries|times carry} a zone and others do not. Day and time are taken as they are written.",
    ),
    (
        "type.date.digits",
        "{cells=} {cells:number is|numbers are} read as dates: four digits of the year, two of the month, two of the day.",
    ),
    (
        "type.date.day_first_digits",
        "{cells=} {cells:number is|numbers are} read as dates: two digits of the day, two of the month, four of the year.",
    ),
    (
        "type.date.month_first_digits",
        "{cells=} {cells:number is|numbers are} read as dates: two digits of the month, two of the day, four of the year.",
    ),
    (
        "type.date.epoch",
        "{cells=} {cells:number is|numbers are} read as time since the beginning of 1970, in UTC.",
    ),
    (
        "type.date.serial",
        "{cells=} {cells:number is|numbers are} read as days that a spreadsheet counts, 43,466 being 1 January 2019.",
    ),
    (
        "type.clocks",
        "{cells=} {cells:cell is a time|cells are times} of day.",
    ),
    (
        "type.number.finer",
        "{cells=} {cells:number has|numbers have} more than 18 decimals and {cells:is|are} rounded to 18.",
    ),
    (
        "type.number.destroyed",
        "{cells=} {cells:number was|numbers were} shortened by a spreadsheet (1.23E+12): the last digits are lost, so {cells:it|they} can name nothing for certain.",
    ),
    (
        "type.number.comma",
        "The comma stands before decimals, as {cells=} {cells:cell shows|cells show}.",
    ),
    (
        "type.number.conflict",
        "{points=} {points:cell has|cells have} a point before decimals, and {commas=} a comma. The more frequent is believed; the other cells are no numbers here.",
    ),
    (
        "type.number.maybe_thousands",
        "Numbers like 1,234 are read as thousands. No cell proves it: {cells=} {cells:cell|cells} could also mean 1.234.",
    ),
    (
        "type.number.maybe_decimals",
        "Numbers like 1.234 or 1,234 are read as decimals. No cell proves it: {cells=} {cells:cell|cells} could also mean thousands.",
    ),
    (
        "type.number.unit",
        "{cells=} {cells:amount is|amounts are} written with {unit}.",
    ),
    (
        "type.number.percent",
        "{cells=} {cells:cell is|cells are} written as percent and read as shares of one.",
    ),
    (
        "type.number.point_zero",
        "Whole numbers are written with .0 behind them. As keys they are compared without it.",
    ),
    (
        "type.number.mixed_units",
        "The amounts are in several currencies ({units}), so the column is not added up and stays text.",
    ),
    (
        "type.number.letters",
        "{cells=} of {of=} cells are numbers with letters behind them, like {example}. Nothing tells what the letters mean, so the column stays text.",
    ),
    (
        "type.number.almost",
        "{cells=} of {of=} cells are numbers, which is less than 99 %, so the column stays text.",
    ),
    (
        "type.date.almost",
        "{cells=} of {of=} cells are dates, which is less than 99 %, so the column stays text.",
    ),
    (
        "type.id.leading_zero",
        "The column is an id and not a number: {cells=} {cells:cell begins|cells begin} with a zero.",
    ),
    (
        "type.id.named",
        "The column is an id and not a number, as its name says.",
    ),
    (
        "type.id.long",
        "The column is an id and not a number: {cells=} {cells:cell has|cells have} more than 15 digits.",
    ),
    (
        "type.missing",
        "{word} stands for a missing value in {cells=} {cells:cell|cells}.",
    ),
    (
        "type.bad",
        "{cells=} {cells:cell is|cells are} not of the kind of the column.",
    ),
    // Why a file cannot be read at all.
    (
        "error.empty_file",
        "{file} is empty: it holds no line of text. Export it again, and check that the export has finished.",
    ),
    (
        "error.header_only",
        "{file} holds one line, the header, and no rows below it, so there is nothing to analyse. Check the filter or the period of the export.",
    ),
    (
        "error.not_text",
        "{file} is {thing} and not a CSV file, whatever its name says. {advice}",
    ),
    (
        "error.advice.workbook",
        "Open it in your spreadsheet program, save each sheet as CSV UTF-8, and drop the CSV files here.",
    ),
    (
        "error.advice.other",
        "Export the data as CSV (UTF-8) and drop that file here.",
    ),
    ("error.thing.png", "a PNG image"),
    ("error.thing.jpeg", "a JPEG image"),
    ("error.thing.gif", "a GIF image"),
    ("error.thing.zip", "a ZIP archive"),
    ("error.thing.xlsx", "an Excel workbook (XLSX)"),
    (
        "error.thing.xls",
        "an old Office file, such as an Excel workbook (XLS)",
    ),
    ("error.thing.gzip", "a file packed with gzip"),
    ("error.thing.zstd", "a file packed with Zstandard"),
    ("error.thing.bzip2", "a file packed with bzip2"),
    ("error.thing.xz", "a file packed with xz"),
    ("error.thing.seven_zip", "a 7-Zip archive"),
    ("error.thing.pdf", "a PDF document"),
    ("error.thing.rtf", "an RTF document"),
    ("error.thing.parquet", "a Parquet file"),
    ("error.thing.sqlite", "an SQLite database"),
    ("error.thing.html", "a web page (HTML)"),
    ("error.thing.xml", "an XML document"),
    ("error.thing.json", "a JSON document"),
    ("error.thing.binary", "a file of bytes that are no text"),
    (
        "error.not_utf8",
        "{file} is not UTF-8 text: the first byte that does not fit is byte {byte=} on line {line=}. Letters outside English would be misread. Save the file as CSV UTF-8 and drop it again.",
    ),
    (
        "error.not_utf8.wide",
        "{file} is {encoding} text, which cannot be read yet. Save it as CSV UTF-8 and drop it again.",
    ),
    (
        "error.one_column",
        "In {file} no comma, semicolon, tab or pipe separates the lines into columns. If its columns are separated by spaces or by another sign, save it as CSV and drop it again.",
    ),
    (
        "error.bad_header",
        "The header of {file} (line {line=}) has a quote that is not closed, or text behind a closing quote, so the names of its columns cannot be told. Correct the quotes in that line and drop the file again.",
    ),
    (
        "error.too_many_columns",
        "The header of {file} has {columns=} columns; at most 16,384 can be read. Check that the right separator was used in the export, or leave columns out.",
    ),
    (
        "error.field_too_long",
        "A field of {file} in the record that begins on line {line=} is longer than 16 MiB. Most often a quote was opened there and never closed. Correct that line and drop the file again.",
    ),
    (
        "error.record_too_long",
        "The record of {file} that begins on line {line=} is longer than 64 MiB. Most often the line ends are missing, or a quote was never closed. Correct the file and drop it again.",
    ),
    (
        "error.too_many_rows",
        "{file} has more than 4,294,967,294 records, which is more than can be counted here. Split it into several files.",
    ),
];
