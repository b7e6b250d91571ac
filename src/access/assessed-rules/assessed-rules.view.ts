import { boxesNamed, formatDate, formatInstant, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  card,
  dateInput,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  tag,
} from '../../platform/views/index.ts'
import { type AssessedRule, isOn, isStanding, type RuleSwitch } from './rule-switch.ts'

/** The rules, with every time that one was switched on, the latest first, and the form as it was typed. */
export type AssessedRules = {
  readonly rules: readonly AssessedRule[]
  readonly today: PlainDate
  readonly switches: readonly RuleSwitch[]
  readonly fields: Readonly<Partial<Record<string, string>>>
  readonly errors: readonly FormError[]
  /** Whose form was typed, as `rule-version`: the page has one for each rule that is off. */
  readonly of?: string
}

/** Each rule with whether it is on, and the way to switch it. */
export const assessedRulesView = (data: AssessedRules, csrf: string): PageContent => ({
  title: 'Rules that wait',
  heading: 'Rules that wait for an impact assessment',
  lead: 'Each looks at what families told other services. Each is off until two people switch it on here, with the impact assessment that was made of it.',
  error: data.errors.length > 0,
  back: { href: '/role-rules', text: 'Role rules' },
  body: html`${formErrors(ofForm(data.of, data.errors))}${data.rules.map(rule => ruleCard(rule, data, csrf))}`,
})

/** As the addresses of the rules say it. */
const keyOf = ({ rule, version }: Pick<AssessedRule, 'rule' | 'version'>): string => `${rule}-${version}`
const ofForm = (key = '', errors: readonly FormError[]): readonly FormError[] =>
  errors.map(one => ({ ...one, field: `${key}-${one.field}` }))

const ruleCard = (rule: AssessedRule, data: AssessedRules, csrf: string): Html => {
  const own = data.switches.filter(one => one.rule === rule.rule && one.version === rule.version)
  const standing = own.find(one => isStanding(one, data.today))
  const on = standing && isOn(standing, data.today)
  return card({
    title: `${rule.title}, version ${rule.version}`,
    body: html`<p class="govuk-body">${tag(on ? { text: 'On', tone: 'good' } : { text: standing ? 'Off: waits for a second person' : 'Off' })}</p><p class="govuk-body">${rule.sentence}</p>
${standing ? html`${on ? null : agreeForm(rule, standing, csrf)}${offForm(rule, standing, data, csrf)}` : onForm(rule, data, csrf)}
${own.length > 0 ? html`<h3 class="govuk-heading-s">What was recorded of it</h3><ul class="govuk-list govuk-list--bullet">${own.map(one => html`<li>${switchWords(one)}</li>`)}</ul>` : null}`,
  })
}

const switchWords = ({ onAt, onBy, assessment, assessedOn, acceptedBy, reviewOn, agreed, off }: RuleSwitch): string =>
  `Recorded by ${onBy}, ${formatInstant(onAt)}${agreed ? `; agreed, and on, by ${agreed.by}, ${formatInstant(agreed.at)}` : '; nobody else has agreed'}. Impact assessment ${assessment} of ${formatDate(assessedOn)}, accepted by ${acceptedBy}, to be looked at again by ${formatDate(reviewOn)}.${
    off ? ` ${agreed ? 'Switched off' : 'Taken back'} by ${off.by}, ${formatInstant(off.at)}: ${off.reason}` : ''
  }`

const agreeForm = (rule: AssessedRule, { onBy, own }: RuleSwitch, csrf: string): Html => {
  const waits = html`<p class="govuk-body">${own ? 'You' : onBy} recorded the impact assessment. Somebody else reads it and agrees: until then the rule does nothing.</p>`
  if (own) return waits
  return form({
    action: `/assessed-rules/${keyOf(rule)}/agree`,
    csrf,
    body: html`${waits}${button({ text: 'I have read it, and agree', preventDoubleClick: true })}`,
  })
}

const onForm = (rule: AssessedRule, data: AssessedRules, csrf: string): Html => {
  const key = keyOf(rule)
  const fields = data.of === key || data.of === undefined ? data.fields : {}
  const errors = data.of === key ? ofForm(key, data.errors) : []
  const named = (name: string) => ({
    ...{ id: `${key}-${name}`, name, value: fields[name] ?? '' },
    ...errorOf(errors, `${key}-${name}`),
  })
  const dated = (name: string) => ({
    ...{ id: `${key}-${name}`, name, values: boxesNamed(name, fields) },
    ...errorOf(errors, `${key}-${name}-day`),
  })
  return form({
    action: `/assessed-rules/${key}/on`,
    csrf,
    body: html`${input({ ...named('assessment'), label: 'Where is the impact assessment kept?', hint: 'Its reference' })}
${dateInput({ ...dated('assessed'), legend: 'When was it made?', hint: 'For example, 27 3 2026' })}
${input({ ...named('acceptedBy'), label: 'Who accepted it for the council?' })}
${dateInput({ ...dated('review'), legend: 'When is it looked at again?', hint: 'From that day on the rule does nothing new until another is recorded' })}
${button({ text: 'Record it, for somebody else to agree', preventDoubleClick: true })}`,
  })
}

const offForm = (rule: AssessedRule, { agreed }: RuleSwitch, data: AssessedRules, csrf: string): Html => {
  const key = keyOf(rule)
  const errors = data.of === key ? ofForm(key, data.errors) : []
  return form({
    action: `/assessed-rules/${key}/off`,
    csrf,
    body: html`${input({
      ...{ id: `${key}-reason`, name: 'reason', attributes: { maxlength: '400' } },
      ...(agreed
        ? { label: 'Why is this rule switched off?', hint: 'What it set or proposed is taken back at once' }
        : { label: 'Why is this taken back?', hint: 'The rule has done nothing yet, and stays off' }),
      value: (data.of === key && data.fields.reason) || '',
      ...errorOf(errors, `${key}-reason`),
    })}
${button({ kind: agreed ? 'warning' : 'secondary', text: agreed ? 'Switch this rule off' : 'Take it back' })}`,
  })
}
