import { Type } from 'typebox'
import { type Answer, actConcerns, type CommandGrant, deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  giveToTeam,
  openTyped,
} from '../../../children/index.ts'
import { Conflict, londonDate, NotFound } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { readContact } from './contact.ts'
import { type ContactData, contactView, stepFacts } from './contact.view.ts'
import { rankContact, receiveContact, takeStep, unmatchContact, verifyContact } from './contacts.actions.ts'
import { type Contact, listContacts } from './contacts.queries.ts'
import { contactExamples, trayExamples } from './front-door.examples.ts'
import type { FrontDoorOptions } from './front-door-options.ts'
import { isOutOfHours, levelsOn, screenBy } from './lists.ts'
import { findPassing } from './passing.queries.ts'
import { readStep, type StepFields } from './steps.ts'
import { trayView } from './tray.view.ts'
import { frontDoorTopic, listWaiting } from './waiting.queries.ts'
import { WorryForm } from './worry.page.ts'
import { type TypedContact, typedWays, type WorryState, worryPage } from './worry.view.ts'

type Command = CommandGrant<'recorder'>
const purpose = 'work on contacts at the front door'
const common = { nav: '/front-door', right: 'screen-contacts', actor: 'recorder' } as const
/** What every page and change of a contact has. */
export const trayCommon = { ...common, purpose } as const

const trayRoute = ({ key }: FrontDoorOptions): Route =>
  deskPage<'recorder', { readonly contacts: readonly Contact[]; readonly at: Date }>({
    ...common,
    path: '/front-door',
    purpose,
    load: async command => ({ contacts: await listContacts(command, key, { open: true }), at: command.at }),
    answer: ({ contacts, at }) => ({ page: trayView(contacts, at) }),
    examples: trayExamples,
  })

/** That something came or went on, for whoever has the tray open: heard where it is one of those that they may have. */
const liveRoute = (): Route =>
  deskPage<'recorder', { readonly state: string }>({
    path: '/front-door/live',
    purpose,
    right: common.right,
    actor: common.actor,
    load: async command => ({ state: JSON.stringify(await listWaiting(command)) }),
    answer: ({ state }) => ({ live: [frontDoorTopic], state }),
    examples: { usual: { state: '[]' } },
  })

/** Where drafts are kept of contacts that somebody of the team writes down: one for each call. */
const newDrafts = { form: 'desk/front-door/new' }
const newPlace = (options: FrontDoorOptions, at: Date, csrf: string) => ({
  action: '/front-door/new',
  csrf,
  teller: 'team' as const,
  today: londonDate(at),
  outOfHours: isOutOfHours(at),
  dutyPhone: options.dutyPhone,
})
const newPage = (options: FrontDoorOptions): Route =>
  deskPage<'recorder', WorryState, typeof DraftQuery>({
    ...common,
    path: '/front-door/new',
    query: DraftQuery,
    purpose: 'write down a contact',
    load: async ({ tx, at, reader }, { query }) => {
      const opened = reader ? await openTyped({ tx, at, reader }, newDrafts, query, true) : { from: '' }
      return { ...fieldsOfTyped<TypedContact>(opened, {}), errors: [] }
    },
    answer: (state, { at, csrf }) => ({ page: worryPage(state, newPlace(options, at, csrf)) }),
    examples: { usual: { fields: {}, errors: [] } },
  })
const newAction = (options: FrontDoorOptions): Route =>
  deskAction({
    ...common,
    path: '/front-door/new',
    purpose: 'write down a contact',
    form: Type.Object({
      ...WorryForm.properties,
      ...Object.fromEntries(draftBoxes.map(name => [name, Type.Optional(Type.String())])),
    }),
    act: async (command, { form }) => {
      const fields = form as TypedContact
      const kept = await answerTyped(async () => command, newDrafts, fields, '/front-door')
      if (kept) return kept
      const told = readContact(fields, londonDate(command.at), false)
      const way = typedWays.find(one => one.value === fields.way)?.value
      const errors = [
        ...('errors' in told ? told.errors : []),
        ...(way ? [] : [{ field: 'way', text: 'Choose how it came' }]),
      ]
      if ('errors' in told || !way)
        return {
          page: worryPage({ fields, errors }, newPlace(options, command.at, command.reader?.csrf ?? '')),
          status: 422,
        }
      await endTyped(command, newDrafts, fields)
      const reference = await receiveContact(command, options.key, told, way)
      return { redirect: '/front-door', flash: `Saved. The reference for whoever told it is ${reference ?? ''}.` }
    },
  })

/** One contact with what else there is of the child. That it was looked at stands in the record of access, where its child is known. */
export const loadContact = async (
  command: Command,
  { key }: FrontDoorOptions,
  address: string | undefined,
): Promise<ContactData> => {
  const [contact] = await listContacts(command, key, { one: address })
  if (!contact) throw new NotFound()
  actConcerns(command, contact.child?.id, { categories: ['care-content'] })
  const others = await listContacts(command, key, { alikeTo: contact.id })
  const passing = await findPassing(command, contact)
  return { contact, others, at: command.at, ...(passing ? { passing } : {}), fields: {}, errors: [] }
}

