import { type TObject, Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route } from '../../../access/index.ts'
import type { LetterDoor } from '../../../children/index.ts'
import { boxNames, londonDate, NotFound } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type Fields, readFields, showsApplicants } from '../rounds/index.ts'
import { type AppealData, appealView } from './appeal.view.ts'
import {
  addPaper,
  decideAppeal,
  endNeedless,
  keepLetterSent,
  keepNotice,
  mustBeAlive,
  noticeProblem,
  sendPapers,
  withdrawAppeal,
} from './appeals.actions.ts'
import { appealExamples, appealsExamples, decisionLetterExamples, packExamples } from './appeals.examples.ts'
import {
  appealFilters,
  type ClerkDesk,
  findAppeal,
  lastPack,
  listAppeals,
  type OneAppeal,
  papersOf,
} from './appeals.queries.ts'
import { type AppealsData, appealHref, appealsPerPage, appealsView } from './appeals.view.ts'
import { findingsFor } from './decision.ts'
import { decisionLetter } from './decision-letter.ts'
import { packOf } from './pack.ts'
import { type DecisionLetterData, decisionLetterView, type PackData, packView } from './papers.view.ts'

/** What every page of the clerk has in common. */
export const clerks = { nav: '/appeals', right: 'hear-appeals', actor: 'appeals' } as const
export const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))
const days = (...names: string[]) => Object.fromEntries(names.flatMap(boxNames).map(name => [name, box()]))
/** The least that a panel's reasons say. */
const shortestReasons = 40

const appealsPage = deskPage({
  ...clerks,
  path: '/appeals',
  purpose: 'see appeals for school places and what is due',
  query: Type.Object({
    filter: Type.Union(
      appealFilters.map(one => Type.Literal(one)),
      { default: 'open' },
    ),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
  }),
  load: async (desk, { query: { filter, page } }): Promise<AppealsData> => {
    const all = await listAppeals(desk, filter)
    const appeals = all.slice((page - 1) * appealsPerPage, page * appealsPerPage)
    showsApplicants(desk, appeals)
    return { filter, page, total: all.length, today: londonDate(desk.at), appeals }
  },
  answer: data => ({ page: appealsView(data) }),
  examples: appealsExamples,
})

const path = '/appeals/:appeal'
const appealPage = deskPage({
  ...clerks,
  path,
  purpose: 'see one appeal for a school place',
  load: async (desk, { params }): Promise<AppealData> => {
    const appeal = await findAppeal(desk, params.appeal)
    showsApplicants(desk, [appeal])
    return { appeal, today: londonDate(desk.at), fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: appealView(data, frame.csrf) }),
  examples: appealExamples,
})

/** A change to one appeal: does it, or says what is wrong with the form. */
const change = (
  part: string,
  purpose: string,
  form: TObject,
  work: (desk: ClerkDesk, appeal: OneAppeal, fields: Fields) => Promise<readonly FormError[]>,
  flash: string,
): Route =>
  deskAction({
    ...clerks,
    path: `${path}/${part}`,
    concerns: 'child',
    purpose,
    form,
    act: async (desk, { params, form: sent }): Promise<Answer> => {
      const appeal = await findAppeal(desk, params.appeal)
      actConcerns(desk, appeal.childId)
      const fields = { ...(sent as Fields), part }
      const errors = await work(desk, appeal, fields)
      if (errors.length === 0) return { redirect: appealHref(appeal), flash }
      const data = { appeal, today: londonDate(desk.at), fields, errors }
      return { page: appealView(data, desk.reader?.csrf ?? ''), status: 422 }
    },
  })

const noticeAction = change(
  'notice',
  'write down that a family was told of their appeal’s hearing',
  Type.Object({ ...days('noticed'), agreed: box(300) }),
  async (desk, appeal, fields) => {
    const { errors, wrong, day } = readFields(fields)
    const notice = { sentOn: day('noticed', 'The day'), agreed: fields.agreed?.trim() ?? '' }
    if (errors.length === 0 && notice.sentOn > londonDate(desk.at)) wrong('noticed-day', 'The day has not come yet')
    const problem = errors.length === 0 ? await noticeProblem(desk, appeal, notice) : undefined
    if (problem) wrong('noticed-day', problem)
    if (errors.length === 0) await keepNotice(desk, appeal, notice)
    return errors
  },
  'The notice is saved.',
)

const evidenceAction = change(
  'evidence',
  'keep what a family sends for their appeal',
  Type.Object({ ...days('came'), evidence: box(20_000) }),
  async (desk, appeal, fields) => {
    const { errors, wrong, day, text } = readFields(fields)
    const on = day('came', 'The day')
    const words = text('evidence', 'Enter what they sent')
    if (errors.length === 0 && on > londonDate(desk.at)) wrong('came-day', 'The day has not come yet')
    if (errors.length === 0) await addPaper(desk, appeal, { sort: 'evidence', words, on })
    return errors
  },
  'The evidence is kept.',
)

