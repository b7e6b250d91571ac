import { type KeepingRule, type KeptAs, keepingSchedule } from '../../access/index.ts'
import { boxesNamed, formatDate, formatInstant, formatNumber, londonDate } from '../../kernel/index.ts'
import {
  button,
  choicesIn,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  radios,
  summaryList,
  table,
  tag,
  warningText,
} from '../../platform/views/index.ts'
import {
  type EndingState,
  endingState,
  keepReasons,
  mostYearsKept,
  partWords,
  type RecordEnding,
  type RecordParts,
} from './ending.ts'

/** The page of every record that was kept long enough, and the page of one. */
export const endingsHref = '/records-to-destroy'
export const endingHref = (uuid: string): string => `${endingsHref}/${uuid}`

type Typed = {
  readonly why?: string | undefined
  readonly boxes?: Readonly<Record<string, string | undefined>>
  readonly errors: readonly FormError[]
}
export type EndingListData = {
  readonly list: readonly RecordEnding[]
  readonly at: Date
  readonly typed: Typed & { readonly record?: string }
}
export type EndingData = {
  readonly one: RecordEnding
  readonly parts: RecordParts
  readonly at: Date
  readonly typed: Typed
}

const stateTags: Readonly<Record<EndingState, Html>> = {
  proposed: tag({ text: 'To look at', tone: 'warning' }),
  asked: tag({ text: 'Waits for a second person', tone: 'warning' }),
  agreed: tag({ text: 'Agreed, not gone yet', tone: 'stop' }),
  kept: tag({ text: 'Kept longer', tone: 'good' }),
  destroyed: tag({ text: 'Destroyed', tone: 'plain' }),
}

const headingOf = ({ reference, part }: RecordEnding): string => `${part ? 'Part of record' : 'Record'} ${reference}`

const rowOf = (one: RecordEnding, at: Date): readonly (Html | string)[] => [
  html`<a class="govuk-link" href="${endingHref(one.uuid)}">${headingOf(one)}</a>`,
  one.dueOn === null ? 'Not yet' : formatDate(one.dueOn),
  stateTags[endingState(one, londonDate(at))],
  one.destroyedAt ? formatInstant(one.destroyedAt) : one.keptUntil ? `Until ${formatDate(one.keptUntil)}` : '',
]

const scheduleWords: Readonly<Record<KeptAs, string>> = {
  'looked-after': 'Children in our care, and care leavers',
  adoption: 'Adoption',
  'child-in-need': 'Children in need and child protection',
  'special-needs': 'Special educational needs',
  pupil: 'Who a child is, school and attendance',
  'early-help': 'Early help',
  'young-carer': 'Young carers',
  centre: 'Children’s centres and youth',
  work: 'Notes, visits, tasks and meetings',
  'entry-code': 'Codes to get in',
}
const standings = { law: 'Law', guidance: 'Guidance', local: 'The council’s own' } as const

const lengthWords = ({ years, from, afterDeath }: KeepingRule): string =>
  `${years} ${years === 1 ? 'year' : 'years'} from ${from === 'birth' ? 'birth' : 'the last that is known of it'}${
    afterDeath === undefined ? '' : `; ${afterDeath} years from a death before eighteen`
  }`

/** What was kept long enough, what became of it, and how long everything is kept. */
export const endingListView = ({ list, at, typed }: EndingListData, csrf: string): PageContent => {
  const part = (caption: string, some: readonly RecordEnding[]) =>
    some.length === 0
      ? null
      : table({
          caption,
          columns: [{ text: 'Record' }, { text: 'Kept long enough on' }, { text: 'State' }, { text: 'When' }],
          rows: some.map(one => rowOf(one, at)),
        })
  return {
    title: 'Records kept long enough',
    heading: 'Records kept long enough',
    back: { text: 'Requests for access', href: '/approvals' },
    lead: 'Nothing goes by itself: one person looks at a record, or at a part of it, and asks for it to be destroyed, and another agrees.',
    wide: true,
    error: typed.errors.length > 0,
    body: html`${formErrors(typed.errors)}${list.length === 0 ? emptyState({ text: 'No record has been kept long enough.' }) : null}
${part(
  'Not gone',
  list.filter(one => !one.destroyedAt),
)}
${part(
  'Destroyed',
  list.filter(one => one.destroyedAt),
)}
${form({
  action: `${endingsHref}/keep`,
  csrf,
  body: html`<h2 class="govuk-heading-m">Keep a record that is not here</h2>
${input({ name: 'record', label: 'Which record?', hint: 'Its address, or its reference in the access log. Nothing of it is destroyed meanwhile', value: typed.record ?? '', ...errorOf(typed.errors, 'record') })}
${keepFields(typed)}`,
})}
${table({
  caption: 'How long what is on record is kept',
  columns: [{ text: 'What' }, { text: 'For how long' }, { text: 'Who says so' }, { text: 'Since' }],
  rows: keepingSchedule(londonDate(at)).map(([as, rule]) => [
    scheduleWords[as],
    lengthWords(rule),
    rule.standing === 'local' ? standings.local : `${standings[rule.standing]}: ${rule.source}`,
    formatDate(rule.since),
  ]),
})}
<p class="govuk-body">Early help, the young carers register, children’s centres and youth, and codes to get in are proposed here as a part of the record, before the rest of it. Everything else on a record stays for as long as the longest of it, while anybody works with the child, while a file still tells of them, and while it is kept to named people.</p>`,
  }
}

