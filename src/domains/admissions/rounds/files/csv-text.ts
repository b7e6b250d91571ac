/** A cell as CSV writes it. */
const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as the round's CSV files are written: by the bytes of their lines' cells, the same each time. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map(row => `${row.map(cell => csvCell(String(cell))).join(',')}\n`).join('')
