import { Type } from 'typebox'
import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  labelledParts,
  mayWrite,
  type RecordKind,
  type Route,
} from '../../../access/index.ts'
import {
  type Body,
  boxesOf,
  closeWriting,
  type Form,
  fieldBoxNames,
  fold,
  formOn,
  headerKinds,
  identity,
  type KnownOptions,
  knownBoxes,
  knownNeeds,
  leaksIn,
  listSchoolPeople,
  loadHeader,
  loadKnown,
  namedForm,
  readFacts,
  readForm,
  readReplies,
  type Typed,
  tellKnown,
  typedFrom,
  write,
} from '../../../children/index.ts'
import { ageOn, filledBoxes, formatDate, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { transitionOf } from '../transition/transition.ts'
import { transitionErrors, withServices } from '../transition/transition-checks.ts'
import { endCards } from './card.actions.ts'
import { takeBack } from './consent.actions.ts'
import { endOwnWork } from './ended-work.actions.ts'
import { betrays, stillOut } from './help-forms.ts'
import { answerSupportForm, endSupportDrafts, keptBoxes, openSupportForm, ownBoxes } from './kept-form.actions.ts'
import { type Proposal, proposeLevel } from './level.ts'
import { type Part, partOf, parts } from './parts.ts'
import { standingOf } from './standing.ts'
import { supportExamples, supportFormExamples } from './support.examples.ts'
import { fileKinds, readSupport, type SupportFile } from './support.queries.ts'
import { supportBack, supportConsent, supportFound, supportGiven, supportNeeds } from './support.record.ts'
import { supportView } from './support.view.ts'
import type { SupportData } from './support-data.ts'
import { type SupportFormData, type SupportMergeData, supportFormView, supportHref } from './support-form.view.ts'

export const supportNeedsKinds = [...headerKinds, ...fileKinds] as const
export type SupportGrant = ChildGrant<(typeof supportNeedsKinds)[number]['kind']>
export const supportNav = '/support-register'

/** The support of a child, for who works in the service. @throws NotFound for everybody else, whatever is on the record. */
export const loadSupport = async (grant: SupportGrant): Promise<SupportData & { readonly file: SupportFile }> => {
  if (!mayWrite(grant.decision, supportFound.category)) throw new NotFound()
  const file = await readSupport(grant)
  const today = londonDate(grant.at)
  const standing = standingOf(file.marks)
  const { birth, death } = fold(await readFacts(grant, [identity]), { today, enrolment: 'none' })
  const born = birth?.value.date
  return {
    header: await loadHeader(grant),
    today,
    standing,
    written: file.written,
    proposal: proposalOf(file, born, today),
    transition: death ? undefined : transitionOf(born, standing?.stage, file.marks, today),
    schools: await listSchoolPeople(grant),
    file,
  }
}

const proposalOf = (file: SupportFile, born: PlainDate | undefined, today: PlainDate): Proposal | undefined => {
  const needs = file.written.findLast(one => one.kind === supportNeeds.kind)
  if (!needs) return undefined
  return proposeLevel({
    caresFor: listed(needs.body.caresFor),
    needOf: listed(needs.body.needOf),
    alone: needs.body.alone === 'yes',
    excessive: needs.body.excessive === 'yes',
    age: born ? ageOn(born, today).years : undefined,
    caringTasks: file.caringTasks,
  })
}
const listed = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])

const supportPage = childPage<typeof supportNeedsKinds, SupportData>({
  path: '/children/:child/support',
  purpose: 'read support',
  nav: supportNav,
  needs: supportNeedsKinds,
  load: loadSupport,
  answer: (data, frame) => ({ page: supportView(data, frame.csrf) }),
  examples: supportExamples,
})

const partIn = (key: string | undefined): Part => {
  const part = partOf(key)
  if (!part || ['school', 'agreed', 'card'].includes(part.key)) throw new NotFound()
  return part
}

/** What came back is chosen from what is out. @throws NotFound where nothing is. */
const withLoans = (part: Part, form: Form, data: SupportData): Form => {
  if (part.key !== 'back') return form
  const out = stillOut(data.written, { given: supportGiven.kind, back: supportBack.kind })
  if (out.length === 0) throw new NotFound()
  const choices = out.map(one => ({
    value: one.address,
    text: `${String(one.body.what ?? 'Help')}, ${formatDate(one.on)}`,
  }))
  return { ...form, fields: form.fields.map(field => (field.name === 'given' ? { ...field, choices } : field)) }
}

/** A name that would say what the support is for: it may stand on a letter, a list or in somebody's calendar. */
const namesIn = (typed: Typed): FormError[] =>
  ['name', 'what']
    .filter(field => betrays(typed[field]))
    .map(field => ({ field, text: 'Choose a name that says nothing of caring: others may read it' }))

