import { normalisePostcode } from '../../../kernel/index.ts'

/** A postcode, in capitals without a space, and the ward it is in. */
export type WardPostcode = { readonly postcode: string; readonly ward: string }
export type WardFault = { readonly line: number; readonly problem: string }

const mostLetters = 100

/**
 * Reads a council's list of wards, a table whose first row names its columns: `postcode` and `ward`, by any case; others are left out. What
 * cannot be read comes back by line, a postcode that stands in two wards included. Pure.
 */
export const readWardList = (
  records: Iterable<{ readonly line: number; readonly cells: readonly string[] }>,
): { readonly wards: readonly WardPostcode[]; readonly faults: readonly WardFault[] } => {
  const wards = new Map<string, string>()
  const faults: WardFault[] = []
  const [head, ...rows] = records
  const names = head?.cells.map(name => name.trim().toLowerCase()) ?? []
  const [postcodes, wardNames] = [names.indexOf('postcode'), names.indexOf('ward')]
  if (postcodes < 0 || wardNames < 0)
    return {
      wards: [],
      faults: [{ line: head?.line ?? 1, problem: 'The first row must name the columns postcode and ward.' }],
    }
  for (const { line, cells } of rows) {
    const postcode = normalisePostcode(cells[postcodes] ?? '')?.replaceAll(' ', '')
    const ward = cells[wardNames]?.trim().replace(/\s+/g, ' ') ?? ''
    if (!postcode) faults.push({ line, problem: 'This is no whole postcode, like NM4 2QT.' })
    else if (ward === '' || ward.length > mostLetters)
      faults.push({ line, problem: `The ward must be named in at most ${mostLetters} letters.` })
    else if ((wards.get(postcode) ?? ward) !== ward)
      faults.push({ line, problem: 'This postcode stands in another ward on an earlier line.' })
    else wards.set(postcode, ward)
  }
  return { wards: [...wards].map(([postcode, ward]) => ({ postcode, ward })), faults }
}
