import { formatDate, formatInstant, londonDate, plural } from '../../../kernel/index.ts'
import { emptyState, type Html, html, type PageContent, table, tag } from '../../../platform/views/index.ts'
import type { Contact } from './contacts.queries.ts'
import { decideBy, levelsOn, screenBy, sourceOf } from './lists.ts'

/** "3 hours", "2 days": how long something has waited. */
export const waited = (since: Date, at: Date): string => {
  const minutes = Math.max(0, Math.floor((at.getTime() - since.getTime()) / 60_000))
  if (minutes < 60) return plural(minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? plural(hours, 'hour') : plural(Math.floor(hours / 24), 'day')
}

/** By when the front door owes the next step, in words, and whether that is past. */
export const dueOf = (contact: Contact, at: Date): { readonly text: string; readonly late: boolean } | undefined => {
  const today = londonDate(at)
  if (contact.state === 'referral') {
    const by = decideBy(contact.toldAt)
    return { text: `Decide by ${formatDate(by)}`, late: by < today }
  }
  if (contact.state === 'closed') return undefined
  const rank = contact.steps.findLast(step => step.sort === 'ranked')
  const level = levelsOn(londonDate(contact.toldAt)).find(one => one.value === rank?.outcome)
  if (!level) return undefined
  const by = screenBy(level, contact.toldAt)
  return by.at
    ? { text: `Screen by ${formatInstant(by.at, today)}`, late: by.at < at }
    : { text: `Screen by ${formatDate(by.on)}`, late: by.on < today }
}

/** Where a contact comes from, in words. */
export const sourceText = ({ told, toldAt }: Contact): string =>
  sourceOf(told.source, londonDate(toldAt))?.text ?? 'Not said'

/** The front door's tray: what is new, and referrals to decide, the longest waiting first. */
export const trayView = (contacts: readonly Contact[], at: Date): PageContent => {
  const [fresh, referrals] = [contacts.filter(c => c.state === 'new'), contacts.filter(c => c.state === 'referral')]
  return {
    title: 'Contacts',
    heading: 'Contacts',
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
        due ? html`${due.text}${due.late ? html` ${tag({ text: 'Late', tone: 'stop' })}` : null}` : 'Not yet ranked',
        String(contact.inYear),
      ]
    }),
  })
