import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import { leaksIn } from '../../../children/index.ts'
import { boxNames, filledBoxes, NotFound } from '../../../kernel/index.ts'
import { endFormExamples, planFormExamples, stepFormExamples, supportFormExamples } from './case.examples.ts'
import { caseNeeds, loadOpenCase, loadSituation, writeOfCase } from './case.page.ts'
import { attendanceBarriers, attendanceCase, attendancePlan, attendanceStep } from './case.record.ts'
import { caseHref } from './case-parts.view.ts'
import { mayTake } from './lawful-steps.ts'
import { type StepFormData, stepFormView } from './step.view.ts'
import { type Fields, readStep } from './step-form.ts'
import { stepSortOf, stepTitle } from './steps.ts'
import { barriersFormView, endFormView, endings, planFormView, type SupportFormData } from './support.view.ts'
import { barrierFields, planFields, planLines, readBarriers, readPlan } from './support-form.ts'

const box = () => Type.Optional(Type.String())
const boxes = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, box()]))
const nav = '/attendance-help'

const sortIn = (text: string | undefined) => {
  const sort = stepSortOf(text)
  if (!sort) throw new NotFound()
  return sort
}

const stepFormPage = (authority: string) =>
  childPage<typeof caseNeeds, StepFormData>({
    path: '/children/:child/attendance-help/steps/:step',
    purpose: 'write down a step to help with attendance',
    nav,
    needs: caseNeeds,
    load: async (grant, { params }) => {
      const sort = sortIn(params.step)
      const { data, situation } = await loadSituation(grant, authority)
      return { header: data.header, sort, situation, fields: filledBoxes('on', data.today), errors: [] }
    },
    answer: (data, frame) => ({ page: stepFormView(data, frame.csrf) }),
    examples: stepFormExamples,
  })

const StepForm = Type.Object(
  boxes(
    ...boxNames('on'),
    ...boxNames('until'),
    'words',
    'parent',
    'offeredBy',
    'accepted',
    'present',
    'considered',
    'withoutNotice',
    'orderConsidered',
    'notice',
    'outcome',
    'signedBy',
    'school',
  ),
)

/** The law's conditions are asked again as it is written: what was offered a minute ago may not hold now. */
const takeStepAction = (authority: string) =>
  childAction<typeof caseNeeds, typeof StepForm>({
    path: '/children/:child/attendance-help/steps/:step',
    purpose: 'write down a step to help with attendance',
    nav,
    needs: caseNeeds,
    writes: attendanceStep,
    right: 'work-on-attendance',
    form: StepForm,
    act: async ({ grant, begin }, { form, params }) => {
      const sort = sortIn(params.step)
      const { data, open, situation } = await loadSituation(grant, authority)
      const fields = form as Fields
      const again = (errors: StepFormData['errors']) => ({
        page: stepFormView({ header: data.header, sort, situation, fields, errors }, grant.reader.csrf),
        status: 422 as const,
      })
      if (!mayTake(sort, situation)) return again([])
      const read = readStep(sort, fields, situation)
      const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
      if (errors.length > 0 || 'errors' in read) return again(errors)
      await writeOfCase(
        grant,
        await begin(),
        attendanceStep,
        { ...read.body, case: open.address },
        { on: read.body.on },
      )
      return { redirect: caseHref(grant.address), flash: `${stepTitle(sort)}: saved.` }
    },
  })

const barriersPage = childPage<typeof caseNeeds, SupportFormData>({
  path: '/children/:child/attendance-help/barriers',
  purpose: 'ask what gets in the way of school',
  nav,
  needs: caseNeeds,
  load: async grant => {
    const { data } = await loadOpenCase(grant)
    const told = data.file.barriers
    return {
      header: data.header,
      today: data.today,
      fields: barrierFields(told),
      chosen: told?.barriers ?? [],
      errors: [],
    }
  },
  answer: (data, frame) => ({ page: barriersFormView(data, frame.csrf) }),
  examples: supportFormExamples,
})

const BarriersForm = Type.Object({
  ...boxes('childSaid', 'subjects', 'words'),
  barriers: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
})

const tellBarriersAction = childAction<typeof caseNeeds, typeof BarriersForm>({
  path: '/children/:child/attendance-help/barriers',
  purpose: 'ask what gets in the way of school',
  nav,
  needs: caseNeeds,
  writes: attendanceBarriers,
  right: 'work-on-attendance',
  form: BarriersForm,
  act: async ({ grant, begin }, { form }) => {
    const { data } = await loadOpenCase(grant)
    const { barriers, ...rest } = form as Record<string, unknown>
    const [chosen, fields] = [[barriers ?? []].flat().map(String), rest as Fields]
    const read = readBarriers(chosen, fields, data.today)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return {
        page: barriersFormView({ header: data.header, today: data.today, fields, chosen, errors }, grant.reader.csrf),
        status: 422,
      }
    const before = data.file.barriers?.entry
    await writeOfCase(grant, await begin(), attendanceBarriers, read.body, {
      on: data.today,
      ...(before === undefined ? {} : { replaces: before }),
    })
    return { redirect: caseHref(grant.address), flash: 'What gets in the way is saved.' }
  },
})

