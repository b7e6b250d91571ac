import { Type } from 'typebox'
import { deskAction, deskPage, type Route } from '../../../access/index.ts'
import {
  addYears,
  boxesNamed,
  boxNames,
  filledBoxes,
  formatDate,
  InvalidInput,
  londonDate,
  NotFound,
  type PlainDate,
  readBoxes,
} from '../../../kernel/index.ts'
import type { FormError } from '../../../platform/views/index.ts'
import { conversationRules, isStanding, type RuleSwitch } from './conversation-rules.ts'
import { type Assessment, agreeOn, listSwitches, switchOff, switchOn } from './conversations.actions.ts'
import { type Conversations, conversationsView } from './conversations.view.ts'

const common = { right: 'recall-rules', actor: 'approvals' } as const
const path = '/conversation-rules'

const ruleOf = (text: string | undefined) => {
  const found = conversationRules.find(({ rule, version }) => `${rule}-${version}` === text)
  if (!found) throw new NotFound()
  return found
}

/** The rules that propose conversations, off until somebody switches one on; whoever reads this sees no child. */
const rulesPage: Route = deskPage({
  ...common,
  path,
  purpose: 'see the rules that propose conversations',
  nav: '/role-rules',
  load: async (command): Promise<Conversations> => ({
    today: londonDate(command.at),
    switches: await listSwitches(command),
    fields: {},
    errors: [],
  }),
  answer: (data, frame) => ({ page: conversationsView(data, frame.csrf) }),
  examples: conversationExamples(),
})

type Fields = Conversations['fields']
/** Reads what is recorded of the assessment: where it is, of which day, who accepted it, and when it is looked at again, within two years. */
const readAssessment = (fields: Fields, today: PlainDate): Assessment | { readonly errors: readonly FormError[] } => {
  const [assessment, acceptedBy] = [fields.assessment?.trim() ?? '', fields.acceptedBy?.trim() ?? '']
  const [assessed, review] = [readBoxes(boxesNamed('assessed', fields)), readBoxes(boxesNamed('review', fields))]
  const assessedOn = assessed && 'date' in assessed ? assessed.date : undefined
  const reviewOn = review && 'date' in review ? review.date : undefined
  const latest = addYears(today, 2)
  const errors: FormError[] = []
  if (assessment.length < 3) errors.push({ field: 'assessment', text: 'Enter where the impact assessment is kept' })
  if (!assessedOn || assessedOn > today)
    errors.push({ field: 'assessed-day', text: 'Enter the day of the assessment: today or earlier' })
  if (!acceptedBy) errors.push({ field: 'acceptedBy', text: 'Enter who accepted it for the council' })
  if (!reviewOn || reviewOn <= today || reviewOn > latest)
    errors.push({
      field: 'review-day',
      text: `Enter when it is looked at again: after today, and by ${formatDate(latest)}`,
    })
  return errors.length > 0 || !assessedOn || !reviewOn ? { errors } : { assessment, assessedOn, acceptedBy, reviewOn }
}

const box = () => Type.Optional(Type.String({ maxLength: 400 }))
const OnForm = Type.Object(
  Object.fromEntries(['assessment', 'acceptedBy', ...boxNames('assessed'), ...boxNames('review')].map(n => [n, box()])),
)

const onAction: Route = deskAction({
  ...common,
  path: `${path}/:rule/on`,
  purpose: 'switch on a rule that proposes conversations',
  form: OnForm,
  act: async (command, { params, form }) => {
    const rule = ruleOf(params.rule)
    const [today, fields] = [londonDate(command.at), form as Fields]
    const read = readAssessment(fields, today)
    if ('errors' in read) {
      const data = { today, switches: await listSwitches(command), fields, errors: read.errors }
      return { page: conversationsView(data, command.reader?.csrf ?? ''), status: 422 }
    }
    const past = (await listSwitches(command)).find(
      one => one.rule === rule.rule && one.version === rule.version && !one.off && !isStanding(one, today),
    )
    if (past) await switchOff(command, rule, 'Its assessment was to be looked at again, and another is recorded.')
    await switchOn(command, rule, read)
    return { redirect: path, flash: 'It is recorded. The rule is on once somebody else agrees.' }
  },
})

const agreeAction: Route = deskAction({
  ...common,
  path: `${path}/:rule/agree`,
  purpose: 'agree to a rule that proposes conversations',
  form: Type.Object({}),
  act: async (command, { params }) => {
    await agreeOn(command, ruleOf(params.rule))
    return { redirect: path, flash: 'The rule proposes conversations from now on.' }
  },
})

const offAction: Route = deskAction({
  ...common,
  path: `${path}/:rule/off`,
  purpose: 'switch off a rule that proposes conversations',
  form: Type.Object({ reason: box() }),
  act: async (command, { params, form }) => {
    const rule = ruleOf(params.rule)
    const reason = form.reason?.trim() ?? ''
    if (reason.length < 10)
      throw new InvalidInput('The reason is too short.', 'Say in a sentence why the rule is switched off.')
    await switchOff(command, rule, reason)
    return { redirect: path, flash: 'The rule is off. What it proposed is gone from every list.' }
  },
})

/** Rules that propose conversations: off, until an authority switches one on with its impact assessment. */
export const conversationPages: readonly Route[] = [rulesPage, onAction, agreeAction, offAction]

function conversationExamples(): Record<string, Conversations> {
  const today = '2026-05-04' as PlainDate
  const on: RuleSwitch = {
    ...{ rule: 'circumstances-at-home', version: 1, onAt: new Date('2026-04-01T09:00:00Z'), onBy: 'Colm Reddy' },
    ...{ assessment: 'DPIA 2026-17', acceptedBy: 'Data protection board' },
    ...{ assessedOn: '2026-03-26' as PlainDate, reviewOn: '2027-03-26' as PlainDate },
    agreed: { at: new Date('2026-04-02T09:00:00Z'), by: 'Iris Bell' },
  }
  const { agreed: _, ...waits } = on
  const off = { at: new Date('2026-04-20T10:00:00Z'), by: 'Colm Reddy', reason: 'Families were not told of it well.' }
  return {
    usual: { today, switches: [], fields: filledBoxes('assessed', today), errors: [] },
    'waits for a second person': { today, switches: [waits], fields: {}, errors: [] },
    'on, and off before': { today, switches: [on, { ...on, off }], fields: {}, errors: [] },
  }
}
