import { holds, urgentOffer } from '../../access/index.ts'
import { formatDate, type PlainDate, upperFirst } from '../../kernel/index.ts'
import {
  card,
  columns,
  details,
  emptyState,
  eventList,
  factGrid,
  type Html,
  html,
  type InvolvedPerson,
  identityBanner,
  involvedList,
  type PageContent,
  reasonLine,
  type TimelineEvent,
  type VisitNote,
  visitBox,
} from '../../platform/views/index.ts'
import type { PanelFrame, TodayCell } from '../panel.ts'
import { type Relative, tieWords } from './family.queries.ts'
import { behindTap, checkByWords, type Hazard } from './hazards.ts'
import type { Worker } from './involved.queries.ts'
import { lifeSoFar } from './life-so-far.view.ts'
import type { OverviewData } from './overview.queries.ts'
import { aheadOf, anyFailed, cellOf, chipsOf, lifeOf, panelCards } from './panels.view.ts'
import type { Reason, Reasons } from './reason.queries.ts'
import { recordHref, recordParts, urgentLine } from './record-page.view.ts'
import { type Happening, whenWords } from './timeline.ts'
import {
  carersHere,
  howWeTalk,
  lastSeenOf,
  listWords,
  livesWith,
  nextAhead,
  relationWords,
  shortCarer,
} from './today-picture.ts'
import { saidLine, serviceWords, type Told, type ToldOrMissing, toFact } from './told.view.ts'

/** The child's page: who, what to know at the door, why the reader is here, and how the child is today. */
export const overviewView = (data: OverviewData, frame: PanelFrame): PageContent => {
  const { header } = data
  const href = (part: string) => recordHref(header.address, part)
  return {
    title: header.name,
    wide: true,
    printTitle: `${header.name}, ${header.age}${header.born ? `, born ${header.born}` : ''}. Overview`,
    live: { url: href('/live') },
    body: html`${urgentLine(header)}${identityBanner({
      child: header,
      lives: livesLine(data),
      status: chipsOf(data.panels, frame).slice(0, 5),
      actions: [
        ...(data.mayVisit ? [{ text: 'Prepare for a visit', href: href('/visit') }] : []),
        ...(data.mayWrite ? [{ text: 'Add a note', href: href('/notes/new') }] : []),
        { text: 'Tasks', href: href('/tasks') },
        { text: 'Meetings', href: href('/meetings') },
        ...(data.inTeams ? [{ text: 'Allocation', href: href('/allocation') }] : []),
      ],
      parts: recordParts(header.address, ''),
      ...(data.likeNamed.length > 0 ? { warning: likeNamedWords(data.likeNamed) } : {}),
    })}
${hazardBox(data.hazards, data.today, data.record.address?.value.lines[0])}
${reasonBox(data.reasons, href('/why'))}${holds(frame.reader, 'open-urgently') ? urgentOffer(header.address) : null}
${card({ title: 'Today’s picture', body: factGrid(todayFacts(data, frame)) })}
${columns({
  main: html`${card({ title: 'Life so far', body: lifeSoFar(data.record, lifeOf(data.panels, frame), data.today, header.age) })}
${card({ title: 'Latest events', body: eventList({ events: data.events.map(e => toEvent(e, data.authors, data.header.address)), empty: 'Nothing with a date is recorded yet.' }), link: { text: 'See the full timeline', href: href('/timeline') } })}
${panelCards(data.panels, 'main', frame)}`,
  side: html`${involvedCard(data)}${panelCards(data.panels, 'side', frame)}${familyCard(data)}`,
})}`,
  }
}

const likeNamedWords = (others: OverviewData['likeNamed']): string =>
  others.map(o => `There is another ${o.name}, ${o.age.replace(/ old$/, '')}.`).join(' ')

const livesLine = ({ record }: OverviewData): string => {
  const carers = carersHere(record)
    .slice(0, 2)
    .map(c => shortCarer(c.value))
  const home = record.address?.value
  const place = home ? (home.lines[0] ?? home.postcode ?? '') : undefined
  if (!place)
    return `${carers.length > 0 ? `Lives with ${listWords(carers)}. ` : ''}Address not recorded: Family and home says whom to call`
  return carers.length > 0 ? `Lives with ${listWords(carers)} at ${place}` : `Lives at ${place}`
}

