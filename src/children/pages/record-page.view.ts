import { categoryWords } from '../../access/index.ts'
import { formatDate, formatTime, lowerFirst } from '../../kernel/index.ts'
import {
  childLine,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  type Part,
  subNavigation,
  visitLine,
} from '../../platform/views/index.ts'
import type { RecordHeader } from './header.queries.ts'

/** The parts of a record, in their order on every record and for every role. */
const parts = [
  { path: '', text: 'Overview' },
  { path: '/timeline', text: 'Timeline' },
  { path: '/school', text: 'School' },
  { path: '/family', text: 'Family and home' },
  { path: '/documents', text: 'Documents' },
  { path: '/about', text: 'About this record' },
] as const
export type RecordTab = (typeof parts)[number]['path']

/** Where a record and its parts are. The address is random and says nothing. */
export const recordHref = (address: string, part = ''): string => `/children/${address}${part}`

/** The links to the parts of a record. */
export const recordParts = (address: string, current: RecordTab | undefined) =>
  parts.map(({ path, text }) => ({
    text,
    href: recordHref(address, path),
    ...(path === current ? { current: true } : {}),
  }))

/**
 * A page of the record other than its overview: the short banner first, then how much there is to know before a visit, the
 * parts, and the page. The title holds the name, never a status.
 */
export const recordPage = (
  header: RecordHeader,
  page: {
    title: string
    part?: RecordTab
    top?: Part
    lead?: Part
    body: Part
    wide?: boolean
    error?: boolean
    /** The page that says why: it leads to itself nowhere. */
    isWhy?: true
  },
): PageContent => ({
  title: `${page.title} – ${header.name}`,
  ...(page.wide === false ? {} : { wide: true }),
  ...(page.error ? { error: true } : {}),
  printTitle: `${header.name}, ${header.age}${header.born ? `, born ${header.born}` : ''}. ${page.title}`,
  live: { url: recordHref(header.address, '/live') },
  body: html`${urgentLine(header)}${childLine({ child: header, href: recordHref(header.address), ...(page.isWhy ? {} : { why: recordHref(header.address, '/why') }) })}
${page.part === undefined ? null : html`${visitLine({ count: header.hazards, href: recordHref(header.address, '/visit') })}${subNavigation({ label: 'Parts of this record', items: recordParts(header.address, page.part) })}`}
${page.top ?? null}<h1 class="govuk-heading-l">${page.title}</h1>
${knownOnLine(header)}${page.lead ?? null}
${page.body}`,
})

/** On every page of a record that was opened urgently: until when, and that what was not chosen is not shown, whether or not it is there. */
export const urgentLine = ({ urgent, address }: RecordHeader): Html | null =>
  urgent
    ? insetText({
        body: html`You opened this record urgently. You can see it until ${formatTime(urgent.until)}. It will be reviewed.${
          urgent.chosen
            ? ` You see what you chose and nothing else: ${urgent.chosen.map(one => lowerFirst(categoryWords[one])).join('; ')}. Where this page says that something is not recorded, it may be recorded all the same.`
            : ''
        }${form({
          action: recordHref(address, '/urgent-access/end'),
          csrf: urgent.csrf,
          body: html`<button class="tl-link-button tl-noprint" type="submit">End it now</button>`,
        })}`,
      })
    : null

/** Says that an earlier day is read, and the way back to today. */
export const knownOnLine = (header: RecordHeader): Html | null =>
  header.knownOn
    ? insetText({
        body: html`This is what was known on ${formatDate(header.knownOn)}. <a class="govuk-link" href="${recordHref(header.address, '/about')}">See it as it is known now</a>`,
      })
    : null
