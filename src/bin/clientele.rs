//! The command line: the same core, for scripts, cron and tests.

use std::io::{Read, Write};
use std::process::ExitCode;

use clientele::export::{Rows, text};
use clientele::protocol::{Command, Event, Request};
use clientele::report::Report;
use clientele::session::Session;

const USAGE: &str = "\
Usage: clientele report FILE... [options]

Reads CSV files, joins them and prints a report about the customers in them.

Options:
  --text               print text (default)
  --json               print the report as JSON with full precision
  --csv TABLE          print one table as CSV, such as contribution.ranking
  --recipe FILE        start from the decisions in a recipe file (JSON)
  --save-recipe FILE   write what was decided, for the next files
  --clean FILE         write the used rows as CSV, cleaned and typed
  --rejects FILE       write the rows that were set aside as CSV, with the reason
  --preset NAME        repeat a published analysis: as_published
  --rate CODE=NUMBER   what one unit of a currency is worth, such as USD=75
  --set CONTROL=VALUE  change any setting the report offers, such as revenue=booked
  --locale TAG         how numbers are written, such as en-IN
  -h, --help           print this text
  -V, --version        print the version

Exit codes: 0 a report was made; 1 no file could be read, or none holds amounts; 2 the command line
was not understood.
";

/// Bytes read at once.
const CHUNK: usize = 1 << 20;

struct Options {
    files: Vec<String>,
    json: bool,
    table: Option<String>,
    recipe: Option<String>,
    /// What else is written where: `recipe`, `clean`, `rejects`.
    outputs: Vec<(&'static str, String)>,
    locale: Option<String>,
    preset: Option<String>,
    settings: Vec<(String, String)>,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("clientele: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Vec<String>) -> Result<ExitCode, String> {
    match arguments.first().map(String::as_str) {
        Some("-h" | "--help" | "help") => print(USAGE),
        Some("-V" | "--version") => print(concat!("clientele ", env!("CARGO_PKG_VERSION"), "\n")),
        Some("report") if arguments[1..].iter().any(|a| a == "-h" || a == "--help") => print(USAGE),
        Some("report") => report(&options(&arguments[1..])?),
        Some(other) => Err(format!(
            "there is no command '{other}'; try 'clientele --help'"
        )),
        None => Err("say what to do; try 'clientele --help'".to_owned()),
    }
}

/// Writes to standard output; a reader that went away (`| head`) is no error.
fn print(text: &str) -> Result<ExitCode, String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("cannot write: {error}"))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options {
        files: Vec::new(),
        json: false,
        table: None,
        recipe: None,
        outputs: Vec::new(),
        locale: None,
        preset: None,
        settings: Vec::new(),
    };
    let mut rest = arguments.iter();
    let mut only_files = false;
    while let Some(argument) = rest.next() {
        if only_files || !argument.starts_with('-') || argument == "-" {
            options.files.push(argument.clone());
            continue;
        }
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| rest.next().cloned())
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name {
            "--" => only_files = true,
            "--json" => options.json = true,
            "--text" => options.json = false,
            "--csv" => options.table = Some(value()?),
            "--recipe" => options.recipe = Some(value()?),
            "--save-recipe" => options.outputs.push(("recipe", value()?)),
            "--clean" => options.outputs.push(("clean", value()?)),
            "--rejects" => options.outputs.push(("rejects", value()?)),
            "--locale" => options.locale = Some(value()?),
            "--preset" => options.preset = Some(value()?),
            "--rate" => {
                let (currency, rate) = pair(name, &value()?)?;
                options.settings.push((format!("rate.{currency}"), rate));
            }
            "--set" => options.settings.push(pair(name, &value()?)?),
            _ => {
                return Err(format!(
                    "there is no option '{name}'; try 'clientele --help'"
                ));
            }
        }
    }
    if options.files.is_empty() {
        return Err("name at least one file".to_owned());
    }
    Ok(options)
}

fn pair(option: &str, text: &str) -> Result<(String, String), String> {
    let (name, value) = text
        .split_once('=')
        .ok_or_else(|| format!("{option} is written NAME=VALUE, not '{text}'"))?;
    Ok((name.to_owned(), value.to_owned()))
}

