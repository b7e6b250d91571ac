import { categoryWords } from '../../access/index.ts'
import { type Category, formatDate, formatInstant, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
  checkboxes,
  emptyState,
  errorOf,
  type FormError,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  type Part,
  radios,
  summaryList,
  tag,
  textarea,
  warningText,
} from '../../platform/views/index.ts'
import { meetingSortOf } from '../kinds/index.ts'
import type { RecordHeader } from '../pages/header.queries.ts'
import { type Fields, many, one } from './meeting-form.ts'
import type { Invited, Meeting } from './meetings.queries.ts'
import { invitedWords, meetingPage, meetingsHref, meetingWords } from './meetings.view.ts'
import { mostLines, type PackContent, type PackLine, periods, type Stop, stopLine } from './pack.ts'
import type { Pack, Warned } from './packs.queries.ts'

type Around = {
  readonly header: RecordHeader
  readonly today: PlainDate
  readonly meeting: Meeting
  readonly person: Invited
}
/** A pack that is prepared: the choice, and once chosen the page as the other will see it. */
export type PrepareData = Around & {
  readonly choices: readonly Category[]
  readonly warned: Warned['why'] | undefined
  readonly fields: Fields
  readonly errors: readonly FormError[]
  readonly drawn?: { readonly content: PackContent; readonly stops: readonly Stop[] }
}
/** A pack that is sealed, as this reader may deal with it. */
export type PackData = Around & {
  readonly pack: Pack
  /** It is theirs, or they made it. */
  readonly mayOpen: boolean
  readonly mayWithdraw: boolean
  readonly errors: readonly FormError[]
}
/** A pack that is open. */
export type OpenData = Around & { readonly pack: Pack; readonly content: PackContent; readonly whole: boolean }
/** As much of it as is shown of any. */
export type OpenPack = {
  readonly header: RecordHeader
  readonly meeting: Pick<Meeting, 'sort' | 'on' | 'at' | 'place'>
  readonly person: Pick<Invited, 'who' | 'label'>
  readonly pack: Pick<Pack, 'version' | 'madeAt' | 'hash'>
  readonly content: PackContent
  readonly whole: boolean
}

const mayBeWords: Readonly<Record<Warned['why'], (name: string) => string>> = {
  meant: name =>
    `A note says who must not be met or told, and it means ${name}. The note stands with the visits. Agree with your manager whether they come, and what they are given.`,
  'nobody-named': name =>
    `A note says that somebody must not be met or told, and does not say who. It may mean ${name}. Ask who wrote it before you go on.`,
}
/** Who of those asked has to be thought about before the meeting. */
export const warnedPart = (invited: readonly Invited[], warned: readonly Warned[]): Html =>
  html`${warned.map(({ key, why }) => warningText({ text: mayBeWords[why](invited.find(one => one.key === key)?.label ?? 'them') }))}`

/** The packs of a meeting: of each person the one that stands, and the way to make one. */
export const packsPart = (
  { header, meeting }: Pick<Around, 'header' | 'meeting'>,
  packs: readonly Pack[],
  { mayPrepare, mine }: { readonly mayPrepare: boolean; readonly mine: (person: Invited) => boolean },
): Html => {
  const lines = meeting.invited.map(person => {
    const [pack] = packs.filter(item => item.person === person.key)
    const stands = pack
      ? html`Version ${pack.version} ${pack.state === 'withdrawn' ? tag({ text: 'Withdrawn', tone: 'stop' }) : tag({ text: 'Made', tone: 'good' })}`
      : 'None yet'
    const link = (href: string, text: string) =>
      html`<a class="govuk-link" href="${meetingsHref(header, `/${meeting.address}${href}`)}">${text}<span class="govuk-visually-hidden"> for ${person.label}</span></a>`
    return {
      key: invitedWords(person),
      value: html`${stands}<br>${pack && (mayPrepare || mine(person)) ? html`${link(`/packs/${pack.address}`, 'See the pack')}<br>` : null}${mayPrepare ? link(`/prepare/${person.key}`, pack ? 'Prepare a new version' : 'Prepare a pack') : null}`,
    }
  })
  return html`<h2 class="govuk-heading-m">Packs</h2>
<p class="govuk-body">What each person is given before the meeting: no more than they may see themselves, and for the family and people from outside no more than you choose.</p>${summaryList({ rows: lines })}`
}

