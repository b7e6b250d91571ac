import { Type } from 'typebox'
import { type Answer, actConcerns, type CommandGrant, deskAction, deskPage } from '../../access/index.ts'
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
  load: async (desk, { params }): Promise<TrayData> => {
    const tray = await findTray(desk, params.split ?? '')
    concernsBoth(desk, tray)
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
  concerns: 'child',
  form: Type.Object({ to: Type.String({ maxLength: 10, default: '' }) }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const { split = '', entry = '' } = params
    const tray = await findTray(desk, split)
    concernsBoth(desk, tray)
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

const concernsBoth = (desk: Desk, { a, b }: TrayData['tray']): void =>
  actConcerns(desk, [a.personId, b.personId], { categories: ['identity', 'contact'] })
