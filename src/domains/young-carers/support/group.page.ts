import { Type } from 'typebox'
import { type Grant, listAction, listPage, type Route } from '../../../access/index.ts'
import {
  address,
  answerTyped,
  boxesOf,
  type CardKinds,
  type ChildCard,
  chosenValue,
  DraftQuery,
  draftBoxes,
  draftButtons,
  draftInputs,
  draftLine,
  type EnrolmentKind,
  endTyped,
  exampleCards,
  fieldBoxNames,
  fieldView,
  identity,
  leaksIn,
  openTyped,
  type ShownDrafts,
  type Typed,
  write,
} from '../../../children/index.ts'
import { categoryBit, filledBoxes, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  html,
  type PageContent,
  select,
  table,
} from '../../../platform/views/index.ts'
import { type Attended, cameChoices, groupForm, groupSaved, keptRows, readGroup, rowsOf } from './group-form.ts'
import { sessionForms } from './help-forms.ts'
import { listRegister } from './register.queries.ts'
import type { Stage } from './standing.ts'
import { type FileKind, fileKinds } from './support.queries.ts'
import { supportSession } from './support.record.ts'

type Group = {
  readonly children: readonly ChildCard[]
  readonly today: PlainDate
  readonly typed: Typed
  readonly rows: readonly Attended[]
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
}
/** Where drafts are kept of one group’s afternoon: it is of many children, and of no record. */
const place = { form: 'desk/group' }
const path = '/support-register/session'
const nav = '/support-register'
const right = 'write-notes'
const helped: readonly Stage[] = ['accepted', 'assessed', 'supported']

/** Everybody on the register whom the reader helps, by name. @throws NotFound for who may not see the service: for them there is no such page. */
const loadGroup = async (grant: Grant<CardKinds | FileKind>): Promise<Group> => {
  if ((grant.reader.masks.full & categoryBit('young-carer')) === 0) throw new NotFound()
  const { lines } = await listRegister(grant)
  const today = londonDate(grant.at)
  return {
    children: lines
      .filter(({ child, standing }) => helped.includes(standing.stage) && !child.died)
      .map(line => line.child)
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || a.childId - b.childId),
    today,
    typed: { ...filledBoxes('on', today), how: 'met' },
    rows: [],
    errors: [],
  }
}

const { one } = fieldBoxNames(sessionForms)
const many = () => Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { maxItems: 1000 })]))
const GroupForm = Type.Object({
  ...Object.fromEntries([...one, ...draftBoxes].map(name => [name, Type.Optional(Type.String({ maxLength: 1000 }))])),
  child: many(),
  came: many(),
})

/** A group's attendance, a row for each young person: entered once, and counted for each as time together. */
export const groupPages = (enrolment: EnrolmentKind): readonly Route[] => {
  const needs = [identity, chosenValue, address, enrolment, ...fileKinds] as const
  return [
    listPage<typeof needs, Group, typeof DraftQuery>({
      path,
      query: DraftQuery,
      purpose: 'write down time with a group',
      nav,
      right,
      needs,
      load: async (grant, { query }) => {
        const data = await loadGroup(grant)
        const { typed, from, draft } = await openTyped(grant, place, query, true)
        const rows = typed ? keptRows(typed) : []
        return { ...data, typed: { ...(typed ?? data.typed), from }, rows, ...(draft ? { draft } : {}) }
      },
      answer: (data, frame) => ({ page: groupView(data, frame.csrf) }),
      examples: groupExamples,
    }),
    listAction<typeof needs, typeof GroupForm>({
      path,
      purpose: 'write down time with a group',
      nav,
      right,
      needs,
      writes: supportSession,
      form: GroupForm,
      act: async ({ grant, open, begin }, { form: sent }) => {
        const data = await loadGroup(grant)
        const { came: _, child: __, ...typed } = sent as Typed
        const rows = rowsOf(sent)
        const kept = await answerTyped(begin, place, { ...boxesOf(typed), rows: JSON.stringify(rows) }, nav)
        if (kept) return kept
        const read = readGroup(typed, rows, data.today)
        const again = (errors: readonly FormError[]) => ({
          page: groupView({ ...data, typed, rows, errors }, grant.reader.csrf),
          status: 422 as const,
        })
        if ('errors' in read) return again(read.errors)
        const known = new Set(data.children.map(child => child.address))
        if (read.each.some(one => !known.has(one.address))) throw new NotFound()
        const opened = []
        for (const { address: of, body } of read.each) opened.push({ grant: await open(of), body })
        for (const one of opened) {
          const leaks = await leaksIn(one.grant, { name: String(one.body.name) })
          if (leaks.length > 0) return again(leaks)
        }
        const command = await begin()
        await endTyped(command, place, boxesOf(typed))
        for (const { grant: own, body } of opened)
          await write(command, {
            childId: own.childId,
            kind: supportSession,
            category: supportSession.category,
            body,
            on: read.on,
            authorId: grant.reader.userId,
          })
        return { redirect: nav, flash: groupSaved(read.on, read.each) }
      },
    }),
  ]
}

const groupView = ({ children, today, typed, rows, errors, draft }: Group, csrf: string): PageContent => {
  const cameOf = (of: string): string => rows.find(row => row.address === of)?.came ?? ''
  return {
    title: 'Time together, for a group',
    heading: 'Time together, for a group',
    back: { text: 'Register', href: nav },
    error: errors.length > 0,
    body:
      children.length === 0
        ? emptyState({ text: 'Nobody whom you work with has support yet.' })
        : html`${formErrors(errors)}${form({
            action: path,
            csrf,
            draft: true,
            body: html`${draftLine(draft)}${draftInputs(boxesOf(typed))}${groupForm(today).fields.map(field => fieldView(field, typed, errors))}
${table({
  caption: 'Who was there?',
  captionClasses: 'govuk-table__caption--m',
  rowHeader: true,
  columns: [{ text: 'Young person' }, { text: 'Age' }, { text: 'Was there' }],
  rows: children.map((child, at) => [
    child.name,
    child.age,
    html`<input type="hidden" name="child" value="${child.address}">${select({
      id: `came-${at + 1}`,
      name: 'came',
      label: `Was ${child.name} there?`,
      labelClasses: 'govuk-visually-hidden',
      items: cameChoices,
      value: cameOf(child.address),
      ...(at === 0 ? errorOf(errors, 'came-1') : {}),
    })}`,
  ]),
})}
${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft), html`<a class="govuk-link" href="${nav}">Cancel</a>`])}`,
          })}`,
  }
}

const today = '2026-05-04' as PlainDate
const usual: Group = {
  children: exampleCards,
  today,
  typed: { ...filledBoxes('on', today), how: 'met' },
  rows: [],
  errors: [],
}
const groupExamples: Readonly<Record<string, Group>> = {
  usual,
  'nobody chosen': {
    ...usual,
    typed: { ...usual.typed, name: 'Thursday club' },
    errors: [{ field: 'came-1', text: 'Say of at least one young person whether they were there' }],
  },
  'nobody has support': { ...usual, children: [] },
}
