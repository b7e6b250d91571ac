import {
  addDays,
  formatDate,
  formatDateRange,
  formatPhone,
  londonDate,
  lowerFirst,
  type PlainDate,
  upperFirst,
} from '../../kernel/index.ts'
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
  tag,
} from '../../platform/views/index.ts'
import { contactText, type FamilyPerson, isSame, relationText, responsibilityText } from '../family/family-person.ts'
import type { Housemate } from '../family/homes.queries.ts'
import type { Address, Carer, GoldenRecord, Survivor } from '../golden-record/index.ts'
import { type Relative, tieWords } from './family.queries.ts'
import type { RecordHeader } from './header.queries.ts'
import { recordHref, recordPage } from './record-page.view.ts'
import { heardBy, relationWords, saidBy } from './today-picture.ts'
import { saidLine } from './told.view.ts'

export type FamilyData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly record: GoldenRecord
  readonly relatives: readonly Relative[]
  /** Other children who lived at the homes at the same time. */
  readonly housemates: readonly Housemate[]
  /** Whom workers wrote down. */
  readonly persons: readonly FamilyPerson[]
  /** May this reader tell of a change here? */
  readonly mayTell: boolean
}

/** Said of every address that is not recorded, with the same number whatever the reason: it tells nothing (ux.md 2.7). */
export const addressNotRecorded = (dutyPhone: string): Html =>
  html`<p class="govuk-body">Address not recorded. If you need to reach the family, call the duty team.</p>
<p class="govuk-body">${phoneLink({ number: dutyPhone })}</p>`

/** Family and home as lists: who lives here, who elsewhere, homes now and before, and how to reach each. */
export const familyView = (data: FamilyData, dutyPhone: string): PageContent => {
  const { record, relatives, persons, header, mayTell } = data
  const here = record.carers.filter(c => livesHere(c, persons))
  const rest = record.carers.filter(c => !livesHere(c, persons))
  const childrenHere = relatives.filter(r => r.livesHere)
  const childrenElsewhere = relatives.filter(r => !r.livesHere)
  const others = persons.filter(person => !record.carers.some(c => isSame(person, c)))
  const around = others.filter(person => !person.livesHere && person.relation === 'other')
  const elsewhere = others.filter(person => !person.livesHere && person.relation !== 'other')
  const hereToo = others.filter(person => person.livesHere)
  return recordPage(header, {
    title: 'Family and home',
    part: '/family',
    body: columns({
      main: html`${card({ title: 'Lives here', body: people(data, here, childrenHere, hereToo, `Nobody is recorded as living with ${header.first}.`) })}
${card({ title: 'Lives elsewhere, or not recorded where', body: people(data, rest, childrenElsewhere, elsewhere, 'Nobody else is recorded.') })}${
  around.length === 0 ? null : card({ title: `Important to ${header.first}`, body: people(data, [], [], around, '') })
}`,
      side: html`${mayTell ? html`${button({ text: 'Add somebody', kind: 'secondary', href: recordHref(header.address, '/family/new') })}${button({ text: 'Tell us of a change', kind: 'secondary', href: recordHref(header.address, '/tell') })}` : null}<p class="govuk-body"><a class="govuk-link" href="${recordHref(header.address, '/family/picture')}">See the family as a picture</a></p>${homeCard(data, dutyPhone)}${contactCard(data)}`,
    }),
  })
}

/** A worker’s word of where somebody lives goes before a file’s. */
const livesHere = (carer: Survivor<Carer>, persons: readonly FamilyPerson[]): boolean => {
  const told = persons.find(person => isSame(person, carer))
  return told?.body.livesWith === undefined ? carer.value.livesWith === true : told.livesHere
}

const people = (
  data: FamilyData,
  carers: readonly Survivor<Carer>[],
  children: readonly Relative[],
  persons: readonly FamilyPerson[],
  empty: string,
): Html =>
  carers.length + children.length + persons.length === 0
    ? emptyState({ text: `${empty} A school or a worker can add it.` })
    : html`<ul class="tl-people">${carers.map(c => carerItem(c, data))}${children.map(r => childItem(r))}${persons.map(person => personItem(person, data))}</ul>`

