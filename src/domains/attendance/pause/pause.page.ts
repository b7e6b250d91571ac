import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, holds, mayWrite, type Route, roles } from '../../../access/index.ts'
import { headerKinds, leaksIn, loadHeader } from '../../../children/index.ts'
import { Conflict, londonDate, lowerFirst, NotFound } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import type { Fields } from '../case/step-form.ts'
import { answer, beginPause, type Desk, reviewPause } from './pause.actions.ts'
import { answerExamples, pauseExamples, reviewExamples } from './pause.examples.ts'
import { readReasons } from './pause.queries.ts'
import { pauseQuestion, pauseReason, reasonCategories } from './pause.record.ts'
import { outcomeOf, reasonList, reviewDay } from './pause.ts'
import {
  type AnswerData,
  answerView,
  type PauseData,
  pauseHref,
  pauseView,
  type ReviewData,
  reviewView,
} from './pause.view.ts'

const needs = [...headerKinds, pauseReason, pauseQuestion] as const
type PauseGrant = ChildGrant<(typeof needs)[number]['kind']>
const nav = '/my-children'
const boxes = (...names: readonly string[]) =>
  Type.Object(Object.fromEntries(names.map(name => [name, Type.Optional(Type.String())])))

/** Whose information this reader may give as a reason, and in whose sight that is. */
export const choicesOf = (grant: ChildGrant<never>): PauseData['choices'] =>
  holds(grant.reader, 'write-notes')
    ? reasonCategories
        .filter(category => mayWrite(grant.decision, category, pauseReason.council))
        .map(category => ({ category, readers: readersOf(category).join(', ') }))
    : []

/** Whether this reader may ask to be spoken to first. */
export const mayPause = (grant: ChildGrant<never>): boolean => choicesOf(grant).length > 0

const readersOf = (category: (typeof reasonCategories)[number]): string[] =>
  roles.filter(role => !role.school && role.cells[category] === 'F').map(role => lowerFirst(role.plural))

const loadPause = async (grant: PauseGrant, fields: Fields = {}): Promise<PauseData> => {
  const told = await readReasons(grant)
  const choices = choicesOf(grant)
  if (choices.length === 0 && told.reasons.length === 0 && told.questions.length === 0) throw new NotFound()
  return { header: await loadHeader(grant), today: londonDate(grant.at), ...told, choices, fields, errors: [] }
}

const said = (text: string | undefined) => (text?.trim() ? [{ text: text.trim(), about: 'child' as const }] : undefined)

const pausePage = childPage<typeof needs, PauseData>({
  path: '/children/:child/attendance-pause',
  purpose: 'ask to be spoken to before absence is acted on',
  nav,
  needs,
  load: grant => loadPause(grant),
  answer: (data, frame) => ({ page: pauseView(data, frame.csrf) }),
  examples: pauseExamples,
})

const BeginForm = boxes('sort', 'words', 'category')
const beginAction = (desk: Desk): Route =>
  childAction<typeof needs, typeof BeginForm>({
    path: '/children/:child/attendance-pause',
    purpose: 'ask to be spoken to before absence is acted on',
    nav,
    needs,
    writes: pauseReason,
    right: 'write-notes',
    form: BeginForm,
    act: async ({ grant, begin }, { form }) => {
      const fields = form as Fields
      const data = await loadPause(grant, fields)
      const { from: list, reasons } = reasonList(data.today)
      const sort = reasons.find(one => one.code === fields.sort)?.code
      const category = data.choices.find(one => one.category === fields.category)?.category
      const words = said(fields.words)
      const errors: FormError[] = [
        ...(sort ? [] : [{ field: 'sort', text: 'Choose what may explain the absence' }]),
        ...(words ? [] : [{ field: 'words', text: 'Write what is happening: a pause has a real reason' }]),
        ...(category ? [] : [{ field: 'category', text: 'Choose who can read the reason' }]),
        ...(await leaksIn(grant, fields)),
      ]
      if (errors.length > 0 || !category)
        return { page: pauseView({ ...data, errors }, grant.reader.csrf), status: 422 }
      const body = { sort, list, passages: words, reviewBy: reviewDay(data.today), state: 'stands' }
      const of = { childId: grant.childId, authorId: grant.reader.userId }
      await beginPause(await begin(), of, { category, body }, desk)
      return { redirect: pauseHref(grant.address), flash: 'Officers now read “Speak to someone first”.' }
    },
  })

