import { Type } from 'typebox'
import {
  actConcerns,
  beginnableBy,
  type CommandGrant,
  deskAction,
  holds,
  listPage,
  type Route,
} from '../../../access/index.ts'
import {
  address,
  chosenValue,
  exampleCards,
  identity,
  type LocateForm,
  type LocateOutcome,
  listCards,
  listLikely,
  lookExactly,
  openSearch,
  readLocate,
  saveSearch,
  startWork,
} from '../../../children/index.ts'
import { londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { contactView } from './contact.view.ts'
import { matchContact } from './contacts.actions.ts'
import { findOwnRecord } from './contacts.queries.ts'
import type { FrontDoorOptions } from './front-door-options.ts'
import { loadContact, trayCommon } from './tray.page.ts'
import { type WhoseData, whoseView } from './whose.view.ts'

type Command = CommandGrant<'recorder'>
type Saved = {
  readonly contact: string
  readonly name: string
  readonly birthDate?: PlainDate
  readonly number?: string
  readonly exact?: LocateOutcome['outcome']
  readonly childId?: number
}
/** The most children one works with that are offered; who has more to choose from types more. */
const mostLikely = 8
const box = () => Type.Optional(Type.String({ maxLength: 400 }))
const findPath = '/front-door/:contact/find'

/** Looks for the child, exactly where more than a name was typed, and leads to an address that says nothing. */
const findAction = (options: FrontDoorOptions): Route =>
  deskAction({
    ...trayCommon,
    path: findPath,
    concerns: 'child',
    purpose: 'find whose contact it is',
    form: Type.Object({ name: box(), day: box(), month: box(), year: box(), number: box() }),
    act: async (command, { params, form }) => {
      const data = await loadContact(command, options, params.contact)
      const again = (errors: readonly FormError[]) => ({
        page: contactView({ ...data, fields: form as LocateForm, errors }, command.reader?.csrf ?? ''),
        status: 422 as const,
      })
      const { contact } = data
      const name = (form.name ?? '').trim().slice(0, 200)
      const more = [form.day, form.month, form.year, form.number].some(part => (part ?? '').trim() !== '')
      if (!name && !more) return again([{ field: 'name', text: 'Enter the child’s name' }])
      let saved: Saved = { contact: contact.address, name }
      if (more) {
        const asked = readLocate({ ...form, reason: `contact ${contact.reference} at the front door` })
        if (!('words' in asked)) return again(asked)
        const outcome = await lookExactly(command, asked)
        if (!outcome)
          return again([
            { field: 'name', text: 'You have looked for very many children in the last hour: wait a little' },
          ])
        const { birthDate, number } = asked
        saved = {
          ...saved,
          ...(birthDate ? { birthDate } : {}),
          ...(number ? { number } : {}),
          exact: outcome.outcome,
          ...(outcome.outcome === 'found' ? { childId: outcome.childId } : {}),
        }
      }
      return { redirect: `/front-door/${contact.address}/find/${await saveSearch(command, options.key, saved)}` }
    },
  })

const asked = { name: 'Liam Carter', birthDate: '2019-11-02' as PlainDate }
const example: WhoseData = {
  contact: '0d000000-0000-4000-8000-000000000061',
  search: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c09',
  asked,
  exact: 'found',
  likely: [],
  known: false,
  kinds: [{ key: 'front-door', title: 'front-door worker' }],
  dutyPhone: '01632 960450',
}

/** What was found. Children whom the reader works with come through the same sight as Find a child; of others, that a record exists. */
const foundPage = (options: FrontDoorOptions): Route =>
  listPage({
    path: `${findPath}/:search`,
    purpose: 'find whose contact it is',
    nav: trayCommon.nav,
    right: trayCommon.right,
    needs: [identity, chosenValue, address, options.enrolment],
    load: async (grant, { params }): Promise<WhoseData> => {
      const { contact, exact, childId, ...asked } = await openSearch<Saved>(grant, options.key, params.search)
      if (contact === undefined || contact !== params.contact) throw new NotFound()
      const named = asked.name ? await listLikely(grant, asked.name, mostLikely) : []
      const known = childId === undefined ? [] : await listCards(grant, [childId])
      return {
        contact,
        search: params.search ?? '',
        asked,
        ...(exact ? { exact } : {}),
        likely: [...known, ...named.filter(one => one.childId !== childId)],
        known: known.length > 0,
        kinds: holds(grant.reader, 'start-work') ? beginnableBy(grant.reader.role) : [],
        dutyPhone: options.dutyPhone,
      }
    },
    answer: (data, { csrf }) => ({ page: whoseView(data, csrf) }),
    examples: {
      usual: example,
      'children one works with': { ...example, known: true, likely: exampleCards.slice(0, 3) },
      'a name alone': { ...example, asked: { name: 'Carter' }, exact: undefined as never },
      'call the duty manager': { ...example, exact: 'duty' },
    },
  })

/** The child of the reader's own exact find for this contact, with whom their work begins. @throws NotFound where it came to nothing. */
const beginWork = async (
  command: Command,
  options: FrontDoorOptions,
  contact: string,
  { search, kind }: { readonly search: string; readonly kind: string },
): Promise<number> => {
  const saved = await openSearch<Saved>(command, options.key, search)
  if (saved.contact !== contact || saved.childId === undefined) throw new NotFound()
  await startWork(command, saved.childId, { kind, ground: 'referral', from: londonDate(command.at) })
  actConcerns(command, saved.childId, { rule: 'start-work:referral' })
  return saved.childId
}

const childAction = (options: FrontDoorOptions): Route =>
  deskAction({
    ...trayCommon,
    path: '/front-door/:contact/child',
    concerns: 'child',
    form: Type.Object({ child: box(), search: box(), kind: box() }),
    act: async (command, { params, form }) => {
      const data = await loadContact(command, options, params.contact)
      const { contact } = data
      const { search, kind = '' } = form
      const found = search
        ? await beginWork(command, options, contact.address, { search, kind })
        : await findOwnRecord(command, form.child ?? '')
      if (found === undefined) {
        const errors = [
          { field: 'name', text: 'That is not the record of a child whom you work with: find the child again' },
        ]
        return { page: contactView({ ...data, errors }, command.reader?.csrf ?? ''), status: 422 }
      }
      actConcerns(command, found)
      await matchContact(command, options.key, contact, found)
      return { redirect: `/front-door/${contact.address}`, flash: 'It is on the child’s record.' }
    },
  })

/** Whose contact it is: found by what is known of the child, and chosen by a person. */
export const whoseRoutes = (options: FrontDoorOptions): readonly Route[] => [
  findAction(options),
  foundPage(options),
  childAction(options),
]