/** The form of a part with what stood before, for a part of which only the latest counts. */
export const loadPartForm = (part: Part, data: SupportData): SupportFormData => {
  const asked = withLoans(part, namedForm(formOn(part.forms, data.today), data.header.first), data)
  const form = withServices(part.key, asked, data)
  const before = part.keeps === 'latest' ? data.written.findLast(one => one.kind === part.kind.kind) : undefined
  return {
    header: data.header,
    part: part.key,
    form,
    typed: { ...(before ? typedFrom(form, before.body) : {}), ...filledBoxes('on', data.today) },
    errors: [],
    ...(part.key === 'level' && data.proposal ? { proposal: data.proposal } : {}),
  }
}

/** The same; the needs assessment with what the record knows already. */
const loadAsked = async (
  grant: SupportGrant,
  part: Part,
  data: SupportData,
  options: KnownOptions,
): Promise<SupportFormData> => ({
  ...loadPartForm(part, data),
  ...(part.key === 'needs' ? { known: await loadKnown(grant, options) } : {}),
})
/** What a form of the support reads: its own, and what is shown as known already. */
const needsOf = (options: KnownOptions) =>
  [...supportNeedsKinds, ...knownNeeds(options)] as readonly unknown[] as typeof supportNeedsKinds

const supportFormPage = (options: KnownOptions): Route =>
  childPage<typeof supportNeedsKinds, SupportFormData | SupportMergeData>({
    path: '/children/:child/support/:part',
    purpose: 'write about support',
    nav: supportNav,
    needs: needsOf(options),
    load: async (grant, { params }) => {
      const data = await loadSupport(grant)
      return openSupportForm(grant, data, await loadAsked(grant, partIn(params.part), data, options))
    },
    answer: (data, frame) => ({ page: supportFormView(data, frame.csrf) }),
    examples: supportFormExamples,
  })

const boxes = parts.map(part => fieldBoxNames(part.forms))
/** What any form of the support may send. */
export const SupportForm = Type.Object({
  ...Object.fromEntries(
    [...boxes.flatMap(b => b.one), ...keptBoxes, ...knownBoxes].map(name => [name, Type.Optional(Type.String())]),
  ),
  ...Object.fromEntries(
    boxes
      .flatMap(b => b.many)
      .map(name => [name, Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]))]),
  ),
})

/** Writes one thing of the support, a row for each label; the latest takes the place of what stood before. */
export const writePart = async (
  command: CommandGrant<'recorder'>,
  grant: SupportGrant,
  data: Pick<SupportData, 'written' | 'today'>,
  kind: RecordKind,
  whole: Body,
  keeps: Part['keeps'],
): Promise<void> => {
  const before = keeps === 'latest' ? data.written.filter(one => one.kind === kind.kind) : []
  const replaced = before.flatMap(one => one.entries)
  for (const entry of replaced) await closeWriting(command, entry)
  for (const { body, category } of labelledParts(kind, whole))
    await write(command, {
      childId: grant.childId,
      kind,
      category,
      body,
      on: (whole.on as PlainDate | undefined) ?? data.today,
      authorId: grant.reader.userId,
      ...(replaced[0] === undefined ? {} : { replaces: replaced[0] }),
    })
}

const writeSupportAction = (options: KnownOptions): Route =>
  childAction<typeof supportNeedsKinds, typeof SupportForm>({
    path: '/children/:child/support/:part',
    purpose: 'write about support',
    nav: supportNav,
    needs: needsOf(options),
    writes: supportFound,
    right: 'write-notes',
    form: SupportForm,
    act: async ({ grant, begin }, { form, params }) => {
      const part = partIn(params.part)
      const data = await loadSupport(grant)
      const asked = await loadAsked(grant, part, data, options)
      const typed = form as Typed
      const fields = boxesOf(typed)
      const kept = await answerSupportForm({ grant, begin }, data, asked, typed)
      if (kept) return kept
      const read = readForm(asked.form, typed, data.today)
      const said = readReplies(asked.known?.answers ?? [], fields)
      const errors = [
        ...('errors' in said ? said.errors : []),
        ...('errors' in read ? read.errors : transitionErrors(part.key, read.body, data)),
        ...namesIn(typed),
        ...(await leaksIn(grant, ownBoxes(typed))),
      ]
      if (errors.length > 0 || 'errors' in read || 'errors' in said)
        return { page: supportFormView({ ...asked, typed, errors }, grant.reader.csrf), status: 422 }
      const command = await begin()
      await endSupportDrafts(command, grant.childId, asked, typed)
      const known = said.replies.length > 0 ? { known: said.replies } : {}
      await writePart(command, grant, data, part.kind, { ...read.body, ...known }, part.keeps)
      await tellKnown(grant, command, { known: asked.known, fields }, options)
      if (part.key === 'end') {
        await endCards(command, grant.childId)
        const act = { childId: grant.childId, authorId: grant.reader.userId, on: data.today }
        const standing = data.written.filter(one => one.kind === supportConsent.kind && one.body.state === 'agreed')
        for (const one of standing) await takeBack(command, act, one)
        await endOwnWork(command, { childId: grant.childId, on: data.today, handed: read.body.reason === 'adult' })
      }
      return { redirect: supportHref(grant.address), flash: part.saved }
    },
  })

/** The support of one young carer and its forms. */
export const supportPages = (options: KnownOptions): readonly Route[] => [
  supportPage,
  supportFormPage(options),
  writeSupportAction(options),
]
