import { boxesNamed, formatDate, formatInstant, type PlainDate } from '../../../kernel/index.ts'
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
} from '../../../platform/views/index.ts'
import { type ConversationRule, conversationRules, isOn, isStanding, type RuleSwitch } from './conversation-rules.ts'

/** The rules, with every time that one was switched on, the latest first, and the form as it was typed. */
export type Conversations = {
  readonly today: PlainDate
  readonly switches: readonly RuleSwitch[]
  readonly fields: Readonly<Partial<Record<string, string>>>
  readonly errors: readonly FormError[]
}

/** Each rule with whether it is on, and the way to switch it. */
export const conversationsView = (data: Conversations, csrf: string): PageContent => ({
  title: 'Rules that propose',
  heading: 'Rules that propose a conversation',
  lead: 'Each asks somebody who knows a family to talk with the child. All are off until two people switch one on here, with the impact assessment that was made of it.',
  error: data.errors.length > 0,
  back: { href: '/role-rules', text: 'Role rules' },
  body: html`${formErrors(data.errors)}${conversationRules.map(rule => ruleCard(rule, data, csrf))}`,
})

const ruleCard = (rule: ConversationRule, data: Conversations, csrf: string): Html => {
  const own = data.switches.filter(one => one.rule === rule.rule && one.version === rule.version)
  const standing = own.find(one => isStanding(one, data.today))
  const on = standing && isOn(standing, data.today)
  return card({
    title: `${rule.rule}, version ${rule.version}`,
    body: html`<p class="govuk-body">${tag(on ? { text: 'On', tone: 'good' } : { text: standing ? 'Off: waits for a second person' : 'Off' })}</p><p class="govuk-body">${rule.sentence}</p>
${standing ? html`${on ? null : agreeForm(rule, standing, csrf)}${offForm(rule, csrf)}` : onForm(rule, data, csrf)}
${own.length > 0 ? html`<h3 class="govuk-heading-s">Switched on before and now</h3><ul class="govuk-list govuk-list--bullet">${own.map(one => html`<li>${switchWords(one)}</li>`)}</ul>` : null}`,
  })
}

const switchWords = ({ onAt, onBy, assessment, assessedOn, acceptedBy, reviewOn, agreed, off }: RuleSwitch): string =>
  `Recorded by ${onBy}, ${formatInstant(onAt)}${agreed ? `; agreed, and on, by ${agreed.by}, ${formatInstant(agreed.at)}` : '; nobody else has agreed'}. Impact assessment ${assessment} of ${formatDate(assessedOn)}, accepted by ${acceptedBy}, to be looked at again by ${formatDate(reviewOn)}.${
    off ? ` Off by ${off.by}, ${formatInstant(off.at)}: ${off.reason}` : ''
  }`

const agreeForm = ({ rule, version }: ConversationRule, { onBy }: RuleSwitch, csrf: string): Html =>
  form({
    action: `/conversation-rules/${rule}-${version}/agree`,
    csrf,
    body: html`<p class="govuk-body">${onBy} recorded the impact assessment. Somebody else reads it and agrees: until then the rule proposes nothing.</p>${button({ text: 'I have read it, and agree', preventDoubleClick: true })}`,
  })

const onForm = ({ rule, version }: ConversationRule, { fields, errors }: Conversations, csrf: string): Html =>
  form({
    action: `/conversation-rules/${rule}-${version}/on`,
    csrf,
    body: html`${input({ name: 'assessment', label: 'Where is the impact assessment kept?', hint: 'Its reference', value: fields.assessment ?? '', ...errorOf(errors, 'assessment') })}
${dateInput({ id: 'assessed', name: 'assessed', legend: 'When was it made?', hint: 'For example, 27 3 2026', values: boxesNamed('assessed', fields), ...errorOf(errors, 'assessed-day') })}
${input({ name: 'acceptedBy', label: 'Who accepted it for the council?', value: fields.acceptedBy ?? '', ...errorOf(errors, 'acceptedBy') })}
${dateInput({ id: 'review', name: 'review', legend: 'When is it looked at again?', hint: 'From that day on the rule proposes nothing until another is recorded', values: boxesNamed('review', fields), ...errorOf(errors, 'review-day') })}
${button({ text: 'Record it, for somebody else to agree', preventDoubleClick: true })}`,
  })

const offForm = ({ rule, version }: ConversationRule, csrf: string): Html =>
  form({
    action: `/conversation-rules/${rule}-${version}/off`,
    csrf,
    body: html`${input({ id: 'reason', name: 'reason', label: 'Why is this rule switched off?', hint: 'What it proposed is gone from every list at once', value: '', attributes: { maxlength: '400' } })}
${button({ kind: 'warning', text: 'Switch this rule off' })}`,
  })
