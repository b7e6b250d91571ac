import { boxesNamed, formatDate, type PlainDate } from '../../kernel/index.ts'
import {
  button,
  buttonGroup,
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
import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../writing/draft.view.ts'
import { saidCard, writtenLine } from './said.view.ts'
import type { SaidWithWorker, WorkerVersion } from './supervision.queries.ts'
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
  /** When what stands in the form was kept as a draft. */
  readonly draft?: ShownDrafts
}
type Two = Pick<WorkerSupervisionData, 'team' | 'member'>
/** Where it is. */
export const workerSupervisionHref = ({ team, member }: Two): string =>
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
    body: html`${formErrors(errors)}${errors.length > 0 ? null : html`<h2 class="govuk-heading-m">The children</h2>${childrenPart(children, own)}`}${own ? null : formPart(data, csrf)}${errors.length > 0 ? null : html`<h2 class="govuk-heading-m">What was said before</h2>${said.length === 0 ? emptyState({ text: 'Nothing is written down yet.' }) : said.map(one => withWorker(one, data))}`}`,
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

const withWorker = (said: SaidWithWorker, where: Two): Html =>
  saidCard<WorkerVersion>(said, said.before, {
    title: formatDate(said.on),
    words: versionPart,
    ...(said.own
      ? {
          correct: {
            text: `Correct what you wrote of ${formatDate(said.on)}`,
            href: `${workerSupervisionHref(where)}/${said.address}/correct`,
          },
        }
      : {}),
  })
const versionPart = ({ said, agreed, next, reason, ...written }: WorkerVersion): Html =>
  html`${paragraphs(said)}${agreed ? html`<h3 class="govuk-heading-s">What was agreed</h3>${paragraphs(agreed)}` : null}${writtenLine(written, reason, next)}`

type FormParts = Pick<WorkerSupervisionData, 'fields' | 'errors'>
const area = ({ fields, errors }: FormParts, name: string, label: string, hint: string, rows = 4): Html =>
  textarea({ name, label, hint, rows, spellcheck: true, value: fields[name] ?? '', ...errorOf(errors, name) })
const boxesPart = (data: FormParts): Html => {
  const { fields, errors } = data
  const days = (name: string, legend: string) =>
    dateInput({
      ...{ id: name, name, legend, hint: 'For example, 27 3 2026', values: boxesNamed(name, fields) },
      ...errorOf(errors, `${name}-day`),
    })
  return html`${days('held', 'Which day?')}${area(data, 'said', 'What did you talk about?', 'How they are, how much work there is, what they learn. Nothing of a child: that is written on the child’s record')}${area(data, 'agreed', 'What was agreed?', 'Who does what by when')}${days('next', 'When is the next one?')}`
}
const formPart = (data: WorkerSupervisionData, csrf: string): Html =>
  form({
    action: workerSupervisionHref(data),
    csrf,
    draft: true,
    body: html`${draftInputs(data.fields)}<h2 class="govuk-heading-m">Write down a supervision</h2>${draftLine(data.draft)}${boxesPart(data)}${buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(data.draft)])}`,
  })

/** What was said with a worker, to be corrected by whoever wrote it. */
export type WorkerCorrectionData = Two & FormParts & { readonly correcting: string; readonly draft?: ShownDrafts }

export const workerCorrectionView = (data: WorkerCorrectionData, csrf: string): PageContent => {
  const back = { text: 'Supervision', href: workerSupervisionHref(data) }
  const title = `Correct the supervision of ${data.member.name}`
  return {
    ...{ title, heading: title, wide: false, error: data.errors.length > 0, back },
    body: html`${formErrors(data.errors)}${form({
      action: `${back.href}/${data.correcting}/correct`,
      csrf,
      draft: true,
      body: html`${draftLine(data.draft)}${draftInputs(data.fields)}${boxesPart(data)}${area(data, 'reason', 'Why do you correct it?', `What was written before is kept with this reason: ${data.member.name} and you read both`, 2)}${buttonGroup([button({ text: 'Save the correction', preventDoubleClick: true }), ...draftButtons(data.draft), html`<a class="govuk-link" href="${back.href}">Cancel</a>`])}`,
    })}`,
  }
}
