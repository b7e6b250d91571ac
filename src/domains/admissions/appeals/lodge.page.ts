import { Type } from 'typebox'
import { actConcerns, deskAction, deskPage, type Route } from '../../../access/index.ts'
import { boxNames, londonDate, NotFound } from '../../../kernel/index.ts'
import { type Fields, readFields, showsApplicants } from '../rounds/index.ts'
import { callOffHearing, lodgeAppeal, setHearing } from './appeals.actions.ts'
import { box, clerks } from './appeals.page.ts'
import { type ClerkDesk, findAppeal, findHearing, listRefusals, listUnheard, type Refusal } from './appeals.queries.ts'
import { appealHref } from './appeals.view.ts'
import { type PanelMember, panelProblem } from './decision.ts'
import { type HearingData, hearingView, mostMembers, type NewHearingData, newHearingView } from './hearing.view.ts'
import { findRefusalExamples, hearingExamples, lodgeExamples, newHearingExamples } from './lodge.examples.ts'
import { type FindRefusalData, findRefusalView, type LodgeData, lodgeView } from './lodge.view.ts'

const lodge = { ...clerks, purpose: 'take in an appeal for a school place' } as const
const hear = { ...clerks, purpose: 'set a hearing of appeals for school places' } as const
const boxesFor = (names: readonly string[]) => Object.fromEntries(names.map(name => [name, box()]))

const findPage = deskPage({
  ...lodge,
  path: '/appeals/new',
  load: async (): Promise<FindRefusalData> => ({ fields: {}, errors: [] }),
  answer: (data, frame) => ({ page: findRefusalView(data, frame.csrf) }),
  examples: findRefusalExamples,
})

