import { recordPage } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { button, card, columns, emptyState, type Html, html, type PageContent } from '../../../platform/views/index.ts'
import { transitionCard } from '../transition/transition.view.ts'
import { cardCard } from './card.view.ts'
import { consentCard } from './consent.view.ts'
import { helpCard, sessionsCard } from './help.view.ts'
import { levelWords } from './level.ts'
import type { PartKey } from './parts.ts'
import { routeWords } from './register-forms.ts'
import { placeOf } from './school-plan.ts'
import { type Stage, type Standing, stageWords } from './standing.ts'
import type { SupportData } from './support-data.ts'
import { proposalWords, supportHref } from './support-form.view.ts'
import { answers, each, linkTo, partCard, writtenAs } from './written.view.ts'

/** The support of one young carer: where it stands, what was told, assessed and decided, and how they want to be reached. */
export const supportView = (data: SupportData, csrf: string): PageContent => {
  const { header, standing } = data
  return {
    ...recordPage(header, {
      title: 'Support',
      body: standing
        ? columns({
            main: html`${standingCard(data, standing)}${transitionCard(data)}${levelCard(data)}${schoolCard(data)}${consentCard(data, csrf)}${helpCard(data)}${needsCard(data)}`,
            side: html`${sessionsCard(data)}${cardCard(data, csrf)}${partCard(data, 'contact', 'How to get in touch', 'Nobody has asked yet.', 'Say how')}${each(data, 'offer', 'Offers of support', 'Support has not been offered.', 'Write down an offer')}${each(data, 'told', 'Who told us', 'A file told us.', 'Somebody else told us')}`,
          })
        : html`${emptyState({ text: `Nobody has told us that ${header.first} cares for somebody.` })}${button({ text: 'Write down who told us', href: supportHref(header.address, '/told') })}`,
    }),
    back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
  }
}

const nextPart: Readonly<Record<Stage, readonly [PartKey, string] | undefined>> = {
  found: ['offer', 'Offer support'],
  thinking: ['offer', 'Ask again'],
  declined: ['offer', 'Offer again'],
  accepted: ['needs', 'Write the assessment'],
  assessed: ['level', 'Decide the level'],
  supported: undefined,
  'no-need': undefined,
  ended: ['told', 'Somebody told us again'],
}

const standingCard = ({ header, today }: SupportData, standing: Standing): Html => {
  const { stage, by, since, next } = standing
  const step = nextPart[stage]
  return card({
    title: stageWords[stage],
    body: html`<p class="govuk-body">Known since ${formatDate(since)}. ${routeWords(by)}.</p>${
      next
        ? html`<p class="govuk-body">${next.what}: <strong>${formatDate(next.on)}</strong>${next.on < today ? '. That day has passed' : null}.</p>`
        : null
    }${step ? html`<p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(header.address, `/${step[0]}`)}">${step[1]}</a></p>` : null}${
      stage === 'ended'
        ? null
        : html`<p class="govuk-body-s"><a class="govuk-link tl-noprint" href="${supportHref(header.address, '/end')}">End the support</a></p>`
    }`,
  })
}

const needsCard = (data: SupportData): Html =>
  partCard(data, 'needs', 'Needs assessment', 'No assessment is written yet.', 'Write the assessment')

const schoolCard = (data: SupportData): Html => {
  const plan = writtenAs(data, 'school').at(-1)
  const { first } = data.header
  const names = Array.isArray(plan?.body.knowsNames) ? plan.body.knowsNames.map(String) : []
  const place = plan ? placeOf(plan.body, data.schools) : 'here'
  const school = typeof plan?.body.school === 'string' ? plan.body.school : 'an earlier school'
  return card({
    title: 'Plan with school',
    body: plan
      ? html`${
          place === 'here'
            ? html`<p class="govuk-body">${names.length > 0 ? `Read at school by ${names.join('; ')}.` : 'Nobody at school reads it here.'}</p>`
            : html`<p class="govuk-body">Agreed for ${school}. ${
                place === 'goes-along'
                  ? `${first} agreed that it goes along: ask who at the new school may know.`
                  : `${first} did not agree that it goes along: begin anew.`
              }</p>`
        }${answers(data, 'school', { ...plan, body: { ...plan.body, knows: [] } })}`
      : html`<p class="govuk-body">Nothing is agreed with school yet.</p>`,
    ...linkTo(
      data,
      'school',
      plan ? (place === 'here' ? 'Look at it again' : 'Agree it with the new school') : 'Agree a plan',
    ),
  })
}

const levelCard = (data: SupportData): Html | null => {
  const { proposal, header } = data
  const decided = writtenAs(data, 'level').at(-1)
  if (!proposal && !decided) return null
  const level = decided?.body.level
  return card({
    title: 'Level of support',
    body: html`${proposal ? proposalWords(proposal) : null}${
      decided
        ? html`${typeof level === 'string' ? html`<p class="govuk-body">Decided: <strong>${levelWords(level).replaceAll('{first}', header.first)}</strong>.</p>` : null}${answers(data, 'level', { ...decided, body: { ...decided.body, level: '' } })}`
        : html`<p class="govuk-body">Nobody has decided yet.</p>`
    }`,
    ...linkTo(data, 'level', decided ? 'Decide again' : 'Decide the level'),
  })
}
