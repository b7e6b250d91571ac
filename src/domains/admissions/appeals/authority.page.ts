import { Type } from 'typebox'
import { actConcerns, deskAction, deskPage, type Route } from '../../../access/index.ts'
import { boxNames, formatDate, londonDate, NotFound } from '../../../kernel/index.ts'
import {
  type AdmissionRound,
  common,
  type Desk,
  type Fields,
  findRound,
  listSchools,
  readFields,
  roundHref,
  showsApplicants,
} from '../rounds/index.ts'
import { appealDays, lodgeByOf } from './appeal-clocks.ts'
import { calendarOf } from './appeal-lines.queries.ts'
import { packExamples, roundAppealExamples, roundAppealsExamples } from './appeals.examples.ts'
import { box } from './appeals.page.ts'
import { lastPack, listTexts } from './appeals.queries.ts'
import { keepStatement, listAppealAddresses, publishLodgeBy, tellAppealAddress } from './authority.actions.ts'
import { findRoundAppeal, listRoundAppeals, namesAnother } from './authority.queries.ts'
import { type RoundAppealData, type RoundAppealsData, roundAppealsView, roundAppealView } from './authority.view.ts'
import { type PackData, packView } from './papers.view.ts'

const path = '/admissions/:round/appeals'
const shortestStatement = 40

const loadAppeals = async (desk: Desk, round: AdmissionRound): Promise<RoundAppealsData> => ({
  round,
  today: londonDate(desk.at),
  published: round.appealsBy ?? null,
  appeals: await listRoundAppeals(desk, round),
  addresses: await listAppealAddresses(desk),
  fields: {},
  errors: [],
})

const appealsPage = deskPage({
  ...common,
  path,
  purpose: 'see the appeals against a round’s refusals',
  load: async (desk, { params }): Promise<RoundAppealsData> => {
    const data = await loadAppeals(desk, await findRound(desk, params.round))
    showsApplicants(desk, data.appeals)
    return data
  },
  answer: (data, frame) => ({ page: roundAppealsView(data, frame.csrf) }),
  examples: roundAppealsExamples,
})

/** The first day that leaves twenty school days after the offers at every school of a round whose term dates are told. */
const earliestLodgeBy = async (desk: Desk, round: AdmissionRound) => {
  const days = await Promise.all(
    (await listSchools(desk, round.id)).map(async one =>
      lodgeByOf(await calendarOf(desk.tx, one.key), { refusedOn: round.offerDay, published: null }),
    ),
  )
  return days
    .filter(day => day !== undefined)
    .toSorted()
    .at(-1)
}

const publishAction = deskAction({
  ...common,
  path,
  purpose: 'publish the last day to appeal',
  form: Type.Object(Object.fromEntries(boxNames('lodge').map(name => [name, box()]))),
  act: async (desk, { params, form }) => {
    const round = await findRound(desk, params.round)
    const fields = form as Fields
    const { errors, wrong, day } = readFields(fields)
    const last = day('lodge', 'The last day')
    const earliest = await earliestLodgeBy(desk, round)
    if (errors.length === 0 && earliest === undefined)
      wrong('lodge-day', 'No school of this round has told its term dates, so the twenty school days cannot be counted')
    if (errors.length === 0 && earliest !== undefined && last < earliest)
      wrong('lodge-day', `Families have ${appealDays.lodge} school days: ${formatDate(earliest)} at the earliest`)
    if (errors.length > 0) {
      const data = { ...(await loadAppeals(desk, round)), fields, errors }
      return { page: roundAppealsView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    await publishLodgeBy(desk, round, last)
    return { redirect: roundHref(round, '/appeals'), flash: 'The day is published.' }
  },
})

const addressAction = deskAction({
  ...common,
  path: `${path}/address`,
  purpose: 'say where appeals are sent',
  form: Type.Object({
    address: box(500),
    email: box(200),
    ...Object.fromEntries(boxNames('from').map(name => [name, box()])),
  }),
  act: async (desk, { params, form }) => {
    const round = await findRound(desk, params.round)
    const fields = form as Fields
    const { errors, wrong, day, text } = readFields(fields)
    const lines = text('address', 'Enter the postal address of the clerk').split(/\r?\n/)
    const address = lines.flatMap(line => line.trim() || []).join('\n')
    const email = fields.email?.trim() || null
    if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
      wrong('email', 'Enter an e-mail address, like appeals@example.gov.uk')
    const from = day('from', 'The day from which it holds')
    if (errors.length > 0) {
      const data = { ...(await loadAppeals(desk, round)), fields, errors }
      return { page: roundAppealsView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    await tellAppealAddress(desk, { address, email, from })
    return { redirect: roundHref(round, '/appeals'), flash: 'Where appeals are sent is saved.' }
  },
})

const loadAppeal = async (desk: Desk, params: Readonly<Record<string, string>>): Promise<RoundAppealData> => {
  const round = await findRound(desk, params.round)
  const appeal = await findRoundAppeal(desk, round, params.appeal)
  return { round, today: londonDate(desk.at), appeal, texts: await listTexts(desk, appeal.id), fields: {}, errors: [] }
}

const appealPage = deskPage({
  ...common,
  path: `${path}/:appeal`,
  purpose: 'see one appeal against a refusal',
  load: async (desk, { params }) => {
    const data = await loadAppeal(desk, params)
    showsApplicants(desk, [data.appeal])
    return data
  },
  answer: (data, frame) => ({ page: roundAppealView(data, frame.csrf) }),
  examples: roundAppealExamples,
})

const statementAction = deskAction({
  ...common,
  concerns: 'child',
  path: `${path}/:appeal`,
  purpose: 'write the authority’s statement for an appeal',
  form: Type.Object({ statement: box(20_000) }),
  act: async (desk, { params, form }) => {
    const data = await loadAppeal(desk, params)
    const { round, appeal } = data
    actConcerns(desk, appeal.childId)
    const fields = form as Fields
    const { errors, wrong, text } = readFields(fields)
    const words = text(
      'statement',
      `Write the statement, in ${shortestStatement} characters at least`,
      shortestStatement,
    )
    if (errors.length === 0 && (await namesAnother(desk, round, appeal, words)))
      wrong('statement', 'The statement names another child of this round. Take the name or reference out')
    if (errors.length > 0)
      return { page: roundAppealView({ ...data, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    await keepStatement(desk, appeal, words, data.today)
    return {
      redirect: roundHref(round, `/appeals/${appeal.address}`),
      flash: 'The statement is saved. The clerk has it.',
    }
  },
})

const packPage = deskPage({
  ...common,
  path: `${path}/:appeal/pack`,
  purpose: 'read the papers of an appeal',
  load: async (desk, { params }): Promise<PackData> => {
    const { round, appeal } = await loadAppeal(desk, params)
    showsApplicants(desk, [appeal])
    const sent = await lastPack(desk, appeal.id)
    if (!sent) throw new NotFound()
    return { pack: sent.pack, sent, back: { text: 'The appeal', href: roundHref(round, `/appeals/${appeal.address}`) } }
  },
  answer: data => ({ page: packView(data) }),
  examples: packExamples,
})

/** What admissions officers see and do of appeals. */
export const authorityPages: readonly Route[] = [
  appealsPage,
  publishAction,
  addressAction,
  appealPage,
  statementAction,
  packPage,
]