const byWhom = (who: string | null, when: Date | null): string =>
  when ? `${formatInstant(when)}${who ? ` by ${who}` : ''}` : ''

/** One record: what would go, who said what, and what this reader may do. */
export const endingView = (data: EndingData, csrf: string): PageContent => {
  const { one, parts, at, typed } = data
  const state = endingState(one, londonDate(at))
  return {
    title: 'Record kept long enough',
    heading: headingOf(one),
    back: { text: 'Records kept long enough', href: endingsHref },
    error: typed.errors.length > 0,
    body: html`${formErrors(typed.errors)}
${summaryList({
  rows: [
    { key: 'State', value: stateTags[state] },
    { key: 'Kept long enough on', value: one.dueOn === null ? 'Not yet' : formatDate(one.dueOn) },
    ...(one.proposedAt ? [{ key: 'Proposed', value: `${formatInstant(one.proposedAt)}, by the schedule` }] : []),
    ...(one.askedAt ? [{ key: 'Asked for', value: byWhom(one.askedBy, one.askedAt) }] : []),
    ...(one.agreedAt ? [{ key: 'Agreed', value: byWhom(one.agreedBy, one.agreedAt) }] : []),
    ...(one.keptUntil && one.keptWhy
      ? [
          {
            key: 'Kept longer',
            value: `Until ${formatDate(one.keptUntil)}, by ${one.keptBy ?? ''}. ${keepReasons[one.keptWhy]}.`,
          },
        ]
      : []),
    ...(one.destroyedAt ? [{ key: 'Destroyed', value: formatInstant(one.destroyedAt) }] : []),
  ],
})}
${table({
  caption: state === 'destroyed' ? 'What went' : 'What would go',
  columns: [{ text: 'What' }, { text: 'How many', numeric: true }],
  rows: (Object.keys(partWords) as (keyof RecordParts)[]).map(key => [partWords[key], formatNumber(parts[key])]),
})}
<p class="govuk-body">${
      state === 'destroyed'
        ? 'This page is the certificate. The access log keeps who looked at the record and who ended it, without a name.'
        : 'Links, search words and keys go with them. The access log stays, without a name. A file that is sent again does not bring it back.'
    }</p>
${state === 'destroyed' ? null : stepsOf(data, state, csrf)}`,
  }
}

const stepForm = (one: RecordEnding, name: string, csrf: string, body: Html): Html =>
  form({ action: `${endingHref(one.uuid)}/${name}`, csrf, body })

const stepsOf = (data: EndingData, state: EndingState, csrf: string): Html => {
  const { one } = data
  const takeBack = stepForm(one, 'take-back', csrf, button({ text: 'Take it back', kind: 'secondary' }))
  return html`${
    state === 'proposed'
      ? html`<h2 class="govuk-heading-m">Ask for it to be destroyed</h2>
<p class="govuk-body">First make sure that no court, inquiry, claim or request for the record is open. Somebody else must agree.</p>
${stepForm(one, 'ask', csrf, button({ text: 'Ask for it to be destroyed', preventDoubleClick: true }))}`
      : null
  }${
    state === 'asked' && one.own
      ? html`<p class="govuk-body">You asked for it: somebody else agrees.</p>${takeBack}`
      : null
  }${
    state === 'asked' && !one.own
      ? html`<h2 class="govuk-heading-m">Agree</h2>
${warningText({ text: 'It goes in the night after a whole day. Until then anybody here can take it back. After that nobody can.' })}
${stepForm(one, 'agree', csrf, button({ text: `Agree to destroy this ${one.part ? 'part of a record' : 'record'}`, kind: 'warning', preventDoubleClick: true }))}${takeBack}`
      : null
  }${
    state === 'agreed'
      ? html`<p class="govuk-body">It goes in the night after a whole day, but not while a legal hold is on.</p>${takeBack}`
      : null
  }
${keepForm(data, csrf)}`
}

const keepForm = (
  { one, typed }: EndingData,
  csrf: string,
): Html => html`<h2 class="govuk-heading-m">Keep it longer</h2>
${stepForm(one, 'keep', csrf, keepFields(typed))}`

const keepFields = (typed: Typed): Html => html`${radios({
  name: 'why',
  legend: 'Why it is kept',
  items: choicesIn(keepReasons),
  ...(typed.why === undefined ? {} : { value: typed.why }),
  ...errorOf(typed.errors, 'why'),
})}
${dateInput({
  id: 'until',
  name: 'until',
  legend: 'Until when',
  hint: `Then it stands here again. At most ${mostYearsKept} years`,
  values: boxesNamed('until', typed.boxes ?? {}),
  ...errorOf(typed.errors, 'until-day'),
})}
${button({ text: 'Keep it', kind: 'secondary' })}`
