import { type TObject, Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage, type Route } from '../../../../access/index.ts'
import { Conflict } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import { hasOffer } from '../offers/offers.queries.ts'
import { common, roundToChange } from '../rounds.page.ts'
import { type AdmissionRound, type Desk, findRound, listNamedSchools } from '../rounds.queries.ts'
import type { Fields } from '../set-up/begin-form.ts'
import { type ApplicationData, applicationView } from './application.view.ts'
import { mostWanted, readWants } from './application-form.ts'
import { keepWants, takeAsOnTime, withdraw } from './applications.actions.ts'
import { applicationExamples } from './applications.examples.ts'
import { showsApplicants } from './applications.page.ts'
import { type Application, findApplication } from './applications.queries.ts'
import { applicationHref } from './applications.view.ts'
import { keepCheck } from './check.actions.ts'
import { tieByHand, tieToNobody } from './tie.actions.ts'

const box = (most = 200) => Type.Optional(Type.String({ maxLength: most }))
const path = '/admissions/:round/applications/:application'

const applicationPage = deskPage({
  ...common,
  path,
  purpose: 'see an application for school places',
  load: async (desk, { params }): Promise<ApplicationData> => {
    const round = await findRound(desk, params.round)
    const application = await findApplication(desk, round, params.application)
    showsApplicants(desk, [application])
    return { round, application, schools: await listNamedSchools(desk, round.id), fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: applicationView(data, frame.csrf) }),
  examples: applicationExamples,
})

/** A change to one application: does it, or says what is wrong with the form. */
const change = (
  part: string,
  purpose: string,
  form: TObject,
  work: (desk: Desk, application: Application, fields: Fields, round: AdmissionRound) => Promise<readonly FormError[]>,
  flash: string,
): Route =>
  deskAction({
    ...common,
    path: `${path}/${part}`,
    concerns: 'child',
    purpose,
    form,
    act: async (desk, { params, form: sent }): Promise<Answer> => {
      const round = await roundToChange(desk, params.round)
      const application = await findApplication(desk, round, params.application)
      actConcerns(desk, application.childId)
      if (application.standing === 'withdrawn')
        throw new Conflict('This application was withdrawn.', 'Take the family’s new application in.')
      const fields = sent as Fields
      const errors = await work(desk, application, fields, round)
      if (errors.length === 0) return { redirect: applicationHref(round, application.address), flash }
      const data = { round, application, schools: await listNamedSchools(desk, round.id), fields, errors }
      return { page: applicationView(data, desk.reader?.csrf ?? ''), status: 422 }
    },
  })

/** What is written in a box, or the error of leaving it empty. */
const needed = (fields: Fields, field: string, text: string): { value: string; errors: FormError[] } => {
  const value = fields[field]?.trim() ?? ''
  return { value, errors: value === '' ? [{ field, text }] : [] }
}

const checkAction = change(
  'check',
  'check what an application says',
  Type.Object({ fact: box(), holds: box(), proof: box(500) }),
  async (desk, { id, checks }, fields) => {
    const proof = needed(fields, 'proof', 'Write by which proof you checked it')
    const fact = checks.find(one => one.fact === fields.fact)?.fact
    const errors = [
      ...(fact === undefined ? [{ field: 'fact', text: 'Choose what you checked' }] : []),
      ...(fields.holds === 'yes' || fields.holds === 'no' ? [] : [{ field: 'holds', text: 'Choose whether it is so' }]),
      ...proof.errors,
    ]
    if (errors.length === 0 && fact !== undefined)
      await keepCheck(desk, id, { fact, holds: fields.holds === 'yes', proof: proof.value })
    return errors
  },
  'The check is saved.',
)

const tieAction = change(
  'tie',
  'tie an application to the child’s record',
  Type.Object({ how: box(), forename: box(), surname: box() }),
  async (desk, { id, birthDate, upn }, fields) => {
    if (fields.how === 'none') {
      await tieToNobody(desk, id)
      return []
    }
    const forename = needed(fields, 'forename', 'Enter the forename on the record')
    const surname = needed(fields, 'surname', 'Enter the surname on the record')
    const errors = [...forename.errors, ...surname.errors]
    if (errors.length > 0) return errors
    const asked = { forename: forename.value, surname: surname.value, birthDate, upn: upn ?? undefined }
    return (await tieByHand(desk, id, asked))
      ? []
      : [{ field: 'forename', text: 'No one record has this name and date of birth' }]
  },
  'Saved.',
)

const wantsAction = change(
  'wants',
  'change the schools that a family names',
  Type.Object(Object.fromEntries(Array.from({ length: mostWanted }, (_, i) => [`want-${i + 1}`, box()]))),
  async (desk, { id }, fields) => {
    const read = readWants(fields)
    if ('errors' in read) return read.errors
    await keepWants(desk, id, read.schools)
    return []
  },
  'The schools are saved.',
)

const onTimeAction = change(
  'on-time',
  'take a late application as on time',
  Type.Object({ reason: box(500) }),
  async (desk, { id }, fields, round) => {
    const { value, errors } = needed(fields, 'reason', 'Write the good reason')
    if (errors.length === 0 && round.releasedAt)
      throw new Conflict(
        'The offers of this round are out.',
        'The application is in the second round, and on the waiting lists.',
      )
    if (errors.length === 0) await takeAsOnTime(desk, id, value)
    return errors
  },
  'The application counts as on time.',
)

const withdrawAction = change(
  'withdraw',
  'withdraw an application',
  Type.Object({ withdrawn: box(500) }),
  async (desk, { id }, fields) => {
    const { value, errors } = needed(fields, 'withdrawn', 'Write why it does not count')
    if (errors.length === 0 && (await hasOffer(desk, id)))
      throw new Conflict('The child has an offer.', 'Write down first that the family declines it, or withdraw it.')
    if (errors.length === 0) await withdraw(desk, id, value)
    return errors
  },
  'The application is withdrawn.',
)

/** One application, and what may be done with it. */
export const applicationPages: readonly Route[] = [
  applicationPage,
  checkAction,
  tieAction,
  wantsAction,
  onTimeAction,
  withdrawAction,
]
