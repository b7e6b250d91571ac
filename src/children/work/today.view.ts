import {
  formatDate,
  formatInstant,
  formatNearDate,
  formatTime,
  londonDate,
  lowerFirst,
  plural,
} from '../../kernel/index.ts'
import {
  emptyState,
  form,
  type Html,
  html,
  insetText,
  phoneLink,
  type TaskItem,
  taskList,
  visitCard,
} from '../../platform/views/index.ts'
import { auditPart, deskPart } from './desk.view.ts'
import { timeWords } from './time-words.ts'
import type { Desk, TodayChange, TodayTask, TodayVisit } from './today.queries.ts'
import type { Told } from './told.queries.ts'
import { toldItems } from './told.view.ts'

/** What somebody's day looks like; parts that are not of their role are undefined. */
export type Today = {
  readonly at: Date
  readonly visits: readonly TodayVisit[]
  readonly tasks: readonly TodayTask[]
  /** What rules found of the reader's children. */
  readonly told: readonly Told[]
  readonly changes: readonly TodayChange[]
  readonly works: boolean
  readonly desk: Desk | undefined
  /** What to know first: of the training that the role needs, of agreements that the reader owns, of what the services say. */
  readonly first: readonly (string | Html)[]
  readonly mayAudit: boolean
  readonly mayApprove: boolean
  /** The role opens no records for now: its training or an agreement is not in date. */
  readonly shut: boolean
  /** May this reader look at changes that were told and wait? */
  readonly mayCheck: boolean
  /** The titles of the kinds of fact that changes may be of. */
  readonly titles: ReadonlyMap<string, string>
}

/** "3 visits and 6 tasks. Updated at 8:15am." */
export const leadWords = (today: Today): string =>
  today.works
    ? `${plural(today.visits.length, 'visit')} and ${plural(today.tasks.length + today.told.length, 'task')}. Updated at ${formatTime(today.at)}.`
    : `Updated at ${formatTime(today.at)}.`

/** Visits in time order with their hazards, then what is owed, then what is new. */
export const todayView = (
  today: Today,
  csrf: string,
): Html => html`${today.first.map(text => insetText({ body: text }))}${today.desk ? deskPart(today.desk) : null}
${today.mayAudit ? auditPart() : null}
${today.works ? visitsPart(today.visits) : null}
${today.works || today.tasks.length > 0 || today.told.length > 0 || today.mayApprove ? tasksPart(today, csrf) : null}
${today.works ? changesPart(today) : null}${isEmpty(today) ? emptyState({ text: today.shut ? `${shutWords} What waits for you about children is here when it does.` : 'Nothing waits for you. What you can do here is in the list at the top of the page.' }) : null}`

/** Of a role that opens no records for now: an empty list must not read as if there were nothing. */
export const shutWords = 'Your role opens no records at the moment, for the reason at the top of the page.'

/** For roles whose work is on pages of its own. */
const isEmpty = ({ works, desk, mayAudit, mayApprove, first, tasks, told }: Today): boolean =>
  !(works || desk || mayAudit || mayApprove) && first.length + tasks.length + told.length === 0

const visitsPart = (visits: readonly TodayVisit[]): Html => html`<h2 class="govuk-heading-m">Visits</h2>
${
  visits.length === 0
    ? emptyState({ text: 'You have no visits today.', next: { text: 'See your children', href: '/my-children' } })
    : visits.map(visit =>
        visitCard({
          time: visit.time ? timeWords(visit.time) : 'Any time',
          child: { name: visit.child.name, href: `/children/${visit.child.address}/visit`, age: visit.child.age },
          place: visit.place ? `${visit.place}.` : 'Address not recorded. Open the visit to see whom to call.',
          hazards: visit.hazards,
          ...(visit.shared > 0 ? { more: `${plural(visit.shared, 'thing')} shared with education welfare` } : {}),
        }),
      )
}`

