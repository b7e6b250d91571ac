import { Type } from 'typebox'
import {
  actConcerns,
  askable,
  type CommandGrant,
  deskAction,
  holds,
  listPage,
  type RoleKey,
  type Route,
} from '../../access/index.ts'
import { type Category, InvalidInput, londonDate, NotFound, readDate } from '../../kernel/index.ts'
import { html } from '../../platform/views/index.ts'
import { identity } from '../kinds/index.ts'
import { lookExactly } from './exact-find.actions.ts'
import type { FindOptions } from './find.page.ts'
import { addressOf, isSomethingNear, type LocateOutcome, mostAnHour } from './locate.queries.ts'
import { type LocateForm, readLocate, shortestReason } from './locate.ts'
import { dutyView, foundView, locateForm, nothingView, severalView } from './locate.view.ts'
import { openSearch, saveSearch } from './saved-search.queries.ts'
import { askForAccess, grounds, startWork, type WorkGround } from './start-work.actions.ts'

type Saved = {
  readonly name: string
  readonly outcome: LocateOutcome['outcome']
  readonly childId?: number
  readonly record?: string
  /** Something close is on record, for the duty teams. */
  readonly near?: boolean
}
type Command = CommandGrant<'recorder'>
const text = () => Type.Optional(Type.String({ maxLength: 2000 }))

/** "Find a child you do not work with yet": the form. */
export const locatePage: Route = listPage({
  path: '/locate',
  purpose: 'ask for a child not yet worked with',
  needs: [identity],
  right: 'locate',
  load: async () => ({}),
  answer: (_, frame) => ({ page: pageOf(locateForm(frame.csrf, {}, [])) }),
  examples: { usual: {} },
})
const heading = 'Find a child you do not work with yet'
const pageOf = (body: ReturnType<typeof html>, error = false) => ({
  title: heading,
  heading,
  body,
  ...(error ? { error } : {}),
})

/** Looks once, writes down that it did and what came of it, and leads to an address that says nothing. */
export const locateAction = ({ sealKey }: FindOptions): Route =>
  deskAction({
    path: '/locate',
    purpose: 'ask for a child not yet worked with',
    concerns: 'child',
    right: 'locate',
    actor: 'recorder',
    form: Type.Object({ name: text(), day: text(), month: text(), year: text(), number: text(), reason: text() }),
    act: async (command, { form }) => {
      const asked = readLocate(form)
      const csrf = command.reader?.csrf ?? ''
      if (!('words' in asked)) return { page: pageOf(locateForm(csrf, form as LocateForm, asked), true), status: 422 }
      const outcome = await lookExactly(command, asked)
      if (!outcome) return { page: tooMany(), status: 422 }
      const childId =
        outcome.outcome === 'found'
          ? { childId: outcome.childId, record: (await addressOf(command, outcome.childId)).uuid }
          : {}
      const near = outcome.outcome === 'nothing' && (await isSomethingNear(command, asked)) ? { near: true } : {}
      const saved: Saved = {
        ...{ name: asked.name || 'the number you entered', outcome: outcome.outcome },
        ...{ ...childId, ...near },
      }
      return { redirect: `/locate/${await saveSearch(command, sealKey, saved)}` }
    },
  })

const tooMany = () => ({
  title: 'Wait before you look again',
  heading: 'Wait before you look again',
  error: true,
  body: html`<p class="govuk-body">You have looked for ${mostAnHour} children in the last hour. You can look again within the hour. If your work needs more, speak to your manager.</p>`,
})

type Answered = Saved & {
  readonly search: string
  readonly role: RoleKey
  readonly mayStart: boolean
  readonly today: { day: string; month: string; year: string }
}
const exampleToday = { day: '4', month: '5', year: '2026' }
const example = {
  name: 'Amelia Okafor-Reid',
  search: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c09',
  role: 'social-worker',
  mayStart: true,
  today: exampleToday,
} as const

