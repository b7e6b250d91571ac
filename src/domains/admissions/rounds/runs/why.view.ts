import { type Letter, type LetterAddress, letterView } from '../../../../children/index.ts'
import { formatDate, londonDate, plural } from '../../../../kernel/index.ts'
import {
  type Html,
  html,
  insetText,
  type PageContent,
  summaryList,
  table,
  warningText,
} from '../../../../platform/views/index.ts'
import { familyWords, ordinal } from '../../explain/explain.ts'
import type { Application } from '../applications/applications.queries.ts'
import { applicationHref } from '../applications/applications.view.ts'
import { outcomeWords, replySlip } from '../offers/outcome-letter.ts'
import { answerDue } from '../offers/replies.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import type { Run, Why, WhyLine } from './runs.queries.ts'
import { runHref } from './runs.view.ts'

export type WhyData = {
  readonly round: AdmissionRound
  readonly run: Run
  readonly application: Pick<Application, 'address' | 'reference' | 'forename' | 'surname' | 'isProtected' | 'childId'>
  readonly why: Why
}
export type LetterData = WhyData & { readonly at: Date; readonly to: LetterAddress | undefined }

const placeWords = ({ place }: Why): string => {
  if (!place) return 'Not in this run'
  if (place.school === null) return 'No place'
  const by = { plan: 'named in the plan', 'second pass': 'the nearest school with a place', preference: '', none: '' }
  const how = place.rank === null ? (by[place.given as keyof typeof by] ?? '') : `${ordinal(place.rank)} preference`
  return how === '' ? place.school : `${place.school}, ${how}`
}

/** Why a child has the place that they have: at each school the criterion, the place in order, and how many stand before, in numbers. */
export const whyView = ({ round, run, application, why }: WhyData): PageContent => ({
  title: 'Why this place',
  heading: `${application.forename} ${application.surname}: why this place`,
  back: { text: 'The run', href: runHref(round, run) },
  body: html`${application.isProtected ? warningText({ text: 'The address is protected: no distance is shown.' }) : null}
${insetText({ body: html`<strong>${placeWords(why)}</strong>` })}
<p class="govuk-body"><a class="govuk-link" href="${applicationHref(round, application.address)}">The application</a>${
    round.releasedAt && run.approved
      ? html` · <a class="govuk-link" href="${runHref(round, run, `/children/${application.address}/letter`)}">Letter to print</a>`
      : null
  }</p>
${why.lines.map(line => lineView(line, application.isProtected))}`,
})

const lineView = (
  line: WhyLine,
  isProtected: boolean,
): Html => html`<h2 class="govuk-heading-m">${ordinal(line.rank)} preference: ${line.school}</h2>
${
  line.position === null
    ? html`<p class="govuk-body">${line.council === null ? 'The school did not rank the child.' : `Council ${line.council} keeps this school and its order.`}</p>`
    : html`${summaryList({
        rows: [
          { key: 'Place in the order', value: ordinal(line.position) },
          {
            key: 'Criterion',
            value:
              line.criterion === null ? 'The school’s own order' : `${line.criterion + 1}, ${line.criterionName ?? ''}`,
          },
          { key: 'Distance', value: isProtected ? 'Protected' : (line.distance ?? 'Not measured') },
        ],
      })}
${
  line.criterion === null && line.position > 1
    ? html`<p class="govuk-body">${plural(line.position - 1, 'child stands', 'children stand')} before, by the school’s own order.</p>`
    : line.ahead.length === 0
      ? html`<p class="govuk-body">Nobody stands before.</p>`
      : table({
          caption: 'How many stand before, by criterion',
          captionClasses: 'govuk-table__caption--s',
          columns: [{ text: 'Criterion' }, { text: 'Children', numeric: true }],
          rows: line.ahead.map(one => [one.name, one.count]),
        })
}`
}
${line.explanation ? html`<p class="govuk-body">${wordsFor(line, isProtected)}</p>` : null}`

const wordsFor = ({ explanation, distance }: WhyLine, isProtected: boolean): string =>
  familyWords(explanation?.words ?? '', distance, isProtected)

/** The letter on the day of the offers, to where the gate lets it go; without an address where it does not. */
export const outcomeLetter = (
  { round, application, why, at }: Omit<LetterData, 'to'>,
  to: LetterAddress | undefined,
): Letter => {
  const name = `${application.forename} ${application.surname}`
  return {
    from: ['School admissions'],
    to,
    name: to?.to ?? `Parent or carer of ${name}`,
    on: londonDate(round.releasedAt ?? at),
    subject: `School place for ${name}`,
    words: outcomeWords({
      name,
      reference: application.reference,
      round: round.name,
      appealsBy: round.appealsBy,
      appealsTo: round.appealsTo,
      supervisor: round.supervisor,
      releasedAt: round.releasedAt ?? at,
      school: why.place?.school ?? null,
      refused: why.lines.flatMap(({ school, rank, distance, explanation }) =>
        explanation ? [{ school, rank, distance, words: explanation.words }] : [],
      ),
      isProtected: application.isProtected,
    }),
    signedBy: 'School admissions',
    ...(why.place?.school
      ? {
          slip: replySlip(
            name,
            why.place.school,
            formatDate(answerDue(londonDate(round.releasedAt ?? at))),
            why.lines.some(one => one.explanation !== null),
          ),
        }
      : {}),
  }
}

/** What is said where a letter bears no address: the same whether one is missing, doubted, or must not be used. */
export const noAddress =
  'No address is printed. Look at the application, and ask the family or the duty team before you send it.'

/** One letter, to print. */
export const letterPageView = (data: LetterData): PageContent => ({
  title: 'Letter',
  heading: 'Letter',
  back: { text: 'Why this place', href: runHref(data.round, data.run, `/children/${data.application.address}`) },
  body: html`${data.to ? null : insetText({ body: noAddress })}${letterView(outcomeLetter(data, data.to))}`,
})
