import { Type } from 'typebox'
import { type Answer, actConcerns, categoryWords, deskAction, deskPage, type Route } from '../../access/index.ts'
import { formatDate, formatInstant, londonDate, type PlainDate, plural } from '../../kernel/index.ts'
import {
  button,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  summaryList,
  table,
  tag,
} from '../../platform/views/index.ts'
import { listUrgentUses, reviewUrgentUse, type UrgentUse } from './urgent-reviews.queries.ts'

const purpose = 'review urgent access'
/** A review that came back: of which use, what was chosen and written, and what is missing. */
type Wrong = {
  readonly use: string
  readonly finding: string
  readonly words: string
  readonly faults: readonly FormError[]
}
type Uses = { readonly uses: readonly UrgentUse[]; readonly at: Date; readonly wrong?: Wrong }

/** Each use of urgent access that waits for a review, and those reviewed. The reviewer reads who, when, what and why; not the record. */
export const urgentReviewsPage: Route = deskPage({
  path: '/urgent-reviews',
  purpose,
  nav: 'urgent-reviews',
  right: 'review-urgent',
  actor: 'approvals',
  load: async (command): Promise<Uses> => ({ uses: await listUrgentUses(command), at: command.at }),
  answer: (data, frame) => ({ page: usesPage(data, frame.csrf) }),
  examples: {
    usual: { uses: exampleUses(), at: new Date('2026-05-06T07:15:00Z') },
    'a review without a finding': {
      uses: exampleUses(),
      at: new Date('2026-05-06T07:15:00Z'),
      wrong: {
        use: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c42',
        finding: 'not-right',
        words: '',
        faults: [
          {
            field: 'words-0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c42',
            text: 'Say what was not right, and what happens now',
          },
        ],
      },
    },
    'nothing waits': { uses: [], at: new Date('2026-05-06T07:15:00Z') },
  },
})

const usesPage = (data: Uses, csrf: string): PageContent => ({
  title: 'Urgent access to review',
  heading: 'Urgent access to review',
  error: data.wrong !== undefined,
  body: usesView(data, csrf),
})

const usesView = ({ uses, at, wrong }: Uses, csrf: string): Html => {
  const waiting = uses.filter(use => use.finding === undefined)
  const done = uses.filter(use => use.finding !== undefined)
  return html`${formErrors(wrong?.faults ?? [])}<p class="govuk-body"><a class="govuk-link" href="/kept-records">What is kept to named people</a></p>
${waiting.length === 0 ? emptyState({ text: 'No urgent access waits for a review.' }) : waiting.map(use => waitingView(use, at, csrf, wrong?.use === use.uuid ? wrong : undefined))}
${
  done.length === 0
    ? null
    : table({
        caption: 'Reviewed',
        columns: [{ text: 'Opened' }, { text: 'Who' }, { text: 'Record' }, { text: 'Found' }],
        rows: done.map(use => [
          formatInstant(use.startsAt, londonDate(at)),
          use.who,
          `Reference ${use.record}`,
          `${use.finding === 'right' ? 'It was right' : 'It was not right'}, by ${use.reviewedBy ?? 'somebody'}. ${use.words ?? ''}`,
        ]),
      })
}`
}