const outsideWords = (name: string) =>
  `${name} gets nothing about other people, nothing that says where a child can be found, and nothing that is kept to few people.`

/** Chooses the parts, shows the page as it will be seen, and makes it. */
export const prepareView = (data: PrepareData, csrf: string): PageContent => {
  const { header, meeting, person, choices, fields, errors, drawn, warned } = data
  const sections = many(fields, 'sections')
  const worker = person.who === 'worker'
  return meetingPage(header, meeting, {
    title: `Pack for ${person.label}`,
    errors,
    body: html`<p class="govuk-body">${meetingWords(meeting)}</p>${warned ? warningText({ text: mayBeWords[warned](person.label) }) : null}${form(
      {
        action: meetingsHref(header, `/${meeting.address}/prepare/${person.key}`),
        csrf,
        body: html`${checkboxes({
          name: 'sections',
          legend: 'Which parts does this meeting need?',
          hint: worker ? `Of each ${person.label} gets what both of you may see` : outsideWords(person.label),
          items: choices.map(category => ({ value: category, text: categoryWords[category] })),
          values: sections,
          ...errorOf(errors, 'sections'),
        })}${radios({ name: 'period', legend: 'From when?', items: periods, value: one(fields, 'period') ?? 'meeting' })}${button({ text: 'Show the pack', kind: drawn ? 'secondary' : 'main', attributes: { name: 'step', value: 'show' } })}${
          drawn
            ? html`<h2 class="govuk-heading-l">As ${person.label} will see it</h2>${contentPart(data, drawn.content)}
<h2 class="govuk-heading-m">Before you make it</h2>${drawn.stops.length > 0 ? stopsPart(data, drawn.stops) : null}${
                warned
                  ? textarea({
                      name: 'agreed',
                      label: 'What did your manager agree?',
                      rows: 2,
                      value: one(fields, 'agreed') ?? '',
                      ...errorOf(errors, 'agreed'),
                    })
                  : null
              }<p class="govuk-body">Once made, it stays as it is. You can withdraw it, or make a new version.</p>${button({ text: 'Make the pack', preventDoubleClick: true, attributes: { name: 'step', value: 'seal' } })}`
            : null
        }`,
      },
    )}`,
  })
}

const stopsPart = ({ fields, errors }: PrepareData, stops: readonly Stop[]): Html =>
  html`${insetText({
    body: html`<p class="govuk-body">Not in this pack:</p><ul class="govuk-list govuk-list--bullet">${stops.map(stop => html`<li>${stopLine(stop)}</li>`)}</ul>`,
  })}${checkboxes({
    name: 'leftOut',
    items: [{ value: 'yes', text: 'I have read what is left out, and it stays out' }],
    values: many(fields, 'leftOut'),
    ...errorOf(errors, 'leftOut'),
  })}`

/** What a pack opens on. */
export const changedWords = ({ since }: Pick<PackContent, 'since'>): string =>
  since ? `What changed since the last meeting, ${formatDate(since)}` : 'There was no such meeting before'
export const nothingForThem = 'There is nothing in these parts for this person.'
/** When something happened, and what. */
export const recordedWords = ({ title, on, recorded }: PackLine): string =>
  `${recorded ? 'Recorded ' : ''}${formatDate(on)}: ${title}`
/** Said where something that was in the pack can be read no more. */
export const notWhole = 'Not all of this pack can be shown any more. Ask for a new version before you use it.'

