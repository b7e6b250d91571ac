import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage } from '../../access/index.ts'
import type { Halves } from '../linking/index.ts'
import { findCompared } from './compared.queries.ts'
import { lateView } from './late.view.ts'
import { splitRecord } from './split.actions.ts'
import { splitExamples } from './split.examples.ts'
import { askWhetherTwo, findSplitting, type Splitting } from './split.queries.ts'
import { mostParts, type SplitData, splitReasons, splitView } from './split.view.ts'
import { sheetNow } from './warnings.queries.ts'

const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/duplicates' } as const
const looked = { categories: ['identity', 'contact'] } as const
const word = () => Type.String({ maxLength: 20, default: '' })
const partFields = Object.fromEntries(Array.from({ length: mostParts }, (_, at) => [`part${at}`, word()]))

/** `/duplicates/:case/split`: which source records belong to which child. That it was looked at is recorded. */
export const splitPage = deskPage({
  ...common,
  path: '/duplicates/:case/split',
  purpose: 'part a record that is two children’s',
  load: async (desk, { params }): Promise<SplitData> => {
    const about = await findSplitting(desk, params.case ?? '')
    actConcerns(desk, about.person, looked)
    return { about }
  },
  answer: (data, frame) => ({ page: splitView(data, frame) }),
  examples: splitExamples,
})

/** Parts the record, or keeps the answer for a second reviewer. */
export const splitAction = deskAction({
  ...common,
  path: '/duplicates/:case/split',
  purpose: 'part a record that is two children’s',
  concerns: 'child',
  form: Type.Object({ version: word(), reason: word(), ...partFields }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about = await findSplitting(desk, params.case ?? '')
    actConcerns(desk, about.person, looked)
    const compared = await findCompared(desk, about.uuid)
    if (!about.open || about.version !== form.version) return { status: 409, page: lateView(compared, desk.at) }
    const sent = form as Readonly<Record<string, string>>
    const read = readHalves(about, sent)
    const frame = { csrf: desk.reader?.csrf ?? '' }
    if ('errors' in read) return { status: 422, page: splitView({ about, errors: read.errors, sent }, frame) }
    await splitRecord(desk, about, { ...read, sheet: await sheetNow(desk, compared) })
    // The same words whatever becomes of it: that it waits would say something of the child.
    return {
      redirect: '/splits',
      flash: 'Saved: two children’s records. Some answers wait for another reviewer before they are carried out.',
    }
  },
})

/** Asks whether a record is two children's, and leads to where that is answered. */
export const askSplitAction = deskAction({
  ...common,
  path: '/duplicates/part/:child',
  purpose: 'ask whether a record is two children’s',
  concerns: 'child',
  act: async (desk, { params }): Promise<Answer> => {
    const asked = await askWhetherTwo(desk, params.child ?? '')
    actConcerns(desk, asked.person)
    return { redirect: `/duplicates/${asked.uuid}/split` }
  },
})

type Read = { readonly errors: Record<string, string> } | { readonly halves: Halves; readonly reason: string }

/** Whose each record is, as sent: each must have an answer, each child at least one record, and a reason is needed. */
export const readHalves = ({ parts }: Pick<Splitting, 'parts'>, sent: Readonly<Record<string, string>>): Read => {
  const errors: Record<string, string> = {}
  const halves: Record<'a' | 'b', number[]> = { a: [], b: [] }
  for (const [at, part] of parts.slice(0, mostParts).entries()) {
    const place = sent[`part${at}`]
    if (place === 'a' || place === 'b') halves[place].push(part.sourcePerson)
    else if (place !== 'unsure') errors[`part${at}`] = `Say whose record ${at + 1} is, or that you are not sure`
  }
  if (Object.keys(errors).length === 0 && (halves.a.length === 0 || halves.b.length === 0))
    errors.part0 = 'Give each child at least one record. If all are one child’s, go back and answer that'
  const reason = sent.reason ?? ''
  if (!Object.hasOwn(splitReasons, reason)) errors.reason = 'Choose why these are two children'
  return Object.keys(errors).length > 0
    ? { errors }
    : { halves, reason: splitReasons[reason as keyof typeof splitReasons] }
}
