import { formatClock, formatDate, formatNearDate, formatPhone, type PlainDate, upperFirst } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  details,
  type Html,
  html,
  involvedList,
  type PageContent,
  phoneLink,
  visitBox,
} from '../../platform/views/index.ts'
import type { GoldenRecord, KnownFact } from '../golden-record/index.ts'
import type { PanelFrame } from '../panel.ts'
import type { KeptCode } from '../visiting/danger-notes.queries.ts'
import { type Relative, tieWords } from './family.queries.ts'
import { addressLines, addressNotRecorded } from './family.view.ts'
import { behindTap, checkByWords, type Hazard } from './hazards.ts'
import type { RecordHeader } from './header.queries.ts'
import type { Worker } from './involved.queries.ts'
import { toPerson } from './overview.view.ts'
import type { LoadedPanel } from './panels.queries.ts'
import { anyFailed, cellOf } from './panels.view.ts'
import { recordHref, urgentLine } from './record-page.view.ts'
import { carersHere, howWeTalk, lastSeenOf, nextAhead, relationWords } from './today-picture.ts'
import { type ToldOrMissing, toldWords } from './told.view.ts'

export type VisitData = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly record: GoldenRecord
  readonly hazards: readonly Hazard[]
  readonly own: readonly KnownFact[]
  /** What services tell at the door. */
  readonly panels: readonly LoadedPanel[]
  readonly relatives: readonly Relative[]
  readonly workers: readonly Worker[]
  readonly authors: ReadonlyMap<number, string>
  readonly mayWrite: boolean
  /** Doors that have a code, which is shown on a page of its own. */
  readonly codes: readonly KeptCode[]
  /** May this reader write and check danger notes here? */
  readonly mayWarn: boolean
  /** The addresses of the visits that this reader may move and end. */
  readonly mayChange: readonly string[]
}

/** Everything for the doorstep, phone first: the hazards stand above all else, and it prints on half a sheet. */
export const visitView = (data: VisitData, frame: PanelFrame, dutyPhone: string): PageContent => {
  const { header, record } = data
  const home = record.address?.value
  return {
    title: `Visit – ${header.name}`,
    printTitle: `${header.name}, ${header.age}. For a visit`,
    back: { text: `${header.first}’s record`, href: recordHref(header.address) },
    body: html`<div class="tl-sheet">${urgentLine(header)}<h1 class="govuk-heading-l">Visit: ${header.first}, ${shortAge(header)}</h1>
${doorstep(data)}
${home ? html`<p class="govuk-body"><strong>${addressLines(home)}</strong></p>` : addressNotRecorded(dutyPhone)}
${codesLine(data)}
${buttonGroup([data.mayWrite ? button({ text: 'Add a note', href: recordHref(header.address, '/notes/new') }) : null, data.mayWarn ? button({ text: 'Add a note for visits', kind: 'secondary', href: recordHref(header.address, '/danger-notes/new') }) : null])}
<div class="tl-sheet__parts">${sharedCard(data)}${visitsCard(data)}
${card({ title: 'Who lives there', body: whoLives(data) })}
${card({ title: 'Talking', body: line(howWeTalk(data.own, data.hazards, header.first)) })}
${card({ title: 'Last seen', body: line(lastSeen(data, frame)) })}
${card({ title: 'Call', body: involvedList({ people: data.workers.map(w => toPerson(w, new Map(data.relatives.map(r => [r.id, r.first])))), empty: 'No other worker is recorded, as far as you may know.' }) })}</div>
<p class="govuk-body tl-noprint"><a class="govuk-link" href="${recordHref(header.address, '/why')}">Why you can see this</a></p></div>`,
  }
}

/** By whoever saw the child last: somebody who wrote it here, or a service that says so. */
const lastSeen = ({ own, panels, authors }: VisitData, frame: PanelFrame): ToldOrMissing =>
  anyFailed(panels)
    ? { missing: 'Cannot be shown right now.' }
    : lastSeenOf(own, cellOf(panels, 'last-seen', frame), authors)

/** The hazards alone, so that three fit a small phone; who must not be met is behind a tap; who said so and when is under them. */
const doorstep = (data: VisitData): Html => {
  const { hazards } = data
  const open = hazards.filter(h => !behindTap(h))
  const tapped = hazards.filter(behindTap)
  return html`${
    hazards.length === 0
      ? visitBox({ notes: [] })
      : open.length > 0
        ? html`<section class="tl-visit" aria-label="Before you visit"><ul class="tl-visit__notes">${open.map(atTheDoor)}</ul></section>`
        : null
  }${tapped.length > 0 ? details({ summary: 'Who must not be met or told', body: html`<ul class="tl-visit__notes">${tapped.map(atTheDoor)}</ul>` }) : null}
${hazards.length === 0 ? null : details({ summary: 'Who said so, and when', body: html`<ul class="govuk-list">${hazards.map(h => saidSo(h, data))}</ul>` })}`
}

