import { Type } from 'typebox'
import { type CommandGrant, deskAction, listPage, type Route } from '../../../access/index.ts'
import {
  answerTyped,
  DraftQuery,
  draftBoxes,
  endTyped,
  fieldsOfTyped,
  identity,
  openTyped,
} from '../../../children/index.ts'
import { filledBoxes, londonDate } from '../../../kernel/index.ts'
import { type Fields, readStep, stepBoxes } from './adopter-steps.ts'
import { addAdopters, addStep, changeAdopters, takeStepBack } from './adopters.actions.ts'
import { adoptersExamples, changeExamples, newExamples, registerExamples } from './adopters.examples.ts'
import { type Adopters, findAdopters, listAdopters, mustKeepAdopters } from './adopters.queries.ts'
import {
  type AdoptersData,
  adoptersHref,
  adoptersView,
  type ChangeData,
  changeAdoptersView,
  type NewData,
  newAdoptersView,
  type RegisterData,
  registerView,
} from './adopters.view.ts'
import { readWho, whoBoxes, whoFields } from './who-adopters.ts'

// The page reads no child; a list page is what a reader opens by their own right, and who is of the adoption team is the database's to say.
const needs = [identity] as const
const reads = { purpose: 'see the register of adopters', nav: '/teams', needs } as const
const keeps = { purpose: 'keep the register of adopters', right: undefined, actor: 'recorder' } as const
const boxes = (names: readonly string[]) =>
  Type.Object(Object.fromEntries(names.map(name => [name, Type.Optional(Type.String({ maxLength: 20_000 }))])))
/** Where drafts are kept of new adopters, and of the next step of some. */
const newPlace = { form: 'desk/adopters/new' }
const placeOf = ({ address }: Pick<Adopters, 'address'>) => ({ form: `desk/adopters/${address}` })
const csrfOf = (command: CommandGrant<'recorder'>): string => command.reader?.csrf ?? ''

const overtaken = {
  field: 'names',
  text: 'Somebody else changed this while you did. What you typed stands here: save again to put it in place of theirs',
}

/** The register of adopters: all, new ones, and the steps of each; for the adoption team alone. */
export const adopterPages: readonly Route[] = [
  listPage<typeof needs, RegisterData>({
    ...reads,
    path: '/adopters',
    load: async grant => {
      await mustKeepAdopters(grant.tx)
      return { all: await listAdopters(grant.tx, { most: 500 }), today: londonDate(grant.at) }
    },
    answer: data => ({ page: registerView(data) }),
    examples: registerExamples,
  }),
  listPage<typeof needs, NewData, typeof DraftQuery>({
    ...reads,
    path: '/adopters/new',
    query: DraftQuery,
    load: async (grant, { query }) => {
      await mustKeepAdopters(grant.tx)
      const opened = await openTyped(grant, newPlace, query, true)
      return { today: londonDate(grant.at), errors: [], ...fieldsOfTyped<Fields>(opened, {}) }
    },
    answer: (data, frame) => ({ page: newAdoptersView(data, frame.csrf) }),
    examples: newExamples,
  }),
  deskAction({
    ...keeps,
    path: '/adopters/new',
    form: boxes([...whoBoxes, ...draftBoxes]),
    act: async (command, { form }) => {
      await mustKeepAdopters(command.tx)
      const fields = form as Fields
      const kept = await answerTyped(async () => command, newPlace, fields, '/adopters')
      if (kept) return kept
      const today = londonDate(command.at)
      const read = readWho(fields, today)
      if ('errors' in read)
        return { page: newAdoptersView({ today, fields, errors: read.errors }, csrfOf(command)), status: 422 }
      await endTyped(command, newPlace, fields)
      return { redirect: adoptersHref(await addAdopters(command, read)), flash: 'They are written down.' }
    },
  }),
  listPage<typeof needs, AdoptersData, typeof DraftQuery>({
    ...reads,
    path: '/adopters/:adopters',
    query: DraftQuery,
    load: async (grant, { params, query }) => {
      const today = londonDate(grant.at)
      const one = await findAdopters(grant.tx, params.adopters)
      const opened = await openTyped(grant, placeOf(one), query)
      return { one, today, errors: [], ...fieldsOfTyped<Fields>(opened, filledBoxes('on', today)) }
    },
    answer: (data, frame) => ({ page: adoptersView(data, frame.csrf) }),
    examples: adoptersExamples,
  }),
  deskAction({
    ...keeps,
    path: '/adopters/:adopters',
    form: boxes([...stepBoxes, ...draftBoxes]),
    act: async (command, { params, form }) => {
      const one = await findAdopters(command.tx, params.adopters)
      const [fields, today] = [form as Fields, londonDate(command.at)]
      const kept = await answerTyped(async () => command, placeOf(one), fields, adoptersHref(one.address))
      if (kept) return kept
      const read = readStep(fields, one.taken, today)
      if ('errors' in read)
        return { page: adoptersView({ one, today, fields, errors: read.errors }, csrfOf(command)), status: 422 }
      await endTyped(command, placeOf(one), fields)
      await addStep(command, one, read)
      return { redirect: adoptersHref(one.address), flash: 'Saved.' }
    },
  }),
  listPage<typeof needs, ChangeData>({
    ...reads,
    path: '/adopters/:adopters/who',
    load: async (grant, { params }) => {
      const one = await findAdopters(grant.tx, params.adopters)
      return { one, today: londonDate(grant.at), fields: whoFields(one), errors: [] }
    },
    answer: (data, frame) => ({ page: changeAdoptersView(data, frame.csrf) }),
    examples: changeExamples,
  }),
  deskAction({
    ...keeps,
    path: '/adopters/:adopters/who',
    form: boxes([...whoBoxes, 'changes']),
    act: async (command, { params, form }) => {
      const one = await findAdopters(command.tx, params.adopters)
      const [fields, today] = [form as Fields, londonDate(command.at)]
      const again = (errors: ChangeData['errors'], status: 409 | 422) => ({
        page: changeAdoptersView({ one, today, fields, errors }, csrfOf(command)),
        status,
      })
      const read = readWho(fields, today)
      if ('errors' in read) return again(read.errors, 422)
      const seen = /^\d{1,9}$/.test(fields.changes ?? '') ? Number(fields.changes) : -1
      if (!(await changeAdopters(command, one, read, seen))) return again([overtaken], 409)
      return { redirect: adoptersHref(one.address), flash: 'Saved.' }
    },
  }),
  deskAction({
    ...keeps,
    path: '/adopters/:adopters/take-back',
    form: boxes(['step']),
    act: async (command, { params, form }) => {
      const one = await findAdopters(command.tx, params.adopters)
      await takeStepBack(command, one, (form as Fields).step)
      return { redirect: adoptersHref(one.address), flash: 'The last step is taken back.' }
    },
  }),
]
