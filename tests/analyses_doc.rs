//! docs/analyses.md is what the registry says. CLIENTELE_BLESS=1 writes it anew.

use std::fmt::Write;
use std::path::Path;

use clientele::analysis::{ANALYSES, Analysis, Cost, Param};
use clientele::dataset::Capability;
use clientele::say::catalogue::template;

fn words(id: &str) -> &'static str {
    template(id).unwrap_or_else(|| panic!("{id} has no words"))
}

fn need(capability: &Capability) -> &'static str {
    words(match capability {
        Capability::Revenue => "need.revenue",
        Capability::Customers => "need.customers",
        Capability::Orders => "need.orders",
        Capability::Days => "need.days",
        Capability::Products => "need.products",
        Capability::Status => "need.status",
        Capability::Units => "need.units",
        Capability::Cost => "need.cost",
        Capability::TimeOfDay => "need.time_of_day",
        Capability::Recency => "need.recency",
        Capability::Attributes => "need.attributes",
    })
}

fn param(page: &mut String, analysis: &str, param: &Param) {
    let id = format!("param.{analysis}.{}", param.id);
    writeln!(
        page,
        "- `{analysis}.{}`: {}. {}",
        param.id,
        words(&id),
        words(&format!("{id}.help"))
    )
    .unwrap();
    for (at, choice) in param.choices.iter().enumerate() {
        let default = if at == 0 { " (default)" } else { "" };
        writeln!(
            page,
            "  - `{choice}`: {}{default}",
            words(&format!("{id}.{choice}"))
        )
        .unwrap();
    }
}

fn chapter(page: &mut String, analysis: &Analysis) {
    let name = format!("analysis.{}", analysis.id);
    let needs: Vec<&str> = analysis.needs.iter().map(need).collect();
    let cost = match analysis.cost {
        Cost::Light => "light: computed at once",
        Cost::Heavy => "heavy: computed when its view opens",
    };
    writeln!(page, "\n## {}\n", words(&name)).unwrap();
    writeln!(
        page,
        "`{}`, in the view `{}`.\n",
        analysis.id, analysis.view
    )
    .unwrap();
    writeln!(page, "{}\n", words(&format!("{name}.definition"))).unwrap();
    writeln!(page, "Needs: {}.\n\nCost: {cost}.", needs.join(", ")).unwrap();
    if !analysis.params.is_empty() {
        page.push_str("\nSettings:\n\n");
    }
    for setting in analysis.params {
        param(page, analysis.id, setting);
    }
}

#[test]
fn the_page_of_analyses_is_what_the_registry_says() {
    let mut page = "# The analyses\n\nWritten from the registry by `tests/analyses_doc.rs`; do not edit it by hand.\n"
        .to_owned();
    for analysis in ANALYSES {
        chapter(&mut page, analysis);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/analyses.md");
    if std::env::var_os("CLIENTELE_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        stored, page,
        "docs/analyses.md is stale: run this test with CLIENTELE_BLESS=1"
    );
}
