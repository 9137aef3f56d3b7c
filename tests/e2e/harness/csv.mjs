// A plain reader of CSV, so that what the page computes can be computed again without it.

/** Rows of cells; the separator is a comma unless told. */
export function parseCsv(text, separator = ",") {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  const source = text.replace(/^\uFEFF/, "");
  for (let at = 0; at < source.length; at += 1) {
    const letter = source[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = "";
    } else if (letter === "\n" || letter === "\r") {
      if (letter === "\r" && source[at + 1] === "\n") at += 1;
      row.push(cell);
      rows.push(row);
      row = [];
      cell = "";
    } else cell += letter;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** The rows as objects by the names of the first row. */
export function records([head, ...rows]) {
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ""])));
}

/** Sums of one column by the values of another, largest first. */
export function sumBy(list, by, of) {
  const sums = new Map();
  for (const one of list) sums.set(one[by], (sums.get(one[by]) ?? 0) + Number(one[of]));
  return [...sums].sort((one, other) => other[1] - one[1]);
}
