import { Type } from 'typebox'
import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  holds,
  keepsRegisters,
  listPage,
  mayWrite,
  type RecordKind,
  type Route,
  tieKeepers,
} from '../../../access/index.ts'
import {
  address,
  chosenValue,
  closeWriting,
  type EnrolmentKind,
  headerKinds,
  identity,
  leaksIn,
  loadHeader,
  write,
} from '../../../children/index.ts'
import { boxNames, Conflict, filledBoxes, londonDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { homeEducation } from './home-education.ts'
import { missingEducation } from './missing-education.ts'
import { formExamples, listExamples, registerExamples } from './register.examples.ts'
import { listRegister, readRegister } from './register.queries.ts'
import { headKinds, registerKinds } from './register.record.ts'
import { missingBefore, type RegisterFile, type RegisterSort } from './register.ts'
import {
  type RegisterData,
  type RegisterFormData,
  registerFormView,
  registerHref,
  registerView,
} from './register.view.ts'
import { type Fields, readBegin, readEnd, readStep } from './register-form.ts'
import { type RegisterList, registerListView } from './register-list.view.ts'

type Kinds = readonly [RecordKind, ...RecordKind[]]
const right = 'work-on-attendance'
const nav = '/attendance-help'

const loadRegister = async (grant: ChildGrant<string>, sort: RegisterSort): Promise<RegisterData> => {
  const files = await readRegister(grant, sort)
  const mayWork = holds(grant.reader, right) && mayWrite(grant.decision, registerKinds[sort.key].head.category)
  if (files.length === 0 && !mayWork) throw new NotFound()
  return { header: await loadHeader(grant), today: londonDate(grant.at), files, mayWork }
}

type Opened = { readonly data: RegisterData; readonly file: RegisterFile; readonly form: RegisterFormData }

/** The open entry and the form of one of its steps. @throws NotFound where there is none, or the reader does not keep it. */
const loadForm = async (grant: ChildGrant<string>, sort: RegisterSort, named: string | undefined): Promise<Opened> => {
  const data = await loadRegister(grant, sort)
  const file = data.files.find(one => one.head.open)
  const step = sort.steps.find(one => one.code === named)
  if (!file || !data.mayWork || (!step && named !== 'end')) throw new NotFound()
  const { header, today } = data
  const on = filledBoxes('on', today)
  return {
    data,
    file,
    form: {
      header,
      today,
      step,
      missing: step && missingBefore(step, file, header.schoolAge, today),
      fields: on,
      errors: [],
    },
  }
}

type Body = Readonly<Record<string, unknown>> & { readonly on: PlainDate }
type Writing = { readonly kind: RecordKind; readonly body: Body; readonly replaces?: number }

const writeDown = async (
  grant: ChildGrant<string>,
  command: CommandGrant<'recorder'>,
  { kind, body, replaces }: Writing,
): Promise<void> => {
  const { on, ...rest } = body
  const isStep = 'step' in rest
  if (replaces !== undefined) await closeWriting(command, replaces)
  await write(command, {
    childId: grant.childId,
    kind,
    category: kind.category,
    body: isStep ? body : rest,
    on,
    authorId: grant.reader.userId,
    ...(replaces === undefined ? {} : { replaces }),
  })
}

const box = () => Type.Optional(Type.String())
const boxes = (...names: readonly string[]) => Type.Object(Object.fromEntries(names.map(name => [name, box()])))
const BeginForm = boxes(...boxNames('on'), 'from', 'words')
const StepForm = boxes(...boxNames('on'), ...boxNames('until'), 'who', 'outcome', 'words')

const listOf = (sort: RegisterSort, enrolment: EnrolmentKind): Route => {
  const { head, step } = registerKinds[sort.key]
  return listPage<Kinds, RegisterList>({
    path: `/${sort.key}`,
    purpose: `see the register of ${sort.of}`,
    nav,
    needs: [identity, chosenValue, address, enrolment, head, step],
    load: async grant => ({
      ...(await listRegister(grant, sort)),
      today: londonDate(grant.at),
      keeps: await keepsRegisters(grant.tx, grant.reader.principals),
    }),
    answer: (data, { reader }) => ({ page: registerListView(sort, data, holds(reader, right)) }),
    examples: listExamples(sort),
  })
}

const beginOf = (sort: RegisterSort, needs: Kinds): Route =>
  childAction<Kinds, typeof BeginForm>({
    path: `/children/:child/${sort.key}`,
    purpose: `put a child on the register of ${sort.of}`,
    nav,
    needs,
    writes: registerKinds[sort.key].head,
    right,
    form: BeginForm,
    act: async ({ grant, begin }, { form }) => {
      const data = await loadRegister(grant, sort)
      if (data.files.some(one => one.head.open))
        throw new Conflict('The child is on the register already.', 'Load the page again to see it.')
      const fields = form as Fields
      const read = readBegin(sort, fields, data.today)
      const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
      if (errors.length > 0 || 'errors' in read)
        return { page: registerView(sort, { ...data, fields, errors }, grant.reader.csrf), status: 422 }
      const command = await begin()
      await writeDown(grant, command, { kind: registerKinds[sort.key].head, body: read.body })
      await tieKeepers(command, headKinds, grant.childId)
      return { redirect: registerHref(sort, grant.address), flash: 'Saved. What is owed has its days.' }
    },
  })

const stepOf = (sort: RegisterSort, needs: Kinds): Route =>
  childAction<Kinds, typeof StepForm>({
    path: `/children/:child/${sort.key}/:step`,
    purpose: `write down what was done: ${sort.of}`,
    nav,
    needs,
    writes: registerKinds[sort.key].step,
    right,
    form: StepForm,
    act: async ({ grant, begin }, { form, params }) => {
      const opened = await loadForm(grant, sort, params.step)
      const { file, form: shown } = opened
      const fields = form as Fields
      const read = shown.step ? readStep(shown.step, fields, file, shown) : readEnd(sort, fields, file, shown.today)
      const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
      if (errors.length > 0 || 'errors' in read)
        return { page: registerFormView(sort, { ...shown, fields, errors }, grant.reader.csrf), status: 422 }
      const { head, step } = registerKinds[sort.key]
      const writing = shown.step
        ? { kind: step, body: read.body }
        : { kind: head, body: read.body, replaces: file.head.entry }
      const command = await begin()
      await writeDown(grant, command, writing)
      if (!shown.step) await tieKeepers(command, headKinds, grant.childId)
      return { redirect: registerHref(sort, grant.address), flash: shown.step ? 'Saved.' : 'It has ended.' }
    },
  })

const pagesOf = (sort: RegisterSort, enrolment: EnrolmentKind): readonly Route[] => {
  const { head, step } = registerKinds[sort.key]
  const needs: Kinds = [...headerKinds, head, step]
  return [
    listOf(sort, enrolment),
    childPage<Kinds, RegisterData>({
      path: `/children/:child/${sort.key}`,
      purpose: `see the register of ${sort.of}`,
      nav,
      needs,
      load: grant => loadRegister(grant, sort),
      answer: (data, frame) => ({ page: registerView(sort, data, frame.csrf) }),
      examples: registerExamples(sort),
    }),
    beginOf(sort, needs),
    childPage<Kinds, RegisterFormData>({
      path: `/children/:child/${sort.key}/:step`,
      purpose: `write down what was done: ${sort.of}`,
      nav,
      needs,
      load: async (grant, { params }) => (await loadForm(grant, sort, params.step)).form,
      answer: (data, frame) => ({ page: registerFormView(sort, data, frame.csrf) }),
      examples: formExamples(sort),
    }),
    stepOf(sort, needs),
  ]
}

/** The registers of children missing education and of home education. */
export const registerPages = (enrolment: EnrolmentKind): readonly Route[] =>
  [missingEducation, homeEducation].flatMap(sort => pagesOf(sort, enrolment))
