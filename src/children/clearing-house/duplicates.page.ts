import { Type } from 'typebox'
import { actConcerns, type CommandGrant, deskPage } from '../../access/index.ts'
import { listAsked } from '../source-questions/index.ts'
import { findPlace, listCases, listDecided, listOwnAnswers } from './cases.queries.ts'
import { compareView } from './compare.view.ts'
import { type CompareData, isOpen } from './compare-data.ts'
import { type ComparedCase, findCompared } from './compared.queries.ts'
import { type DecidedData, decidedView, type Undoing, undoView } from './decided.view.ts'
import { compareExamples, decidedExamples, figuresExamples, listExamples, undoExamples } from './duplicates.examples.ts'
import { countAnsweredToday, type Figures, findLongSitting, readFigures } from './figures.queries.ts'
import { figuresView } from './figures.view.ts'
import { hasLetterKeys } from './letter-keys.actions.ts'
import { type ListData, listView, pageLength } from './list.view.ts'
import { addressOf } from './split.queries.ts'
import { keepLook } from './steps.actions.ts'
import { isSplit } from './together.actions.ts'
import { compareNow, readBandShare } from './warnings.queries.ts'

type Desk = CommandGrant<'clearing-house'>
const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/duplicates' } as const
const paged = Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) })

/** `/duplicates`: what to decide next. */
export const listDuplicatesPage = deskPage({
  ...common,
  path: '/duplicates',
  purpose: 'see which possible duplicates wait',
  query: paged,
  load: async (desk, { query }): Promise<ListData> => ({
    ...(await listCases(desk, (query.page - 1) * pageLength, pageLength)),
    page: query.page,
    answered: await countAnsweredToday(desk),
  }),
  answer: (data, frame) => ({ page: listView(data, frame) }),
  examples: listExamples,
})

/** `/duplicates/:case`: two records side by side. Who looked at which child's identity is recorded for each of the two. */
export const compareDuplicatesPage = deskPage({
  ...common,
  path: '/duplicates/:case',
  purpose: 'decide whether two records are one child',
  query: Type.Object({ all: Type.Optional(Type.Literal('yes')), score: Type.Optional(Type.Literal('yes')) }),
  load: async (desk, input): Promise<CompareData> => {
    const about = await findCompared(desk, input.params.case ?? '')
    const [all, score] = [input.query.all === 'yes', input.query.score === 'yes']
    looksAt(desk, about, { all, score })
    const sitting = await findLongSitting(desk)
    if (isOpen(about)) await keepLook(desk, about.uuid)
    const data = await compareData(desk, about, all)
    const band = score ? await readBandShare(desk, data.comparison.bits) : undefined
    return { ...data, sitting, band }
  },
  answer: (data, frame) => ({ page: compareView(data, frame) }),
  examples: compareExamples,
})

/** `/duplicates/decided`: what was decided, and undoing it. */
export const decidedDuplicatesPage = deskPage({
  ...common,
  path: '/duplicates/decided',
  purpose: 'see which possible duplicates were decided',
  query: paged,
  load: async (desk, { query }): Promise<DecidedData> => {
    const cases = await listDecided(desk, (query.page - 1) * pageLength, pageLength + 1)
    const shown = { cases: cases.slice(0, pageLength), page: query.page, more: cases.length > pageLength }
    return { ...shown, waiting: await listOwnAnswers(desk) }
  },
  answer: (data, frame) => ({ page: decidedView(data, frame) }),
  examples: decidedExamples,
})

/** `/duplicates/agreement`: how far reviewers agree, and the reader's own figures. */
export const agreementPage = deskPage({
  ...common,
  path: '/duplicates/agreement',
  purpose: 'see how far reviewers agree',
  load: (desk): Promise<Figures> => readFigures(desk),
  answer: data => ({ page: figuresView(data) }),
  examples: figuresExamples,
})

/** `/duplicates/:case/undo`: asks before a decision is taken back. An undecided question leads to itself. */
export const undoDuplicatesPage = deskPage({
  ...common,
  path: '/duplicates/:case/undo',
  purpose: 'undo a decision about possible duplicates',
  load: async (desk, { params }): Promise<Undoing> => {
    const about = await findCompared(desk, params.case ?? '')
    const one = about.a.personId === about.b.personId
    const address = one ? await addressOf(desk, about.a.personId) : undefined
    return { ...about, address, split: await isSplit(desk, about) }
  },
  answer: (about, frame) =>
    ['joined', 'apart', 'family'].includes(about.state)
      ? { page: undoView(about, frame) }
      : { redirect: `/duplicates/${about.uuid}` },
  examples: undoExamples,
})

/** Everything that the page of one question shows. */
export const compareData = async (desk: Desk, about: ComparedCase, all: boolean): Promise<CompareData> => {
  const place = isOpen(about) ? await findPlace(desk, about.uuid) : undefined
  return {
    about,
    comparison: await compareNow(desk, about),
    place,
    all,
    keys: await hasLetterKeys(desk),
    asked: await listAsked(desk, { case: about.uuid }),
  }
}

type Opened = { readonly all: boolean; readonly score: boolean }
const looksAt = (desk: Desk, { a, b }: ComparedCase, { all, score }: Opened): void =>
  actConcerns(desk, [a.personId, b.personId], {
    categories: ['identity', 'contact'],
    detail: { all: all ? 'yes' : 'no', score: score ? 'yes' : 'no' },
  })