const atTheDoor = (h: Hazard): Html =>
  html`<li class="tl-visit__note"><strong class="tl-visit__what">${h.title}</strong>${h.todo ? html`<span class="tl-visit__todo">${h.todo}</span>` : null}${
    h.notCheckedSince
      ? html`<span class="tl-source tl-source--old">Not checked since ${h.notCheckedSince}</span>`
      : null
  }</li>`

const saidSo = (h: Hazard, { header, mayWarn }: VisitData): Html =>
  html`<li>${behindTap(h) ? 'Who must not be met or told' : h.title}: ${h.said}, ${formatDate(h.on)}${h.why && !behindTap(h) ? html`. Why: ${h.why}` : null}${h.owner ? html`. ${h.owner} answers for it` : null}${checkByWords(h) ? html`. Check again by ${checkByWords(h) ?? ''}` : null}${mayWarn ? html` <a class="govuk-link tl-noprint" href="${recordHref(header.address, h.person ? `/family/${h.person}` : `/danger-notes/${h.note}/check`)}">Is it still so?<span class="govuk-visually-hidden"> ${behindTap(h) ? 'Who must not be met or told' : h.title}</span></a>` : null}</li>`

/** The doors that have a code; the code is one tap away and never in print. */
const codesLine = ({ codes, header }: VisitData): Html | null =>
  codes.length === 0
    ? null
    : html`<p class="govuk-body tl-noprint">${codes.map(({ address, door }) => html`${door}: <a class="govuk-link" href="${recordHref(header.address, `/codes/${address}`)}">Show code<span class="govuk-visually-hidden"> of ${door}</span></a> `)}</p>`

/** What others shared of the home with education welfare: there for its officers alone. */
const sharedCard = ({ own, authors }: VisitData): Html | null => {
  const shared = own.filter(f => f.kind === 'shared-home-fact')
  return shared.length === 0
    ? null
    : card({
        title: 'Shared with education welfare',
        body: html`<ul class="govuk-list">${shared.map(
          ({ author, body }) =>
            html`<li>${String(body.words)} <span class="tl-source">Shared by ${authors.get(author ?? 0) ?? 'a worker who works with the family'}, ${formatDate(body.sharedOn as PlainDate)}, until ${formatDate(body.until as PlainDate)}</span></li>`,
        )}</ul>`,
      })
}

/** The visits that are booked, those first whose day has passed, with what can be done with each. */
const visitsCard = ({ own, today, header, mayWrite, mayChange }: VisitData): Html => {
  const booked = own
    .filter(f => f.kind === 'visit' && typeof f.body.on === 'string')
    .toSorted((a, b) => (dayAndTime(a) < dayAndTime(b) ? -1 : 1))
  const actions = (visit: KnownFact): Html | null =>
    mayChange.includes(visit.address)
      ? html`<br><span class="tl-noprint"><a class="govuk-link" href="${recordHref(header.address, `/visits/${visit.address}/end`)}">How did it go?<span class="govuk-visually-hidden"> ${bookedWords(visit, today)}</span></a> <a class="govuk-link" href="${recordHref(header.address, `/visits/${visit.address}/move`)}">Move<span class="govuk-visually-hidden"> ${bookedWords(visit, today)}</span></a></span>`
      : null
  return card({
    title: 'Visits',
    body:
      booked.length === 0
        ? line(nextAhead(own, [], today))
        : html`<ul class="govuk-list">${booked.map(visit => html`<li>${bookedWords(visit, today)}${actions(visit)}</li>`)}</ul>`,
    ...(mayWrite ? { link: { text: 'Book a visit', href: recordHref(header.address, '/visits/new') } } : {}),
  })
}

const dayAndTime = ({ body }: KnownFact): string => `${body.on} ${body.at ?? ''}`
const bookedWords = ({ body }: KnownFact, today: PlainDate): string => {
  const on = body.on as PlainDate
  const at = typeof body.at === 'string' ? ` at ${formatClock(body.at)}` : ''
  return `${body.purpose ?? 'Visit'}, ${on === today ? 'today' : formatNearDate(on, today)}${at}, ${body.worker}`
}

const shortAge = (header: RecordHeader): string => header.age.replace(/ years? old$/, '').replace(/ old$/, '')

const line = (told: ToldOrMissing) =>
  html`<p class="govuk-body">${'missing' in told ? told.missing : toldWords(told)}</p>`

const whoLives = ({ record, relatives, header }: VisitData) => {
  const carers = carersHere(record)
  const children = relatives.filter(r => r.livesHere)
  if (carers.length + children.length === 0)
    return html`<p class="govuk-body">Who lives with ${header.first} is not recorded.</p>`
  return html`<ul class="tl-people">${carers.map(
    c =>
      html`<li class="tl-people__one"><strong>${c.value.name}</strong>, ${relationWords(c.value)}${
        c.value.phone ? html`<br>${phoneLink({ number: formatPhone(c.value.phone), hiddenText: c.value.name })}` : null
      }</li>`,
  )}${children.map(r => html`<li class="tl-people__one"><strong>${r.first}</strong>, ${tieWords(r)}, ${upperFirst(r.age.replace(/ old$/, ''))}</li>`)}</ul>`
}
