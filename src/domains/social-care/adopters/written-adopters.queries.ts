import type { Tx } from '../../../access/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import { adopters as kinds } from '../casework/index.ts'
import { adopterSteps } from './adopter-steps.ts'
import { listAdopters } from './adopters.queries.ts'

/** Each adopter of the register as a row of list 11, by the columns of the list, as they stood on a day. For the actor that writes returns. */
export const listWrittenAdopters = async (
  tx: Tx,
  day: PlainDate,
): Promise<readonly Readonly<Record<string, string>>[]> => {
  const all = (await listAdopters(tx)).toReversed()
  return all.flatMap(({ reference, who, fostering, taken }) => {
    const until = taken.filter(one => one.on <= day)
    if (until.length === 0) return []
    const [count = '1', sexes = ''] = kinds.find(one => one.value === who)?.codes ?? []
    const days = adopterSteps.flatMap(({ key, column }) => {
      const on = until.findLast(one => one.step === key)?.on
      return on && column ? [[column, on] as const] : []
    })
    const placed = until.findLast(one => one.step === 'placed')?.children
    const left = until.findLast(one => one.step === 'left')
    return Array.from({ length: Number(count) }, (_, at) => ({
      'Individual adopter identifier': `${reference}-${at + 1}`,
      'Family identifier': reference,
      Gender: genders[sexes.charAt(at)] ?? '',
      'Is the (prospective) adopter fostering for adoption?': fostering ? 'a) Yes' : 'b) No',
      ...Object.fromEntries(days),
      ...(placed ? { 'No. of children placed': String(placed) } : {}),
      ...(left ? { 'Reason for leaving adoption process': left.words } : {}),
    }))
  })
}
const genders: Readonly<Record<string, string>> = { F: 'b) Female', M: 'a) Male' }
