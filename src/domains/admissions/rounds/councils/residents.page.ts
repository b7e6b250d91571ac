import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { showsApplicants } from '../applications/applications.page.ts'
import { common } from '../rounds.page.ts'
import { type AdmissionRound, type Desk, findRound } from '../rounds.queries.ts'
import { keepCouncilSchools, readCouncilSchools } from './council-schools.actions.ts'
import { councilsHref } from './councils.view.ts'
import { residentsExamples } from './residents.examples.ts'
import { councilSchoolLines, listResidents } from './residents.queries.ts'
import { type ResidentsData, residentsPerPage, residentsView } from './residents.view.ts'

const path = '/admissions/:round/councils'

const residentsData = async (desk: Desk, round: AdmissionRound, page: number): Promise<ResidentsData> => {
  const rows = await listResidents(desk, round, (page - 1) * residentsPerPage, residentsPerPage + 1)
  const residents = rows.slice(0, residentsPerPage)
  showsApplicants(desk, residents)
  const schools = await councilSchoolLines(desk, round.id)
  return { round, residents, page, more: rows.length > residentsPerPage, schools, errors: [] }
}

const residentsPage = deskPage({
  ...common,
  purpose: 'see which children of ours ask for schools of other councils',
  path: `${path}/ours`,
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { params, query: { page } }) => residentsData(desk, await findRound(desk, params.round), page),
  answer: (data, frame) => ({ page: residentsView(data, frame.csrf) }),
  examples: residentsExamples,
})

const schoolsAction = deskAction({
  ...common,
  purpose: 'say which schools of other councils families may name',
  path: `${path}/schools`,
  form: Type.Object({ schools: Type.Optional(Type.String({ maxLength: 100_000 })) }),
  act: async (desk, { params, form: { schools = '' } }) => {
    const round = await findRound(desk, params.round)
    const read = readCouncilSchools(schools)
    const errors = 'errors' in read ? read.errors : await keepCouncilSchools(desk, round, read.schools)
    if (errors.length > 0) {
      const data = await residentsData(desk, round, 1)
      return { page: residentsView({ ...data, schools, errors }, desk.reader?.csrf ?? ''), status: 422 }
    }
    return { redirect: councilsHref(round, '/ours?page=1'), flash: 'The schools are saved.' }
  },
})

/** Our children who name schools of other councils, and which those may be. */
export const residentPages: readonly Route[] = [residentsPage, schoolsAction]
