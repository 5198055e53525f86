//! a recipe's text -> steps: read, written and read again they are the same, and doing them breaks nothing.

use clientele::protocol::{Command, Event, Request};
use clientele::recipe::Saved;
use clientele::session::Session;

/// Orders that a recipe may say anything about.
const ORDERS: &str = "order_id,customer,date,amount,currency,product\n\
    1,ada,02/05/2024,12.50,EUR,tea\n2,bob,03/05/2024,25.00,EUR,mug\n3,ada,04/05/2024,6.25,USD,tea\n\
    4,cay,09/05/2024,37.50,EUR,pot\n5,ada,10/05/2024,2.50,EUR,tea\n6,bob,11/05/2024,8.75,EUR,tea\n";

/// Any text.
pub fn recipe(data: &[u8]) {
    let Ok(saved) = Saved::read(data) else { return };
    let written = serde_json::to_string(&saved).expect("a recipe is JSON");
    assert_eq!(Saved::read(written.as_bytes()).as_ref(), Ok(&saved));
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let once = replayed(text);
    let twice = replayed(&once);
    let steps = |text: &str| Saved::read(text.as_bytes()).map(|saved| saved.steps);
    assert_eq!(
        steps(&once),
        steps(&twice),
        "a recipe that was done is done again"
    );
}

/// The recipe of a session in which this one was loaded.
fn replayed(text: &str) -> String {
    let mut session = Session::new(3);
    open(&mut session);
    let text = text.to_owned();
    let events = ask(&mut session, Command::Load { text });
    // As the page does.
    if events
        .iter()
        .any(|event| matches!(event, Event::ReadAgain { .. }))
    {
        open(&mut session);
        ask(&mut session, Command::Report);
    }
    session.recipe_text()
}

fn open(session: &mut Session) {
    let (name, size) = ("orders.csv".to_owned(), ORDERS.len() as u64);
    ask(session, Command::OpenFile { name, size });
    if session.push(ORDERS.as_bytes()).is_ok() {
        ask(session, Command::CloseFile);
    }
}

fn ask(session: &mut Session, command: Command) -> Vec<Event> {
    let answers = session.handle(&Request { id: 1, command });
    while session.step().is_some() {}
    answers.into_iter().map(|answer| answer.event).collect()
}
