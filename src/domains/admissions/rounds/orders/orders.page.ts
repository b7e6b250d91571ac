import { Type } from 'typebox'
import { deskAction, deskPage, exportPages, type Route } from '../../../../access/index.ts'
import { NotFound } from '../../../../kernel/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { inFolder } from '../files/round-files.actions.ts'
import { common, roundToChange, schoolsData } from '../rounds.page.ts'
import {
  type AdmissionRound,
  type Desk,
  findRound,
  listNamedSchools,
  listSchools,
  type RoundSchool,
} from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { schoolsView } from '../set-up/schools.view.ts'
import { keepOrders, readOrdersFile, referencesOf } from './orders.actions.ts'
import { orderExamples } from './orders.examples.ts'
import { applicantsOf, listOwnOrder, listOwnOrders } from './orders.queries.ts'
import { type OwnOrderData, ownOrderPerPage, ownOrderView } from './orders.view.ts'

const path = '/admissions/:round/orders'
const look = { ...common, purpose: 'see the order of a school that ranks for itself' } as const

/** A school of the round that ranks for itself. @throws NotFound */
const ownSchoolOf = async (desk: Desk, round: AdmissionRound, key: string | undefined): Promise<RoundSchool> => {
  const school = (await listSchools(desk, round.id)).find(one => one.key === key && one.ownOrder)
  if (!school) throw new NotFound()
  return school
}

const bringAction = deskAction({
  ...common,
  path,
  purpose: 'take in the orders of schools that rank for themselves',
  form: Type.Object({}),
  files: true,
  act: async (desk, { params, files }) => {
    const round = await roundToChange(desk, params.round)
    const schools = await listNamedSchools(desk, round.id)
    const references = await referencesOf(desk, round.id)
    const sent = files.filter(one => one.bytes > 0).map(one => ({ ...one, name: 'orders.csv' }))
    const read = await inFolder(sent, ['orders.csv'], folder => readOrdersFile(folder, schools, references))
    if ('faults' in read)
      return {
        page: schoolsView(await schoolsData(desk, round, read.faults), desk.reader?.csrf ?? ''),
        status: 422,
      }
    await keepOrders(desk, round.id, read.orders)
    const flash = `Orders taken in: ${read.schools}. Children who had not named the school, passed over: ${read.notNamed}.`
    return { redirect: roundHref(round, '/schools'), flash }
  },
})

const orderPage = deskPage({
  ...look,
  path: `${path}/:key`,
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { params, query: { page } }): Promise<OwnOrderData> => {
    const round = await findRound(desk, params.round)
    const school = await ownSchoolOf(desk, round, params.key)
    const order = (await listOwnOrders(desk, round)).find(one => one.key === school.key)
    const rows = await listOwnOrder(desk, round, school.key, (page - 1) * ownOrderPerPage, ownOrderPerPage + 1)
    const lines = rows.slice(0, ownOrderPerPage)
    showsApplicants(desk, lines)
    return { round, school, order, page, more: rows.length > ownOrderPerPage, lines }
  },
  answer: data => ({ page: ownOrderView(data) }),
  examples: orderExamples,
})

const applicantsPages = exportPages({
  ...look,
  path: `${path}/:key/applicants`,
  purpose: 'send a school that ranks for itself who named it',
  // a school ranks all of them, in one order
  whole: true,
  load: async (desk, { round: address, key }) => {
    const round = await findRound(desk, address)
    const { children, ...rows } = await applicantsOf(desk, round, await ownSchoolOf(desk, round, key))
    showsApplicants(
      desk,
      children.map(childId => ({ childId })),
    )
    return { name: 'orders', ...rows, categories: ['identity', 'admissions'], sensitivity: 2 }
  },
  example: {
    ...{ name: 'orders', columns: ['school_id', 'child_id', 'position'], rows: [] },
    ...{ categories: ['identity', 'admissions'], sensitivity: 2 },
  },
})

/** The orders of schools that rank for themselves: what goes out to them, and what comes back. */
export const orderPages: readonly Route[] = [bringAction, orderPage, ...applicantsPages]
