import type { Body, SchoolStaff } from '../../../children/index.ts'
import { arrangementWords, type Telling } from './school-form.ts'

/** A present school of the young person, with those who work there and may be told. */
export type PresentSchool = SchoolStaff

/** Whether a plan is for a present school; of an earlier one, whether the young person agreed that it goes along. */
export type PlanPlace = 'here' | 'goes-along' | 'stays-behind'
export const placeOf = (plan: Body, schools: readonly PresentSchool[]): PlanPlace => {
  // Without a school that may be told of there is nowhere else for it.
  if (schools.length === 0 || typeof plan.school !== 'string' || schools.some(one => one.name === plan.school))
    return 'here'
  return plan.carry === 'yes' ? 'goes-along' : 'stays-behind'
}

/** What is told to whom, or undefined where school is told nothing: without the young person's yes it never is. */
export type Told = { readonly body: Body; readonly people: PresentSchool['people'] }
export const toldTo = (plan: Body, schools: readonly PresentSchool[]): Told | undefined => {
  const telling = plan.telling as Telling
  const knows = Array.isArray(plan.knows) ? plan.knows.map(String) : []
  const people = schools.flatMap(school => school.people).filter(person => knows.includes(String(person.id)))
  if (plan.agreed !== 'yes' || telling === 'nothing' || people.length === 0) return undefined
  const { on, days, classmate, adult, bullying, parents, reviewOn, school } = plan
  const codes = Array.isArray(plan.arrangements) ? plan.arrangements.map(String) : []
  return {
    people,
    body: {
      ...{ on, school, reviewOn },
      arrangements: arrangementWords(codes, plan.form, telling),
      ...Object.fromEntries(
        Object.entries({ days, classmate, adult, bullying, parents }).filter(([, value]) => value !== undefined),
      ),
      ...(telling === 'why' ? { why: 'Cares for somebody at home' } : {}),
    },
  }
}
