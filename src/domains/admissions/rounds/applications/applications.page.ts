import { Type } from 'typebox'
import { actConcerns, type CommandGrant, deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { boxNames, plural } from '../../../../kernel/index.ts'
import { countRound } from '../counts.queries.ts'
import { inFolder } from '../files/round-files.actions.ts'
import { common, roundToChange } from '../rounds.page.ts'
import { type Desk, findRound, listNamedSchools } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { Fields } from '../set-up/begin-form.ts'
import { readTyped } from './application-form.ts'
import { applicationsExamples, missingExamples, newApplicationExamples } from './applications.examples.ts'
import { listApplications, type Standing, standings } from './applications.queries.ts'
import {
  type ApplicationsData,
  applicationHref,
  applicationsView,
  type NewApplicationData,
  newApplicationView,
  perPage,
} from './applications.view.ts'
import { askServices } from './check.actions.ts'
import { listMissing } from './missing.queries.ts'
import { type MissingData, missingView } from './missing.view.ts'
import { keepApplications, mayBring, readApplications } from './take-in.actions.ts'
import { tieApplications } from './tie.actions.ts'

const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))
const takeIn = { ...common, purpose: 'take in applications for school places' } as const

const loadApplications = async (
  desk: Desk,
  address: string | undefined,
  standing?: Standing,
  page = 1,
): Promise<ApplicationsData> => {
  const round = await findRound(desk, address)
  const rows = await listApplications(desk, round, { standing, from: (page - 1) * perPage, most: perPage + 1 })
  const counts = await countRound(desk, round)
  return {
    round,
    counts,
    standing,
    page,
    more: rows.length > perPage,
    applications: rows.slice(0, perPage),
    faults: [],
  }
}

const applicationsPage = deskPage({
  ...common,
  path: '/admissions/:round/applications',
  purpose: 'see applications for school places',
  query: Type.Object({
    standing: Type.Optional(Type.Union(standings.map(one => Type.Literal(one)))),
    page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }),
  }),
  load: async (desk, { params, query }) => {
    const data = await loadApplications(desk, params.round, query.standing, query.page)
    showsApplicants(desk, data.applications)
    return data
  },
  answer: (data, frame) => ({ page: applicationsView(data, frame.csrf) }),
  examples: applicationsExamples,
})

/**
 * Says whom a page, a file or a letter of admissions shows: the one event that its route writes is then of each of them, and of nobody where
 * none of them has a record.
 */
export const showsApplicants = (
  desk: Pick<CommandGrant, 'tx'>,
  applicants: readonly { readonly childId: number | null }[],
): void => actConcerns(desk, [null, ...applicants.map(one => one.childId)], { categories: ['identity', 'admissions'] })

const bringAction = deskAction({
  ...takeIn,
  path: '/admissions/:round/applications',
  form: Type.Object({}),
  files: true,
  act: async (desk, { params, files }) => {
    const round = await roundToChange(desk, params.round)
    const schools = await listNamedSchools(desk, round.id)
    const read = await inFolder(
      files.filter(one => one.bytes > 0),
      ['children.csv', 'preferences.csv', 'distances.csv'],
      folder => readApplications(folder, schools),
    )
    if ('faults' in read) {
      const data = { ...(await loadApplications(desk, params.round)), faults: read.faults }
      return { page: applicationsView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    const mine = await mayBring(desk, round.id, read.applications)
    await keepApplications(desk, round.id, mine)
    const tied = await tieApplications(desk, round.id)
    return {
      redirect: roundHref(round, '/applications?page=1'),
      // The same words for every file: a count of what was left out would tell of a file of one child that the child is shut to the officer.
      flash: `In the file: ${plural(read.applications.length, 'application')}. Newly tied to a record: ${tied}. What only another officer may bring in was left as it was.`,
    }
  },
})

const askAction = deskAction({
  ...common,
  path: '/admissions/:round/ask-services',
  purpose: 'ask social care to confirm who is in our care',
  form: Type.Object({}),
  act: async (desk, { params }) => {
    const round = await roundToChange(desk, params.round)
    const checked = await askServices(desk, round)
    return { redirect: roundHref(round, '/applications?page=1'), flash: `Confirmed by social care: ${checked}.` }
  },
})

const newPage = deskPage({
  ...takeIn,
  path: '/admissions/:round/applications/new',
  load: async (desk, { params }): Promise<NewApplicationData> => {
    const round = await findRound(desk, params.round)
    return { round, schools: await listNamedSchools(desk, round.id), fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: newApplicationView(data, frame.csrf) }),
  examples: newApplicationExamples,
})

const typedBoxes = ['forename', 'surname', 'upn', 'postcode', 'easting', 'northing', 'catchment'].concat(
  ['born', 'received'].flatMap(boxNames),
  Array.from({ length: 6 }, (_, i) => `want-${i + 1}`),
)
const typeAction = deskAction({
  ...takeIn,
  concerns: 'child',
  path: '/admissions/:round/applications/new',
  form: Type.Object({ ...Object.fromEntries(typedBoxes.map(name => [name, box()])), facts: box(2000) }),
  act: async (desk, { params, form, requestId }) => {
    const fields = form as Fields
    const round = await roundToChange(desk, params.round)
    const read = readTyped(fields, `T-${requestId.replaceAll(/[^\w]/g, '').slice(-12)}`)
    if ('errors' in read) {
      const data = { round, schools: await listNamedSchools(desk, round.id), fields, errors: read.errors }
      return { page: newApplicationView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    await keepApplications(desk, round.id, [read.application])
    await tieApplications(desk, round.id)
    const made = await listApplications(desk, round, { standing: undefined, from: 0, most: 1_000_000 })
    const one = made.find(application => application.reference === read.application.reference)
    actConcerns(desk, one?.childId)
    return { redirect: applicationHref(round, one?.address ?? ''), flash: 'The application is taken in.' }
  },
})

const missingPage = deskPage({
  ...common,
  path: '/admissions/:round/missing',
  purpose: 'see who of a round’s age has no application',
  load: async (desk, { params }): Promise<MissingData> => {
    const round = await findRound(desk, params.round)
    const found = await listMissing(desk, round)
    showsApplicants(desk, found.children)
    return { round, ...found }
  },
  answer: data => ({ page: missingView(data) }),
  examples: missingExamples,
})

/** The applications of a round, how they come in, and who has none. */
export const applicationsPages: readonly Route[] = [
  applicationsPage,
  bringAction,
  askAction,
  newPage,
  typeAction,
  missingPage,
]
