import { type TObject, Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route } from '../../../access/index.ts'
import type { LetterAddress, LetterDoor } from '../../../children/index.ts'
import { boxNames, Conflict, londonDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { calendarOf, namesAnother } from '../appeals/index.ts'
import {
  type AdmissionRound,
  common,
  type Desk,
  type Fields,
  findRound,
  listSchools,
  mustNotHaveDied,
  readFields,
  showsApplicants,
} from '../rounds/index.ts'
import { endReferral, keepRefusal, placeByFairAccess, referToFairAccess } from './in-year.actions.ts'
import { inYearExamples, inYearListExamples, refusalLetterExamples } from './in-year.examples.ts'
import { findInYear, findRefusal, type InYear, listInYear } from './in-year.queries.ts'
import { openOf } from './in-year.ts'
import {
  type InYearData,
  type InYearListData,
  inYearHref,
  inYearListView,
  inYearView,
  type RefusalLetterData,
  refusalLetterView,
} from './in-year.view.ts'
import { refusalLetter, refusalLetterPages } from './refusal-letters.page.ts'

const path = '/admissions/:round/in-year'
const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))
const days = (name: string) => Object.fromEntries(boxNames(name).map(part => [part, box()]))
const shortestWhy = 40

const listPage = deskPage({
  ...common,
  path,
  purpose: 'see applications outside a round and who is owed an answer',
  load: async (desk, { params }): Promise<InYearListData> => {
    const round = await findRound(desk, params.round)
    const applications = await listInYear(desk, round)
    showsApplicants(desk, applications)
    return { round, today: londonDate(desk.at), applications }
  },
  answer: data => ({ page: inYearListView(data) }),
  examples: inYearListExamples,
})

const load = async (desk: Desk, params: Readonly<Record<string, string>>): Promise<InYearData> => {
  const round = await findRound(desk, params.round)
  const application = await findInYear(desk, round, params.application)
  const schools = await listSchools(desk, round.id)
  return { round, today: londonDate(desk.at), application, schools, fields: {}, errors: [] }
}

const onePage = deskPage({
  ...common,
  path: `${path}/:application`,
  purpose: 'see one application outside a round',
  load: async (desk, { params }) => {
    const data = await load(desk, params)
    showsApplicants(desk, [data.application])
    return data
  },
  answer: (data, frame) => ({ page: inYearView(data, frame.csrf) }),
  examples: inYearExamples,
})

/** A change to one application: does it, or says what is wrong with the form. */
const change = (
  part: string,
  purpose: string,
  form: TObject,
  work: (desk: Desk, data: InYearData, fields: Fields) => Promise<readonly FormError[]>,
  flash: string,
): Route =>
  deskAction({
    ...common,
    path: `${path}/:application/${part}`,
    concerns: 'child',
    purpose,
    form,
    act: async (desk, { params, form: sent }): Promise<Answer> => {
      const data = await load(desk, params)
      actConcerns(desk, data.application.childId)
      if (!data.round.releasedAt)
        throw new Conflict('The offers of this round are not out.', 'Until then an application is in the round itself.')
      const fields = { ...(sent as Fields), part }
      const errors = await work(desk, data, fields)
      if (errors.length === 0) return { redirect: inYearHref(data.round, `/${data.application.address}`), flash }
      return { page: inYearView({ ...data, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    },
  })

const refuseAction = change(
  'refuse',
  'write down that a school refuses outside the round',
  Type.Object({ school: box(), ...days('refused'), why: box(4000) }),
  async (desk, { round, application, today }, fields) => {
    const { errors, wrong, day, oneOf, text } = readFields(fields)
    const key = oneOf(
      'school',
      openOf(application.asked).map(one => one.key),
      'Choose the school',
    )
    const on = day('refused', 'The day of the letter')
    const why = text('why', `Write why, in ${shortestWhy} characters at least`, shortestWhy)
    if (errors.length === 0 && on > today) wrong('refused-day', 'The day has not come yet')
    if (errors.length === 0 && on < application.receivedOn) wrong('refused-day', 'The day is before the application')
    if (errors.length === 0 && (await namesAnother(desk, round, { applicationId: application.id }, why)))
      wrong('why', 'The reason names another child of this round. Take the name or reference out')
    if (errors.length === 0) await keepRefusal(desk, application, { key, on, why })
    return errors
  },
  'The refusal is saved. Print its letter below.',
)

const referAction = change(
  'refer',
  'refer a child under the fair access protocol',
  Type.Object({ ...days('eligible'), confirmed: box() }),
  async (desk, { application, today }, fields) => {
    const { errors, wrong, day, text } = readFields(fields)
    const eligibleOn = day('eligible', 'The day')
    const confirmedBy = text('confirmed', 'Enter who of the panel confirmed it')
    if (errors.length === 0 && eligibleOn > today) wrong('eligible-day', 'The day has not come yet')
    if (errors.length === 0) await referToFairAccess(desk, application, { eligibleOn, confirmedBy })
    return errors
  },
  'The child is referred.',
)

const placeAction = change(
  'place',
  'give the place that the fair access protocol found',
  Type.Object({ at: box(), ...days('placed') }),
  async (desk, { round, application, schools, today }, fields) => {
    const { errors, wrong, day, oneOf } = readFields(fields)
    const key = oneOf(
      'at',
      schools.map(one => one.key),
      'Choose the school',
    )
    const on = day('placed', 'The day')
    if (errors.length === 0 && on > today) wrong('placed-day', 'The day has not come yet')
    if (errors.length === 0) await placeByFairAccess(desk, round, application, { key, on })
    return errors
  },
  'The place is given.',
)

const endAction = change(
  'end-referral',
  'end a referral under the fair access protocol',
  Type.Object({ ended: box(500) }),
  async (desk, { application }, fields) => {
    const { errors, text } = readFields(fields)
    const why = text('ended', 'Write why')
    if (errors.length === 0) await endReferral(desk, application, why)
    return errors
  },
  'The referral is ended.',
)

const letterOf = async (
  desk: Desk,
  round: AdmissionRound,
  application: InYear,
  key: string | undefined,
  to: LetterAddress | undefined,
): Promise<RefusalLetterData> => ({
  back: { text: 'The application', href: inYearHref(round, `/${application.address}`) },
  letter: refusalLetter(
    { ...(await findRefusal(desk, application, key)), ...application, key: key ?? '' },
    { calendar: await calendarOf(desk.tx, key ?? ''), appealsTo: round.appealsTo },
    to,
  ),
})

const letterPage = (door: LetterDoor): Route =>
  deskPage({
    ...common,
    path: `${path}/:application/letters/:key`,
    purpose: 'print the letter of a refusal outside the round',
    load: async (desk, { params }): Promise<RefusalLetterData> => {
      const { round, application } = await load(desk, params)
      showsApplicants(desk, [application])
      await mustNotHaveDied(desk, application.childId)
      const to = (await door([application.childId])).get(application.childId ?? 0)
      return letterOf(desk, round, application, params.key, to)
    },
    answer: data => ({ page: refusalLetterView(data) }),
    examples: refusalLetterExamples,
  })

/** Applications outside a round that is out. */
export const inYearPages = (door: LetterDoor): readonly Route[] => [
  listPage,
  onePage,
  refuseAction,
  referAction,
  placeAction,
  endAction,
  letterPage(door),
  ...refusalLetterPages(door),
]
