/** What checking an identifier gives: `text` is normalised either way; `warning` is a doubt about one that holds. */
export type Checked<Id extends string> =
  | { ok: true; text: Id; warning?: string }
  | { ok: false; text: string; problem: string; fix: string }

/** Σ digit × weight, for the leading digits that have a weight. */
export const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)

/** The weights 10 to 2 that the NHS number and the ULN share. */
export const tenToTwo = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const

/** Without white space, hyphens and a spreadsheet's trailing ".0". */
export const bareDigits = (text: string): string => text.replace(/[\s\u00ad\u2010-\u2015-]/g, '').replace(/\.0+$/, '')

/** Why a ten-digit number is not one, in words; undefined if it has ten digits. */
export const tenDigitProblem = (text: string, name: string): { problem: string; fix: string } | undefined => {
  if (/^\d{10}$/.test(text)) return undefined
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text))
    return { problem: `A spreadsheet has rounded this ${name}`, fix: 'Format the column as text, then export it again' }
  if (!/^\d*$/.test(text))
    return { problem: `${name} has something other than digits`, fix: 'Enter its 10 digits only' }
  return { problem: `${name} has ${text.length} digits, not 10`, fix: 'Check it for a missing or an extra digit' }
}
