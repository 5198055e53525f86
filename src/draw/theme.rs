//! The page's design tokens as colours and sizes of a chart, light and dark.

use crate::draw::picture::{Ink, UNITS};
use crate::figure::Color;
use crate::say::Voice;

/// Font sizes in CSS pixels.
pub(crate) const SMALL: f64 = 11.0;
/// Tick texts, names and labels.
pub(crate) const TEXT: f64 = 12.0;

/// How a chart looks and how its ticks are said.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What a chart stands on.
    pub surface: Ink,
    /// Text, from strong to faint.
    pub ink: [Ink; 3],
    /// Lines that part things.
    pub hairline: Ink,
    /// Lines behind the data.
    pub grid: Ink,
    /// The categorical colours, in order. Hues that look alike without green differ in lightness.
    pub categories: [Ink; 8],
    /// What is not the point.
    pub muted: Ink,
    /// Better.
    pub good: Ink,
    /// Worse.
    pub bad: Ink,
    /// The sequential ramp, from little to much.
    pub ramp: [Ink; 7],
    /// How tick values are said.
    pub voice: Voice,
}

impl Theme {
    /// Dark marks on white.
    pub fn light() -> Theme {
        Theme {
            surface: Ink::hex(0xffffff),
            ink: [0x14171f, 0x4b5262, 0x6d7484].map(Ink::hex),
            hairline: Ink::hex(0xe3e6eb),
            grid: Ink::hex(0xedeff3),
            categories: [
                0x2f5fd0, 0xd9641a, 0x13805a, 0x9d78dc, 0x7a1838, 0x0b7f95, 0x7d5b00, 0x4a5263,
            ]
            .map(Ink::hex),
            muted: Ink::hex(0x8a93a3),
            good: Ink::hex(0x14704a),
            bad: Ink::hex(0xb3261e),
            ramp: [
                0xe3ecfd, 0xc2d5f9, 0x9dbbf5, 0x769dec, 0x4472d4, 0x2855bc, 0x153990,
            ]
            .map(Ink::hex),
            voice: Voice::of("en"),
        }
    }

    /// Light marks on near black: the same hues, lighter.
    pub fn dark() -> Theme {
        Theme {
            surface: Ink::hex(0x161a21),
            ink: [0xe9ecf1, 0xb4bcc9, 0x8d96a6].map(Ink::hex),
            hairline: Ink::hex(0x2a313c),
            grid: Ink::hex(0x232a34),
            categories: [
                0x7da7fe, 0xfb8341, 0x60bf95, 0xddcfff, 0xfe5277, 0x59b8d0, 0xd5b36e, 0x6d7a98,
            ]
            .map(Ink::hex),
            muted: Ink::hex(0x748094),
            good: Ink::hex(0x5fd0a0),
            bad: Ink::hex(0xff8f86),
            ramp: [
                0x1b263c, 0x27395f, 0x344e84, 0x4666ab, 0x648bdd, 0x83aaf7, 0xb0cbff,
            ]
            .map(Ink::hex),
            voice: Voice::of("en"),
        }
    }

    /// `dark`, or light for every other name.
    pub fn of(name: &str) -> Theme {
        if name == "dark" {
            Theme::dark()
        } else {
            Theme::light()
        }
    }

    /// The same theme with ticks said in this voice.
    pub fn with_voice(self, voice: Voice) -> Theme {
        Theme { voice, ..self }
    }

    /// CSS pixels as units of a picture. All sizes go through here.
    pub fn px(&self, css: f64) -> i32 {
        (css * f64::from(UNITS)).round() as i32
    }

    /// The pixels of a meaning. The ninth category and all after it are grey.
    pub fn color(&self, color: Color) -> Ink {
        match color {
            Color::Category(index) => self
                .categories
                .get(usize::from(index))
                .copied()
                .unwrap_or(self.muted),
            Color::Muted => self.muted,
            Color::Ink => self.ink[0],
            Color::Good => self.good,
            Color::Bad => self.bad,
        }
    }

    /// What only part of a period showed: the colour, faint; stripes of the full colour lie on it.
    pub fn tint(&self, ink: Ink) -> Ink {
        ink.with_alpha(0.22).over(self.surface)
    }

    /// The colour for words that lie on the surface: the same hue, as strong as reading asks.
    pub(crate) fn legible(&self, ink: Ink) -> Ink {
        (0..=10)
            .map(|tenths| self.ink[0].with_alpha(f64::from(tenths) / 10.0).over(ink))
            .find(|mixed| mixed.contrast(self.surface) >= 4.5)
            .unwrap_or(self.ink[0])
    }

    /// Dark or light words on a filled place, whichever reads better.
    pub(crate) fn words_on(&self, filling: Ink) -> Ink {
        let (dark, light) = (Ink::hex(0x14171f), Ink::hex(0xffffff));
        if dark.contrast(filling) >= light.contrast(filling) {
            dark
        } else {
            light
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A colour as people without green cones see it (Machado, Oliveira and Fernandes 2009, severity
    /// 1), in CIELAB.
    fn without_green(ink: Ink) -> [f64; 3] {
        const SEEN: [[f64; 3]; 3] = [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ];
        const XYZ: [[f64; 3]; 3] = [
            [0.4124 / 0.9505, 0.3576 / 0.9505, 0.1805 / 0.9505],
            [0.2126, 0.7152, 0.0722],
            [0.0193 / 1.089, 0.1192 / 1.089, 0.9505 / 1.089],
        ];
        let times = |rows: [[f64; 3]; 3], by: [f64; 3]| {
            rows.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum::<f64>())
        };
        let linear = [ink.rgb.0, ink.rgb.1, ink.rgb.2].map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => libm::pow((part + 0.055) / 1.055, 2.4),
            }
        });
        let seen = times(SEEN, linear).map(|part| part.clamp(0.0, 1.0));
        let [x, y, z] = times(XYZ, seen).map(|part| match part > 0.008856 {
            true => libm::cbrt(part),
            false => 7.787 * part + 16.0 / 116.0,
        });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn categories_are_told_apart_without_green() {
        for theme in [Theme::light(), Theme::dark()] {
            let seen = theme.categories.map(without_green);
            for (index, one) in seen.iter().enumerate() {
                for (other, two) in seen.iter().enumerate().skip(index + 1) {
                    let squares = one.iter().zip(two).map(|(a, b)| (a - b) * (a - b));
                    let apart = libm::sqrt(squares.sum());
                    assert!(apart > 14.0, "{index} and {other}: {apart}");
                }
            }
        }
    }

    #[test]
    fn marks_and_words_have_the_contrast_they_need() {
        for theme in [Theme::light(), Theme::dark()] {
            for index in 0..9 {
                let mark = theme.color(Color::Category(index));
                assert!(mark.contrast(theme.surface) >= 3.0, "category {index}");
                assert!(
                    theme.legible(mark).contrast(theme.surface) >= 4.5,
                    "category {index}"
                );
            }
            for ink in theme.ink {
                assert!(ink.contrast(theme.surface) >= 4.5);
            }
            for step in theme.ramp {
                assert!(theme.words_on(step).contrast(step) >= 4.5);
            }
            assert!(theme.grid.contrast(theme.surface) < 1.3);
        }
    }
}
