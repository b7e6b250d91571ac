import { childAction, childPage, type Route } from '../../../access/index.ts'
import { type Form, formOn, leaksIn, namedForm, readForm, type Typed, typedFrom } from '../../../children/index.ts'
import { filledBoxes } from '../../../kernel/index.ts'
import { answerSupportForm, endSupportDrafts, openSupportForm, ownBoxes } from './kept-form.actions.ts'
import { schoolForms } from './school-form.ts'
import { tellSchool } from './school-plan.actions.ts'
import { type PresentSchool, placeOf, toldTo } from './school-plan.ts'
import { schoolFormExamples } from './support.examples.ts'
import {
  loadSupport,
  SupportForm,
  type SupportGrant,
  supportNav,
  supportNeedsKinds,
  writePart,
} from './support.page.ts'
import { supportSchool } from './support.record.ts'
import type { SupportData } from './support-data.ts'
import { type SupportFormData, type SupportMergeData, supportFormView, supportHref } from './support-form.view.ts'

const formFor = (data: SupportData, schools: readonly PresentSchool[]): Form => {
  const form = namedForm(formOn(schoolForms, data.today), data.header.first)
  const choices = schools.flatMap(school =>
    school.people.map(person => ({
      value: String(person.id),
      text: schools.length > 1 ? `${person.name}, ${school.name}` : person.name,
    })),
  )
  return {
    ...form,
    fields: form.fields.flatMap(field =>
      field.name !== 'knows' ? [field] : choices.length > 0 ? [{ ...field, choices }] : [],
    ),
  }
}

/** The form begins from the last plan, where that is for this school or the young person agreed that it goes along; who knows is asked anew there. */
const loadForm = async (grant: SupportGrant) => {
  const data = await loadSupport(grant)
  const { schools } = data
  const form = formFor(data, schools)
  const plan = data.written.findLast(one => one.kind === supportSchool.kind)
  const place = plan ? placeOf(plan.body, schools) : 'stays-behind'
  const before: Typed = plan && place !== 'stays-behind' ? typedFrom(form, plan.body) : {}
  const typed = { ...before, ...(place === 'goes-along' ? { knows: [] } : {}), ...filledBoxes('on', data.today) }
  const shown: SupportFormData = { header: data.header, part: 'school', form, typed, errors: [] }
  return { data, schools, shown }
}

const schoolPlanPage = childPage<typeof supportNeedsKinds, SupportFormData | SupportMergeData>({
  path: '/children/:child/support/school',
  purpose: 'write about support',
  nav: supportNav,
  needs: supportNeedsKinds,
  load: async grant => {
    const { data, shown } = await loadForm(grant)
    return openSupportForm(grant, data, shown)
  },
  answer: (data, frame) => ({ page: supportFormView(data, frame.csrf) }),
  examples: schoolFormExamples,
})

const agreeSchoolPlanAction = childAction<typeof supportNeedsKinds, typeof SupportForm>({
  path: '/children/:child/support/school',
  purpose: 'write about support',
  nav: supportNav,
  needs: supportNeedsKinds,
  writes: supportSchool,
  right: 'write-notes',
  form: SupportForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, schools, shown } = await loadForm(grant)
    const typed = form as Typed
    const kept = await answerSupportForm({ grant, begin }, data, shown, typed)
    if (kept) return kept
    const read = readForm(shown.form, typed, data.today)
    const body = 'body' in read ? read.body : {}
    const [first, hasPeople] = [data.header.first, schools.some(school => school.people.length > 0)]
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...(body.agreed === 'no' && body.telling !== 'nothing'
        ? [{ field: 'telling', text: `School is told nothing until ${first} agrees` }]
        : []),
      ...(body.agreed === 'yes' && body.telling !== 'nothing' && hasPeople && !body.knows
        ? [{ field: 'knows', text: 'Choose who at school may read it, or that school is told nothing' }]
        : []),
      ...(await leaksIn(grant, ownBoxes(typed))),
    ]
    if (errors.length > 0) return { page: supportFormView({ ...shown, typed, errors }, grant.reader.csrf), status: 422 }
    const plan = { ...body, ...(schools[0] ? { school: schools.map(one => one.name).join(', ') } : {}) }
    const told = toldTo(plan, schools)
    const command = await begin()
    await endSupportDrafts(command, grant.childId, shown, typed)
    const knowsNames = told?.people.map(person => person.name)
    await writePart(command, grant, data, supportSchool, { ...plan, ...(knowsNames ? { knowsNames } : {}) }, 'latest')
    await tellSchool(command, { childId: grant.childId, authorId: grant.reader.userId, on: data.today }, told)
    return { redirect: supportHref(grant.address), flash: 'The plan is saved.' }
  },
})

/** The plan with school. */
export const schoolPlanPages: readonly Route[] = [schoolPlanPage, agreeSchoolPlanAction]
