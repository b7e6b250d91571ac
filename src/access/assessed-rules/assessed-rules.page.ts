import { Type } from 'typebox'
import {
  addYears,
  boxesNamed,
  boxNames,
  formatDate,
  londonDate,
  NotFound,
  type PlainDate,
  readBoxes,
} from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { deskAction, deskPage, type Route } from '../page.ts'
import { assessedRulesExamples } from './assessed-rules.examples.ts'
import { type AssessedRules, assessedRulesView } from './assessed-rules.view.ts'
import { type Assessment, agreeOn, listSwitches, switchOff, switchOn } from './rule-switch.actions.ts'
import { type AssessedRule, isStanding } from './rule-switch.ts'

const common = { right: 'recall-rules', actor: 'approvals' } as const
const path = '/assessed-rules'
type Rules = readonly AssessedRule[]

const ruleIn = (rules: Rules, text: string | undefined): AssessedRule => {
  const found = rules.find(({ rule, version }) => `${rule}-${version}` === text)
  if (!found) throw new NotFound()
  return found
}

/** The rules, off until somebody switches one on; whoever reads this sees no child. */
const rulesPage = (rules: Rules): Route =>
  deskPage({
    ...common,
    path,
    purpose: 'see the rules that wait for an impact assessment',
    nav: '/role-rules',
    load: async (command): Promise<AssessedRules> => ({
      rules,
      today: londonDate(command.at),
      switches: await listSwitches(command),
      fields: {},
      errors: [],
    }),
    answer: (data, frame) => ({ page: assessedRulesView(data, frame.csrf) }),
    examples: assessedRulesExamples(rules),
  })

type Fields = AssessedRules['fields']
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

const onAction = (rules: Rules): Route =>
  deskAction({
    ...common,
    path: `${path}/:rule/on`,
    purpose: 'record the impact assessment of a rule',
    form: OnForm,
    act: async (command, { params, form }) => {
      const rule = ruleIn(rules, params.rule)
      const [today, fields] = [londonDate(command.at), form as Fields]
      const read = readAssessment(fields, today)
      if ('errors' in read) {
        const of = `${rule.rule}-${rule.version}`
        const data = { rules, today, switches: await listSwitches(command), fields, of, errors: read.errors }
        return { page: assessedRulesView(data, command.reader?.csrf ?? ''), status: 422 }
      }
      const past = (await listSwitches(command)).find(
        one => one.rule === rule.rule && one.version === rule.version && !one.off && !isStanding(one, today),
      )
      if (past)
        await switchOff(
          command,
          { ...rule, job: undefined },
          'Its assessment was to be looked at again, and another is recorded.',
        )
      await switchOn(command, rule, read)
      return { redirect: path, flash: 'It is recorded. The rule is on once somebody else agrees.' }
    },
  })

const agreeAction = (rules: Rules): Route =>
  deskAction({
    ...common,
    path: `${path}/:rule/agree`,
    purpose: 'agree to a rule that waits for a second person',
    form: Type.Object({}),
    act: async (command, { params }) => {
      await agreeOn(command, ruleIn(rules, params.rule))
      return { redirect: path, flash: 'The rule is on from now.' }
    },
  })

const offAction = (rules: Rules): Route =>
  deskAction({
    ...common,
    path: `${path}/:rule/off`,
    purpose: 'switch off a rule',
    form: Type.Object({ reason: box() }),
    act: async (command, { params, form }) => {
      const rule = ruleIn(rules, params.rule)
      const [switches, today] = [await listSwitches(command), londonDate(command.at)]
      const reason = form.reason?.trim() ?? ''
      if (reason.length < 10) {
        const errors = [{ field: 'reason', text: 'Say why in a sentence' }]
        const data = { rules, today, switches, fields: form, of: `${rule.rule}-${rule.version}`, errors }
        return { page: assessedRulesView(data, command.reader?.csrf ?? ''), status: 422 }
      }
      const waited = switches.some(
        one => one.rule === rule.rule && one.version === rule.version && isStanding(one, today) && !one.agreed,
      )
      await switchOff(command, rule, reason)
      return {
        redirect: path,
        flash: waited ? 'Taken back. The rule stays off.' : 'The rule is off. What it set or proposed is taken back.',
      }
    },
  })

/** Rules that look at what families told: off, until an authority switches one on with its impact assessment. */
export const assessedRulePages = (rules: Rules): readonly Route[] => [
  rulesPage(rules),
  onAction(rules),
  agreeAction(rules),
  offAction(rules),
]
