import { formatDate, formatInstant, londonDate, plural } from '../../../kernel/index.ts'
import {
  type Html,
  html,
  insetText,
  type PageContent,
  summaryList,
  table,
  warningText,
} from '../../../platform/views/index.ts'
import { familyWords, ordinal } from '../explain.ts'
import type { Application } from './applications.queries.ts'
import { applicationHref } from './applications.view.ts'
import type { AdmissionRound } from './rounds.queries.ts'
import type { Run, Why, WhyLine } from './runs.queries.ts'
import { runHref } from './runs.view.ts'

export type WhyData = {
  readonly round: AdmissionRound
  readonly run: Run
  readonly application: Pick<Application, 'address' | 'forename' | 'surname' | 'isProtected' | 'childId'>
  readonly why: Why
}
export type LetterData = WhyData & { readonly at: Date }

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
    ? html`<p class="govuk-body">The school did not rank the child.</p>`
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

/** A family's letter, to print. It bears no address: that is put on by whoever may see it. */
export const letterView = ({ round, run, application, why, at }: LetterData): PageContent => {
  const name = `${application.forename} ${application.surname}`
  const refused = why.lines.filter(line => line.explanation)
  return {
    title: 'Letter',
    heading: `School place for ${name}`,
    back: { text: 'Why this place', href: runHref(round, run, `/children/${application.address}`) },
    body: html`<p class="govuk-body">${formatDate(londonDate(round.releasedAt ?? at))}</p>
<p class="govuk-body">${round.name}</p>
<p class="govuk-body">${
      why.place?.school
        ? html`We are pleased to offer ${name} a place at <strong>${why.place.school}</strong>.`
        : html`We are sorry that we cannot offer ${name} a place at any of the schools you named. We will write to you about schools that have places.`
    }</p>
${
  refused.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Schools you named higher</h2>
${refused.map(
  line => html`<h3 class="govuk-heading-s">${line.school}, ${ordinal(line.rank)} preference</h3>
<p class="govuk-body">${wordsFor(line, application.isProtected)}</p>`,
)}
<p class="govuk-body">${name} is on the waiting list of each of these schools. You may appeal against each decision to an independent panel.</p>`
}
<p class="govuk-body">Tell us within two weeks whether you accept${why.place?.school ? ' the place' : ''}.</p>
<p class="govuk-body">The order of the children was made by each school’s published criteria alone. Which choice a school was played no part. The draw between children who are equal in everything else was watched over by ${round.supervisor}. Offers were made on ${formatInstant(round.releasedAt ?? at)}.</p>`,
  }
}