/** What came of it. The page for a shut record is the page for none. */
export const locatedPage = ({ sealKey, dutyPhone }: FindOptions): Route =>
  listPage({
    path: '/locate/:search',
    purpose: 'ask for a child not yet worked with',
    needs: [identity],
    right: 'locate',
    load: async (grant, { params }): Promise<Answered> => {
      const saved = await openSearch<Saved>(grant, sealKey, params.search)
      if (!saved.outcome) throw new NotFound()
      const [year = '', month = '', day = ''] = londonDate(grant.at).split('-')
      const today = { day: String(Number(day)), month: String(Number(month)), year }
      return {
        ...saved,
        search: params.search ?? '',
        role: grant.reader.role,
        mayStart: holds(grant.reader, 'start-work'),
        today,
      }
    },
    answer: (data, frame) => {
      const back = { text: 'Look for another child', href: '/locate' }
      if (data.outcome === 'nothing')
        return {
          page: { title: 'No record matches', heading: 'No record matches', body: nothingView(data.near), back },
        }
      if (data.outcome === 'several')
        return {
          page: {
            title: 'More than one record matches',
            heading: 'More than one record matches',
            body: severalView(),
            back,
          },
        }
      if (data.outcome === 'duty')
        return {
          page: { title: 'Call the duty manager', heading: 'Call the duty manager', body: dutyView(dutyPhone), back },
        }
      return {
        page: {
          title: 'A record exists',
          heading: 'A record exists',
          body: foundView({
            ...data,
            csrf: frame.csrf,
            urgently: holds(frame.reader, 'open-urgently') ? data.record : undefined,
          }),
          back,
        },
      }
    },
    examples: {
      found: { ...example, outcome: 'found', record: '3f2a9c1e-9f3b-4c55-9f0e-0d5f3a7f1c32' },
      nothing: { ...example, outcome: 'nothing' },
      'nothing, and something close': { ...example, outcome: 'nothing', near: true },
      'call the duty manager': { ...example, outcome: 'duty', role: 'front-door' },
      several: { ...example, outcome: 'several' },
      'may only ask': { ...example, outcome: 'found', role: 'admissions-officer', mayStart: false },
    },
  })

/** The child of the reader's own exact find. @throws NotFound where that find came to nothing. */
const foundChild = async (command: Command, options: FindOptions, search: string | undefined): Promise<number> => {
  const saved = await openSearch<Saved>(command, options.sealKey, search)
  if (saved.outcome !== 'found' || saved.childId === undefined) throw new NotFound()
  return saved.childId
}

export const startWorkAction = (options: FindOptions): Route =>
  deskAction({
    path: '/locate/:search/start',
    concerns: 'child',
    purpose: 'start work with a child',
    right: 'start-work',
    actor: 'recorder',
    form: Type.Object({ kind: text(), ground: text(), day: text(), month: text(), year: text() }),
    act: async (command, { params, form }) => {
      const childId = await foundChild(command, options, params.search)
      const from = readDate(`${form.day ?? ''} ${form.month ?? ''} ${form.year ?? ''}`, { order: 'dmy' })
      if (!('date' in from))
        throw new InvalidInput('The day work began is not a real day.', 'Go back and enter a day, a month and a year.')
      if (!form.ground || !(form.ground in grounds))
        throw new InvalidInput(
          'You have not said why work begins.',
          'Go back and choose a referral, an allocation or a visit.',
        )
      const ground = form.ground as WorkGround
      const address = await startWork(command, childId, { kind: form.kind ?? '', ground, from: from.date })
      actConcerns(command, childId, { rule: `start-work:${ground}` })
      return {
        redirect: `/children/${address}`,
        flash: 'You can see this record from now on. Your manager has been told.',
      }
    },
  })

export const askAction = (options: FindOptions): Route =>
  deskAction({
    path: '/locate/:search/ask',
    concerns: 'child',
    purpose: 'ask for access to a record',
    right: 'locate',
    actor: 'recorder',
    form: Type.Object({
      categories: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
      reason: text(),
    }),
    act: async (command, { params, form }) => {
      const childId = await foundChild(command, options, params.search)
      const chosen = [form.categories ?? []].flat()
      const categories = askable.filter(category => chosen.includes(category)) as Category[]
      const reason = (form.reason ?? '').trim()
      if (categories.length === 0)
        throw new InvalidInput('You have not said what you need to see.', 'Go back and choose at least one.')
      if (reason.length < shortestReason)
        throw new InvalidInput(
          'Your reason is too short to decide on.',
          `Go back and write at least ${shortestReason} letters.`,
        )
      await askForAccess(command, childId, categories, reason)
      actConcerns(command, childId, { rule: 'asked' })
      return { redirect: '/access-requests', flash: 'Your request was sent. You see the answer here.' }
    },
  })
