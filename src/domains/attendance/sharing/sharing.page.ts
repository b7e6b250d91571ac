import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../../access/index.ts'
import { headerKinds, leaksIn, loadHeader } from '../../../children/index.ts'
import { addDays, boxNames, filledBoxes, londonDate, NotFound } from '../../../kernel/index.ts'
import type { Fields } from '../case/step-form.ts'
import { choicesOf } from '../pause/pause.page.ts'
import { pauseReason } from '../pause/pause.record.ts'
import { homeFact } from './home-fact.record.ts'
import { shareHomeFact, takeBack } from './sharing.actions.ts'
import { sharingExamples } from './sharing.examples.ts'
import { listChosen, listShared } from './sharing.queries.ts'
import { readSharing, sharingSettings } from './sharing.ts'
import { type SharingData, sharingHref, sharingView } from './sharing.view.ts'

const needs = [...headerKinds, homeFact, pauseReason] as const
type SharingGrant = ChildGrant<(typeof needs)[number]['kind']>
const nav = '/my-children'

const loadSharing = async (grant: SharingGrant, fields: Fields = {}): Promise<SharingData> => {
  const [shared, choices] = [await listShared(grant), choicesOf(grant)]
  if (shared.length === 0 && choices.length === 0) throw new NotFound()
  return {
    header: await loadHeader(grant),
    today: londonDate(grant.at),
    shared,
    choices,
    mayTakeBack: shared.flatMap(one => (mayWrite(grant.decision, one.fact.category) ? [one.fact.address] : [])),
    chosen: undefined,
    fields,
    errors: [],
  }
}

const wordsIn = (passages: unknown): string =>
  Array.isArray(passages) ? passages.map(one => String((one as { text?: unknown }).text ?? '')).join(' ') : ''

const sharingPage = childPage({
  path: '/children/:child/welfare-sharing',
  purpose: 'share a fact of the home with education welfare',
  nav,
  needs,
  query: Type.Object({ fact: Type.Optional(Type.String({ maxLength: 40 })) }),
  load: async (grant, { query }): Promise<SharingData> => {
    const data = await loadSharing(grant)
    const until = filledBoxes('until', addDays(data.today, sharingSettings(data.today).usualDays))
    const chosen = query.fact ? (await listChosen(grant)).find(one => one.address === query.fact) : undefined
    if (query.fact && !chosen) throw new NotFound()
    return {
      ...data,
      chosen: chosen?.address,
      fields: { ...until, ...(chosen ? { words: wordsIn(chosen.body.passages), category: chosen.category } : {}) },
    }
  },
  answer: (data, frame) => ({ page: sharingView(data, frame.csrf) }),
  examples: sharingExamples,
})

const ShareForm = Type.Object(
  Object.fromEntries(
    ['words', 'agreed', 'why', 'category', 'fact', ...boxNames('until')].map(name => [
      name,
      Type.Optional(Type.String()),
    ]),
  ),
)

const shareAction = childAction<typeof needs, typeof ShareForm>({
  path: '/children/:child/welfare-sharing',
  purpose: 'share a fact of the home with education welfare',
  nav,
  needs,
  writes: homeFact,
  right: 'write-notes',
  form: ShareForm,
  act: async ({ grant, begin }, { form }) => {
    const fields = form as Fields
    const data = await loadSharing(grant, fields)
    const chosen = fields.fact ? (await listChosen(grant)).find(one => one.address === fields.fact) : undefined
    if (fields.fact && !chosen) throw new NotFound()
    const read = readSharing(fields, data.today)
    const category = data.choices.find(one => one.category === fields.category)?.category
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...(category ? [] : [{ field: 'category', text: 'Choose who else reads that it is shared' }]),
      ...(await leaksIn(grant, fields)),
    ]
    if (errors.length > 0 || 'errors' in read || !category)
      return { page: sharingView({ ...data, chosen: chosen?.address, errors }, grant.reader.csrf), status: 422 }
    await shareHomeFact(await begin(), grant.childId, { category, sharing: read.sharing, chosen: chosen?.entry })
    return {
      redirect: sharingHref(grant.address),
      flash: 'Education welfare officers who work with the child read it now.',
    }
  },
})

const takeBackAction = childAction({
  path: '/children/:child/welfare-sharing/:entry/take-back',
  purpose: 'take back what was shared with education welfare',
  nav,
  needs,
  writes: homeFact,
  right: 'write-notes',
  act: async ({ grant, begin }, { params }) => {
    const data = await loadSharing(grant)
    const one = data.shared.find(({ fact }) => fact.address === params.entry)
    if (!one || one.takenBackOn || !data.mayTakeBack.includes(one.fact.address)) throw new NotFound()
    await takeBack(await begin(), grant.childId, one)
    return { redirect: sharingHref(grant.address), flash: 'It is taken back. No officer reads it any more.' }
  },
})

/** Sharing a fact of the home with education welfare, and taking it back. */
export const sharingPages: readonly Route[] = [sharingPage, shareAction, takeBackAction]
