// Trusted Types: the browser refuses to make scripts out of text. HTML from our own server passes, for htmx puts it in
// place; a script or an event handler in it has no nonce and does not run.
self.trustedTypes?.createPolicy("default", { createHTML: (text) => text });
