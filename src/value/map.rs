//! Names -> what was decided for them, in the order of the names.
//!
//! Settings are few: a sorted list finds as fast as a tree and is a fortieth of its code.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value for each of some names; an object in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<V> {
    /// Ascending by name, no name twice.
    entries: Vec<(String, V)>,
}

impl<V> Map<V> {
    /// No names.
    pub const fn new() -> Map<V> {
        Map {
            entries: Vec::new(),
        }
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|(have, _)| have.as_str().cmp(name))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        let place = self.place(name).ok()?;
        Some(&self.entries[place].1)
    }

    /// Whether the name has a value.
    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Gives a name its value, in the place of the one it had.
    pub fn insert(&mut self, name: String, value: V) {
        match self.place(&name) {
            Ok(place) => self.entries[place].1 = value,
            Err(place) => self.entries.insert(place, (name, value)),
        }
    }

    /// Takes a name out.
    pub fn remove(&mut self, name: &str) {
        if let Ok(place) = self.place(name) {
            self.entries.remove(place);
        }
    }

    /// Keeps the names whose value passes.
    pub fn retain(&mut self, passes: impl Fn(&V) -> bool) {
        self.entries.retain(|(_, value)| passes(value));
    }

    /// Names and values, ascending by name.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.entries.iter()
    }
}

impl<V> Default for Map<V> {
    fn default() -> Map<V> {
        Map::new()
    }
}

impl<V> FromIterator<(String, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(entries: I) -> Map<V> {
        let mut map = Map::new();
        for (name, value) in entries {
            map.insert(name, value);
        }
        map
    }
}

impl<V, const N: usize> From<[(String, V); N]> for Map<V> {
    fn from(entries: [(String, V); N]) -> Map<V> {
        entries.into_iter().collect()
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = &'a (String, V);
    type IntoIter = std::slice::Iter<'a, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<V> Index<&str> for Map<V> {
    type Output = V;

    fn index(&self, name: &str) -> &V {
        self.get(name).expect("the name has a value")
    }
}

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Reading(PhantomData))
    }
}

struct Reading<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Reading<V> {
    type Value = Map<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Map<V>, A::Error> {
        let mut map = Map::new();
        while let Some((name, value)) = access.next_entry()? {
            map.insert(name, value);
        }
        Ok(map)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_keeps_what_a_tree_keeps(entries: Vec<(String, u8)>, gone: Vec<prop::sample::Index>) {
            let mut ours: Map<u8> = entries.iter().cloned().collect();
            let mut theirs: BTreeMap<String, u8> = entries.iter().cloned().collect();
            for at in gone.iter().filter(|_| !entries.is_empty()) {
                let name = &at.get(&entries).0;
                ours.remove(name);
                theirs.remove(name);
            }
            let written = serde_json::to_string(&theirs).unwrap();
            prop_assert_eq!(&serde_json::to_string(&ours).unwrap(), &written);
            prop_assert_eq!(serde_json::from_str::<Map<u8>>(&written).unwrap(), ours.clone());
            for (name, _) in &entries {
                prop_assert_eq!(ours.get(name), theirs.get(name));
            }
        }
    }
}
