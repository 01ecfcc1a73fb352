"""Code lists and names as data (`*.toml`), and how one entry of such a file is read. `memcon.ontology` loads them."""
