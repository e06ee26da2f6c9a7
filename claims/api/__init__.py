"""Articles and claims over HTTP. Shapes and routes; what may happen is decided further in."""
