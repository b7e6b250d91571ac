import type { Tx } from '../../../access/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { adopters as kinds } from '../casework/index.ts'
import { adopterSteps } from './adopter-steps.ts'
import { listAdopters } from './adopters.queries.ts'

/** Of adopters, a row of list 11, by the columns of the list. */
type Row = Readonly<Record<string, string>>
/** A row of the register, with the numbers by which a file may tell of the same family: ours, and the one that was written down here. */
export type WrittenAdopter = { readonly row: Row; readonly numbers: readonly string[] }

/** Each adopter of the register as they stood on a day. For the actor that writes returns. */
export const listWrittenAdopters = async (tx: Tx, day: PlainDate): Promise<readonly WrittenAdopter[]> => {
  const all = (await listAdopters(tx)).toReversed()
  return all.flatMap(({ reference, familyNumber, people, who, fostering, taken }) => {
    const until = taken.filter(one => one.on <= day)
    if (until.length === 0) return []
    const [count = '1', sexes = ''] = kinds.find(one => one.value === who)?.codes ?? []
    const days = adopterSteps.flatMap(({ key, column }) => {
      const on = until.findLast(one => one.step === key)?.on
      return on && column ? [[column, on] as const] : []
    })
    const placed = until.findLast(one => one.step === 'placed')?.children
    const left = until.findLast(one => one.step === 'left')
    const numbers = [reference, ...(familyNumber ? [familyNumber] : [])].map(asNumber)
    return Array.from({ length: Number(count) }, (_, at) => ({
      numbers,
      row: {
        'Individual adopter identifier': `${reference}-${at + 1}`,
        'Family identifier': reference,
        Gender: genders[sexes.charAt(at)] ?? '',
        ...told('Ethnicity', people[at]?.ethnicity),
        ...told('Disability', people[at]?.disability && { yes: 'a) Yes', no: 'b) No' }[people[at].disability]),
        'Is the (prospective) adopter fostering for adoption?': fostering ? 'a) Yes' : 'b) No',
        ...Object.fromEntries(days),
        ...(placed ? { 'No. of children placed': String(placed) } : {}),
        ...(left ? { 'Reason for leaving adoption process': left.words } : {}),
      },
    }))
  })
}
const genders: Readonly<Record<string, string>> = { F: 'b) Female', M: 'a) Male' }
const told = (column: string, value: string | undefined): Row => (value ? { [column]: value } : {})
const asNumber = (text: string | undefined): string => (text ?? '').trim().toUpperCase()
/** "b) Female", "Female" or "F": what a file says of somebody’s sex, as one letter. */
const sexOf = ({ Gender = '' }: Row): string =>
  Gender.replace(/^\s*[a-z]\)\s*/i, '')
    .charAt(0)
    .toUpperCase()

/**
 * Each adopter once, where a file (`told`) and the register tell of the same family by its number: as the register has them, under the file’s numbers and with what the
 * file alone says. Of two of a family each is taken for the one of the same sex, in their order. Whom the register does not have stay as told. Pure.
 */
export const adoptersOnce = (told: readonly Row[], written: readonly WrittenAdopter[]): readonly Row[] => {
  const left = new Set(told)
  const own = written.map(({ row, numbers }): Row => {
    const family = [...left].filter(one => numbers.includes(asNumber(one['Family identifier'])))
    const same = family.find(one => sexOf(one) === sexOf(row)) ?? family.find(one => !sexOf(one))
    if (!same) return row
    left.delete(same)
    const named = ['Individual adopter identifier', 'Family identifier'].map(column => [column, same[column] ?? ''])
    return { ...same, ...row, ...Object.fromEntries(named) }
  })
  return [...left, ...own]
}
