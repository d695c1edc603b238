//! `cargo xtask`: the tasks of the workshop.
fn main() {
    for a in xtask::generate::Articles::new(1, 600).take(3) { println!("{}\n{}\n\n{}\n=====", a.title, a.url, a.text); }
}
