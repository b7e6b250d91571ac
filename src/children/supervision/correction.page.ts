import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, type Route } from '../../access/index.ts'
import { londonDate, NotFound } from '../../kernel/index.ts'
import { choiceField, type MergeData, mergeView } from '../forms/merge.view.ts'
import { answerShared, endDrafts, openForm, type SharedForm, sharedBoxes } from '../forms/open-form.actions.ts'
import { supervision } from '../kinds/index.ts'
import { leaksIn } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { closeWriting, write } from '../writing/own-source.actions.ts'
import { findWritten, listVersions, type Written } from '../writing/written.queries.ts'
import { type CorrectionData, correctionView } from './correction.view.ts'
import { correctionAsked, correctionBoxes, fieldsOfSaid, readCorrection } from './correction-form.ts'
import { correctionExamples } from './supervision.examples.ts'
import { correctors } from './supervision.queries.ts'
import type { Fields } from './supervision-form.ts'

const needs = [...headerKinds, supervision] as const
type Grant = ChildGrant<(typeof needs)[number]['kind']>
const common = {
  path: '/children/:child/supervision/:said/correct',
  purpose: 'correct what was said of a child in supervision',
  nav: '/my-children',
  needs,
} as const

/** What is corrected, in whichever version somebody opened it, as it stands now. @throws NotFound for who may not correct it. */
const standing = async (
  grant: Grant,
  address: string | undefined,
): Promise<{ readonly opened: Written; readonly now: Written; readonly shared: SharedForm }> => {
  const opened = await findWritten(grant, 'supervision', address)
  if (!opened) throw new NotFound()
  const versions = await listVersions(grant, 'supervision', opened.id)
  const now = versions.at(-1) ?? opened
  const may = await correctors(grant, [now.authorId])
  if (now.closedAt || !may(now)) throw new NotFound()
  const shared = {
    name: `supervision-${versions[0]?.address ?? opened.address}`,
    asked: correctionAsked,
    anew: ['reason'],
    versions: versions.map(one => ({
      address: one.address,
      by: one.author,
      at: one.writtenAt,
      fields: fieldsOfSaid(one.body),
    })),
  }
  return { opened, now, shared }
}

type Merging = Pick<CorrectionData, 'header' | 'correcting'> & { readonly merging: MergeData }
const mergePage = ({ header, merging, correcting }: Merging, csrf: string) => {
  const back = { text: 'Supervision', href: recordHref(header.address, '/supervision') }
  return mergeView(
    merging,
    { header, title: 'Correct what was said', action: `${back.href}/${correcting}/correct`, back },
    csrf,
  )
}

const page = childPage<typeof needs, CorrectionData | Merging>({
  ...common,
  load: async (grant, { params }) => {
    const { now, shared } = await standing(grant, params.said)
    const found = await openForm(grant, shared)
    const data = { header: await loadHeader(grant), correcting: now.address }
    if ('merging' in found) return { ...data, merging: found.merging }
    const { fields, onTopOf, from, draft } = found
    return { ...data, fields: { ...fields, onTopOf, from }, errors: [], ...(draft ? { draft } : {}) }
  },
  answer: (data, frame) => ({
    page: 'merging' in data ? mergePage(data, frame.csrf) : correctionView(data, frame.csrf),
  }),
  examples: correctionExamples,
})

const box = Type.Optional(Type.String({ maxLength: 20_000 }))
const Form = Type.Object(
  Object.fromEntries(
    [...correctionBoxes, ...sharedBoxes, ...correctionAsked.map(choiceField)].map(name => [name, box]),
  ),
)
const action = childAction<typeof needs, typeof Form>({
  ...common,
  writes: supervision,
  right: 'write-notes',
  form: Form,
  act: async ({ grant, begin }, { form, params }) => {
    const { opened, now, shared } = await standing(grant, params.said)
    const typed = form as Fields
    const away = recordHref(grant.address, '/supervision')
    // the address says which version was opened: where another stands now, both are put together
    const place = { href: `${away}/${now.address}/correct`, away }
    const kept = await answerShared({ grant, begin }, shared, { ...typed, onTopOf: opened.address }, place)
    if (kept && 'answer' in kept) return kept.answer
    const data = { header: await loadHeader(grant), correcting: now.address, fields: typed }
    if (kept) return { page: mergePage({ ...data, ...kept }, grant.reader.csrf), status: 422 }
    const { workerId, work } = now.body as { readonly workerId: number; readonly work: string }
    const who = { key: 'who', id: workerId, name: '', team: '', work, category: now.category }
    const read = readCorrection(typed, londonDate(grant.at), who)
    const leaks = await leaksIn(
      grant,
      Object.fromEntries(correctionAsked.filter(one => one.id !== 'held').map(({ id }) => [id, typed[id]])),
    )
    if ('errors' in read || leaks.length > 0) {
      const errors = [...('errors' in read ? read.errors : []), ...leaks]
      return { page: correctionView({ ...data, errors }, grant.reader.csrf), status: 422 }
    }
    const { on, passages, decided, reason } = read
    const command = await begin()
    await endDrafts(command, grant.childId, shared, typed)
    await closeWriting(command, now.id)
    await write(command, {
      ...{ childId: grant.childId, kind: supervision, category: now.category, authorId: grant.reader.userId, on },
      body: { on, work, workerId, passages, decided, correctionReason: reason },
      replaces: now.id,
    })
    return { redirect: away, flash: 'The correction is saved. What was written before is kept.' }
  },
})

/** Correcting what was said of a child: two who do so at once lose no words. */
export const supervisionCorrectionRoutes: readonly Route[] = [page, action]