/** The safety box: a note past its day for checking again stays, and says so; who must not be met is behind a tap. */
export const hazardBox = (hazards: readonly Hazard[], today: PlainDate, place: string | undefined): Html => {
  const tapped = hazards.filter(behindTap)
  return html`${visitBox({
    ...(place ? { place } : {}),
    notes: hazards.filter(h => !behindTap(h)).map(hazard => visitNoteOf(hazard, today)),
    ...(tapped.length > 0 ? { empty: 'Read who must not be met or told, below.' } : {}),
  })}${tapped.length > 0 ? details({ summary: 'Who must not be met or told', body: html`${tapped.map(h => html`<p class="govuk-body"><strong>${h.title}</strong> ${h.todo ?? null}${h.why ? html` Why: ${h.why}` : null}</p>`)}` }) : null}`
}

const visitNoteOf = (hazard: Hazard, today: PlainDate): VisitNote => {
  const checkBy = checkByWords(hazard)
  return {
    title: hazard.title,
    source: saidLine({ by: hazard.said, person: true, on: hazard.on }, 'lasting', today),
    ...(hazard.todo || hazard.why
      ? {
          todo: html`${hazard.todo ?? null}${hazard.why ? html` <span class="tl-source">Why: ${hazard.why}</span>` : null}`,
        }
      : {}),
    ...(checkBy ? { checkBy } : {}),
    ...(hazard.notCheckedSince ? { notCheckedSince: hazard.notCheckedSince } : {}),
  }
}

/** "because you are Amelia’s social worker (since 12 January 2026)", and what the role sees: the same on every record, but for what a child agreed. */
export const reasonBox = (reasons: Reasons, href: string): Html => {
  const [first] = reasons.reasons
  const line = reasonLine({
    because: first
      ? html`<strong>${first.because}</strong> (since ${formatDate(first.since)})`
      : 'you work with the child',
    roleSentence: reasons.roleSentence,
    href,
  })
  return reasons.agreed ? html`${line}${reasons.agreed.map(agreedLine)}` : line
}

/** Whom a child told in confidence is reminded of it, where others look at the screen too. */
const agreedLine = ({ because }: Reason): Html =>
  html`<p class="govuk-body">You also see ${because}. Others who work with the child may not know.</p>`

const labels: Readonly<Record<TodayCell, string>> = {
  'school-today': 'School today',
  attendance: 'Attendance this year',
  plan: 'Plan and next date',
  'lives-with': 'Lives with',
  talk: 'How we talk',
  next: 'Next',
  'last-seen': 'Last seen',
}

/** The same cells in the same order on every record; an empty one says why. */
const todayFacts = (data: OverviewData, frame: PanelFrame) => {
  const first = data.header.first
  const from = (cell: TodayCell): Told[] => cellOf(data.panels, cell, frame)
  const empty = (words: string): ToldOrMissing => ({
    missing: anyFailed(data.panels) ? 'Cannot be shown right now. The rest of this page is up to date.' : words,
  })
  // Where attendance is shut, that no register is shown must not read as if there were none.
  const noRegister = (words: string) =>
    data.seesAttendance ? empty(words) : { missing: 'Attendance is not shown to you here.' }
  const facts: Record<TodayCell, ToldOrMissing> = {
    'school-today': from('school-today')[0] ?? noRegister('No school has sent a register for this child.'),
    attendance: from('attendance')[0] ?? noRegister('No school has sent a register this school year.'),
    plan: from('plan')[0] ?? empty(`No plan for ${first} is recorded that your role may see.`),
    'lives-with': livesWith(data.record, data.relatives, first),
    talk: howWeTalk(data.own, data.hazards, first),
    next: nextAhead(data.own, aheadOf(data.panels, frame), data.today),
    'last-seen': lastSeenOf(data.own, from('last-seen'), data.authors),
  }
  return (Object.keys(labels) as TodayCell[]).map(cell =>
    toFact(labels[cell], facts[cell], data.today, recordHref(data.header.address, '/about')),
  )
}

