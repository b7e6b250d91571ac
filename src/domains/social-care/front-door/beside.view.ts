import {
  carerWords,
  type GoldenRecord,
  heardBy,
  type RecordHeader,
  recordPage,
  saidBy,
  saidLine,
} from '../../../children/index.ts'
import { formatInstant, formatPhone, type PlainDate } from '../../../kernel/index.ts'
import { html, type PageContent, sourceLine, table } from '../../../platform/views/index.ts'
import type { Contact } from './contacts.queries.ts'
import { sourceText } from './tray.view.ts'

/** What was told in a contact, and what this reader may know of the same. */
export type BesideData = {
  readonly header: RecordHeader
  readonly contact: Pick<Contact, 'address' | 'told' | 'toldAt'>
  readonly today: PlainDate
  readonly known: Pick<GoldenRecord, 'address' | 'school' | 'phones' | 'carers'>
  /** The reader may put it right, once for every service. */
  readonly mayTell: boolean
}

export const besideView = ({ header, contact, today, known, mayTell }: BesideData): PageContent => {
  const { told, toldAt } = contact
  const { address, school, phones, carers } = known
  const numbers = [
    ...phones.map(one => ({ words: formatPhone(one.value), said: saidBy(one) })),
    ...carers.flatMap(one =>
      one.value.phone
        ? [{ words: `${formatPhone(one.value.phone)}, ${carerWords(one.value)}`, said: saidBy(one) }]
        : [],
    ),
  ]
  const home = address && [...address.value.lines, address.value.postcode].filter(Boolean).join(', ')
  return {
    ...recordPage(header, {
      title: 'What was told, and what is known',
      wide: true,
      body: html`<p class="govuk-body">${sourceText(contact)} told it on ${formatInstant(toldAt)}. What is told changes nothing on the record by itself.</p>${table(
        {
          rowHeader: true,
          columns: [{ text: 'About' }, { text: 'As it was told' }, { text: 'As it is known' }],
          rows: [
            [
              'Where they live',
              told.where || notTold,
              address && home ? html`${home}<br>${sourceLine(saidLine(heardBy(address), 'address', today))}` : notKnown,
            ],
            [
              'School or nursery',
              told.school || notTold,
              school?.value.name
                ? html`${school.value.name}<br>${sourceLine(saidLine(heardBy(school), 'lasting', today))}`
                : notKnown,
            ],
            [
              'Telephone',
              told.reach ? `${told.reach}, of whoever told it` : notTold,
              numbers.length > 0
                ? html`${numbers.map(({ words, said }, at) => html`${at > 0 ? html`<br>` : null}${words}<br>${sourceLine(saidLine(said, 'phone', today))}`)}`
                : notKnown,
            ],
          ],
        },
      )}${mayTell ? html`<p class="govuk-body">Where the family says that what is known is wrong or has changed: <a class="govuk-link" href="/children/${header.address}/tell">tell it once</a>, for every service that needs to know.</p>` : null}`,
    }),
    back: { text: 'The contact', href: `/front-door/${contact.address}` },
  }
}
const [notTold, notKnown] = ['Not told', 'Not recorded']
