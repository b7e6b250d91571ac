import { answersOf, formOn, namedForms, repliesIn, repliesView, type Versions } from '../../../children/index.ts'
import { formatDate } from '../../../kernel/index.ts'
import { card, type Html, html, paragraphs, summaryList } from '../../../platform/views/index.ts'
import { hasVersions, type PartKey, partOf } from './parts.ts'
import type { SupportData } from './support-data.ts'
import { supportHref } from './support-form.view.ts'
import type { Written } from './written.ts'

const versionsOf = (key: PartKey, first: string): Versions => {
  const part = partOf(key)
  if (!part) throw new Error(`There is no part ${key}`)
  return namedForms(part.forms, first)
}
/** What was written of a part, the earliest first. */
export const writtenAs = (data: SupportData, key: PartKey): readonly Written[] =>
  data.written.filter(one => one.kind === partOf(key)?.kind.kind)

/** One thing that was written: its answers, and who wrote it. */
export const answers = (data: SupportData, key: PartKey, one: Written, leaveOut: readonly string[] = []): Html =>
  html`${summaryList({
    classes: 'govuk-summary-list--no-border tl-answers',
    rows: answersOf(versionsOf(key, data.header.first), one.body, ['on', ...leaveOut]).map(({ label, words }) => ({
      key: label.replace(/\?$/, ''),
      value: paragraphs(words),
    })),
  })}${repliesView(repliesIn(one.body))}<p class="govuk-body-s">Written by ${one.by}, ${formatDate(one.on)}.${hasVersions(key) ? html` <a class="govuk-link tl-noprint" href="${supportHref(data.header.address, `/changes/${key}`)}">What changed each time<span class="govuk-visually-hidden">: ${formOn(versionsOf(key, data.header.first), one.on).title}</span></a>` : null}</p>`

/** A link to the form of a part. */
export const linkTo = (data: SupportData, key: PartKey, text: string) => ({
  link: { text, href: supportHref(data.header.address, `/${key}`) },
})

/** The latest of a part. */
export const partCard = (data: SupportData, key: PartKey, title: string, none: string, ask: string): Html => {
  const one = writtenAs(data, key).at(-1)
  return card({
    title,
    body: one ? answers(data, key, one) : html`<p class="govuk-body">${none}</p>`,
    ...linkTo(data, key, one ? 'Change' : ask),
  })
}

/** Everything of a part, the latest first. */
export const each = (data: SupportData, key: PartKey, title: string, none: string, add: string): Html => {
  const all = writtenAs(data, key).toReversed()
  return card({
    title,
    body:
      all.length === 0
        ? html`<p class="govuk-body">${none}</p>`
        : html`${all.map(one => html`<h3 class="govuk-heading-s">${formatDate(one.on)}</h3>${answers(data, key, one)}`)}`,
    ...linkTo(data, key, add),
  })
}
