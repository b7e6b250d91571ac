import { answersOf, type Body } from '../../../children/index.ts'
import { addYears, formatDate } from '../../../kernel/index.ts'
import { card, type Html, html, table } from '../../../platform/views/index.ts'
import { countContacts, givenForms, stillOut } from './help-forms.ts'
import { supportBack, supportGiven, supportSession } from './support.record.ts'
import type { SupportData } from './support-data.ts'
import { supportHref } from './support-form.view.ts'

const sortWords = (body: Body): string =>
  answersOf(givenForms, body).find(one => one.label === 'What sort of help?')?.words ?? 'Help'
const lineOf = (body: Body): string =>
  `${typeof body.what === 'string' ? body.what : 'Help'}. ${sortWords(body)}${typeof body.who === 'string' ? `, ${body.who}` : ''}`

/** What was lent, given and enjoyed: what is out first, with the day it is due back. */
export const helpCard = ({ header, written, today }: SupportData): Html => {
  const out = stillOut(written, { given: supportGiven.kind, back: supportBack.kind })
  const others = written.filter(one => one.kind === supportGiven.kind && !out.includes(one)).toReversed()
  return card({
    title: 'Help given',
    body: html`${
      out.length > 0
        ? html`<ul class="govuk-list govuk-list--bullet">${out.map(one => {
            const until = typeof one.body.until === 'string' ? one.body.until : undefined
            return html`<li>${lineOf(one.body)}, since ${formatDate(one.on)}${until ? `. Until ${formatDate(until as typeof today)}${until < today ? ': that day has passed' : ''}` : ''}</li>`
          })}</ul><p class="govuk-body"><a class="govuk-link tl-noprint" href="${supportHref(header.address, '/back')}">Something came back, or ended</a></p>`
        : null
    }${
      others.length > 0
        ? html`<ul class="govuk-list govuk-list--bullet">${others.map(one => html`<li>${lineOf(one.body)}, ${formatDate(one.on)}</li>`)}</ul>`
        : null
    }${out.length + others.length === 0 ? html`<p class="govuk-body">Nothing yet.</p>` : null}`,
    link: { text: 'Write down help', href: supportHref(header.address, '/given') },
  })
}

/** How often and in what way they met in the last year. */
export const sessionsCard = ({ header, written, today }: SupportData): Html => {
  const sessions = written.filter(one => one.kind === supportSession.kind)
  const last = sessions.findLast(one => one.body.came === 'yes')
  const counts = countContacts(sessions, addYears(today, -1)).filter(one => one.group + one.alone > 0)
  return card({
    title: 'Time together',
    body: html`${last ? html`<p class="govuk-body">Last on <strong>${formatDate(last.on)}</strong>.</p>` : html`<p class="govuk-body">None yet.</p>`}${
      counts.length > 0
        ? table({
            caption: 'In the last 12 months',
            rowHeader: true,
            columns: [{ text: 'How' }, { text: 'Group' }, { text: 'One to one' }],
            rows: counts.map(one => [one.way, String(one.group), String(one.alone)]),
          })
        : null
    }`,
    link: { text: 'Write down time together', href: supportHref(header.address, '/session') },
  })
}
