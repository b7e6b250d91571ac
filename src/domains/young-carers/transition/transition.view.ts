import { formatDate } from '../../../kernel/index.ts'
import { card, type Html, html, warningText } from '../../../platform/views/index.ts'
import type { PartKey } from '../support/parts.ts'
import type { SupportData } from '../support/support-data.ts'
import { supportHref } from '../support/support-form.view.ts'
import type { Written } from '../support/written.ts'
import { answers, writtenAs } from '../support/written.view.ts'
import { type Transition, transitionWords } from './transition.ts'
import { answerOf } from './transition-checks.ts'

const nextPart: Readonly<Record<Transition['state'], readonly [PartKey, string] | undefined>> = {
  before: ['adult-offer', 'Offer it now'],
  'to-offer': ['adult-offer', 'Offer it'],
  'to-assess': ['adult-needs', 'Write the assessment'],
  'to-plan': ['adult-plan', 'Make the plan'],
  'to-ask': ['adult-ask', 'Ask an adult service'],
  asked: ['adult-answer', 'Write what they answer'],
  accepted: undefined,
  declined: ['adult-offer', 'Ask again'],
}

/** The move to adult support: where it stands, what is due by when, and what was written of it. */
export const transitionCard = (data: SupportData): Html | null => {
  const { transition, header } = data
  if (!transition) return null
  const { state, escalated, days } = transition
  const step = nextPart[state]
  return card({
    title: 'Move to adult support',
    body: html`${
      escalated
        ? warningText({
            text: `${header.first} has been eighteen since ${formatDate(days.adult)}, and no adult service has accepted. Our support goes on until one has.`,
          })
        : null
    }<p class="govuk-body"><strong>${transitionWords[state].replaceAll('{first}', header.first)}</strong>. ${keeperWords(transition)}</p>
${stepsList(data, transition)}<p class="govuk-body">${ageWords(transition)}</p>${
      step
        ? html`<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(header.address, `/${step[0]}`)}">${step[1]}</a></p>`
        : null
    }${written(data)}`,
  })
}

const keeperWords = ({ startsOn }: Transition): string =>
  startsOn ? `They have the plan from ${formatDate(startsOn)}; until then we have it.` : 'We have the plan.'

const stepsList = ({ today }: SupportData, { steps }: Transition): Html | null =>
  steps.length > 0
    ? html`<ul class="govuk-list govuk-list--bullet">${steps.map(
        ({ what, by }) => html`<li>${what}: by ${formatDate(by)}${by < today ? '. That day has passed' : null}</li>`,
      )}</ul>`
    : null

const ageWords = ({ days }: Transition): string =>
  `By age our service is there until ${formatDate(days.oursUntil)}, and the one for young adults from ${formatDate(days.theirsFrom)} to ${formatDate(days.theirsUntil)}.`

const written = (data: SupportData): Html => {
  const [offer, needs, plan] = (['adult-offer', 'adult-needs', 'adult-plan'] as const).map(key =>
    writtenAs(data, key).at(-1),
  )
  const asked = writtenAs(data, 'adult-ask').toReversed()
  return html`${part(data, 'adult-offer', 'Offer', offer, 'Offer it again')}${part(data, 'adult-needs', 'Transition assessment', needs, 'Change the assessment')}${part(data, 'adult-plan', 'Plan for adult life', plan, 'Change the plan')}${asked.map(one => service(data, one))}${
    asked.length > 0
      ? html`<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(data.header.address, '/adult-ask')}">Ask another adult service</a></p>`
      : null
  }`
}

const part = (data: SupportData, key: PartKey, title: string, one: Written | undefined, change: string): Html | null =>
  one
    ? html`<h3 class="govuk-heading-s">${title}, ${formatDate(one.on)}</h3>${answers(data, key, one)}
<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(data.header.address, `/${key}`)}">${change}</a></p>`
    : null

const service = (data: SupportData, one: Written): Html => {
  const answer = answerOf(data.written, one)
  return html`<h3 class="govuk-heading-s">${String(one.body.service)}, asked on ${formatDate(one.on)}</h3>
${answers(data, 'adult-ask', one, ['service', 'told'])}${
  answer
    ? html`<p class="govuk-body">Answered on ${formatDate(answer.on)}.</p>${answers(data, 'adult-answer', answer, ['asked'])}`
    : html`<p class="govuk-body">No answer yet.</p>`
}${
  answer?.body.answer === 'declined'
    ? null
    : html`<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(data.header.address, '/adult-answer')}">${answer ? 'They have changed their answer' : 'Write what they answer'}</a></p>`
}`
}