const notesAction = change(
  'notes',
  'keep the clerk’s notes of a hearing',
  Type.Object({ note: box(20_000) }),
  async (desk, appeal, fields) => {
    const { errors, text } = readFields(fields)
    const words = text('note', 'Enter the notes')
    if (errors.length === 0) await addPaper(desk, appeal, { sort: 'note', words, on: londonDate(desk.at) })
    return errors
  },
  'The notes are kept.',
)

const sendAction = change(
  'pack',
  'send the papers of an appeal',
  Type.Object({}),
  async (desk, appeal) => {
    await sendPapers(desk, appeal)
    return []
  },
  'The papers are out, as they stand now.',
)

const decisionAction = change(
  'decision',
  'write down what a panel decided',
  Type.Object({ finding: box(), reasons: box(20_000) }),
  async (desk, appeal, fields) => {
    const { errors, wrong, text } = readFields(fields)
    const finding = findingsFor(appeal.sort).find(one => one.key === fields.finding)
    if (!finding) wrong('finding', 'Choose what the panel found')
    const reasons = text(
      'reasons',
      `Write the panel’s reasons, in ${shortestReasons} characters at least`,
      shortestReasons,
    )
    if (errors.length === 0 && finding) await decideAppeal(desk, appeal, finding, reasons)
    return errors
  },
  'The decision is saved.',
)

const letterAction = change(
  'letter',
  'write down that a panel’s decision was sent',
  Type.Object(days('sent')),
  async (desk, appeal, fields) => {
    const { errors, wrong, day } = readFields(fields)
    const on = day('sent', 'The day')
    if (errors.length === 0 && on > londonDate(desk.at)) wrong('sent-day', 'The day has not come yet')
    if (errors.length === 0 && appeal.decidedOn !== null && on < appeal.decidedOn)
      wrong('sent-day', 'The day is before the decision')
    if (errors.length === 0) await keepLetterSent(desk, appeal, on)
    return errors
  },
  'The day is saved.',
)

const needlessAction = change(
  'needless',
  'end an appeal that an offer has made needless',
  Type.Object({}),
  async (desk, appeal) => {
    await endNeedless(desk, appeal, londonDate(desk.at))
    return []
  },
  'The appeal is ended.',
)

const withdrawAction = change(
  'withdraw',
  'write down that a family withdraws an appeal',
  Type.Object({ ...days('withdrawn'), why: box(500) }),
  async (desk, appeal, fields) => {
    const { errors, wrong, day, text } = readFields(fields)
    const on = day('withdrawn', 'The day')
    const why = text('why', 'Write what they said')
    if (errors.length === 0 && on > londonDate(desk.at)) wrong('withdrawn-day', 'The day has not come yet')
    if (errors.length === 0 && on < appeal.lodgedOn) wrong('withdrawn-day', 'The day is before the appeal')
    if (errors.length === 0) await withdrawAppeal(desk, appeal, { on, why })
    return errors
  },
  'The appeal is withdrawn.',
)

const backTo = (appeal: OneAppeal) => ({ text: 'The appeal', href: appealHref(appeal) })

const packPage = deskPage({
  ...clerks,
  path: `${path}/pack`,
  purpose: 'read the papers of an appeal',
  load: async (desk, { params }): Promise<PackData> => {
    const appeal = await findAppeal(desk, params.appeal)
    showsApplicants(desk, [appeal])
    const sent = await lastPack(desk, appeal.id)
    return { pack: sent?.pack ?? packOf(appeal.facts, papersOf(appeal.texts)), sent, back: backTo(appeal) }
  },
  answer: data => ({ page: packView(data) }),
  examples: packExamples,
})

const letterPage = (door: LetterDoor): Route =>
  deskPage({
    ...clerks,
    path: `${path}/letter`,
    purpose: 'print the letter with a panel’s decision',
    load: async (desk, { params }): Promise<DecisionLetterData> => {
      const appeal = await findAppeal(desk, params.appeal)
      mustBeAlive(appeal)
      showsApplicants(desk, [appeal])
      const letter = decisionLetter(appeal, (await door([appeal.childId])).get(appeal.childId ?? 0))
      if (!letter) throw new NotFound()
      return { back: backTo(appeal), letter }
    },
    answer: data => ({ page: decisionLetterView(data) }),
    examples: decisionLetterExamples,
  })

/** The clerk's list and each appeal. */
export const clerkPages = (door: LetterDoor): readonly Route[] => [
  appealsPage,
  appealPage,
  noticeAction,
  evidenceAction,
  notesAction,
  sendAction,
  decisionAction,
  letterAction,
  needlessAction,
  withdrawAction,
  packPage,
  letterPage(door),
]
