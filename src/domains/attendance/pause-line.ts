import type { KnownFact } from '../../children/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** The neutral pause: whom to speak to first. The reason is not here and cannot be found from here. */
export type PauseLine = { readonly consult: string; readonly phone?: string; readonly reviewBy?: PlainDate }

/** The pause that stands, from what the reader may see. It never ends by itself: a day for looking at it again is only that. */
export const pauseOf = (facts: readonly KnownFact[]): PauseLine | undefined => {
  const body = facts.filter(fact => fact.kind === 'pause').at(-1)?.body
  const text = (field: string) => (typeof body?.[field] === 'string' && body[field] !== '' ? body[field] : undefined)
  const consult = text('consult')
  if (!consult) return undefined
  const [phone, reviewBy] = [text('phone'), text('reviewBy')]
  return { consult, ...(phone ? { phone } : {}), ...(reviewBy ? { reviewBy: reviewBy as PlainDate } : {}) }
}