/** An event as the list shows it, with the words of the child and who said it. */
export const toEvent = (event: Happening, authors: ReadonlyMap<number, string>, address: string): TimelineEvent => {
  const author = event.author === undefined ? undefined : authors.get(event.author)
  const from = author ?? listWords(event.said.map(serviceWords))
  return {
    title: event.title,
    when: whenWords(event),
    date: event.on,
    key: event.key,
    source: { from, at: formatDate(event.saidOn) },
    ...(event.detail ? { body: html`<p>${cut(event.detail)}</p>` } : {}),
    ...(event.childSaid ? { said: html`“${event.childSaid}”` } : {}),
    ...(event.page ? { href: recordHref(address, event.page) } : {}),
  }
}

const cut = (text: string): string => (text.length > 280 ? `${text.slice(0, 270).trimEnd()} …` : text)

const involvedCard = (data: OverviewData): Html => {
  const names = new Map(data.relatives.map(r => [r.id, r.first]))
  const people = data.workers.now.map(w => toPerson(w, names))
  const before = data.workers.before.map(w => toPerson(w, names))
  return card({
    title: 'Who else is involved',
    body: html`${involvedList({ people, empty: 'Nobody else is recorded as working with this family, as far as you may know.' })}${
      data.toAsk.length > 0
        ? html`<h3 class="govuk-heading-s">Kept to a few named people</h3><p class="govuk-body">Some of what is known about ${data.header.first} is for named people only. If your work needs it, ask:</p>${involvedList({ people: data.toAsk.map(one => toPerson(one, names)), empty: '' })}`
        : null
    }${
      before.length > 0
        ? details({ summary: 'Who worked with the family before', body: involvedList({ people: before, empty: '' }) })
        : null
    }`,
  })
}

/** A worker, with whom else of the family they work with. */
export const toPerson = (worker: Worker, names: ReadonlyMap<number, string>): InvolvedPerson => {
  const others = worker.children.flatMap(id => names.get(id) ?? [])
  return {
    name: worker.name,
    role: worker.role,
    ...(worker.phone ? { phone: worker.phone } : {}),
    ...(worker.since ? { since: formatDate(worker.since) } : {}),
    ...(worker.until ? { note: `Until ${formatDate(worker.until)}` } : {}),
    ...(others.length > 0 ? { with: listWords(others) } : {}),
  }
}

const familyCard = (data: OverviewData): Html =>
  card({
    title: 'Family',
    body:
      data.record.carers.length + data.relatives.length === 0
        ? emptyState({ text: 'No family is recorded. A school or a worker can add it.' })
        : html`<ul class="tl-people">${data.record.carers.map(
            c =>
              html`<li class="tl-people__one"><strong class="tl-people__name">${c.value.name}</strong> <span class="tl-people__role">${upperFirst(carerNote(c.value))}</span></li>`,
          )}${data.relatives.map(relativeLine)}</ul>`,
    link: { text: 'See family and home', href: recordHref(data.header.address, '/family') },
  })

const carerNote = (carer: {
  relation: string | undefined
  livesWith: boolean | undefined
  parentalResponsibility: boolean | undefined
}): string =>
  [
    relationWords(carer),
    carer.livesWith === true ? 'lives here' : carer.livesWith === false ? 'lives elsewhere' : '',
    carer.parentalResponsibility === true ? 'has parental responsibility' : '',
  ]
    .filter(Boolean)
    .join(', ')

/** A brother or sister with the way to their record. */
export const relativeLine = (r: Relative): Html =>
  html`<li class="tl-people__one"><strong class="tl-people__name">${r.name}</strong> <span class="tl-people__role">${upperFirst(tieWords(r))}, ${r.age.replace(/ old$/, '')}${r.livesHere ? ', lives here' : ''}</span> <a class="govuk-link" href="${recordHref(r.address)}">Open ${r.first}’s record</a></li>`
