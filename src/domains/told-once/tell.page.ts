import { Type } from 'typebox'
import { actConcerns, type CommandGrant, deskAction, deskPage, type Route } from '../../access/index.ts'
import { londonDate, type PlainDate } from '../../kernel/index.ts'
import { type FormError, html } from '../../platform/views/index.ts'
import { aboutFields, readAbout } from './about.ts'
import { type Change, changeFields, readChange } from './change.ts'
import { type TellOptions, tellChange } from './tell.actions.ts'
import { adviserPage, checkView, type TellFields, type TellPlace, tellForm } from './tell.view.ts'
import { toldOf } from './told-service.ts'

const field = () => Type.Optional(Type.String({ maxLength: 2000 }))
/** Every box of the form, and which button was pressed. */
export const TellForm = Type.Object(
  Object.fromEntries([...aboutFields, ...changeFields, 'step'].map(name => [name, field()])) as Record<
    (typeof aboutFields)[number] | (typeof changeFields)[number] | 'step',
    ReturnType<typeof field>
  >,
)

const placeOf = (csrf: string): TellPlace => ({ action: '/tell', csrf, asksWho: true, first: 'the child' })
const lead = html`<p class="govuk-body">Enter what somebody tells you has changed. You see no record, and each service that needs to know is told.</p>`

type TellData = {
  readonly fields: TellFields
  readonly errors: readonly FormError[]
  /** What is about to be sent, and which services outside will be told. */
  readonly check?: Pick<Parameters<typeof checkView>[0], 'change' | 'about' | 'services'>
}
const pageOf = ({ fields, errors, check }: TellData, place: TellPlace) =>
  check
    ? adviserPage(checkView({ ...check, fields }, place), [], 'Check before you send')
    : adviserPage(html`${lead}${tellForm({ fields, errors }, place)}`, errors)

/** `/tell`: for a contact-centre adviser, who opens no record. */
const tellPage = deskPage({
  path: '/tell',
  purpose: 'tell of a change',
  nav: '/tell',
  right: 'tell-changes',
  actor: 'recorder',
  load: async (): Promise<TellData> => ({ fields: {}, errors: [] }),
  answer: (data, frame) => ({ page: pageOf(data, placeOf(frame.csrf)) }),
  examples: {
    usual: { fields: {}, errors: [] },
    'before it is sent': {
      fields: { kind: 'address', line: '22 Mill Street', postcode: 'NM1 4QT', saidBy: 'mum' },
      errors: [],
      check: {
        change: {
          kind: 'address',
          from: '2026-05-01' as PlainDate,
          saidBy: 'mum',
          fields: { line: '22 Mill Street', postcode: 'NM1 4QT' },
        },
        about: { forename: 'Amelia', surname: 'Okafor-Reid', birthDate: '2017-05-03' },
        services: ['Council Tax', 'Libraries'],
      },
    },
    'what was typed, with errors': {
      fields: { kind: 'address', line: '22 Mill Street', 'child-forename': 'Amelia', saidBy: 'mum' },
      errors: [
        { field: 'child-surname', text: 'Enter the child’s last name' },
        { field: 'born-day', text: 'Enter the child’s date of birth' },
        { field: 'postcode', text: 'Enter a whole postcode, like NM4 2QT' },
        { field: 'from-day', text: 'Enter the day from which it is so' },
      ],
    },
  },
})

const tellAction = (options: TellOptions): Route =>
  deskAction({
    path: '/tell',
    purpose: 'tell of a change',
    concerns: 'child',
    nav: '/tell',
    right: 'tell-changes',
    actor: 'recorder',
    form: TellForm,
    act: async (command: CommandGrant<'recorder'>, { form }) => {
      const fields = form as TellFields
      const place = placeOf(command.reader?.csrf ?? '')
      // Of nobody before it is sent.
      actConcerns(command, undefined)
      const change = readChange(fields, londonDate(command.at))
      const about = readAbout(fields)
      const errors = [...('errors' in about ? about.errors : []), ...('errors' in change ? change.errors : [])]
      if (form.step === 'change') return { page: pageOf({ fields, errors: [] }, place) }
      if ('errors' in about || 'errors' in change) return { page: pageOf({ fields, errors }, place), status: 422 }
      if (form.step !== 'send')
        return { page: pageOf({ fields, errors, check: { change, about, services: namesOf(options, change) } }, place) }
      return {
        redirect: `/told/${await tellChange(command, change, { about }, options)}`,
        flash: 'Received.',
      }
    },
  })

/** The services outside that are told of such a change, by name. */
export const namesOf = ({ services }: TellOptions, { kind }: Change): string[] =>
  toldOf(services, kind).map(s => s.name)

/** Telling without a record. */
export const tellRoutes = (options: TellOptions): readonly Route[] => [tellPage, tellAction(options)]