fn report(options: &Options) -> Result<ExitCode, String> {
    // No result depends on the seed; it differs from run to run, so that no file can be made to collide.
    let mut session = Session::new(u64::from(std::process::id()));
    if let Some(path) = &options.recipe {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot read the recipe {path}: {error}"))?;
        ask(&mut session, Command::Load { text }).map_err(|why| format!("{path}: {why}"))?;
    }
    let locale = options
        .locale
        .iter()
        .map(|tag| ("locale".to_owned(), tag.clone()));
    let preset = options
        .preset
        .iter()
        .map(|name| ("preset".to_owned(), name.clone()));
    for (control, value) in locale.chain(preset).chain(options.settings.iter().cloned()) {
        ask(&mut session, Command::Set { control, value })?;
    }
    for file in &options.files {
        read(&mut session, file)?;
    }
    // A recipe may say how a file is to be read that has another name now: it is read once more.
    for name in ask(&mut session, Command::Report)? {
        let path = options.files.iter().find(|path| name_of(path) == name);
        let path = path.ok_or_else(|| format!("cannot read {name} again"))?;
        read(&mut session, path)?;
    }
    ask(&mut session, Command::Report)?;
    session.finish();
    for (what, path) in &options.outputs {
        save(&session, what, path).map_err(|error| format!("cannot write {path}: {error}"))?;
    }
    let Some(report) = session.report() else {
        return Err("there is no report".to_owned());
    };
    let made = !report.sections.is_empty();
    for refused in &report.refused {
        eprintln!("clientele: {}", refused.message.said);
    }
    if let Some(id) = &options.table {
        print(&table(&session, report, id)?)?;
    } else if options.json {
        print(&(session.report_json().unwrap_or_default() + "\n"))?;
    } else {
        print(&text::print(report))?;
    }
    Ok(if made {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// A table of the report as CSV with all its rows, by `section.table`; an unknown one is answered with those there are.
fn table(session: &Session, report: &Report, id: &str) -> Result<String, String> {
    let written = id
        .split_once('.')
        .and_then(|(section, table)| session.table_csv(section, table, "", false));
    if let Some(written) = written {
        return Ok(String::from_utf8_lossy(&written).into_owned());
    }
    let mut there = Vec::new();
    for section in &report.sections {
        let Some(result) = section.outcome.result() else {
            continue;
        };
        let twins = result.figures.iter().map(|figure| &figure.table);
        for grid in result.grids.iter().chain(twins) {
            there.push(format!("{}.{}", section.id, grid.id));
        }
    }
    Err(format!(
        "there is no table '{id}'; there are: {}",
        there.join(", ")
    ))
}

/// Writes the recipe or a kind of rows to a file, part by part.
fn save(session: &Session, what: &str, path: &str) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    match Rows::of_id(what) {
        Some(rows) => {
            let parts = (0..).map_while(|part| session.rows_part(rows, part));
            parts.into_iter().try_for_each(|part| file.write_all(&part))
        }
        None => file.write_all((session.recipe_text() + "\n").as_bytes()),
    }
}

/// Sends a command; a setting that is refused ends the program with the reason. Gives the files that have to be
/// read again.
fn ask(session: &mut Session, command: Command) -> Result<Vec<String>, String> {
    let mut again = Vec::new();
    for answer in session.handle(&Request { id: 0, command }) {
        match answer.event {
            Event::Refused { reason } => return Err(reason.said),
            Event::ReadAgain { files } => again = files,
            _ => {}
        }
    }
    Ok(again)
}

fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Reads a file, `-` for standard input. A file that is no table is told in the report.
fn read(session: &mut Session, path: &str) -> Result<(), String> {
    let name = name_of(path).to_owned();
    let cannot = |error: std::io::Error| format!("cannot read {path}: {error}");
    let mut input: Box<dyn Read> = match path {
        "-" => Box::new(std::io::stdin()),
        _ => Box::new(std::fs::File::open(path).map_err(cannot)?),
    };
    let mut bytes = Vec::new();
    let size = match path {
        "-" => input.read_to_end(&mut bytes).map_err(cannot)? as u64,
        _ => std::fs::metadata(path).map_err(cannot)?.len(),
    };
    ask(session, Command::OpenFile { name, size })?;
    if path == "-" {
        input = Box::new(std::io::Cursor::new(bytes));
    }
    let mut chunk = vec![0; CHUNK];
    loop {
        match input.read(&mut chunk).map_err(cannot)? {
            0 => break,
            // What was refused is in the report; the rest of the file is not needed.
            n if session.push(&chunk[..n]).is_err() => return Ok(()),
            _ => {}
        }
    }
    ask(session, Command::CloseFile).map(drop)
}
