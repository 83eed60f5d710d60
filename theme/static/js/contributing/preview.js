// The preview: what the site will print, from pieces that it printed with the same macros.

export function preview(_answers, _slug) {}