/** Where drafts are kept of what is decided of a contact, at its state. */
const decisionDrafts = (contact: Contact) => ({
  form: `desk/front-door/${stepFacts(contact).state}/${contact.address}`,
})

const contactRoute = (options: FrontDoorOptions): Route =>
  deskPage<'recorder', ContactData, typeof DraftQuery>({
    ...common,
    path: '/front-door/:contact',
    purpose,
    query: DraftQuery,
    load: async (command, { params, query }) => {
      const data = await loadContact(command, options, params.contact)
      const { tx, at, reader } = command
      if (!reader || data.contact.state === 'closed') return data
      return {
        ...data,
        ...fieldsOfTyped<Fields>(await openTyped({ tx, at, reader }, decisionDrafts(data.contact), query), {}),
      }
    },
    answer: (data, { csrf }) => ({ page: contactView(data, csrf) }),
    examples: contactExamples,
  })

const box = () => Type.Optional(Type.String({ maxLength: 10_000 }))
type Fields = Readonly<Partial<Record<string, string>>>
/** A change of one contact: what is wrong with it, or the words once it is done. */
const change = (
  options: FrontDoorOptions,
  part: string,
  names: readonly string[],
  act: (command: Command, contact: Contact, fields: Fields) => Promise<readonly FormError[] | string | Answer>,
): Route =>
  deskAction({
    ...common,
    path: `/front-door/:contact/${part}`,
    concerns: 'child',
    purpose,
    form: Type.Object(Object.fromEntries(names.map(name => [name, box()]))),
    act: async (command, { params, form }) => {
      const data = await loadContact(command, options, params.contact)
      const done = await act(command, data.contact, form as Fields)
      if (typeof done !== 'string' && !Array.isArray(done)) return done as Answer
      if (typeof done !== 'string')
        return {
          page: contactView(
            { ...data, fields: form as Fields, errors: done as readonly FormError[] },
            command.reader?.csrf ?? '',
          ),
          status: 422,
        }
      return { redirect: `/front-door/${data.contact.address}`, flash: done }
    },
  })

const changes = (options: FrontDoorOptions): readonly Route[] => [
  change(options, 'rank', ['level'], async (command, contact, { level }) => {
    const chosen = levelsOn(londonDate(contact.toldAt)).find(one => one.value === level)
    if (!chosen) return [{ field: 'level', text: 'Choose how soon' }]
    await rankContact(command, options.key, contact, chosen.value, screenBy(chosen, contact.toldAt).on)
    return 'Saved.'
  }),
  change(options, 'verify', ['how'], async (command, contact, { how }) => {
    if (!how?.trim()) return [{ field: 'how', text: 'Write how you made sure' }]
    await verifyContact(command, options.key, contact, how.trim())
    return 'Saved. They can be told what they may know.'
  }),
  change(options, 'other-child', [], async (command, contact) => {
    await unmatchContact(command, contact)
    return 'It is on that record no more. Find the right child.'
  }),
  change(options, 'team', ['team'], async (command, contact, { team }) => {
    const passing = await findPassing(command, contact)
    if (!passing || !contact.child) throw new NotFound()
    const chosen = passing.teams.find(one => String(one.id) === team)
    if (!chosen) return [{ field: 'team', text: 'Choose a team from the list' }]
    const { work, why } = passing
    await giveToTeam(command, { childId: contact.child.id, teamId: chosen.id, work, why })
    return `${chosen.name} has it now. Its manager has been told.`
  }),
  change(
    options,
    'decide',
    ['state', 'outcome', 'why', 'answerWay', 'answer', ...draftBoxes],
    async (command, contact, fields) => {
      const facts = stepFacts(contact)
      if (contact.state === 'closed' || fields.state !== facts.state) {
        const [why = '', answer = ''] = [fields.why?.trim(), fields.answer?.trim()]
        const last = contact.steps.findLast(step => step.sort === 'screened' || step.sort === 'decided')
        // a second press of “Save” says nothing that is not there
        if (last?.by === command.reader?.name && last?.why === why && (last.answer ?? '') === answer)
          return 'The decision is saved.'
        if (!why && !answer)
          throw new Conflict('Somebody else has decided this already.', 'Load the page again to see what they decided.')
        return [
          { field: 'why', text: 'Somebody else has decided this already. What you typed is below, and is not saved' },
        ]
      }
      const kept = await answerTyped(async () => command, decisionDrafts(contact), fields, '/front-door')
      if (kept) return kept
      const read = readStep(fields as StepFields, facts)
      if ('errors' in read) return read.errors
      await endTyped(command, decisionDrafts(contact), fields)
      await takeStep(command, options.key, contact, read)
      return 'The decision is saved.'
    },
  ),
]

/** The front door's tray, what the team types in itself, and each contact with its steps. */
export const trayRoutes = (options: FrontDoorOptions): readonly Route[] => [
  trayRoute(options),
  liveRoute(),
  newPage(options),
  newAction(options),
  contactRoute(options),
  ...changes(options),
]
