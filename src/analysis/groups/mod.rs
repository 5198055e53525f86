//! Groups of customers: personas, buckets, activity, business segments, clusters.
