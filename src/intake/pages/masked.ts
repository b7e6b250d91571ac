import type { Source } from '../source.ts'

const dateLike = /^\d{1,4}([./-])\d{1,2}\1\d{2,4}$|^\d{1,2} [a-z]{3,9} \d{2,4}$/i

/**
 * What a column held, as it is shown to people who put files right: who a child is stays covered. Dates are shown (a wrong
 * one cannot be mended unseen), and so is what is no longer than two letters; of everything else about identity, the first.
 */
export const maskValue = (value: string, covered: boolean): string => {
  if (!covered || value.length <= 2 || dateLike.test(value)) return value
  const [first = '', ...rest] = [...value.slice(0, 24)]
  return `${first}${rest.map(letter => (/[\p{L}\p{N}]/u.test(letter) ? '•' : letter)).join('')}${value.length > 24 ? '…' : ''}`
}

/** Does the column say who somebody is, or where? A column that the source does not list is taken to. */
export const isCovered = (source: Pick<Source, 'columns'> | undefined, column: string | null): boolean => {
  const listed = source?.columns.filter(c => c.column === column) ?? []
  return listed.length === 0 || listed.some(c => ['identity', 'contact', 'key', 'unused'].includes(c.category))
}
