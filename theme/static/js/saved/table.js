// The list as a table of comma-separated values (RFC 4180), which no spreadsheet takes for formulas.

const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/; // the wide signs too: spreadsheets narrow them

function cell(value) {
  const text = value.replace(/\0/g, "");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** Rows of texts to one text; its mark of byte order tells spreadsheets that it is UTF-8. */
export const csv = (rows) => `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
