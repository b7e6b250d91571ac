import { filledBoxes, type PlainDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { Asked } from '../forms/merge.ts'
import { type ChildSupervision, type Fields, readChildSupervision, type Supervised } from './supervision-form.ts'

const words = (id: string, label: string): Asked => ({ id, label, boxes: [id], joins: true })
/** What a correction of a child's supervision asks: all but with whom it was, and the actions, which are tasks since. */
export const correctionAsked: readonly Asked[] = [
  { id: 'held', label: 'Which day', boxes: ['held-day', 'held-month', 'held-year'] },
  words('discussed', 'What was discussed'),
  words('decided', 'What was decided'),
  words('others', 'What is about somebody else'),
  { id: 'othersName', label: 'Who that part is about', boxes: ['othersName'] },
  words('reason', 'Why it is corrected'),
]
export const correctionBoxes = correctionAsked.flatMap(one => one.boxes)

/** What was written, as the boxes of the form hold it; why it is corrected is asked anew. Pure. */
export const fieldsOfSaid = (body: Readonly<Record<string, unknown>>): Fields => {
  const { on, passages = [], decided = [] } = body as Partial<ChildSupervision>
  const other = passages.find(one => one.about === 'third-party')
  const join = (parts: readonly { readonly text: string }[]) => parts.map(one => one.text).join('\n\n')
  return {
    ...(on ? filledBoxes('held', on) : {}),
    discussed: join(passages.filter(one => one !== other)),
    decided: join(decided),
    others: other?.text ?? '',
    othersName: other?.person ?? '',
    reason: '',
  }
}

/** Reads a correction: what was said as it should stand, and why. Gives it, or what is wrong field by field. Pure. */
export const readCorrection = (
  fields: Fields,
  today: PlainDate,
  who: Supervised,
): (Omit<ChildSupervision, 'actions'> & { readonly reason: string }) | { readonly errors: readonly FormError[] } => {
  const read = readChildSupervision({ ...fields, with: who.key }, { today, supervised: [who], colleagues: [] })
  const reason = (fields.reason ?? '').trim()
  const errors = 'errors' in read ? [...read.errors] : []
  if (!reason) errors.push({ field: 'reason', text: 'Write why you correct it' })
  if (reason.length > 10_000) errors.push({ field: 'reason', text: 'Keep each part under 10,000 letters' })
  return 'errors' in read || errors.length > 0 ? { errors } : { ...read, reason }
}