const findAction = deskAction({
  ...lodge,
  concerns: 'child',
  path: '/appeals/new',
  form: Type.Object(boxesFor(['reference', ...boxNames('born')])),
  act: async (desk, { form }) => {
    const fields = form as Fields
    const { errors, wrong, day, text } = readFields(fields)
    const [reference, born] = [text('reference', 'Enter the reference'), day('born', 'The date of birth')]
    const [found] = errors.length === 0 ? await listRefusals(desk, { reference, born }) : []
    actConcerns(desk, found?.childId)
    if (errors.length === 0 && !found)
      wrong('reference', 'No refusal has this reference and date of birth. Check both against the letter')
    return found
      ? { redirect: `/appeals/new/${found.application}` }
      : { page: findRefusalView({ fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
  },
})

const loadRefusals = async (
  desk: ClerkDesk,
  application: string | undefined,
): Promise<readonly [Refusal, ...Refusal[]]> => {
  const [first, ...more] = await listRefusals(desk, { application })
  if (!first) throw new NotFound()
  return [first, ...more]
}

const lodgePage = deskPage({
  ...lodge,
  path: '/appeals/new/:application',
  load: async (desk, { params }): Promise<LodgeData> => {
    const refusals = await loadRefusals(desk, params.application)
    showsApplicants(desk, [refusals[0]])
    return { refusals, fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: lodgeView(data, frame.csrf) }),
  examples: lodgeExamples,
})

const lodgeAction = deskAction({
  ...lodge,
  concerns: 'child',
  path: '/appeals/new/:application',
  form: Type.Object({
    ...boxesFor(['school', 'appellant', ...['refused', 'lodged'].flatMap(boxNames)]),
    grounds: box(20_000),
  }),
  act: async (desk, { params, form }) => {
    const fields = form as Fields
    const refusals = await loadRefusals(desk, params.application)
    actConcerns(desk, refusals[0].childId)
    const { errors, wrong, day, text } = readFields(fields)
    const refusal = refusals.find(one => one.key === fields.school)
    if (!refusal) wrong('school', 'Choose the school that refused')
    const lodged = {
      appellant: text('appellant', 'Enter who appeals'),
      refusedOn: day('refused', 'The day of the letter'),
      lodgedOn: day('lodged', 'The day'),
      grounds: text('grounds', 'Enter the family’s grounds'),
    }
    if (errors.length === 0 && lodged.lodgedOn > londonDate(desk.at)) wrong('lodged-day', 'The day has not come yet')
    if (errors.length === 0 && lodged.lodgedOn < lodged.refusedOn)
      wrong('lodged-day', 'The appeal came before the refusal')
    if (errors.length === 0 && refusal?.refusedOn && lodged.refusedOn < refusal.refusedOn)
      wrong('refused-day', 'The day is before the offers were out')
    if (errors.length > 0 || !refusal)
      return { page: lodgeView({ refusals, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    return { redirect: `/appeals/${await lodgeAppeal(desk, refusal, lodged)}`, flash: 'The appeal is taken in.' }
  },
})

const loadNewHearing = async (desk: ClerkDesk, address: string | undefined): Promise<NewHearingData> => {
  const appeal = await findAppeal(desk, address)
  const waiting = await listUnheard(desk, appeal)
  if (!waiting.some(one => one.id === appeal.id)) throw new NotFound()
  return { appeal, waiting, chosen: [appeal.address], fields: {}, errors: [] }
}

const newHearingPage = deskPage({
  ...hear,
  path: '/appeals/:appeal/hearing',
  load: async (desk, { params }) => {
    const data = await loadNewHearing(desk, params.appeal)
    showsApplicants(desk, data.waiting)
    return data
  },
  answer: (data, frame) => ({ page: newHearingView(data, frame.csrf) }),
  examples: newHearingExamples,
})

const memberNumbers = Array.from({ length: mostMembers }, (_, i) => i + 1)
const panelOf = (fields: Fields): PanelMember[] =>
  memberNumbers.flatMap(n => {
    const name = fields[`member-${n}`]?.trim() ?? ''
    const member = fields[`as-${n}`] === 'education' ? 'education' : 'lay'
    return name === '' ? [] : [{ name, member, chair: fields.chair === String(n) }]
  })

const setHearingAction = deskAction({
  ...hear,
  concerns: 'child',
  path: '/appeals/:appeal/hearing',
  form: Type.Object({
    ...boxesFor([
      'hour',
      'place',
      'chair',
      ...boxNames('held'),
      ...memberNumbers.flatMap(n => [`member-${n}`, `as-${n}`]),
    ]),
    appeals: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  }),
  act: async (desk, { params, form }) => {
    const { appeals, ...boxes } = form as Record<string, string | string[] | undefined>
    const fields = boxes as Fields
    const data = await loadNewHearing(desk, params.appeal)
    const chosen = [appeals ?? []].flat()
    const of = data.waiting.filter(one => chosen.includes(one.address))
    actConcerns(
      desk,
      of.map(one => one.childId),
    )
    const { errors, wrong, day, text } = readFields(fields)
    if (of.length === 0) wrong('appeals', 'Choose one appeal at least')
    const [heldOn, hour, place] = [
      day('held', 'The day'),
      text('hour', 'Enter the time'),
      text('place', 'Enter where, or how'),
    ]
    if (errors.length === 0 && heldOn <= londonDate(desk.at)) wrong('held-day', 'The day must be to come')
    for (const n of memberNumbers)
      if (fields[`member-${n}`]?.trim() && !fields[`as-${n}`]) wrong(`as-${n}`, `Choose what member ${n} is`)
    const panel = panelOf(fields)
    const problem = panelProblem(panel)
    if (problem) wrong(/chair/.test(problem) ? 'chair' : 'member-1', problem)
    if (errors.length > 0)
      return { page: newHearingView({ ...data, chosen, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    const appeal = await findAppeal(desk, params.appeal)
    await setHearing(
      desk,
      appeal,
      { heldOn, hour, place, panel },
      of.map(one => one.id),
    )
    return { redirect: appealHref(appeal), flash: 'The hearing is set. Tell each family.' }
  },
})

const hearingPage = deskPage({
  ...hear,
  path: '/appeals/hearings/:hearing',
  load: async (desk, { params }): Promise<HearingData> => {
    const hearing = await findHearing(desk, params.hearing)
    showsApplicants(desk, hearing.appeals)
    return { hearing, fields: {}, errors: [] }
  },
  answer: (data, frame) => ({ page: hearingView(data, frame.csrf) }),
  examples: hearingExamples,
})

const callOffAction = deskAction({
  ...hear,
  concerns: 'child',
  path: '/appeals/hearings/:hearing/call-off',
  form: Type.Object({ why: box(500) }),
  act: async (desk, { params, form }) => {
    const hearing = await findHearing(desk, params.hearing)
    actConcerns(
      desk,
      hearing.appeals.map(one => one.childId),
    )
    const fields = form as Fields
    const { errors, text } = readFields(fields)
    const why = text('why', 'Write why')
    if (errors.length > 0)
      return { page: hearingView({ hearing, fields, errors }, desk.reader?.csrf ?? ''), status: 422 }
    await callOffHearing(desk, hearing, why)
    return { redirect: `/appeals/hearings/${hearing.address}`, flash: 'The hearing is called off.' }
  },
})

/** Taking in appeals, and their hearings. */
export const lodgePages: readonly Route[] = [
  findPage,
  findAction,
  lodgePage,
  lodgeAction,
  newHearingPage,
  setHearingAction,
  hearingPage,
  callOffAction,
]
