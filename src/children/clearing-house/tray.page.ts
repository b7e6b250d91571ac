import { Type } from 'typebox'
import { type Answer, type CommandGrant, deskAction, deskPage, recordAccess } from '../../access/index.ts'
import { categoryMask } from '../../kernel/index.ts'
import { alreadyGiven, giveEntry } from '../linking/index.ts'
import { isGivenTo } from '../splitting/index.ts'
import { splitsExamples, trayExamples } from './tray.examples.ts'
import { findTray, type ListedSplit, listSplits } from './tray.queries.ts'
import { splitsView, type TrayData, trayView } from './tray.view.ts'

type Desk = CommandGrant<'clearing-house'>
const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/duplicates' } as const

/** `/splits`: records that came apart, with something written meanwhile that waits. */
export const splitsPage = deskPage({
  ...common,
  path: '/splits',
  purpose: 'see what waits after a split',
  load: async (desk): Promise<{ splits: readonly ListedSplit[] }> => ({ splits: await listSplits(desk) }),
  answer: ({ splits }, frame) => ({ page: splitsView(splits, frame) }),
  examples: splitsExamples,
})

/** `/splits/:split`: what waits of one, with its suggestions. That it was looked at is recorded for both children. */
export const trayPage = deskPage({
  ...common,
  path: '/splits/:split',
  purpose: 'say whose it is that was written',
  load: async (desk, { params, requestId }): Promise<TrayData> => {
    const tray = await findTray(desk, params.split ?? '')
    for (const childId of [tray.a.personId, tray.b.personId]) await recordLook(desk, childId, requestId)
    return { tray }
  },
  answer: (data, frame) => ({ page: trayView(data, frame) }),
  examples: trayExamples,
})

/** Saves whose something is. */
export const giveEntryAction = deskAction({
  ...common,
  path: '/splits/:split/:entry',
  purpose: 'say whose it is that was written',
  form: Type.Object({ to: Type.String({ maxLength: 10, default: '' }) }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const { split = '', entry = '' } = params
    const tray = await findTray(desk, split)
    // The same for what has an answer and for what this desk may not read.
    if (!tray.items.some(item => item.entry === entry)) throw alreadyGiven()
    if (!isGivenTo(form.to)) {
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: trayView({ tray, wrong: entry }, frame) }
    }
    await giveEntry(desk, { split, entry, to: form.to })
    return { redirect: `/splits/${split}`, flash: 'Saved.' }
  },
})

const recordLook = (desk: Desk, childId: number, requestId: string): Promise<void> =>
  recordAccess(desk.tx, desk.at, {
    reader: desk.reader,
    actor: desk.actor,
    purpose: 'say whose it is that was written',
    action: '/splits/:split',
    childId,
    categories: categoryMask(['identity', 'contact']),
    outcome: 'shown',
    rule: 'right:possible-duplicates',
    requestId,
  })
