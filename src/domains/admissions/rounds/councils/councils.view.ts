import { formatDate, formatInstant, plural } from '../../../../kernel/index.ts'
import {
  button,
  fileUpload,
  form,
  type Html,
  html,
  input,
  type PageContent,
  table,
} from '../../../../platform/views/index.ts'
import { faultLine, type RoundFault } from '../../files/faults.ts'
import { applicationHref } from '../applications/applications.view.ts'
import type { AdmissionRound } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import type { CouncilChild, Sending } from './councils.queries.ts'

export type CouncilsData = {
  readonly round: AdmissionRound
  readonly children: readonly CouncilChild[]
  readonly page: number
  readonly more: boolean
  /** How many facts each council is to be told. */
  readonly untold: readonly { readonly council: string; readonly facts: number }[]
  readonly sendings: readonly Sending[]
  readonly came?: { readonly fresh: number; readonly faults: readonly RoundFault[] }
}
export const councilsPerPage = 100
const mostFaults = 50

/** Where a round's exchange with other councils is. */
export const councilsHref = (round: AdmissionRound, part = ''): string => roundHref(round, `/councils${part}`)

/** Other councils' children who ask for our schools, what came of each, and what their councils are to be told. */
export const councilsView = (data: CouncilsData, csrf: string): PageContent => {
  const { round, children, page, more, untold, sendings, came } = data
  return {
    title: 'Other councils',
    heading: `${round.name}: other councils`,
    wide: true,
    back: { text: round.name, href: roundHref(round) },
    ...(came ? { error: true } : {}),
    body: html`${came ? cameView(came) : null}
<p class="govuk-body">A child’s own council makes them one offer. It tells us which school of ours the child wants; we tell it where a school is full of children before them. For <a class="govuk-link" href="${councilsHref(round, '/ours?page=1')}">our children who want other councils’ schools</a> it is the other way round.</p>
${table({
  caption: 'Their children who ask for our schools',
  rowHeader: true,
  columns: [
    { text: 'Child' },
    { text: 'Born' },
    { text: 'Council' },
    { text: 'Its number' },
    { text: 'School' },
    { text: 'Where it stands' },
  ],
  rows: children.map(one => [
    html`<a class="govuk-link" href="${applicationHref(round, one.address)}">${one.name}</a>`,
    formatDate(one.birthDate),
    one.council,
    one.child,
    one.school,
    stateOf(one),
  ]),
  empty: 'No council has told us of a child.',
})}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Earlier in the list</a> ` : null}${more ? html`<a class="govuk-link" href="?page=${page + 1}">Further in the list</a>` : null}</p>` : null}
${bringView(round, csrf)}
<h2 class="govuk-heading-m">What we tell them</h2>
${
  untold.length === 0
    ? html`<p class="govuk-body">Nothing is to be told now. Which of their schools our children want is told once a run is done; where a school of ours is full, once two people have approved a run.</p>`
    : untold.map(one =>
        form({
          action: councilsHref(round, '/send'),
          csrf,
          body: html`<input type="hidden" name="council" value="${one.council}">${button({ text: `Write ${plural(one.facts, 'line', 'lines')} for council ${one.council}`, preventDoubleClick: true })}`,
        }),
      )
}
${
  sendings.length === 0
    ? null
    : table({
        caption: 'Files that were written',
        columns: [{ text: 'Council' }, { text: 'Lines', numeric: true }, { text: 'Written' }, { text: 'Download' }],
        rows: sendings.map(one => [
          one.council,
          one.facts,
          `${one.by}, ${formatInstant(one.at)}`,
          html`<a class="govuk-link" href="${councilsHref(round, `/${one.address}/messages`)}">messages.csv</a>, <a class="govuk-link" href="${councilsHref(round, `/${one.address}/manifest`)}">what it is made of</a>`,
        ]),
      })
}`,
  }
}

const stateOf = ({ left, offered, told, takes }: CouncilChild): string => {
  if (left) return offered ? 'Has a better place: end the offer here' : 'Wanted no more'
  if (offered && told === 'no') return 'Has a place, but their council was told it is full: call it'
  if (offered && takes) return 'Takes the place'
  if (offered) return told === 'free' ? 'Has a place, and their council is told' : 'Has a place'
  return told === 'no' ? 'Full: their council is told' : 'Waits'
}

const cameView = ({ fresh, faults }: { fresh: number; faults: readonly RoundFault[] }): Html =>
  html`<h2 class="govuk-heading-m">${plural(faults.length, 'row', 'rows')} of the file cannot be used</h2>
<p class="govuk-body">${plural(fresh, 'line that is new was', 'lines that are new were')} kept. Ask the council to correct these and send them again; what was kept does no harm when it comes again.</p>
<ul class="govuk-list govuk-list--bullet">${faults.slice(0, mostFaults).map(one => html`<li>${faultLine(one)}</li>`)}</ul>
${faults.length > mostFaults ? html`<p class="govuk-body">And ${faults.length - mostFaults} more.</p>` : null}`

const bringView = (round: AdmissionRound, csrf: string): Html =>
  form({
    action: councilsHref(round),
    csrf,
    multipart: true,
    body: html`<h2 class="govuk-heading-m">Bring in what a council says</h2>${input({
      name: 'council',
      label: 'Which council sent it?',
      hint: 'Its three-digit number, like 815',
      width: 3,
    })}${fileUpload({
      name: 'files',
      label: 'messages.csv',
      hint: 'Rows that can be used count; the others are shown here. A file may come twice, or in parts, in any order',
      accept: '.csv',
    })}${button({ text: 'Bring in', preventDoubleClick: true })}`,
  })
