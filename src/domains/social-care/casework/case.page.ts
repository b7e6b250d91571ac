import { Type } from 'typebox'
import {
  type ChildGrant,
  childAction,
  childPage,
  mayWrite,
  opens,
  type RecordKind,
  type Route,
} from '../../../access/index.ts'
import {
  answerShared,
  askedOf,
  type Body,
  boxesOf,
  type Choice,
  choiceField,
  endDrafts,
  type Form,
  fieldBoxNames,
  type KnownOptions,
  knownAsked,
  knownBoxes,
  knownNeeds,
  leaksIn,
  loadHeader,
  loadKnown,
  openForm,
  readForm,
  readReplies,
  type SharedForm,
  sharedBoxes,
  type Typed,
  tellKnown,
  typedOf,
  wordsOf,
} from '../../../children/index.ts'
import { filledBoxes, formatDate, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { namingStep } from './adoption-steps.ts'
import { type FoundKinds, takeInPlace, takeStep } from './case.actions.ts'
import { caseExamples, caseFormExamples } from './case.examples.ts'
import { caseStepWritten } from './case.record.ts'
import { type CaseData, caseHref, caseView } from './case.view.ts'
import { sharedStep } from './case-drafts.ts'
import { type CaseWithout, type ReadCase, readCase, readCaseWithout } from './case-file.queries.ts'
import type { CaseFile } from './case-file.ts'
import { type CaseFormData, type CaseMergeData, caseFormView, caseMergeView } from './case-form.view.ts'
import { brokenRules } from './case-rules.ts'
import { type CaseStep, onDay } from './case-step.ts'
import { caseSteps, formOfStep, stepOf, stepsToTakeBack, withChoices } from './case-steps.ts'
import { type CaseKind, caseKinds } from './known-case.ts'
import { youngCarerFactor } from './need-steps.ts'
import { listWorkers, managesWork } from './workers.queries.ts'

type CaseGrant = ChildGrant<CaseKind>
/** What the forms go on with: kinds of other services, and what shows and corrects what is known. */
type CaseOptions = FoundKinds & { readonly known: KnownOptions }
const common = { purpose: 'work on the case', nav: '/my-children', needs: caseKinds } as const

type Opened = ReadCase & { readonly data: CaseData }

const readsKind = ({ decision }: CaseGrant, { category, sensitivity, summary }: RecordKind): boolean =>
  opens(decision, { category, sensitivity, summary })

/** The case, for who reads all of it. @throws NotFound for everybody else, whatever is on the record. */
const openCase = async (grant: CaseGrant): Promise<Opened> => {
  if (!readsKind(grant, caseStepWritten)) throw new NotFound()
  const read = await readCase(grant)
  // whoever manages the work, or oversees it, may name who knows what few may know, before anybody does
  const names = await managesWork(grant)
  const mayTake = ({ key, of, reads }: CaseStep) =>
    (mayWrite(grant.decision, of) || (names && key === namingStep)) && (!reads || readsKind(grant, reads))
  const data: CaseData = {
    header: await loadHeader(grant),
    today: londonDate(grant.at),
    file: read.file,
    mayTake: caseSteps.filter(mayTake).map(step => step.key),
  }
  return { ...read, data }
}

type OpenStep = Opened & {
  readonly step: CaseStep
  readonly form: CaseFormData
  readonly shared: SharedForm
  /** The case without the step in whose place this one is written. */
  readonly without: CaseWithout | undefined
}
/** The form of a step that the reader may take. @throws NotFound where they may not, or there is none. */
const openStep = async (
  grant: CaseGrant,
  key: string | undefined,
  { youngCarer, known }: CaseOptions,
  inPlaceOf?: string,
): Promise<OpenStep> => {
  const opened = await openCase(grant)
  const step = stepOf(key)
  const { header, today, file, mayTake } = opened.data
  if (!step || !mayTake.includes(step.key)) throw new NotFound()
  const own = formOfStep(step, file, header.first, today)
  const all = step.key === namingStep ? withChoices(own, 'people', await listWorkers(grant)) : own
  const asked = readsKind(grant, youngCarer)
    ? all
    : withChoices(all, 'factors', choicesBut(all, 'factors', youngCarerFactor))
  const before = inPlaceOf && stepsToTakeBack(file).find(one => one.address === inPlaceOf && one.step === step.key)
  const without = before ? await readCaseWithout(grant, opened, before) : undefined
  const form: CaseFormData = {
    header,
    step: step.key,
    form: asked,
    missing: step.missing?.(without?.file ?? file),
    asOf: lastWritten(file),
    typed: filledBoxes('on', today),
    shared: {},
    errors: [],
    ...(step.asksKnown ? { known: { ...(await loadKnown(grant, known)), shown: step.asksKnown } } : {}),
    ...(before ? { inPlaceOfBy: before.by } : {}),
  }
  return { ...opened, step, form, without, shared: sharedStep(step, asked, file) }
}

/** The form with what this reader typed before; or, where somebody saved the same meanwhile, both side by side. */
const openWithDraft = async (
  grant: CaseGrant,
  key: string | undefined,
  found: CaseOptions,
): Promise<CaseFormData | CaseMergeData> => {
  const { form, shared } = await openStep(grant, key, found)
  const opened = await openForm(grant, shared)
  if ('merging' in opened) return { ...form, merging: opened.merging }
  const { fields, onTopOf, inPlaceOf, from, draft } = opened
  const hidden = { onTopOf, from, ...(inPlaceOf ? { inPlaceOf } : {}) }
  const [before] = shared.versions.slice(-1)
  if (!draft && shared.sameThing) return { ...form, shared: hidden }
  if (!draft)
    return {
      ...{ ...form, shared: hidden, typed: { ...typedOf(form.form, fields), ...form.typed } },
      ...(before ? { before } : {}),
    }
  const again = inPlaceOf ? (await openStep(grant, key, found, inPlaceOf)).form : form
  return { ...again, shared: hidden, typed: typedOf(form.form, fields), draft }
}

/** What may be chosen without this: whoever may not know of it cannot write it either. */
const choicesBut = ({ fields }: Form, name: string, code: string): readonly Choice[] =>
  fields.find(field => field.name === name)?.choices?.filter(one => one.value !== code) ?? []

/** When something was last written of the case. */
const lastWritten = ({ steps }: ReadCase['file']): string =>
  steps
    .map(one => one.writtenAt?.toISOString() ?? '')
    .sort()
    .at(-1) ?? ''

const casePage = childPage<typeof caseKinds, CaseData>({
  ...common,
  path: '/children/:child/case',
  load: async grant => (await openCase(grant)).data,
  answer: data => ({ page: caseView(data) }),
  examples: caseExamples,
})

/** What a step's form reads: the case, and what it shows as known already. */
const needsOf = ({ known }: CaseOptions) =>
  [...caseKinds, ...knownNeeds(known)] as readonly unknown[] as typeof caseKinds

const formPage = (found: CaseOptions): Route =>
  childPage<typeof caseKinds, CaseFormData | CaseMergeData>({
    ...common,
    needs: needsOf(found),
    path: '/children/:child/case/:step',
    load: (grant, { params }) => openWithDraft(grant, params.step, found),
    answer: (data, frame) => ({
      page: 'merging' in data ? caseMergeView(data, frame.csrf) : caseFormView(data, frame.csrf),
    }),
    examples: caseFormExamples,
  })

const boxes = caseSteps.map(step => fieldBoxNames(step.forms))
const choices = [...caseSteps.flatMap(step => step.forms.flatMap(askedOf)), ...knownAsked].map(choiceField)
const StepForm = Type.Object({
  asOf: Type.Optional(Type.String()),
  ...Object.fromEntries(
    [...boxes.flatMap(each => each.one), ...choices, ...sharedBoxes, ...knownBoxes].map(name => [
      name,
      Type.Optional(Type.String()),
    ]),
  ),
  ...Object.fromEntries(
    boxes
      .flatMap(each => each.many)
      .map(name => [name, Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]))]),
  ),
})