const loadReview = async (grant: PauseGrant, address: string | undefined, fields: Fields = {}): Promise<ReviewData> => {
  const reason = (await readReasons(grant)).reasons.find(one => one.address === address)
  if (!reason || !mayWrite(grant.decision, reason.category)) throw new NotFound()
  return { header: await loadHeader(grant), reason, fields, errors: [] }
}

const reviewPage = childPage<typeof needs, ReviewData>({
  path: '/children/:child/attendance-pause/:entry',
  purpose: 'look again at what was asked before absence is acted on',
  nav,
  needs,
  load: (grant, { params }) => loadReview(grant, params.entry),
  answer: (data, frame) => ({ page: reviewView(data, frame.csrf) }),
  examples: reviewExamples,
})

const ReviewForm = boxes('decision', 'words')
const reviewAction = (desk: Desk): Route =>
  childAction<typeof needs, typeof ReviewForm>({
    path: '/children/:child/attendance-pause/:entry',
    purpose: 'look again at what was asked before absence is acted on',
    nav,
    needs,
    writes: pauseReason,
    right: 'write-notes',
    form: ReviewForm,
    act: async ({ grant, begin }, { form, params }) => {
      const fields = form as Fields
      const data = await loadReview(grant, params.entry, fields)
      const words = said(fields.words)
      const known = fields.decision === 'keep' || fields.decision === 'end'
      const errors: FormError[] = [
        ...(known ? [] : [{ field: 'decision', text: 'Choose whether it still stands' }]),
        ...(words ? [] : [{ field: 'words', text: 'Write why' }]),
        ...(await leaksIn(grant, fields)),
      ]
      if (errors.length > 0) return { page: reviewView({ ...data, errors }, grant.reader.csrf), status: 422 }
      const { sort, list, rule } = data.reason
      const state = fields.decision === 'keep' ? 'stands' : 'ended'
      const body = { sort, list, passages: words, reviewBy: reviewDay(londonDate(grant.at)), state, ...rule }
      await reviewPause(
        await begin(),
        { childId: grant.childId, authorId: grant.reader.userId },
        data.reason,
        body,
        desk,
      )
      return {
        redirect: pauseHref(grant.address),
        flash: state === 'stands' ? 'It stands for six more weeks.' : 'It has ended.',
      }
    },
  })

const loadAnswer = async (grant: PauseGrant, address: string | undefined, fields: Fields = {}): Promise<AnswerData> => {
  const question = (await readReasons(grant)).questions.find(one => one.address === address)
  if (!question) throw new NotFound()
  return { header: await loadHeader(grant), question, fields, errors: [] }
}

const answerPage = childPage<typeof needs, AnswerData>({
  path: '/children/:child/attendance-questions/:entry',
  purpose: 'answer a question about absence',
  nav,
  needs,
  load: (grant, { params }) => loadAnswer(grant, params.entry),
  answer: (data, frame) => ({ page: answerView(data, frame.csrf) }),
  examples: answerExamples,
})

const AnswerForm = boxes('outcome', 'shared')
const answerAction = childAction<typeof needs, typeof AnswerForm>({
  path: '/children/:child/attendance-questions/:entry',
  purpose: 'answer a question about absence',
  nav,
  needs,
  writes: pauseQuestion,
  right: 'write-notes',
  form: AnswerForm,
  act: async ({ grant, begin }, { form, params }) => {
    const fields = form as Fields
    const data = await loadAnswer(grant, params.entry, fields)
    const outcome = outcomeOf(fields.outcome)
    const errors: FormError[] = [
      ...(outcome ? [] : [{ field: 'outcome', text: 'Choose the answer' }]),
      ...(await leaksIn(grant, fields)),
    ]
    if (errors.length > 0 || !outcome) return { page: answerView({ ...data, errors }, grant.reader.csrf), status: 422 }
    const sent = await answer(
      await begin(),
      { childId: grant.childId, authorId: grant.reader.userId },
      data.question.question,
      { outcome, shared: said(fields.shared), on: londonDate(grant.at) },
    )
    if (!sent) throw new Conflict('Somebody else has answered already.', 'Load the page again to see the answer.')
    return { redirect: pauseHref(grant.address), flash: 'The answer is sent.' }
  },
})

/** Asking to be spoken to first, looking at it again, and answering. */
export const pausePages = (desk: Desk): readonly Route[] => [
  pausePage,
  beginAction(desk),
  answerPage,
  answerAction,
  reviewPage,
  reviewAction(desk),
]
