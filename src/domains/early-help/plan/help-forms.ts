import { type KnownAnswer, readReplies, replyFields } from '../../../children/index.ts'
import { boxesNamed, boxNames, filledBoxes, type PlainDate, readBoxes } from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { type AgreedAs, readAgreed } from './agreement.ts'
import { domainsOn, endingsOn } from './headings.ts'
import type { HelpFile } from './help-file.queries.ts'

export type Fields = Readonly<Partial<Record<string, string>>>
type Body = Readonly<Record<string, unknown>>
type Saved<P extends 'assessment' | 'team' | 'plan'> = Omit<NonNullable<HelpFile[P]>, 'entry' | 'by' | 'on'>
/** What a form says, ready to be written, or what is wrong with it field by field. */
export type Read = { readonly body: Body; readonly on: PlainDate } | { readonly errors: readonly FormError[] }

const typed = (fields: Fields, name: string): string | undefined => fields[name]?.trim() || undefined
const said = (text: string | undefined) => (text ? [{ text, about: 'child' as const }] : undefined)
const missing = (field: string, text: string) => ({ errors: [{ field, text }] })
const dayIn = (fields: Fields, name: string, what: string): { date: PlainDate } | { error: FormError } => {
  const read = readBoxes(boxesNamed(name, fields))
  if (!read) return { error: { field: `${name}-day`, text: `Enter ${what}` } }
  return 'problem' in read ? { error: { field: `${name}-day`, text: `The day ${read.problem}` } } : read
}

export const offerAnswers = [
  { value: 'agreed', text: 'They want it' },
  { value: 'thinking', text: 'They want to think about it' },
  { value: 'declined', text: 'They do not want it' },
] as const
/** The offer: why, whether it follows a plan of social care, and what the family says. Agreement names who agreed, and for whom. */
export const readOffer = (
  fields: Fields,
):
  | {
      readonly answer: string
      readonly why: string
      readonly agreed?: { readonly agreedBy: string; readonly agreedAs: AgreedAs }
      readonly afterPlan: boolean
    }
  | { readonly errors: readonly FormError[] } => {
  const errors: FormError[] = []
  const why = typed(fields, 'why')
  const answer = offerAnswers.find(one => one.value === fields.answer)?.value
  const agreed = answer === 'agreed' ? readAgreed(fields) : undefined
  if (!why) errors.push({ field: 'why', text: 'Write why early help is offered' })
  if (!answer) errors.push({ field: 'answer', text: 'Choose what the family says' })
  if (agreed && 'errors' in agreed) errors.push(...agreed.errors)
  if (errors.length > 0 || !why || !answer || (agreed && 'errors' in agreed)) return { errors }
  return { answer, why, afterPlan: fields.afterPlan === 'yes', ...(agreed ? { agreed } : {}) }
}

/** A lead practitioner: oneself, who accepts by saying so, or somebody who is asked. */
export const readLead = (
  fields: Fields,
  me: string,
): { readonly me: boolean; readonly body: Body } | { readonly errors: readonly FormError[] } => {
  if (fields.who !== 'me' && fields.who !== 'somebody') return missing('who', 'Choose who is to lead')
  const name = fields.who === 'me' ? me : typed(fields, 'name')
  if (!name) return missing('name', 'Enter the name')
  return {
    me: fields.who === 'me',
    body: { name, organisation: typed(fields, 'organisation'), phone: typed(fields, 'phone') },
  }
}

/**
 * The assessment: at least one heading, and what the child says or how they show it. What the record knows already (`known`) is confirmed,
 * put right or left alone, and never asked anew.
 */
export const readAssessment = (fields: Fields, today: PlainDate, known: readonly KnownAnswer[] = []): Read => {
  const { from, domains } = domainsOn(today)
  const parts = domains
    .flatMap(domain => domain.headings)
    .flatMap(({ code }) => {
      const [strengths, needs] = [typed(fields, `${code}-strengths`), typed(fields, `${code}-needs`)]
      return strengths || needs ? [{ heading: code, strengths: said(strengths), needs: said(needs) }] : []
    })
  const [childSaid, parentsSaid, conclusion] = ['childSaid', 'parentsSaid', 'conclusion'].map(name =>
    typed(fields, name),
  )
  const errors: FormError[] = []
  if (!childSaid) errors.push({ field: 'childSaid', text: 'Write what the child says, or how they show it' })
  if (parts.length === 0)
    errors.push({ field: `${domains[0]?.headings[0]?.code}-strengths`, text: 'Write under at least one heading' })
  const read = readReplies(known, fields)
  if ('errors' in read) errors.push(...read.errors)
  if (errors.length > 0 || 'errors' in read) return { errors }
  return {
    on: today,
    body: {
      on: today,
      list: from,
      ...(read.replies.length > 0 ? { known: read.replies } : {}),
      parts,
      childSaid: said(childSaid),
      parentsSaid: said(parentsSaid),
      conclusion: said(conclusion),
    },
  }
}
/** The last assessment back in the boxes, so that only what changed is typed. */
export const assessmentFields = (assessment: Saved<'assessment'>): Fields => ({
  ...replyFields(assessment.known),
  childSaid: assessment.childSaid,
  parentsSaid: assessment.parentsSaid,
  conclusion: assessment.conclusion,
  ...Object.fromEntries(
    assessment.parts.flatMap(({ heading, strengths, needs }) => [
      [`${heading}-strengths`, strengths],
      [`${heading}-needs`, needs],
    ]),
  ),
})

/** As many lines as a form has for the team, the plan and the scale. */
export const lines = 6
export const eachLine = Array.from({ length: lines }, (_, at) => at + 1)

