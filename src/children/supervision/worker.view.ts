import { boxesNamed, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  card,
  dateInput,
  emptyState,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  paragraphs,
  table,
  textarea,
} from '../../platform/views/index.ts'
import type { OwnTeam } from '../allocation/team-work.queries.ts'
import type { Member } from '../allocation/team-work.ts'
import type { ChildCard } from '../find/child-cards.queries.ts'
import type { SaidWithWorker } from './supervision.queries.ts'
import type { Fields } from './supervision-form.ts'

/** The supervision of one worker of a team, for the two. */
export type WorkerSupervisionData = {
  readonly team: Pick<OwnTeam, 'name' | 'address'>
  readonly member: Pick<Member, 'name' | 'address'>
  /** The reader is the worker: they read, and do not write. */
  readonly own: boolean
  readonly said: readonly SaidWithWorker[]
  /** The children of the team's work who are the worker's, the longest not talked about first. */
  readonly children: readonly { readonly card: ChildCard; readonly lastOn: PlainDate | undefined }[]
  readonly fields: Fields
  readonly errors: readonly FormError[]
}
/** Where it is. */
export const workerSupervisionHref = ({ team, member }: Pick<WorkerSupervisionData, 'team' | 'member'>): string =>
  `/teams/${team.address}/workers/${member.address}/supervision`

export const workerSupervisionView = (data: WorkerSupervisionData, csrf: string): PageContent => {
  const { team, member, own, said, children, errors } = data
  return {
    title: `Supervision: ${member.name}`,
    heading: own ? 'Your supervision' : `Supervision of ${member.name}`,
    lead: `${team.name}. ${own ? 'You and whoever wrote it' : `${member.name} and you`} read what stands here, and nobody else.`,
    wide: true,
    error: errors.length > 0,
    back: { text: member.name, href: `/teams/${team.address}/workers/${member.address}` },
    body: html`${formErrors(errors)}${errors.length > 0 ? null : html`<h2 class="govuk-heading-m">The children</h2>${childrenPart(children, own)}`}${own ? null : formPart(data, csrf)}${errors.length > 0 ? null : html`<h2 class="govuk-heading-m">What was said before</h2>${said.length === 0 ? emptyState({ text: 'Nothing is written down yet.' }) : said.map(saidCard)}`}`,
  }
}

const childrenPart = (children: WorkerSupervisionData['children'], own: boolean): Html =>
  children.length === 0
    ? emptyState({ text: `${own ? 'You' : 'They'} have none of the team’s work with children.` })
    : html`<p class="govuk-body">What is said about a child stands on the child’s record.</p>${table({
        caption: 'The longest not talked about first',
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'Age' }, { text: 'Last talked about' }, { text: 'What can be done' }],
        rows: children.map(({ card: child, lastOn }) => [
          html`<a class="govuk-link" href="/children/${child.address}">${child.name}</a>`,
          child.age,
          lastOn ? formatDate(lastOn) : 'Not yet',
          html`<a class="govuk-link" href="/children/${child.address}/supervision">${own ? 'Read what was said' : 'Write down what is said'}<span class="govuk-visually-hidden"> about ${child.name}</span></a>`,
        ]),
      })}`

const saidCard = ({ on, by, said, agreed, next }: SaidWithWorker): Html =>
  card({
    title: formatDate(on),
    body: html`${paragraphs(said)}${agreed ? html`<h3 class="govuk-heading-s">What was agreed</h3>${paragraphs(agreed)}` : null}<p class="govuk-body-s">Written by ${by}.${next ? ` Next on ${formatDate(next)}.` : ''}</p>`,
  })

const formPart = (data: WorkerSupervisionData, csrf: string): Html => {
  const { fields, errors } = data
  const days = (name: string, legend: string) =>
    dateInput({
      ...{ id: name, name, legend, hint: 'For example, 27 3 2026', values: boxesNamed(name, fields) },
      ...errorOf(errors, `${name}-day`),
    })
  const area = (name: string, label: string, hint: string) =>
    textarea({ name, label, hint, rows: 4, spellcheck: true, value: fields[name] ?? '', ...errorOf(errors, name) })
  return form({
    action: workerSupervisionHref(data),
    csrf,
    body: html`<h2 class="govuk-heading-m">Write down a supervision</h2>${days('held', 'Which day?')}${area('said', 'What did you talk about?', 'How they are, how much work there is, what they learn. Nothing of a child: that is written on the child’s record')}${area('agreed', 'What was agreed?', 'Who does what by when')}${days('next', 'When is the next one?')}${button({ text: 'Save', preventDoubleClick: true })}`,
  })
}