/** The people who were chosen, as they are called: one word of two. */
const namesIn = ({ fields }: Form, { people }: Body): Body => {
  const field = fields.find(one => one.name === 'people')
  return field ? { names: wordsOf(field, people), counts: 'one' } : {}
}

/** What is written where everybody who works on the case reads it. */
const withoutKept = (step: CaseStep, typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !step.keepOut?.includes(name)))

/** What is wrong with the answers: the form’s own questions, the step’s, and the rules of the census. */
const wrongIn = (step: CaseStep, body: Readonly<Record<string, unknown>>, { file }: ReadCase): FormError[] => {
  const twice = (step.tells?.(body, file) ?? []).flatMap(({ key, begins }): FormError[] =>
    step.anew === key && begins === onDay(body) && file.facts[key].some(one => one.begins === begins)
      ? [{ field: 'on-day', text: `One that began on ${formatDate(begins as PlainDate)} is on the record already` }]
      : [],
  )
  return [...(step.wrong?.(body, file) ?? []), ...brokenRules(step.key, body, file), ...twice]
}

/** Of two steps that two people answer for, the second is not written by who wrote the first. */
const secondPerson = ({ after }: CaseStep, { steps }: CaseFile, reader: number): FormError[] =>
  after && steps.findLast(one => one.step === after)?.author === reader
    ? [{ field: 'on-day', text: 'Somebody else who is named must write this: you wrote the order' }]
    : []