/** The pack itself, as it is read and printed. */
const contentPart = ({ header, meeting }: Pick<OpenPack, 'header' | 'meeting'>, content: PackContent): Html => html`
<p class="govuk-body">${header.name}, ${header.age}. ${meetingWords(meeting)}${meeting.place ? `, ${meeting.place}` : ''}.</p>
<h3 class="govuk-heading-m">${changedWords(content)}</h3>
${
  content.since === undefined
    ? null
    : content.changed.length === 0
      ? html`<p class="govuk-body">Nothing new in these parts.</p>`
      : html`<ul class="govuk-list govuk-list--bullet">${content.changed.map(line => html`<li>${line.title}, ${formatDate(line.on)}</li>`)}</ul>`
}${
  content.sections.length === 0
    ? emptyState({ text: nothingForThem })
    : content.sections.map(
        ({ category, lines }) =>
          html`<h3 class="govuk-heading-m">${categoryWords[category]}</h3>${lines.map(linePart)}${lines.length === mostLines ? html`<p class="govuk-body">Only the latest ${mostLines} are here.</p>` : null}`,
      )
}`
const linePart = (line: PackLine): Html => {
  const { detail, childSaid, said } = line
  return html`<h4 class="govuk-heading-s">${recordedWords(line)}</h4>${detail ? html`<p class="govuk-body">${detail}</p>` : null}${childSaid ? html`<blockquote class="tl-event__said">${childSaid}</blockquote>` : null}${said.length > 0 ? html`<p class="govuk-body-s">From ${said.join(', ')}</p>` : null}`
}

/** One sealed pack: who has it, who opened it, and what can be done with it. */
export const packView = (data: PackData, csrf: string): PageContent => {
  const { header, meeting, person, pack, mayOpen, mayWithdraw, errors } = data
  const standing = pack.state === 'sealed'
  const action = meetingsHref(header, `/${meeting.address}/packs/${pack.address}`)
  const step = (value: string) => ({ attributes: { name: 'step', value } })
  return meetingPage(header, meeting, {
    title: `Pack for ${person.label}`,
    errors,
    body: html`${summaryList({
      rows: [
        { key: 'Meeting', value: meetingWords(meeting) },
        { key: 'Version', value: html`${pack.version} ${standing ? null : tag({ text: 'Withdrawn', tone: 'stop' })}` },
        { key: 'Made', value: `${formatInstant(pack.madeAt)}, by ${pack.madeBy}` },
        ...(pack.agreed ? [{ key: 'Agreed with a manager', value: pack.agreed }] : []),
        ...(pack.withdrawnWhy ? [{ key: 'Why it was withdrawn', value: pack.withdrawnWhy }] : []),
        { key: 'Opened', value: openedList(pack) },
      ],
    })}${
      standing && mayOpen
        ? form({
            action,
            csrf,
            body: buttonGroup([
              button({ text: 'Open the pack', ...step('open') }),
              button({ text: 'Save it as a PDF', kind: 'secondary', ...step('save') }),
            ]),
          })
        : null
    }${standing && !mayOpen ? html`<p class="govuk-body">It is opened by who it is for, or by who made it.</p>` : null}${
      standing && mayWithdraw
        ? html`<div class="tl-noprint">${form({
            action,
            csrf,
            body: html`${textarea({ name: 'why', label: 'Withdraw it: why?', hint: 'Whoever has a printed copy has to be told by you', rows: 2, ...errorOf(errors, 'why') })}${button({ text: 'Withdraw the pack', kind: 'warning', ...step('withdraw') })}`,
          })}</div>`
        : null
    }`,
  })
}
const openedList = ({ opened }: Pack): Part =>
  opened.length === 0
    ? 'Not yet'
    : html`<ul class="govuk-list">${opened.map(({ by, at, saved }) => html`<li>${by}, ${formatInstant(at)}${saved ? ', saved as a PDF' : ''}</li>`)}</ul>`

/** The line that stands on every printed page of a pack; the day of birth for colleagues alone. */
export const packTitle = ({ header, meeting, person, pack }: Omit<OpenPack, 'content' | 'whole'>): string =>
  `For ${person.label}. ${header.name}${header.born && person.who === 'worker' ? `, born ${header.born}` : ''}, ${meetingSortOf(meeting.sort)}, ${formatDate(meeting.on)}. Version ${pack.version}`

/** What an open pack says. */
export const openPart = (data: OpenPack): Html =>
  html`${data.whole ? null : warningText({ text: notWhole })}<p class="govuk-body">Version ${data.pack.version}, made ${formatInstant(data.pack.madeAt)}. It is for ${data.person.label} alone.</p>${contentPart(data, data.content)}<p class="govuk-body-s">Mark of its contents: ${data.pack.hash.slice(0, 16)}</p>`

/** An open pack. */
export const openView = (data: OpenData): PageContent => ({
  ...meetingPage(data.header, data.meeting, { title: `Pack for ${data.person.label}`, body: openPart(data) }),
  printTitle: packTitle(data),
})
