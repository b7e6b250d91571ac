import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import { boxNames, Conflict, NotFound } from '../../../kernel/index.ts'
import { countRound } from './counts.queries.ts'
import { inFolder, readSettings } from './files/round-files.actions.ts'
import { listsAreDue } from './offers/offers.actions.ts'
import { listOwnOrders } from './orders/orders.queries.ts'
import { type RoundHome, roundHomeView } from './round-home.view.ts'
import { roundHomeExamples, roundsExamples, schoolFormExamples, schoolsExamples } from './rounds.examples.ts'
import { type AdmissionRound, type Desk, findRound, listRounds, listSchools } from './rounds.queries.ts'
import { type RoundsData, roundHref, roundsView } from './rounds.view.ts'
import { refusedSinceApproval } from './runs/runs.actions.ts'
import { type Fields, readNewRound, roundDays } from './set-up/begin-form.ts'
import { listPauses } from './set-up/pause.actions.ts'
import { pausedWords } from './set-up/pause.view.ts'
import { readSchool, schoolFields } from './set-up/school-form.ts'
import { type SchoolFormData, type SchoolsData, schoolFormView, schoolsView } from './set-up/schools.view.ts'
import { beginRound, beginYearGroup, keepDraw, keepSchools } from './set-up/set-up.actions.ts'
import { readYearGroup } from './set-up/year-group-form.ts'

/** What every page of a round has in common. */
export const common = { nav: '/admissions', right: 'run-admissions', actor: 'admissions' } as const
const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))
const setUp = { ...common, purpose: 'set up a round of school admissions' } as const

const roundsPage = deskPage({
  ...setUp,
  path: '/admissions',
  load: async (desk): Promise<RoundsData> => ({
    rounds: await listRounds(desk),
    fields: { hour: '09:00' },
    errors: [],
  }),
  answer: (data, frame) => ({ page: roundsView(data, frame.csrf) }),
  examples: roundsExamples,
})

const beginAction = deskAction({
  ...setUp,
  path: '/admissions',
  form: Type.Object(
    Object.fromEntries(['name', 'supervisor', 'hour', ...roundDays.flatMap(boxNames)].map(name => [name, box()])),
  ),
  act: async (desk, { form }) => {
    const fields = form as Fields
    const read = readNewRound(fields)
    if ('errors' in read) {
      const data = { rounds: await listRounds(desk), fields, errors: read.errors }
      return { page: roundsView(data, desk.reader?.csrf ?? ''), status: 422 }
    }
    return { redirect: `/admissions/${await beginRound(desk, read.round)}`, flash: 'The round has begun.' }
  },
})

const beginYearGroupAction = deskAction({
  ...setUp,
  path: '/admissions/year-groups',
  form: Type.Object(Object.fromEntries(['group', 'year', 'copy', 'watches', 'online'].map(name => [name, box()]))),
  act: async (desk, { form }) => {
    const rounds = await listRounds(desk)
    const fields = { ...(form as Fields), part: 'year-group' }
    const read = readYearGroup(fields, rounds)
    if ('errors' in read)
      return { page: roundsView({ rounds, fields, errors: read.errors }, desk.reader?.csrf ?? ''), status: 422 }
    return { redirect: `/admissions/${await beginYearGroup(desk, read.group)}`, flash: 'The year group has begun.' }
  },
})

const homePage = deskPage({
  ...common,
  path: '/admissions/:round',
  purpose: 'see where a round of school admissions is',
  load: async (desk, { params }): Promise<RoundHome> => {
    const round = await findRound(desk, params.round)
    return {
      round,
      counts: await countRound(desk, round),
      refusedSince: await refusedSinceApproval(desk, round.id),
      paused: pausedWords(await listPauses(desk, round)),
    }
  },
  answer: data => ({ page: roundHomeView(data) }),
  examples: roundHomeExamples,
})

/** What the page of the schools shows, with the faults of a file that was sent in. */
export const schoolsData = async (
  desk: Desk,
  round: AdmissionRound,
  faults: SchoolsData['faults'] = [],
): Promise<SchoolsData> => ({
  round,
  schools: await listSchools(desk, round.id),
  orders: await listOwnOrders(desk, round),
  faults,
})

const schoolsPage = deskPage({
  ...setUp,
  path: '/admissions/:round/schools',
  load: async (desk, { params }): Promise<SchoolsData> => {
    const round = await findRound(desk, params.round)
    return schoolsData(desk, round)
  },
  answer: (data, frame) => ({ page: schoolsView(data, frame.csrf) }),
  examples: schoolsExamples,
})

