import { formatDate, londonDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  emptyState,
  form,
  type Html,
  html,
  type PageContent,
  paragraphs,
  radios,
  summaryList,
  table,
  textarea,
} from '../../../platform/views/index.ts'
import { welfareNav } from '../case/welfare-nav.view.ts'
import { isOver, nextPage, returnStates, returnTitle, toDo } from './return-sorts.ts'
import { mostReturns, type ReturnLine } from './returns.queries.ts'
import { returnsHref, stateTag } from './returns.view.ts'

export type ReturnList = {
  readonly lines: readonly ReturnLine[]
  readonly more: boolean
  readonly today: PlainDate
  /** Whether this reader sends returns for a school, or looks at what schools sent. */
  readonly forSchool: boolean
}

const whose = ({ child, school }: ReturnLine): string =>
  child?.name ?? `A pupil who is not on the roll of ${school} now`

/** Returns that a school sent, with where each stands; or that schools sent, with what each asks of the council. */
export const returnListView = ({ lines, more, today, forSchool }: ReturnList, isOfficer: boolean): PageContent => {
  const title = forSchool ? 'Returns to the council' : 'Returns from schools'
  const waiting = lines.filter(one => !isOver(one.state)).length
  return {
    title,
    heading: title,
    wide: true,
    body: html`${
      forSchool
        ? html`<p class="govuk-body">To send one, open the pupil from <a class="govuk-link" href="/my-schools">My pupils</a> and choose Returns to the council. A new pupil who is not there yet is told of from your school’s page. What is agreed with the council stands under <a class="govuk-link" href="/support-meetings">Support meetings</a>.</p>`
        : welfareNav('/returns', isOfficer)
    }${
      lines.length === 0
        ? emptyState({
            text: forSchool
              ? 'Your school has sent no return.'
              : 'No school has sent a return about your schools or children.',
          })
        : html`<p class="govuk-body">${waiting} of ${lines.length} not dealt with${more ? ` among the first ${mostReturns}` : null}. What is overdue stands first.</p>${table(
            {
              caption: title,
              captionClasses: 'govuk-visually-hidden',
              rowHeader: true,
              columns: [
                { text: 'Pupil' },
                { text: 'Return' },
                { text: forSchool ? 'What the council does' : 'What to do' },
                { text: 'Owed by' },
                { text: 'State' },
              ],
              rows: lines.map(one => [
                html`<a class="govuk-link" href="/returns/${one.address}">${whose(one)}</a>`,
                html`${returnTitle(one.sort)}<br>${formatDate(one.on)}. ${one.school}`,
                toDo(one.sort, one.ground),
                one.dueOn ? formatDate(one.dueOn) : 'No day',
                stateTag(one, today),
              ]),
            },
          )}`
    }`,
  }
}

export type OneReturn = {
  readonly line: ReturnLine
  readonly today: PlainDate
  readonly mayDecide: boolean
  /** The reader answers for its school in what it tells, and nobody has looked at it. */
  readonly mayTakeBack: boolean
}

/** One return: what it asks, and what an officer does with it. */
export const oneReturnView = ({ line, today, mayDecide, mayTakeBack }: OneReturn, csrf: string): PageContent => ({
  title: returnTitle(line.sort),
  heading: returnTitle(line.sort),
  back: { text: 'Returns', href: '/returns' },
  body: html`${summaryList({
    rows: [
      {
        key: 'Pupil',
        value: line.child
          ? html`<a class="govuk-link" href="${returnsHref(line.child.address)}">${line.child.name}</a>`
          : whose(line),
      },
      { key: 'School', value: line.school },
      { key: 'Day', value: formatDate(line.on) },
      ...(line.until ? [{ key: 'To', value: formatDate(line.until) }] : []),
      { key: 'What to do', value: html`${toDo(line.sort, line.ground)}${nextLink(line, mayDecide)}` },
      ...(line.dueOn ? [{ key: 'Owed by', value: formatDate(line.dueOn) }] : []),
      { key: 'State', value: html`${stateTag(line, today)} ${returnStates[line.state]}` },
      { key: 'Sent', value: `${line.sentBy}, ${formatDate(londonDate(line.sentAt))}` },
      ...(line.answer ? [{ key: 'The council answers', value: paragraphs(line.answer) }] : []),
    ],
  })}${mayDecide && !isOver(line.state) ? decideForm(line, csrf) : null}${mayTakeBack ? takeBackForm(line, csrf) : null}`,
})

const nextLink = ({ sort, ground, child }: ReturnLine, mayDecide: boolean): Html | null => {
  const next = mayDecide && child ? nextPage(sort, ground) : undefined
  return next && child
    ? html`<br><a class="govuk-link" href="/children/${child.address}${next.part}">${next.text}</a>`
    : null
}

const takeBackForm = (line: ReturnLine, csrf: string): Html =>
  form({
    action: `/returns/${line.address}/take-back`,
    csrf,
    body: html`<p class="govuk-body">Nobody has looked at it yet. If it was sent by mistake, take it back: what it told is on the record no more, and you can send it again.</p>${button({ text: 'Take it back', kind: 'secondary', preventDoubleClick: true })}`,
  })

const decideForm = (line: ReturnLine, csrf: string): Html =>
  form({
    action: `/returns/${line.address}`,
    csrf,
    body: html`${radios({
      name: 'state',
      legend: 'What do you do?',
      items: [
        {
          value: 'taken-up',
          text: 'Take it up, and open the record',
          hint: 'You work with the child from today if you do not yet. Your manager is told',
        },
        { value: 'done', text: 'It is dealt with' },
      ],
      value: line.state === 'taken-up' ? 'done' : 'taken-up',
    })}${textarea({
      name: 'answer',
      label: 'Answer to the school, if there is one',
      hint: 'The school reads this. Do not write what other services know',
      rows: 3,
      value: '',
    })}${button({ text: 'Save', preventDoubleClick: true })}`,
  })
