import { addDays, formatDate, formatDateRange, formatPhone, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  card,
  columns,
  emptyState,
  type Html,
  html,
  type PageContent,
  phoneLink,
  sourceLine,
} from '../../platform/views/index.ts'
import type { Address, Carer, GoldenRecord, Survivor } from '../golden-record/index.ts'
import { type Relative, tieWords } from './family.queries.ts'
import type { RecordHeader } from './header.queries.ts'
import { recordHref, recordPage } from './record-page.view.ts'
import { heardBy, relationWords, saidBy, upperFirst } from './today-picture.ts'
import { saidLine } from './told.view.ts'

export type FamilyData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly record: GoldenRecord
  readonly relatives: readonly Relative[]
  /** May this reader tell of a change here? */
  readonly mayTell: boolean
}

/** Said under every "Address not recorded", whatever the reason, so that it tells nothing (ux.md 2.7). */
export const addressNotRecorded = 'Address not recorded. If you need to reach the family, call the duty team.'

/** Family and home as lists: who lives here, who elsewhere, homes now and before, and how to reach each. */
export const familyView = (data: FamilyData): PageContent => {
  const { record, relatives } = data
  const here = record.carers.filter(c => c.value.livesWith === true)
  const rest = record.carers.filter(c => c.value.livesWith !== true)
  const childrenHere = relatives.filter(r => r.livesHere)
  const childrenElsewhere = relatives.filter(r => !r.livesHere)
  return recordPage(data.header, {
    title: 'Family and home',
    part: '/family',
    body: columns({
      main: html`${card({ title: 'Lives here', body: people(data, here, childrenHere, `Nobody is recorded as living with ${data.header.first}.`) })}
${card({ title: 'Lives elsewhere, or not recorded where', body: people(data, rest, childrenElsewhere, 'Nobody else is recorded.') })}`,
      side: html`${data.mayTell ? button({ text: 'Tell us of a change', kind: 'secondary', href: recordHref(data.header.address, '/tell') }) : null}${homeCard(data)}${contactCard(data)}`,
    }),
  })
}

const people = (
  data: FamilyData,
  carers: readonly Survivor<Carer>[],
  children: readonly Relative[],
  empty: string,
): Html =>
  carers.length + children.length === 0
    ? emptyState({ text: `${empty} A school or a worker can add it.` })
    : html`<ul class="tl-people">${carers.map(c => carerItem(c, data.today))}${children.map(r => childItem(r))}</ul>`

const carerItem = (carer: Survivor<Carer>, today: PlainDate): Html => {
  const { name, parentalResponsibility, phone, email } = carer.value
  const duty =
    parentalResponsibility === undefined
      ? 'Parental responsibility not recorded'
      : parentalResponsibility
        ? 'Has parental responsibility'
        : 'Does not have parental responsibility'
  return html`<li class="tl-people__one"><strong class="tl-people__name">${name}</strong>
<span class="tl-people__role">${upperFirst(relationWords(carer.value))}. ${duty}</span>
${phone ? phoneLink({ number: formatPhone(phone), hiddenText: name }) : html`<span class="tl-people__nophone">No phone number recorded</span>`}${email ? html`<span class="tl-people__note">${email}</span>` : null}
${carer.until ? html`<span class="tl-people__note">${spanWords(carer.from, carer.until && addDays(carer.until, -1))}</span>` : null}
${sourceLine(saidLine(saidBy(carer), phone ? 'phone' : 'lives-with', today))}</li>`
}

const childItem = (r: Relative): Html =>
  html`<li class="tl-people__one"><strong class="tl-people__name">${r.name}</strong>
<span class="tl-people__role">${upperFirst(tieWords(r))}, ${r.age.replace(/ old$/, '')}${r.since || r.until ? html`. ${spanWords(r.since, r.until)}` : null}</span>
<a class="govuk-link" href="${recordHref(r.address)}">Open ${r.first}’s record</a></li>`

const spanWords = (from: PlainDate | undefined, until: PlainDate | undefined): string =>
  from && until
    ? upperFirst(formatDateRange(from, until))
    : from
      ? `Since ${formatDate(from)}`
      : until
        ? `Until ${formatDate(until)}`
        : ''

/** The address in lines, its postcode last. */
export const addressLines = (address: Address): string =>
  [...address.lines, address.postcode].filter(Boolean).join(', ')

const homeCard = ({ record, today, header }: FamilyData): Html => {
  const now = record.address
  return card({
    title: 'Home',
    body: html`${
      now
        ? html`<p class="govuk-body"><strong>${addressLines(now.value)}</strong>${sourceLine(
            saidLine(
              heardBy(now),
              'address',
              today,
              now.disagree ? { disagree: { href: recordHref(header.address, '/about') } } : {},
            ),
          )}</p>`
        : html`<p class="govuk-body">${addressNotRecorded}</p>`
    }${
      record.previousAddresses.length > 0
        ? html`<h3 class="govuk-heading-s">Homes before</h3><ul class="tl-people">${record.previousAddresses.map(
            home =>
              html`<li class="tl-people__one">${addressLines(home.value)}<span class="tl-people__note">${home.from || home.until ? spanWords(home.from, home.until && addDays(home.until, -1)) : 'Dates not recorded'}</span>${sourceLine(saidLine(heardBy(home), 'lasting', today))}</li>`,
          )}</ul>`
        : null
    }`,
  })
}

const contactCard = ({ record, today }: FamilyData): Html | null =>
  record.phones.length + record.emails.length === 0
    ? null
    : card({
        title: 'Phone and e-mail',
        body: html`<ul class="tl-people">${record.phones.map(
          p =>
            html`<li class="tl-people__one">${phoneLink({ number: formatPhone(p.value) })}${sourceLine(saidLine(saidBy(p), 'phone', today))}</li>`,
        )}${record.emails.map(
          e => html`<li class="tl-people__one">${e.value}${sourceLine(saidLine(saidBy(e), 'phone', today))}</li>`,
        )}</ul>`,
      })