/** A round is changed until its offers are out. @throws Conflict afterwards. */
export const openRound = async (desk: Desk, address: string | undefined): Promise<AdmissionRound> => {
  const round = await findRound(desk, address)
  if (round.releasedAt)
    throw new Conflict('The offers of this round are out.', 'What it was made from stays as it was.')
  return round
}

/**
 * A round whose applications may change: until the offers are out for its runs, and afterwards for its waiting lists, which are put in order anew, and for
 * its second round.
 */
export const roundToChange = async (desk: Desk, address: string | undefined): Promise<AdmissionRound> => {
  const round = await findRound(desk, address)
  if (round.releasedAt) await listsAreDue(desk, round.id)
  return round
}

/** A round whose schools may change: until the offers are out; of a year group always, since a place that is added is free at once. @throws Conflict afterwards. */
const roundToSet = async (desk: Desk, address: string | undefined): Promise<AdmissionRound> => {
  const round = await findRound(desk, address)
  if (round.yearGroup === undefined) return openRound(desk, address)
  await listsAreDue(desk, round.id)
  return round
}

const bringSettingsAction = deskAction({
  ...setUp,
  path: '/admissions/:round/schools',
  form: Type.Object({}),
  files: true,
  act: async (desk, { params, files }) => {
    const round = await roundToSet(desk, params.round)
    const before = await listSchools(desk, round.id)
    const orders = await listOwnOrders(desk, round)
    const again = (faults: SchoolsData['faults']) => ({
      page: schoolsView({ round, schools: before, orders, faults }, desk.reader?.csrf ?? ''),
      status: 422 as const,
    })
    if (!files.some(one => one.bytes > 0))
      return again([
        { file: 'criteria.json', line: 1, problem: 'No file was chosen.', fix: 'Choose the files to bring in.' },
      ])
    const read = await inFolder(files, ['schools.csv', 'criteria.json'], (folder, names) =>
      readSettings(folder, names, before),
    )
    if ('faults' in read) return again(read.faults)
    if (!(await keepDraw(desk, round.id, read.draw)))
      return again([
        {
          file: 'criteria.json',
          line: 1,
          problem: 'The commitment is another than the one told before the applications were in.',
          fix: 'Use the seed that was committed to.',
        },
      ])
    const changed = await keepSchools(desk, round.id, read.schools)
    return { redirect: roundHref(round, '/schools'), flash: `Schools told or changed: ${changed}.` }
  },
})

const schoolData = async (desk: Desk, params: Readonly<Record<string, string>>, round: AdmissionRound) => {
  const school =
    params.key === 'new' ? undefined : (await listSchools(desk, round.id)).find(one => one.key === params.key)
  if (!school && params.key !== 'new') throw new NotFound()
  return { round, school }
}

const schoolPage = deskPage({
  ...setUp,
  path: '/admissions/:round/schools/:key',
  load: async (desk, { params }): Promise<SchoolFormData> => {
    const data = await schoolData(desk, params, await findRound(desk, params.round))
    return { ...data, fields: data.school ? schoolFields(data.school) : {}, errors: [] }
  },
  answer: (data, frame) => ({ page: schoolFormView(data, frame.csrf) }),
  examples: schoolFormExamples,
})

const tellSchoolAction = deskAction({
  ...setUp,
  path: '/admissions/:round/schools/:key',
  form: Type.Object({
    ...Object.fromEntries(
      ['key', 'name', 'places', 'unit', 'decimals', 'easting', 'northing'].map(name => [name, box()]),
    ),
    criteria: box(4000),
    more: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  }),
  act: async (desk, { params, form }) => {
    const { more, ...boxes } = form as Record<string, string | string[] | undefined>
    const fields = { ...boxes, more: [more ?? []].flat().join(' ') } as Fields
    const round = await roundToSet(desk, params.round)
    const { school } = await schoolData(desk, params, round)
    const read = readSchool(school?.key ?? fields.key?.trim() ?? '', fields, school)
    if ('errors' in read)
      return {
        page: schoolFormView({ round, school, fields, errors: read.errors }, desk.reader?.csrf ?? ''),
        status: 422,
      }
    await keepSchools(desk, round.id, [read.school])
    return { redirect: roundHref(round, '/schools'), flash: 'The school is saved.' }
  },
})

/** Rounds of admissions, and what the schools of each have decided. */
export const roundPages: readonly Route[] = [
  roundsPage,
  beginAction,
  beginYearGroupAction,
  homePage,
  schoolsPage,
  bringSettingsAction,
  schoolPage,
  tellSchoolAction,
]
