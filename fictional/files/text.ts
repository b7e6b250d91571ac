/** One cell of a CSV file, quoted when it has to be. */
const cell = (value: string | number): string => {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line of a CSV file, its end included. */
export const csvLine = (values: readonly (string | number)[], end = '\n'): string => values.map(cell).join(',') + end

/** The line of a record whose columns are named; a column that the record has not is empty. */
export const csvRecord = (
  columns: readonly string[],
  record: Readonly<Record<string, string | number>>,
  end = '\n',
): string =>
  csvLine(
    columns.map(column => record[column] ?? ''),
    end,
  )

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** An XML element with text; nothing at all when there is no text. */
export const element = (name: string, text: string | number | undefined): string =>
  text === undefined || text === '' ? '' : `<${name}>${String(text).replace(/[&<>]/g, c => entities[c] ?? c)}</${name}>`

/** An XML element with elements in it; nothing at all when there are none. */
export const group = (name: string, ...parts: readonly string[]): string => {
  const inside = parts.join('')
  return inside === '' ? '' : `<${name}>${inside}</${name}>`
}

/** The letters that Windows-1252 has beyond Latin-1, from 0x80 on. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The text in Windows-1252. As in the systems that use it, a letter it has not loses its accent or becomes a `?`. */
export const toWindows1252 = (text: string): Buffer =>
  Buffer.from(
    [...text].map(letter => {
      const code = letter.codePointAt(0) ?? 63
      if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) return code
      const at = windows1252.indexOf(letter)
      if (at >= 0) return 0x80 + at
      const bare = letter.replace('ł', 'l').replace('Ł', 'L').normalize('NFD').charCodeAt(0)
      return bare < 0x80 ? bare : 63
    }),
  )