const changeLink = ({ header, mayTell }: FamilyData, part: string, name: string): Html | null =>
  mayTell
    ? html`<a class="govuk-link" href="${recordHref(header.address, `/family/${part}`)}">Change<span class="govuk-visually-hidden"> ${name}</span></a>`
    : null

/** Whether contact is safe: the word that must be seen, in a tag where it is not. */
const contactLine = (contact: string | undefined): Html | null => {
  const text = contactText(contact)
  if (!text) return null
  return html`<span class="tl-people__note">Contact: ${contact === 'safe' ? text : tag({ text, tone: 'warning' })}</span>`
}

const carerItem = (carer: Survivor<Carer>, data: FamilyData): Html => {
  const { today, record, persons } = data
  const { name, parentalResponsibility, phone, email } = carer.value
  const told = persons.find(person => isSame(person, carer))
  const duty =
    parentalResponsibility === undefined
      ? 'Parental responsibility not recorded'
      : parentalResponsibility
        ? 'Has parental responsibility'
        : 'Does not have parental responsibility'
  const part = told?.address ?? `carer-${record.carers.indexOf(carer) + 1}`
  return html`<li class="tl-people__one"><strong class="tl-people__name">${name}</strong>
<span class="tl-people__role">${upperFirst(relationWords(carer.value))}. ${duty}</span>
${told ? html`<span class="tl-people__note">${responsibilityText(told)}, as ${told.said} wrote</span>${contactLine(told.contact)}` : null}
${phone ? phoneLink({ number: formatPhone(phone), hiddenText: name }) : html`<span class="tl-people__nophone">No phone number recorded</span>`}${email ? html`<span class="tl-people__note">${email}</span>` : null}
${carer.until ? html`<span class="tl-people__note">${spanWords(carer.from, carer.until && addDays(carer.until, -1))}</span>` : null}
${sourceLine(saidLine(saidBy(carer), phone ? 'phone' : 'lives-with', today))}${changeLink(data, part, name)}</li>`
}

const personItem = (person: FamilyPerson, data: FamilyData): Html => {
  const { name, born, died, since, phone, said, on, address } = person
  const facts = [died ? 'Has died' : undefined, born && `Born ${born}`, since && `Here since ${formatDate(since)}`]
  return html`<li class="tl-people__one"><strong class="tl-people__name">${name}</strong>
<span class="tl-people__role">${[relationText(person, data.header.first), ...facts].filter(Boolean).join('. ')}. ${responsibilityText(person)}</span>${contactLine(person.contact)}
${phone ? phoneLink({ number: formatPhone(phone), hiddenText: name }) : null}
<span class="tl-people__note">Written by ${said}, ${formatDate(londonDate(on))}</span>${changeLink(data, address, name)}</li>`
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

/** Who else lived there at the same time, from when to when. */
const withWords = ({ housemates }: FamilyData, { uprn }: Address): Html | null => {
  const there = uprn === undefined ? [] : housemates.filter(one => one.uprn === uprn)
  return there.length === 0
    ? null
    : html`<p class="govuk-body-s">At the same address: ${there.map(
        (one, at) =>
          html`${at === 0 ? '' : '; '}${one.name}${one.from || one.to ? `, ${lowerFirst(spanWords(one.from, one.to && addDays(one.to, -1)))}` : ''}`,
      )}</p>`
}

const homeCard = (data: FamilyData, dutyPhone: string): Html => {
  const { record, today, header } = data
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
          )}</p>${withWords(data, now.value)}`
        : addressNotRecorded(dutyPhone)
    }${
      record.previousAddresses.length > 0
        ? html`<h3 class="govuk-heading-s">Homes before</h3><ul class="tl-people">${record.previousAddresses.map(
            home =>
              html`<li class="tl-people__one">${addressLines(home.value)}<span class="tl-people__note">${home.from || home.until ? spanWords(home.from, home.until && addDays(home.until, -1)) : 'Dates not recorded'}</span>${withWords(data, home.value)}${sourceLine(saidLine(heardBy(home), 'lasting', today))}</li>`,
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
