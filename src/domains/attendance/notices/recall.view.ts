import { formatDate, formatInstant, type PlainDate, plural } from '../../../kernel/index.ts'
import { button, form, type Html, html, input, type PageContent, table, tag } from '../../../platform/views/index.ts'
import type { NoticeRule } from './notice-rules.ts'
import { mostTouched, type RuleUse, type TouchedNotice } from './recall.queries.ts'

export type Recall = {
  readonly today: PlainDate
  readonly rules: readonly NoticeRule[]
  readonly use: readonly RuleUse[]
}
export type Touched = {
  readonly today: PlainDate
  readonly rule: NoticeRule
  readonly use: RuleUse | undefined
  readonly notices: readonly TouchedNotice[]
}

/** The rules, each with what it has done. */
export const recallView = ({ today, rules, use }: Recall): PageContent => ({
  title: 'Rules that tell',
  heading: 'Rules that tell',
  lead: 'Each tells those who work with a child that something changed. A rule that is wrong can be taken back: what it told is withdrawn, and those who read it are told.',
  wide: true,
  body: table({
    caption: 'Rules, and the messages each has raised',
    captionClasses: 'govuk-visually-hidden',
    rowHeader: true,
    columns: [
      { text: 'Rule' },
      { text: 'Raised', numeric: true },
      { text: 'Open', numeric: true },
      { text: 'Read by somebody', numeric: true },
      { text: 'In force' },
    ],
    rows: rules.map(rule => {
      const own = use.find(one => one.rule === rule.rule && one.version === rule.version)
      return [
        html`<a class="govuk-link" href="/notice-rules/${rule.rule}-${rule.version}">${rule.rule}, version ${rule.version}</a><br>${rule.sentence}`,
        own?.raised ?? 0,
        own?.open ?? 0,
        own?.read ?? 0,
        own?.ended
          ? html`${tag({ text: 'Taken back', tone: 'stop' })}<br>${formatInstant(own.ended.at, today)}`
          : `From ${formatDate(rule.from)}`,
      ]
    }),
  }),
})

/** What one version of a rule touched, without any child, and taking it back. */
export const touchedView = ({ today, rule, use, notices }: Touched, csrf: string): PageContent => ({
  title: `Rule ${rule.rule}`,
  heading: `Rule ${rule.rule}, version ${rule.version}`,
  lead: rule.sentence,
  back: { href: '/notice-rules', text: 'Rules that tell' },
  body: html`${use?.ended ? endedPart(use.ended, today) : takeBackPart(rule, csrf)}
<h2 class="govuk-heading-m">What it touched</h2>
<p class="govuk-body">${plural(use?.raised ?? 0, 'message')}, ${use?.open ?? 0} of them open, ${use?.read ?? 0} read by somebody.${(use?.raised ?? 0) > mostTouched ? ` The latest ${mostTouched} are listed.` : ''}</p>
${table({
  caption: 'Messages of this rule, the latest first',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Message' }, { text: 'Raised' }, { text: 'Withdrawn' }, { text: 'Read by' }],
  rows: notices.map(notice => [
    `Reference ${notice.number}`,
    formatInstant(notice.raisedAt, today),
    notice.withdrawnAt ? formatInstant(notice.withdrawnAt, today) : 'Open',
    notice.readBy.length > 0 ? notice.readBy.join(', ') : 'Nobody',
  ]),
  empty: 'This version of the rule has told nothing.',
})}`,
})

const endedPart = (ended: NonNullable<RuleUse['ended']>, today: PlainDate): Html =>
  html`<p class="govuk-body">${tag({ text: 'Taken back', tone: 'stop' })} by ${ended.by}, ${formatInstant(ended.at, today)}: ${ended.reason}</p>`

const takeBackPart = (rule: NoticeRule, csrf: string): Html =>
  form({
    action: `/notice-rules/${rule.rule}-${rule.version}`,
    csrf,
    body: html`${input({ id: 'reason', name: 'reason', label: 'Why is this rule taken back?', hint: 'It then tells nothing any more, and what it told is withdrawn. This cannot be undone: a mended rule is a new version.', value: '', attributes: { maxlength: '400' } })}
${button({ kind: 'warning', text: 'Take this rule back' })}`,
  })