const waitingView = (
  use: UrgentUse,
  at: Date,
  csrf: string,
  wrong: Wrong | undefined,
): Html => html`<section class="tl-card">
<h2 class="tl-card__title">${use.who}${use.title ? `, ${use.title}` : ''}</h2>
${summaryList({
  rows: [
    {
      key: 'Opened',
      value: `${formatInstant(use.startsAt, londonDate(at))}, until ${formatInstant(use.endsAt, londonDate(at))}`,
    },
    { key: 'Record', value: `Reference ${use.record}` },
    { key: 'To see', value: use.categories.map(one => categoryWords[one]).join(', ') },
    { key: 'Why', value: `${use.ground}. ${use.reason}` },
    { key: 'Looked at', value: plural(use.looks, 'page') },
    {
      key: 'Review by',
      value: html`${formatDate(use.reviewBy)}${use.reviewBy < londonDate(at) ? html` ${tag({ text: 'Overdue', tone: 'stop' })}<br>Until you have, ${use.who} can open nothing else urgently.` : null}`,
    },
  ],
})}
${form({
  action: `/urgent-reviews/${use.uuid}`,
  csrf,
  body: html`${radios({
    name: 'finding',
    idPrefix: `finding-${use.uuid}`,
    legend: 'Was it right?',
    items: [
      { value: 'right', text: 'Yes' },
      { value: 'not-right', text: 'No. Access ends now' },
    ],
    value: wrong?.finding ?? '',
    ...errorOf(wrong?.faults ?? [], `finding-${use.uuid}`),
  })}
${input({ id: `words-${use.uuid}`, name: 'words', label: 'What you found', hint: 'If it was not right, say what happens now.', value: wrong?.words ?? '', attributes: { maxlength: '400' }, ...errorOf(wrong?.faults ?? [], `words-${use.uuid}`) })}
${button({ text: html`Save review<span class="govuk-visually-hidden"> of ${use.who}</span>` })}`,
})}
</section>`

export const urgentReviewAction: Route = deskAction({
  path: '/urgent-reviews/:use',
  purpose,
  right: 'review-urgent',
  actor: 'approvals',
  concerns: 'child',
  form: Type.Object({
    finding: Type.String({ default: '', maxLength: 20 }),
    words: Type.Optional(Type.String({ maxLength: 400 })),
  }),
  act: async (command, { params, form: given }): Promise<Answer> => {
    const [finding, words] = [findings.find(one => one === given.finding), (given.words ?? '').trim()]
    const wrong = wrongIn(params.use ?? '', { ...given, words })
    if (wrong || !finding) {
      const data: Uses = { uses: await listUrgentUses(command), at: command.at, ...(wrong ? { wrong } : {}) }
      return { page: usesPage(data, command.reader?.csrf ?? ''), status: 422 }
    }
    const childId = await reviewUrgentUse(command, params.use, { finding, words })
    actConcerns(command, childId, { rule: `urgent-review:${finding}` })
    return { redirect: '/urgent-reviews', flash: 'Your review is saved.' }
  },
})

const findings = ['right', 'not-right'] as const
/** What a review lacks, beside its boxes. */
function wrongIn(use: string, { finding, words }: Pick<Wrong, 'finding' | 'words'>): Wrong | undefined {
  const faults: FormError[] = []
  if (!findings.some(one => one === finding))
    faults.push({ field: `finding-${use}`, text: 'Choose whether it was right' })
  if (finding === 'not-right' && words === '')
    faults.push({ field: `words-${use}`, text: 'Say what was not right, and what happens now' })
  return faults.length > 0 ? { use, finding, words, faults } : undefined
}

function exampleUses(): UrgentUse[] {
  const one: UrgentUse = {
    uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c41',
    who: 'Sam Ali',
    title: 'Education welfare officer',
    record: '3f2a9c1e',
    ground: 'A child may be at risk of harm now',
    reason: 'Found alone at the school gate after dark, no answer from home.',
    categories: ['contact', 'care-involved'],
    startsAt: new Date('2026-05-01T19:05:00Z'),
    endsAt: new Date('2026-05-01T20:05:00Z'),
    reviewBy: '2026-05-06' as PlainDate,
    looks: 2,
    finding: undefined,
    words: undefined,
    reviewedBy: undefined,
  }
  return [
    { ...one, reviewBy: '2026-05-05' as PlainDate },
    { ...one, uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c42', who: 'Priya Raman', title: 'Social worker' },
    {
      ...one,
      uuid: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c43',
      finding: 'right',
      words: 'The child was taken home.',
      reviewedBy: 'Colm Reddy',
    },
  ]
}
