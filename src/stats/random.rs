//! A seed -> the same random numbers everywhere.
//!
//! Definition: PCG-XSH-RR with 64 bits of state and 32 of output. Source: O'Neill, "PCG: A Family of
//! Simple Fast Space-Efficient Statistically Good Algorithms" (2014), and its minimal C library.
//! Nothing in a report may depend on chance: a seed is part of the analysis that uses it.

/// The generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Random {
    state: u64,
    increment: u64,
}

const MULTIPLIER: u64 = 6_364_136_223_846_793_005;

impl Random {
    /// The stream of this seed.
    pub fn new(seed: u64) -> Random {
        Random::stream(seed, 54)
    }

    fn stream(seed: u64, stream: u64) -> Random {
        let mut random = Random {
            state: 0,
            increment: stream << 1 | 1,
        };
        random.bits();
        random.state = random.state.wrapping_add(seed);
        random.bits();
        random
    }

    /// 32 random bits.
    pub fn bits(&mut self) -> u32 {
        let old = self.state;
        self.state = old.wrapping_mul(MULTIPLIER).wrapping_add(self.increment);
        let mixed = ((old >> 18 ^ old) >> 27) as u32;
        mixed.rotate_right((old >> 59) as u32)
    }

    /// A whole number from 0 up to, but not including, `bound`; 0 where `bound` is 0. Unbiased
    /// (numbers of the incomplete last run are drawn again).
    pub fn below(&mut self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        let incomplete = bound.wrapping_neg() % bound;
        loop {
            let bits = self.bits();
            if bits >= incomplete {
                return bits % bound;
            }
        }
    }

    /// A number from 0 up to, but not including, 1, on a grid of 2^-32.
    pub fn uniform(&mut self) -> f64 {
        f64::from(self.bits()) / 4_294_967_296.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_the_library_s_own_demonstration() {
        // pcg32-demo of the minimal C library: pcg32_srandom(42, 54), round 1.
        let mut random = Random::new(42);
        let drawn: Vec<u32> = (0..6).map(|_| random.bits()).collect();
        assert_eq!(
            drawn,
            [
                0xa15c_02b7,
                0x7b47_f409,
                0xba1d_3330,
                0x83d2_f293,
                0xbfa4_784b,
                0xcbed_606e
            ]
        );
    }

    #[test]
    fn every_face_of_a_die_comes_up_about_as_often() {
        let mut random = Random::new(1);
        let mut faces = [0_i32; 6];
        for _ in 0..60_000 {
            faces[random.below(6) as usize] += 1;
        }
        // Five standard deviations of a binomial count: 5 * sqrt(60000 * 1/6 * 5/6) = 456.
        assert!(
            faces.iter().all(|count| (count - 10_000).abs() < 456),
            "{faces:?}"
        );
        assert_eq!(random.below(0), 0);
        assert!((0..1000).all(|_| (0.0..1.0).contains(&random.uniform())));
    }
}
