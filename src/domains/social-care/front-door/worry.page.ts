import { Type } from 'typebox'
import { deskPage, openAction, plainPage, type Route } from '../../../access/index.ts'
import { formatInstant, londonDate, NotFound } from '../../../kernel/index.ts'
import { card, emptyState, html, type PageContent, paragraphs } from '../../../platform/views/index.ts'
import { type ContactForm, contactFields, isReference, readContact } from './contact.ts'
import { receiveContact } from './contacts.actions.ts'
import { listOwnWorries, type OwnWorry } from './contacts.queries.ts'
import type { FrontDoorOptions } from './front-door-options.ts'
import { isOutOfHours } from './lists.ts'
import { receivedPage, type WorryPlace, type WorryState, worryPage } from './worry.view.ts'

const box = () => Type.Optional(Type.String({ maxLength: 20_000 }))
/** Every box of the form. */
export const WorryForm = Type.Object(
  Object.fromEntries(contactFields.map(name => [name, box()])) as Record<
    (typeof contactFields)[number],
    ReturnType<typeof box>
  >,
)

const placeOf = (options: FrontDoorOptions, at: Date, csrf: string | undefined): WorryPlace => ({
  action: '/worry',
  csrf: csrf ?? '',
  teller: csrf === undefined ? 'anybody' : 'signed-in',
  today: londonDate(at),
  outOfHours: isOutOfHours(at),
  dutyPhone: options.dutyPhone,
})

type WorryData = WorryState & { readonly at: Date }
const day = new Date('2026-05-05T10:00:00Z')
const night = new Date('2026-05-05T22:00:00Z')

const openPage = (options: FrontDoorOptions): Route =>
  plainPage<WorryData>({
    path: '/worry',
    purpose: 'tell of a worry for a child',
    nav: '/worry',
    open: true,
    load: async () => ({ fields: {}, errors: [], at: options.now() }),
    answer: ({ at, ...state }, frame) => ({ page: worryPage(state, placeOf(options, at, frame?.csrf)) }),
    examples: {
      usual: { fields: {}, errors: [], at: day },
      'at night, with errors': {
        fields: { worry: 'The baby cries for hours and nobody comes', source: 'gp' },
        errors: [
          { field: 'child-name', text: 'Write who the child is, as far as you know' },
          { field: 'name', text: 'Enter your name: you tell us for your work' },
        ],
        at: night,
      },
    },
  })

const openSend = (options: FrontDoorOptions): Route =>
  openAction({
    path: '/worry',
    purpose: 'tell of a worry for a child',
    nav: '/worry',
    actor: 'recorder',
    form: WorryForm,
    most: 60,
    tooMany: {
      problem: 'Very much has been sent from where you are, so this was not kept.',
      fix: `Call ${options.dutyPhone}, day and night. If a child is in danger now, call 999. You can also go back and send it again in ten minutes: what you typed is still there.`,
    },
    act: async (command, { form }) => {
      const fields = form as ContactForm
      const place = placeOf(options, command.at, command.reader?.csrf)
      const told = readContact(fields, place.today, command.reader !== undefined)
      if ('errors' in told) return { page: worryPage({ fields, errors: told.errors }, place), status: 422 }
      const way = command.reader ? 'signed-in' : 'open'
      const reference = await receiveContact(command, options.key, told, way)
      if (reference === undefined) {
        const errors = [
          { field: 'worry', text: `We cannot take it here now. Call ${options.dutyPhone}, day and night` },
        ]
        return { page: worryPage({ fields, errors }, place), status: 422 }
      }
      return { redirect: `/worry/received/${reference}` }
    },
  })

const receivedRoute = (options: FrontDoorOptions): Route =>
  plainPage<string>({
    path: '/worry/received/:reference',
    purpose: 'read that a worry was received',
    open: true,
    load: async (_reader, { params }) => {
      const reference = params.reference ?? ''
      if (!isReference(reference)) throw new NotFound()
      return reference
    },
    answer: reference => ({ page: receivedPage(reference, options.dutyPhone) }),
    examples: { usual: 'K7QM-2XRD' },
  })

const ownPage = ({ key }: FrontDoorOptions): Route =>
  deskPage({
    path: '/worries',
    purpose: 'read what came of worries that one told',
    nav: '/worry',
    right: 'tell-worries',
    actor: 'recorder',
    load: command => listOwnWorries(command, key),
    answer: worries => ({ page: ownView(worries) }),
    examples: {
      usual: [
        {
          reference: 'K7QM-2XRD',
          toldAt: new Date('2026-05-04T09:10:00Z'),
          childName: 'Liam Carter',
          answers: [{ at: new Date('2026-05-05T15:00:00Z'), text: 'Early help is offered to the family.' }],
        },
        {
          reference: 'B2ND-94TX',
          toldAt: new Date('2026-05-05T08:30:00Z'),
          childName: 'A boy of about six',
          answers: [],
        },
      ],
      nothing: [],
    },
  })

const ownView = (worries: readonly OwnWorry[]): PageContent => ({
  title: 'What you told the front door',
  heading: 'What you told the front door',
  lead: html`<a class="govuk-link" href="/worry">Tell the front door about a child</a>`,
  body:
    worries.length === 0
      ? emptyState({ text: 'You have told the front door of no child yet.' })
      : html`${worries.map(({ reference, toldAt, childName, answers }) =>
          card({
            title: childName,
            body: html`<p class="govuk-body">Sent ${formatInstant(toldAt)}, reference ${reference}.</p>
${
  answers.length === 0
    ? html`<p class="govuk-body">Received. What you may know of it stands here once somebody has decided.</p>`
    : answers.map(({ at, text }) => html`<p class="govuk-body">Answered ${formatInstant(at)}:</p>${paragraphs(text)}`)
}`,
          }),
        )}`,
})

/** The open page, its receipt, and what those who were signed in may know of what came of it. */
export const worryRoutes = (options: FrontDoorOptions): readonly Route[] => [
  openPage(options),
  openSend(options),
  receivedRoute(options),
  ownPage(options),
]