/** The team: each with a name and what they do. */
export const readTeam = (fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const members = eachLine.flatMap(at => {
    const [name, role, phone] = ['name', 'role', 'phone'].map(part => typed(fields, `${part}-${at}`))
    if (!name && !role && !phone) return []
    if (!name) errors.push({ field: `name-${at}`, text: `Enter the name, person ${at}` })
    if (!role) errors.push({ field: `role-${at}`, text: `Enter who they are to the child, person ${at}` })
    return [{ name, role, phone }]
  })
  if (members.length === 0) errors.push({ field: 'name-1', text: 'Enter at least one person' })
  return errors.length > 0 ? { errors } : { on: today, body: { on: today, members } }
}
export const teamFields = (team: Saved<'team'>): Fields =>
  Object.fromEntries(
    team.members.flatMap(({ name, role, phone }, at) => [
      [`name-${at + 1}`, name],
      [`role-${at + 1}`, role],
      [`phone-${at + 1}`, phone ?? ''],
    ]),
  )

/** The plan: goals, and each action with who does it and by when. */
export const readHelpPlan = (fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const actions = eachLine.flatMap(at => {
    const [what, who] = [typed(fields, `what-${at}`), typed(fields, `who-${at}`)]
    if (!what && !who && boxNames(`by-${at}`).every(box => !typed(fields, box))) return []
    if (!what) errors.push({ field: `what-${at}`, text: `Enter what is done, action ${at}` })
    if (!who) errors.push({ field: `who-${at}`, text: `Enter who does it, action ${at}` })
    const by = dayIn(fields, `by-${at}`, `by when, action ${at}`)
    if ('error' in by) errors.push(by.error)
    return [{ what, who, by: 'date' in by ? by.date : '', ...(fields[`done-${at}`] === 'yes' ? { done: 'yes' } : {}) }]
  })
  if (actions.length === 0) errors.push({ field: 'what-1', text: 'Enter at least one action' })
  if (errors.length > 0) return { errors }
  return {
    on: today,
    body: { on: today, goals: typed(fields, 'goals'), actions, agreedWith: typed(fields, 'agreedWith') },
  }
}
export const planFields = (plan: Saved<'plan'>): Fields => ({
  goals: plan.goals,
  agreedWith: plan.agreedWith,
  ...Object.fromEntries(
    plan.actions.flatMap((one, at) => [
      [`what-${at + 1}`, one.what],
      [`who-${at + 1}`, one.who],
      [`done-${at + 1}`, one.done ?? ''],
      ...Object.entries(filledBoxes(`by-${at + 1}`, one.by)),
    ]),
  ),
})

/** A meeting: when, who came, what was decided; each person's own number from 0 to 10, never an average. */
export const readMeeting = (fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const on = dayIn(fields, 'on', 'the day of the meeting')
  if ('error' in on) errors.push(on.error)
  else if (on.date > today)
    errors.push({ field: 'on-day', text: 'The day of the meeting must be today or in the past' })
  const [present, decided] = [typed(fields, 'present'), typed(fields, 'words')]
  if (!present) errors.push({ field: 'present', text: 'Enter who came' })
  if (!decided) errors.push({ field: 'words', text: 'Write what was decided' })
  const scale = eachLine.flatMap(at => {
    const [who, score] = [typed(fields, `who-${at}`), typed(fields, `score-${at}`)]
    if (!who && !score) return []
    if (!who) errors.push({ field: `who-${at}`, text: `Enter whose number it is, line ${at}` })
    if (!score || !/^(10|\d)$/.test(score))
      errors.push({ field: `score-${at}`, text: `Enter a whole number from 0 to 10, line ${at}` })
    return [{ who, score: Number(score) }]
  })
  if (errors.length > 0 || 'error' in on) return { errors }
  return {
    on: on.date,
    body: {
      sort: 'team-around-child',
      state: 'held',
      heldOn: on.date,
      present,
      passages: said(decided),
      childSaid: said(typed(fields, 'childSaid')),
      scale,
    },
  }
}

/** The end: why by the list of the day, and what has changed. */
export const readEnd = (fields: Fields, today: PlainDate): Read => {
  const errors: FormError[] = []
  const outcome = endingsOn(today).find(one => one.value === fields.outcome)?.value
  const words = typed(fields, 'words')
  if (!outcome) errors.push({ field: 'outcome', text: 'Choose why it ends' })
  if (!words) errors.push({ field: 'words', text: 'Write what has changed for the child' })
  return errors.length > 0 ? { errors } : { on: today, body: { outcome, words } }
}

/** What goes to the front door with a step up: why now, and what the assessment and the plan say. */
export const carried = (file: HelpFile, why: string): string => {
  const headings = new Map(
    (file.assessment ? domainsOn(file.assessment.list as PlainDate).domains : [])
      .flatMap(domain => domain.headings)
      .map(({ code, text }) => [code, text]),
  )
  return [
    why,
    ...(file.assessment
      ? [
          `Early help assessment of ${file.assessment.on}:`,
          ...(file.assessment.childSaid ? [`The child says: ${file.assessment.childSaid}`] : []),
          ...file.assessment.parts.map(({ heading, strengths, needs }) =>
            [headings.get(heading) ?? heading, strengths && `goes well: ${strengths}`, needs && `is needed: ${needs}`]
              .filter(Boolean)
              .join('; '),
          ),
          ...(file.assessment.conclusion ? [`Conclusion: ${file.assessment.conclusion}`] : []),
        ]
      : []),
    ...(file.plan
      ? [
          `Plan of ${file.plan.on}:`,
          ...file.plan.actions.map(({ what, who, by, done }) => `${what}: ${who}, by ${by}${done ? ', done' : ''}`),
        ]
      : []),
  ].join('\n\n')
}