const takeStepAction = (found: CaseOptions): Route =>
  childAction<typeof caseKinds, typeof StepForm>({
    ...common,
    needs: needsOf(found),
    path: '/children/:child/case/:step',
    writes: caseStepWritten,
    // a manager who oversees writes nothing, but may be the second of the two who name
    withoutWriting: async (grant, { params }) => params.step === namingStep && (await managesWork(grant)),
    right: 'write-notes',
    form: StepForm,
    act: async ({ grant, begin }, { form, params }) => {
      const typed = form as Typed
      const fields = boxesOf(typed)
      const opened = await openStep(grant, params.step, found, fields.inPlaceOf)
      const { step, form: asked, shared, without, known, data } = opened
      const place = { href: caseHref(grant.address, step.key), away: caseHref(grant.address) }
      const kept = await answerShared({ grant, begin }, shared, fields, place)
      if (kept && 'answer' in kept) return kept.answer
      if (kept) return { page: caseMergeView({ ...asked, ...kept }, grant.reader.csrf), status: 422 }
      const answer = (errors: readonly FormError[]) => ({
        page: caseFormView({ ...asked, typed, shared: fields, errors }, grant.reader.csrf),
        status: 422 as const,
      })
      if (asked.missing) return answer([])
      // Somebody else wrote meanwhile: what was typed stays, and is saved on a second press.
      if (typeof typed.asOf === 'string' && typed.asOf < asked.asOf)
        return answer([
          { field: 'on-day', text: 'Somebody else wrote on this case while you did. Look at it, then save again' },
        ])
      const read = readForm(asked.form, typed, data.today)
      const said = readReplies(asked.known?.answers ?? [], fields)
      const errors = [
        ...('errors' in said ? said.errors : []),
        ...('errors' in read ? read.errors : wrongIn(step, read.body, without ?? opened)),
        ...secondPerson(step, data.file, grant.reader.userId),
        ...(await leaksIn(grant, withoutKept(step, typed))),
      ]
      if (errors.length > 0 || 'errors' in read || 'errors' in said) return answer(errors)
      const command = await begin()
      await endDrafts(command, grant.childId, shared, fields)
      const act = without ? await takeInPlace({ grant, command }, without, found) : { grant, command, known }
      const replied = said.replies.length > 0 ? { known: said.replies } : {}
      const body = { ...read.body, ...namesIn(asked.form, read.body), ...replied }
      await takeStep(act, step, body, (without ?? opened).file, found)
      await tellKnown(grant, command, { known: asked.known, fields }, found.known)
      return { redirect: caseHref(grant.address), flash: step.saved }
    },
  })

/** A child’s case: where it stands, and each of its steps by one form page. */
export const casePages = (found: CaseOptions): readonly Route[] => [casePage, formPage(found), takeStepAction(found)]
