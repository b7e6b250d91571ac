import { formatDate, formatInstant, londonDate, plural } from '../../../kernel/index.ts'
import { emptyState, type Html, html, type PageContent, table, tag } from '../../../platform/views/index.ts'
import type { Contact } from './contacts.queries.ts'
import { sourceOf } from './lists.ts'
import { bySoonest, isLate, type NextStep, nextStepOf } from './waiting.ts'

/** "3 hours", "2 days": how long something has waited. */
export const waited = (since: Date, at: Date): string => {
  const minutes = Math.max(0, Math.floor((at.getTime() - since.getTime()) / 60_000))
  if (minutes < 60) return plural(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? plural(hours, 'hour') : plural(Math.floor(hours / 24), 'day')
}

const stepWords = { rank: 'Not yet ranked: look at it by', screen: 'Screen by', decide: 'Decide by' } as const
const owedOf = (contact: Contact): NextStep | undefined => {
  const { state, steps } = contact
  if (state === 'closed') return undefined
  const level = steps.findLast(step => step.sort === 'ranked')?.outcome
  return nextStepOf({ ...contact, state, ...(level ? { level } : {}) })
}
/** By when the front door owes the next step, in words, and whether that is past. */
export const dueOf = (contact: Contact, at: Date): { readonly text: string; readonly late: boolean } | undefined => {
  const next = owedOf(contact)
  if (!next) return undefined
  const by = next.at ? formatInstant(next.at, londonDate(at)) : formatDate(next.on)
  return { text: `${stepWords[next.what]} ${by}`, late: isLate(next, at) }
}

/** Where a contact comes from, in words. */
export const sourceText = ({ told, toldAt }: Pick<Contact, 'told' | 'toldAt'>): string =>
  sourceOf(told.source, londonDate(toldAt))?.text ?? 'Not said'

/** The front door's tray: what is new, and referrals to decide, what is owed soonest first. */
export const trayView = (contacts: readonly Contact[], at: Date): PageContent => {
  const soonest = contacts
    .map(contact => ({ contact, next: owedOf(contact) }))
    .sort((a, b) => (a.next && b.next ? bySoonest(a.next, b.next) : 0))
    .map(({ contact }) => contact)
  const [fresh, referrals] = [soonest.filter(c => c.state === 'new'), soonest.filter(c => c.state === 'referral')]
  return {
    title: 'Contacts',
    heading: 'Contacts',
    live: { url: '/front-door/live', words: 'A contact has come, or gone on.' },
    wide: true,
    lead: html`<a class="govuk-link" href="/front-door/new">Write down a contact by telephone or word of mouth</a>`,
    body:
      contacts.length === 0
        ? emptyState({ text: 'No contact waits.' })
        : html`${list('New', fresh, at)}${list('Referrals to decide', referrals, at)}`,
  }
}

const list = (caption: string, contacts: readonly Contact[], at: Date): Html =>
  table({
    caption: `${caption} (${contacts.length})`,
    captionClasses: 'govuk-table__caption--m',
    columns: [
      { text: 'Child, as told' },
      { text: 'From' },
      { text: 'Waited' },
      { text: 'Owed' },
      { text: 'Contacts in a year', numeric: true },
    ],
    rowHeader: true,
    empty: html`<strong>${caption}</strong>: none.`,
    rows: contacts.map(contact => {
      const due = dueOf(contact, at)
      return [
        html`<a class="govuk-link" href="/front-door/${contact.address}">${contact.told.childName}</a>${contact.outOfHours ? html` ${tag({ text: 'Out of hours' })}` : null}`,
        sourceText(contact),
        waited(contact.toldAt, at),
        due ? html`${due.text}${due.late ? html` ${tag({ text: 'Late', tone: 'stop' })}` : null}` : '',
        String(contact.inYear),
      ]
    }),
  })