const planPage = childPage<typeof caseNeeds, SupportFormData>({
  path: '/children/:child/attendance-help/plan',
  purpose: 'agree an attendance support plan',
  nav,
  needs: caseNeeds,
  load: async grant => {
    const { data } = await loadOpenCase(grant)
    return { header: data.header, today: data.today, fields: planFields(data.file.plan), chosen: [], errors: [] }
  },
  answer: (data, frame) => ({ page: planFormView(data, frame.csrf) }),
  examples: planFormExamples,
})

const PlanForm = Type.Object(
  boxes(
    'agreedWith',
    'words',
    ...boxNames('review'),
    ...Array.from({ length: planLines }, (_, at) => [
      `what-${at + 1}`,
      `who-${at + 1}`,
      `done-${at + 1}`,
      ...boxNames(`by-${at + 1}`),
    ]).flat(),
  ),
)

const agreePlanAction = childAction<typeof caseNeeds, typeof PlanForm>({
  path: '/children/:child/attendance-help/plan',
  purpose: 'agree an attendance support plan',
  nav,
  needs: caseNeeds,
  writes: attendancePlan,
  right: 'work-on-attendance',
  form: PlanForm,
  act: async ({ grant, begin }, { form }) => {
    const { data } = await loadOpenCase(grant)
    const fields = form as Fields
    const read = readPlan(fields, data.today)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, fields))]
    if (errors.length > 0 || 'errors' in read)
      return {
        page: planFormView({ header: data.header, today: data.today, fields, chosen: [], errors }, grant.reader.csrf),
        status: 422,
      }
    const before = data.file.plan?.entry
    await writeOfCase(grant, await begin(), attendancePlan, read.body, {
      on: data.today,
      ...(before === undefined ? {} : { replaces: before }),
    })
    return { redirect: caseHref(grant.address), flash: 'The plan is saved.' }
  },
})

const endPage = childPage<typeof caseNeeds, SupportFormData>({
  path: '/children/:child/attendance-help/end',
  purpose: 'end the help with attendance',
  nav,
  needs: caseNeeds,
  load: async grant => {
    const { data } = await loadOpenCase(grant)
    return { header: data.header, today: data.today, fields: {}, chosen: [], errors: [] }
  },
  answer: (data, frame) => ({ page: endFormView(data, frame.csrf) }),
  examples: endFormExamples,
})

const EndForm = Type.Object(boxes('outcome', 'words'))

const endAction = childAction<typeof caseNeeds, typeof EndForm>({
  path: '/children/:child/attendance-help/end',
  purpose: 'end the help with attendance',
  nav,
  needs: caseNeeds,
  writes: attendanceCase,
  right: 'work-on-attendance',
  form: EndForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, open } = await loadOpenCase(grant)
    const fields = form as Fields
    const outcome = endings.find(one => one.value === fields.outcome)?.value
    const words = fields.words?.trim()
    const errors = [
      ...(outcome ? [] : [{ field: 'outcome', text: 'Choose why it ends' }]),
      ...(words ? [] : [{ field: 'words', text: 'Write what has changed' }]),
      ...(await leaksIn(grant, fields)),
    ]
    if (errors.length > 0)
      return {
        page: endFormView({ header: data.header, today: data.today, fields, chosen: [], errors }, grant.reader.csrf),
        status: 422,
      }
    const opening = [{ text: open.opening, about: 'child' }]
    const closing = [{ text: words, about: 'child' }]
    const body = {
      state: 'closed',
      case: open.address,
      openedOn: open.openedOn,
      opening,
      closedOn: data.today,
      outcome,
      closing,
    }
    await writeOfCase(grant, await begin(), attendanceCase, body, { on: open.openedOn, replaces: open.entry })
    return { redirect: caseHref(grant.address), flash: 'The help with attendance has ended.' }
  },
})

/** The steps of a case, its barriers, its plan and its end. `authority`: our own number, under whose code notices are issued here. */
export const caseStepPages = (authority: string): readonly Route[] => [
  stepFormPage(authority),
  takeStepAction(authority),
  barriersPage,
  tellBarriersAction,
  planPage,
  agreePlanAction,
  endPage,
  endAction,
]