const tasksPart = (today: Today, csrf: string): Html => {
  const messages = [...today.told, ...today.tasks].flatMap(task => ('notice' in task ? task.notice : []))
  return html`<h2 class="govuk-heading-m">Tasks</h2>
${today.mayApprove ? html`<p class="govuk-body"><a class="govuk-link" href="/approvals">Requests for access that wait for an answer</a></p>` : null}
${
  today.tasks.length + today.told.length === 0
    ? emptyState({ text: 'Nothing waits for you.' })
    : html`${taskList({ items: [...toldItems(today.told, today.at), ...today.tasks.map(task => taskItem(task, today.at))] })}
${messages.length > 0 ? form({ action: '/notices/done', csrf, body: html`${messages.map(notice => html`<input type="hidden" name="notice" value="${notice}">`)}<button class="tl-link-button" type="submit">Mark messages as read</button>` }) : null}`
}
${today.mayCheck ? html`<p class="govuk-body"><a class="govuk-link" href="/told-changes">Changes that families told, to look at</a></p>` : null}
${today.works ? html`<p class="govuk-body"><a class="govuk-link" href="/tasks">Your tasks by family</a></p><p class="govuk-body"><a class="govuk-link" href="/teams">Your teams, hand-overs and out of office</a></p><p class="govuk-body"><a class="govuk-link" href="/notices">Choose what you are told</a></p><p class="govuk-body"><a class="govuk-link" href="/told">What you told of changes</a></p>` : null}`
}

type ChildTask = Exclude<TodayTask, { readonly sort: 'whose-is-this' }>
const nameOf = (task: ChildTask): string => task.child?.name ?? 'A child’s record'
const recordLink = (task: ChildTask): { href?: string } =>
  task.child ? { href: `/children/${task.child.address}` } : {}

/** A task as a line of a list: what, why, by when; and for whom, where the reader covers for them. */
export const taskItem = (task: TodayTask, at: Date): TaskItem => {
  const item = itemOf(task, at)
  return 'insteadOf' in task ? { ...item, hint: html`For ${task.insteadOf}, who is away. ${item.hint ?? null}` } : item
}

