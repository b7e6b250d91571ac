import { Type } from 'typebox'
import { InvalidInput, londonDate, readBoxes } from '../../kernel/index.ts'
import type { CommandGrant } from '../grant.ts'
import { deskAction, deskPage, type Route } from '../page.ts'
import { cellOrder } from '../role-cells.ts'
import { cellsOf, changeableRoles, changedCells, textOfCells } from '../role-rules.ts'
import { type DraftForm, readDraft } from './role-draft.ts'
import { changeExamples, draftExamples, ruleListExamples } from './role-rules.examples.ts'
import {
  askRehearsal,
  currentRole,
  draftRule,
  dropRule,
  findRuleChange,
  listRuleChanges,
  publishRule,
  roleBefore,
  ruleTopic,
} from './role-rules.queries.ts'
import { type ChangeData, changeAddress, changeBody, changeView, draftView, ruleListView } from './role-rules.view.ts'

const common = {
  right: 'change-rules',
  actor: 'approvals',
  nav: 'role-rules',
  purpose: 'change what a role sees',
} as const

/** What roles see, and every change of it. */
const listPage = deskPage({
  ...common,
  path: '/role-rules',
  load: listRuleChanges,
  answer: changes => ({ page: ruleListView(changes) }),
  examples: ruleListExamples,
})

const roleOf = (key: string | undefined) => {
  const role = changeableRoles.find(one => one.key === key)
  if (!role) throw new InvalidInput('That role cannot be changed.', 'Go back and choose one from the list.')
  return role
}

/** The form of a draft: the role as it is today. */
const draftPage = deskPage({
  ...common,
  path: '/role-rules/new/:role',
  // As the role was before a published change: the way back.
  query: Type.Object({ before: Type.Optional(Type.String({ maxLength: 36 })) }),
  load: async (desk, { params, query }): Promise<DraftForm> => {
    const now = await currentRole(desk, roleOf(params.role).key)
    const change = query.before ? await findRuleChange(desk, query.before) : undefined
    const role = change?.role === now.key ? await roleBefore(desk, change) : now
    const cells = textOfCells(role.cells)
    return { role: role.key, cells, level: String(role.maxSensitivity), sentence: role.sentence, why: '', faults: [] }
  },
  answer: (data, frame) => ({ page: draftView(data, frame.csrf) }),
  examples: draftExamples,
})

const letter = () => Type.String({ default: '', maxLength: 1 })
/** Writes a draft down; a form with a fault changes nothing. */
const draftAction = deskAction({
  ...common,
  path: '/role-rules/new/:role',
  form: Type.Object({
    ...Object.fromEntries(cellOrder.map(category => [`cell-${category}`, letter()])),
    level: letter(),
    sentence: Type.String({ default: '', maxLength: 400 }),
    why: Type.String({ default: '', maxLength: 2000 }),
  }),
  act: async (desk, { params, form }) => {
    const role = await currentRole(desk, roleOf(params.role).key)
    const read = readDraft(role, form as Record<string, string>)
    if ('faults' in read) return { page: draftView(read, desk.reader?.csrf ?? ''), status: 422 }
    const uuid = await draftRule(desk, read)
    return { redirect: changeAddress(uuid), flash: 'The draft is saved. Nothing has changed yet: rehearse it.' }
  },
})

const loadChange = async (desk: CommandGrant<'approvals'>, address = ''): Promise<ChangeData> => {
  const change = await findRuleChange(desk, address)
  const role = await (change.publishedAt ? roleBefore(desk, change) : currentRole(desk, change.role))
  return { change, cells: changedCells(role.cells, cellsOf(change.cells)), level: role.maxSensitivity }
}

/** One change: what it would do, its rehearsal, and who published it. */
const changePage = deskPage({
  ...common,
  path: '/role-rules/:change',
  load: (desk, { params }) => loadChange(desk, params.change),
  answer: (data, frame) => ({ page: changeView(data, frame) }),
  examples: changeExamples,
})

/** `/role-rules/:change/progress`: what of the page changes while a rehearsal goes on. */
const progressPage = deskPage({
  ...common,
  path: '/role-rules/:change/progress',
  load: (desk, { params }) => loadChange(desk, params.change),
  answer: (data, frame) => ({ fragment: changeBody(data, frame) }),
  examples: changeExamples,
})

/** `/role-rules/:change/live`: says by the change's id that its rehearsal is further. */
const livePage = deskPage({
  ...common,
  path: '/role-rules/:change/live',
  load: async (desk, { params }) => (await findRuleChange(desk, params.change ?? '')).uuid,
  answer: uuid => ({ live: [ruleTopic(uuid)] }),
  examples: { usual: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c31' },
})

/** Has a worker ask the database, as each person, what the draft would show and hide. */
const rehearseAction = deskAction({
  ...common,
  path: '/role-rules/:change/rehearse',
  act: async (desk, { params }) => {
    const { uuid } = await findRuleChange(desk, params.change ?? '')
    await askRehearsal(desk, uuid)
    return { redirect: changeAddress(uuid), flash: 'The rehearsal has begun. Nothing has changed yet.' }
  },
})

/** A second person publishes it from a day on. */
const publishAction = deskAction({
  ...common,
  path: '/role-rules/:change/publish',
  form: Type.Object({
    day: Type.String({ default: '', maxLength: 10 }),
    month: Type.String({ default: '', maxLength: 20 }),
    year: Type.String({ default: '', maxLength: 10 }),
  }),
  act: async (desk, { params, form }) => {
    const data = await loadChange(desk, params.change)
    const { uuid } = data.change
    const read = readBoxes(form)
    if (!read || 'problem' in read || read.date < londonDate(desk.at)) {
      const problem =
        read && 'problem' in read ? `The day ${read.problem}` : 'Enter the day from which it holds, today or later'
      const typed = { boxes: form, faults: [{ field: 'from-day', text: problem }] }
      return { page: changeView({ ...data, typed }, { csrf: desk.reader?.csrf ?? '' }), status: 422 }
    }
    await publishRule(desk, uuid, read.date)
    return { redirect: changeAddress(uuid), flash: 'Published. It holds from that day on.' }
  },
})

/** Drops a draft. */
const dropAction = deskAction({
  ...common,
  path: '/role-rules/:change/drop',
  act: async (desk, { params }) => {
    const { uuid } = await findRuleChange(desk, params.change ?? '')
    await dropRule(desk, uuid)
    return { redirect: '/role-rules', flash: 'The draft is dropped.' }
  },
})

/** Changing what roles see: draft, rehearsal, publication by a second person, history. */
export const roleRulePages: readonly Route[] = [
  listPage,
  draftPage,
  draftAction,
  changePage,
  progressPage,
  livePage,
  rehearseAction,
  publishAction,
  dropAction,
]
