//! What the page itself has to say: buttons, headings, the privacy line, faults of the browser's side.

/// By id.
pub(super) const SENTENCES: &[(&str, &str)] = &[
    ("page.skip", "Skip to the content"),
    ("page.close", "Close"),
    // The first screen.
    (
        "page.start.question",
        "Who are your customers, what do they bring, when do they buy?",
    ),
    ("page.start.drop", "Drop CSV files here"),
    ("page.start.choose", "Choose files"),
    ("page.start.demo", "Try it with a sample"),
    (
        "page.start.which",
        "Order lines, orders, customers, products: as you have them, several files at once.",
    ),
    (
        "page.start.paste",
        "A table copied from a spreadsheet can be pasted anywhere on this page.",
    ),
    (
        "page.start.privacy",
        "Your files are read by this page and are not sent anywhere. Check it: switch off the network and it works the same.",
    ),
    ("page.start.check", "How to check that"),
    ("page.build", "Build {hash}"),
    (
        "page.build.full",
        "This page runs the build with SHA-256 {hash}.",
    ),
    // Reading.
    ("page.reading.title", "Files being read"),
    ("page.reading.waiting", "waiting"),
    (
        "page.reading.progress",
        "{bytes} of {size} · {records} {records:record|records} · {speed}/s",
    ),
    (
        "page.reading.read",
        "{size} · {records} {records:record|records} · {speed}/s",
    ),
    ("page.reading.refused", "not read"),
    ("page.reading.of", "How much of {file} was read"),
    ("page.reading.memory", "The tables hold {memory}."),
    (
        "page.reading.understanding",
        "All files are read. Working out what they mean.",
    ),
    ("page.reading.cancel", "Cancel"),
    (
        "page.cancelled.reading",
        "Reading stopped at your request in {file}, after {bytes}. That file is not part of the report; files read before it are kept.",
    ),
    (
        "page.cancelled.working",
        "The work stopped at your request. Files and settings are kept.",
    ),
    // The engine stopped.
    (
        "page.failed.reading",
        "The analysis stopped while reading {file}, after {bytes}: {why}. That file is set aside. The other files, your settings and the last report are kept. Drop the file again, or go on without it.",
    ),
    (
        "page.failed.working",
        "The analysis stopped during the step \"{command}\": {why}. Your files, your settings and the last report are kept. Drop a file, or read the files again.",
    ),
    (
        "page.failed.memory",
        "the memory is full ({memory}); a smaller file or fewer columns will fit",
    ),
    ("page.failed.start", "the Worker could not be started"),
    ("page.failed.again", "Read the files again"),
    ("page.live.ready", "The report is ready: {title}"),
    ("page.slow", "Working it out."),
    (
        "page.confused",
        "The last command could not be understood and nothing was changed: {why}",
    ),
    // The bar.
    ("page.rail.title", "Views"),
    ("page.room.data", "Data"),
    ("page.room.airlock", "Airlock"),
    ("page.bar.controls", "Settings"),
    ("page.bar.undo", "Undo"),
    ("page.bar.clear", "Clear everything"),
    ("page.control.reset", "Back to the default"),
    ("page.question.title", "What only you can know"),
    ("page.question.apply", "Apply"),
    ("page.filters.title", "Filters in force"),
    ("page.filters.clear", "Remove all filters"),
    ("page.filters.remove", "Remove the filter: {filter}"),
    ("page.filters.only", "Show only these instead"),
    ("page.filters.without", "Leave these out instead"),
    ("page.filter.only", "Show only this"),
    // Files and quality.
    ("page.files.title", "What was understood"),
    ("page.files.brief", "{n} {n:file|files} understood: {files}"),
    (
        "page.files.more",
        "Columns, decisions and first records of each file",
    ),
    ("page.files.add", "Add files"),
    ("page.ledger.title", "What the report stands on"),
    (
        "page.files.size",
        "{records} {records:record|records}, {size}",
    ),
    ("page.files.how", "How it was read"),
    ("page.files.columns", "Columns and what they mean"),
    ("page.files.preview", "First records"),
    ("page.files.preview.of", "First records of {file}"),
    ("page.files.sure", "{sure} sure"),
    ("page.files.hash", "SHA-256 {hash}"),
    ("page.files.remove", "Take {file} out"),
    ("page.model.title", "How the files belong together"),
    ("page.quality.title", "What was noticed"),
    ("page.quality.none", "Nothing was noticed."),
    ("page.quality.more", "{more} more {more:finding|findings}"),
    ("page.recipe.title", "What was decided"),
    ("page.recipe.save", "Save as a file"),
    (
        "page.recipe.what",
        "Every answer and choice about the data is part of this recipe. Drop the saved file here to decide the same for other files, or give it to the command line.",
    ),
    ("page.recipe.show", "The recipe as JSON"),
    ("page.severity.error", "Error"),
    ("page.severity.warning", "Warning"),
    ("page.severity.note", "Note"),
    // Sections.
    ("page.view.coming", "More is being computed."),
    ("page.view.definition", "Definition"),
    ("page.fact.about", "About {fact}"),
    ("page.fact.n", "Counted over {n=}."),
    ("page.fact.interval", "{low} to {high} ({level})"),
    (
        "page.fact.interval.exact",
        "{level} interval: {low} to {high}, by {method}.",
    ),
    ("page.figure.table", "The same as a table"),
    (
        "page.figure.keys",
        "Arrow keys walk through the data, Enter filters, Shift with Enter opens the rows.",
    ),
    (
        "page.figure.click",
        "Click: only this. Shift and click: the rows behind it.",
    ),
    ("page.figure.click.rows", "Click: the rows behind it."),
    (
        "page.figure.failed",
        "This chart could not be drawn. Its table says the same.",
    ),
    ("page.grid.table", "Table"),
    ("page.grid.all", "All columns"),
    ("page.grid.fewer", "Fewer columns"),
    ("page.grid.cut", "The first {shown=} of {total=} rows."),
    ("page.rows.behind", "Rows behind this number"),
    ("page.rows.title", "Rows behind {name}"),
    ("page.rows.coming", "Looking the rows up."),
    (
        "page.rows.count",
        "{shown=} of {total=} {total:row|rows}, as written in the files.",
    ),
    ("page.rows.more", "More rows"),
    // The airlock.
    (
        "page.airlock.light",
        "What this page asked the network for since it was loaded",
    ),
    (
        "page.airlock.requests",
        "{requests} {requests:request|requests} since load",
    ),
    (
        "page.airlock.requests.brief",
        "{requests} {requests:request|requests}",
    ),
    ("page.airlock.title", "Airlock"),
    (
        "page.airlock.what",
        "Before the first file is accepted, this page forbids itself every connection: the browser enforces it, for the page and for the Worker that reads your files. Nothing is stored in the browser; closing the tab forgets everything.",
    ),
    (
        "page.airlock.how",
        "Check it: switch off the network and drop your files; everything works the same. Or open the developer tools of your browser and watch the list of requests.",
    ),
    (
        "page.airlock.counted",
        "Since it was loaded, the page has made {requests} {requests:request|requests}; the browser has refused {blocked}.",
    ),
    ("page.airlock.test", "Try to send something"),
    ("page.airlock.refused", "{name}: refused by the browser"),
    ("page.airlock.let", "{name}: not refused by this browser"),
    ("page.airlock.limits", "What this cannot promise"),
    (
        "page.airlock.limits.what",
        "The policy does not cover a page that navigates away, and whoever serves the page can change it. Compare the build hash below with the published one, or keep a copy of the page on your own disk.",
    ),
];