const itemOf = (task: TodayTask, at: Date): TaskItem => {
  const today = londonDate(at)
  switch (task.sort) {
    case 'call-back':
      if (task.online)
        return {
          title: `A family told online of ${task.child?.name ?? 'a child in your keeping'}`,
          href: '/told-changes',
          hint: `${formatInstant(task.at, today)}. It is in nobody else’s list. Read it, and who they are, before anybody calls them.`,
          status: { tag: 'Read now', tone: 'stop' },
        }
      return {
        title: html`Call back ${task.who}`,
        status: { tag: 'Call now', tone: 'stop' },
        hint: html`Asked about ${task.child ? task.child.name : 'a child in your keeping'}, ${formatInstant(task.at, today)}. ${task.phone ? phoneLink({ number: task.phone }) : 'No telephone number recorded.'}`,
      }
    case 'work-started':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `${task.who} started work with this child, ${formatInstant(task.at, today)}.`,
        status: 'For you to know',
      }
    case 'team-given':
      return {
        title: nameOf(task),
        ...(task.child ? { href: `/children/${task.child.address}/allocation` } : {}),
        hint: `Work with this child came to your team by ${task.who}, ${formatInstant(task.at, today)}. Who is to have it?`,
        status: { tag: 'To allocate', tone: 'warning' },
      }
    case 'work-given':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `${task.who} gave you work with this child, ${formatInstant(task.at, today)}.`,
        status: 'New',
      }
    case 'hand-over-returned':
      return {
        title: nameOf(task),
        ...(task.child ? { href: `/children/${task.child.address}/allocation` } : {}),
        hint: `${task.who} does not take this work over, ${formatInstant(task.at, today)}. Why stands under Allocation.`,
        status: { tag: 'Read now', tone: 'warning' },
      }
    case 'work-ended':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `${task.who} ended your work with this child, ${formatInstant(task.at, today)}. You can write it up for 14 days.`,
        status: 'For you to know',
      }
    case 'access-asked':
      return {
        title: 'Answer a request for access',
        href: '/approvals',
        hint: `${task.who} asked, ${formatInstant(task.at, today)}.`,
        status: { tag: 'Waiting', tone: 'warning' },
      }
    case 'access-answered':
      return {
        title: 'Your request for access was answered',
        href: '/access-requests',
        hint: `By ${task.who}, ${formatInstant(task.at, today)}.`,
        status: 'New',
      }
    case 'contact-held':
      return {
        title: 'A worry for a child in your keeping',
        href: '/front-door',
        hint: `Somebody told the front door, ${formatInstant(task.at, today)}. It is in nobody else’s list.`,
        status: { tag: 'Read now', tone: 'stop' },
      }
    case 'record-came':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `A record stands by itself that may be this child’s: it came, or says something new, ${formatInstant(task.at, today)}. One that nobody knew of is kept to the same people until one of you decides under “To look at”; look under Find for one that stands open, and have it kept to the same people if it is theirs.`,
        status: { tag: 'Read now', tone: 'stop' },
      }
    case 'note-moved':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `${task.who} moved a note of yours from this record: it was about another child, ${formatInstant(task.at, today)}.`,
        status: 'For you to know',
      }
    case 'record-split':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `A record that you opened was two children’s. ${task.who} split it, ${formatInstant(task.at, today)}. What you read there may be about another child.`,
        status: { tag: 'Read again', tone: 'warning' },
      }
    case 'whose-work':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `You began to work with this child while the record was two children’s. ${task.who} split it, ${formatInstant(task.at, today)}. Is your work with this child?`,
        status: { tag: 'To confirm', tone: 'warning' },
      }
    case 'whose-is-this':
      return {
        title: 'Whose is this?',
        href: '/whose-is-this',
        hint: `You wrote ${plural(task.count, 'note')} on a record that was two children’s. Say which child each is about.`,
        status: { tag: 'Waiting', tone: 'warning' },
      }
    case 'open-again':
      return {
        title: task.child.name,
        href: `/children/${task.child.address}/facts/${task.fact}`,
        hint: `${task.who} asks to open something again that is kept to a few named people, ${formatInstant(task.at, today)}. You are one of them.`,
        status: { tag: 'Waiting', tone: 'warning' },
      }
    case 'urgent-access':
      return {
        title: nameOf(task),
        ...recordLink(task),
        hint: `${task.who} opened this record urgently, ${formatInstant(task.at, today)}. It is reviewed within two working days.`,
        status: { tag: 'To know now', tone: 'warning' },
      }
    case 'record-kept':
      return {
        title: 'A record is kept to named people',
        href: '/kept-records',
        hint: `${task.who} did it, ${formatInstant(task.at, today)}.`,
        status: 'For you to know',
      }
    case 'reads-fast':
      return {
        title: `Ask ${task.who} about records they opened`,
        hint: `They opened more records than one person can read, ${formatInstant(task.at, today)}, and were stopped. They may have a good reason; their account may be in somebody else’s hands.`,
        status: { tag: 'To know now', tone: 'warning' },
      }
    case 'urgent-often':
      return {
        title: `Record the work of ${task.who} with children`,
        hint: `In 30 days more than one in a hundred of the team’s looks at records was urgent. Mostly that is work that nobody recorded: once it is, the record opens without this. Told ${formatInstant(task.at, today)}.`,
        status: { tag: 'To put right', tone: 'warning' },
      }
    case 'visit-to-end':
      return {
        title: task.child.name,
        href: `/children/${task.child.address}/visits/${task.visit}/end`,
        hint: `Say how your visit went. It was booked for ${formatDate(task.on)}.`,
        status: { tag: 'Overdue', tone: 'warning' },
      }
    case 'check-note':
      return {
        title: task.child.name,
        href: `/children/${task.child.address}/danger-notes/${task.note}/check`,
        hint: `Check that this is still so: ${task.short ?? 'a note for visits'}. It was to be checked by ${formatDate(task.checkBy)}.`,
        status: { tag: 'Overdue', tone: 'warning' },
      }
    case 'owed':
      return { title: task.child.name, href: task.href, hint: task.hint, status: task.status }
    case 'is-this-yours':
      return {
        title: task.child.name,
        href: `/children/${task.child.address}/is-this-yours`,
        hint: `A file from ${task.service} names you as this child’s worker. Is this yours?`,
        status: 'To confirm',
      }
  }
}

const changesPart = (today: Today): Html => html`<h2 class="govuk-heading-m">Changed since you last looked</h2>
${
  today.changes.length === 0
    ? emptyState({ text: 'Nothing has changed on your children’s records since you last looked at them.' })
    : html`<ul class="govuk-list">${today.changes.map(
        change =>
          html`<li><a class="govuk-link" href="/children/${change.child.address}/changes">${change.child.name}</a>, ${lowerFirst(change.child.age)}: ${kindWords(change.kinds, today.titles)}</li>\n`,
      )}</ul>`
}`

/** As many sorts of change as are read at a glance; the record itself says the rest. */
const mostKinds = 3
const kindWords = (kinds: readonly string[], titles: ReadonlyMap<string, string>): string => {
  const words = kinds.flatMap(kind => titles.get(kind)?.toLowerCase() ?? [])
  if (words.length === 0) return 'new information'
  const [said, more] = words.length > mostKinds + 1 ? [words.slice(0, mostKinds), words.length - mostKinds] : [words, 0]
  return `${said.join(', ')}${more > 0 ? ` and ${more} other things` : ''}`
}

/** "Today, Monday 4 May 2026" */
export const todayHeading = (at: Date): string => `Today, ${formatNearDate(londonDate(at), londonDate(at))}`
