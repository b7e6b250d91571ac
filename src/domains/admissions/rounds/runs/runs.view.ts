import { formatInstant, formatPercent, plural } from '../../../../kernel/index.ts'
import {
  button,
  form,
  type Html,
  html,
  insetText,
  type PageContent,
  summaryList,
  table,
  tag,
  warningText,
} from '../../../../platform/views/index.ts'
import { ordinal } from '../../explain/explain.ts'
import { partsOf } from '../../report.ts'
import type { Blocker } from '../blockers.ts'
import { careWarning } from '../care.view.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import { roundHref } from '../rounds.view.ts'
import { faultList } from '../set-up/schools.view.ts'
import type { Elsewhere } from './run-report.ts'
import type { OrderLine, PlaceLine, Run } from './runs.queries.ts'

export type RunsData = {
  readonly round: AdmissionRound
  readonly runs: readonly Run[]
  readonly blockers: readonly Blocker[]
}
export type RunData = {
  readonly round: AdmissionRound
  readonly run: Run
  readonly schools: readonly Pick<RoundSchool, 'key' | 'name'>[]
  readonly differences: { readonly total: number; readonly children: readonly PlaceLine[] } | undefined
  /** Who is better off than by offer and release. */
  readonly better: { readonly total: number; readonly children: readonly PlaceLine[] }
  readonly unplaced: readonly Pick<PlaceLine, 'address' | 'name' | 'childId'>[]
  /** Children in our care, or who were, to whom it gives no place. */
  readonly careUnplaced: number
  /** Places at schools of other councils that their council was not asked for, or has refused since. */
  readonly elsewhere: { readonly unasked: number; readonly refused: number; readonly silent: number }
  /** Whether the reader has approved it, or there is anything to approve. */
  readonly mayApprove: boolean
}
export type OrderData = {
  readonly round: AdmissionRound
  readonly run: Run
  readonly school: RoundSchool
  readonly page: number
  readonly more: boolean
  readonly lines: readonly OrderLine[]
}
export const orderPerPage = 100

export const runHref = (round: AdmissionRound, run: Pick<Run, 'address'>, part = ''): string =>
  roundHref(round, `/runs/${run.address}${part}`)

const stateWords: Readonly<Record<Run['state'], string>> = {
  waiting: 'Waiting to begin',
  working: 'At work',
  done: 'Done',
  refused: 'Could not be done',
}

/** The runs of a round: tried as often as wanted, always the same of the same input. */
export const runsView = ({ round, runs, blockers }: RunsData, csrf: string): PageContent => ({
  title: 'Runs of the round',
  heading: `${round.name}: runs`,
  wide: true,
  back: { text: round.name, href: roundHref(round) },
  body: html`${
    round.releasedAt
      ? insetText({ body: `Offers are out since ${formatInstant(round.releasedAt)}.` })
      : blockers.length > 0
        ? html`${warningText({ text: 'A run cannot begin yet.' })}<ul class="govuk-list govuk-list--bullet">${blockers.map(one => html`<li>${one.text} <a class="govuk-link" href="${roundHref(round, one.part)}">See them</a></li>`)}</ul>`
        : form({
            action: roundHref(round, '/runs'),
            csrf,
            body: html`<p class="govuk-body">A run freezes the applications as they stand, ranks them and gives the places. Nobody is told of it.</p>${button({ text: 'Begin a run', preventDoubleClick: true })}`,
          })
  }
${table({
  caption: 'Runs',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [
    { text: 'Begun' },
    { text: 'By' },
    { text: 'State' },
    { text: 'Offers', numeric: true },
    { text: 'Without a place', numeric: true },
    { text: 'Input' },
  ],
  rows: runs.map(one => [
    html`<a class="govuk-link" href="${runHref(round, one)}">${formatInstant(one.startedAt)}</a>`,
    one.startedBy,
    one.approved ? tag({ text: 'Approved', tone: 'good' }) : stateWords[one.state],
    one.report?.offers.total ?? '',
    one.report?.unplaced ?? '',
    one.inputSha256?.slice(0, 12) ?? '',
  ]),
  empty: 'There was no run yet.',
})}`,
})

/** One run: what its offers would be, what differs from the run before, and who approved it. */
export const runView = (data: RunData, csrf: string): PageContent => {
  const { round, run } = data
  return {
    title: 'A run of the round',
    heading: `${round.name}: run of ${formatInstant(run.startedAt)}`,
    wide: true,
    back: { text: 'Runs', href: roundHref(round, '/runs') },
    ...(run.state === 'refused' ? { error: true } : {}),
    body: html`${faultList(run.faults ?? [])}
${run.report ? outcome(data, csrf) : insetText({ body: html`${stateWords[run.state]}${run.step ? `: ${run.step}` : ''}. ${run.state === 'refused' ? '' : html`<a class="govuk-link" href="${runHref(round, run)}">Look again</a>`}` })}`,
  }
}

const outcome = (
  { round, run, schools, differences, better, unplaced, careUnplaced, elsewhere, mayApprove }: RunData,
  csrf: string,
): Html | null => {
  const { report } = run
  if (!report) return null
  const { offers } = report
  const parts = partsOf(report)
  const names = new Map(schools.map(one => [one.key, one.name]))
  const share = (count: number): string =>
    `${count} (${formatPercent(report.children === 0 ? 0 : count / report.children)})`
  return html`${careWarning(careUnplaced, 'no place in this run')}${summaryList({
    rows: [
      ...parts.byRank.map(([rank, count]) => ({ key: `${ordinal(rank)} preference`, value: share(count) })),
      { key: 'By a plan, at a school they had not named', value: share(parts.planBeside) },
      { key: 'Nearest school with a place', value: share(parts.secondPass) },
      { key: 'No place', value: share(parts.unplaced) },
      { key: 'Children, of all these', value: report.children },
      { key: 'Of them by a plan that names the school', value: offers.by_plan },
      { key: 'Of them beyond the places, for twins', value: offers.supernumerary },
      {
        key: 'Reasons written, and found untrue',
        value: `${report.explanations.written}, ${report.explanations.untrue}`,
      },
      { key: 'Better off than by offer and release', value: better.total },
      { key: 'Checksum of the input', value: html`<code>${run.inputSha256}</code>` },
      { key: 'Checksum of the offers', value: html`<code>${run.outputSha256}</code>` },
    ],
  })}
${approval({ round, run, elsewhere, mayApprove }, csrf)}
<p class="govuk-body"><a class="govuk-link" href="${runHref(round, run, '/map')}">Map of the offers by school</a></p>
${table({
  caption: 'Schools',
  rowHeader: true,
  columns: [
    { text: 'School' },
    { text: 'Places', numeric: true },
    { text: 'Offers', numeric: true },
    { text: 'Waiting', numeric: true },
    { text: 'The last place went to' },
  ],
  rows: report.schools.map(one => [
    html`<a class="govuk-link" href="${runHref(round, run, `/schools/${encodeURIComponent(one.school_id)}?page=1`)}">${names.get(one.school_id) ?? one.school_id}</a>`,
    one.places,
    one.offered,
    one.waiting,
    one.waiting === 0
      ? 'Everybody in its order'
      : one.last_criterion === null && one.last_position !== null
        ? `${ordinal(one.last_position)} in its own order`
        : [one.last_criterion, one.last_distance].filter(Boolean).join(', ') || 'Not told',
  ]),
})}
${elsewhereTable(report.elsewhere ?? [], names)}
${
  better.total === 0
    ? null
    : table({
        caption: 'Children who are better off than by offer and release, the method of today',
        rowHeader: true,
        columns: [{ text: 'Child' }, { text: 'By offer and release' }, { text: 'Here' }],
        rows: movedRows(round, run, better.children),
      })
}
${differences ? differs(round, run, differences) : html`<p class="govuk-body">There was no run before to compare with.</p>`}
${table({
  caption: 'Children without a place',
  rowHeader: true,
  columns: [{ text: 'Child' }],
  rows: unplaced.map(one => [
    html`<a class="govuk-link" href="${runHref(round, run, `/children/${one.address}`)}">${one.name}</a>`,
  ]),
  empty: 'Every child has a place.',
})}`
}

const elsewhereTable = (elsewhere: readonly Elsewhere[], names: ReadonlyMap<string, string>): Html | null =>
  elsewhere.length === 0
    ? null
    : table({
        caption: 'Schools of other councils, as far as they have answered',
        rowHeader: true,
        columns: [{ text: 'School' }, { text: 'Offers', numeric: true }, { text: 'Refused', numeric: true }],
        rows: elsewhere.map(one => [names.get(one.school_id) ?? one.school_id, one.offered, one.refused]),
      })

const cannotStand = ({ round, run, elsewhere: { unasked, refused } }: Pick<RunData, 'round' | 'run' | 'elsewhere'>) => {
  if (round.releasedAt || refused + unasked === 0) return null
  const why =
    refused > 0
      ? `Another council has refused ${plural(refused, 'place', 'places')} of this run.${run.approved ? ' Its offers do not go out.' : ''} Begin another run.`
      : `${plural(unasked, 'place', 'places')} of this run ${unasked === 1 ? 'is' : 'are'} at a school whose council was not asked.`
  return html`${warningText({ text: why })}<p class="govuk-body"><a class="govuk-link" href="${roundHref(round, '/councils/ours?page=1')}">Our children and other councils’ schools</a></p>`
}

/** That a place rests on no answer: who approves is to know it. */
const silence = (round: RunData['round'], silent: number): Html | null =>
  round.releasedAt || silent === 0
    ? null
    : html`<p class="govuk-body">Of ${plural(silent, 'place', 'places')} at other councils’ schools nobody has said yes or no. When the offers go out, silence counts as a place: <a class="govuk-link" href="${roundHref(round, '/councils/ours?page=1')}">ask those councils first</a>.</p>`

const approval = (
  { round, run, elsewhere, mayApprove }: Pick<RunData, 'round' | 'run' | 'elsewhere' | 'mayApprove'>,
  csrf: string,
): Html => html`
<h2 class="govuk-heading-m">Approval</h2>
<p class="govuk-body">${run.approvals.length === 0 ? 'Nobody has approved this run.' : `Approved by ${run.approvals.map(one => one.by).join(' and ')}.`} ${
  run.approved
    ? round.releasedAt
      ? `The offers are out since ${formatInstant(round.releasedAt)}.`
      : `The offers go out on ${formatInstant(round.releaseAt)}. Until then they are nobody’s but the admissions team’s.`
    : 'Two people approve it before its offers are the round’s.'
}</p>
${cannotStand({ round, run, elsewhere })}
${silence(round, elsewhere.silent)}
${mayApprove && elsewhere.unasked + elsewhere.refused === 0 ? form({ action: runHref(round, run, '/approve'), csrf, body: button({ text: 'Approve these offers', preventDoubleClick: true }) }) : null}`

const placeWords = (school: string | null, rank: number | null): string =>
  school === null ? 'No place' : `${school}${rank === null ? '' : `, ${ordinal(rank)} preference`}`

const movedRows = (round: AdmissionRound, run: Run, children: readonly PlaceLine[]) =>
  children.map(one => [
    html`<a class="govuk-link" href="${runHref(round, run, `/children/${one.address}`)}">${one.name}</a>`,
    placeWords(one.before, one.beforeRank),
    placeWords(one.school, one.rank),
  ])

const differs = (
  round: AdmissionRound,
  run: Run,
  { total, children }: NonNullable<RunData['differences']>,
): Html => html`
<h2 class="govuk-heading-m">Since the run before: ${plural(total, 'child has', 'children have')} another place</h2>
${table({
  caption: 'Children with another place than in the run before',
  captionClasses: 'govuk-visually-hidden',
  rowHeader: true,
  columns: [{ text: 'Child' }, { text: 'Before' }, { text: 'Now' }],
  rows: movedRows(round, run, children),
  empty: 'Every child has the same.',
})}`

/** A school's order: each child's place in it and what decided it. Which choice the school was plays no part, and is not shown. */
export const orderView = ({ round, run, school, page, more, lines }: OrderData): PageContent => ({
  title: 'Order of a school',
  heading: `${school.name}: order of the children`,
  wide: true,
  back: { text: 'The run', href: runHref(round, run) },
  body: html`${table({
    caption: 'Children in the order of the school',
    captionClasses: 'govuk-visually-hidden',
    columns: [{ text: 'Place' }, { text: 'Child' }, { text: 'Criterion' }, { text: 'Distance' }, { text: 'Outcome' }],
    rows: lines.map(one => [
      one.position ?? 'Not ranked',
      html`<a class="govuk-link" href="${runHref(round, run, `/children/${one.address}`)}">${one.name}</a>`,
      one.criterion === null ? '' : `${one.criterion + 1} ${school.settings.criteria[one.criterion]?.name ?? ''}`,
      one.distance ?? '',
      one.offered ? 'Has the place' : one.waiting ? `Waiting, ${ordinal(one.waiting)}` : 'Has a place elsewhere',
    ]),
    empty: 'No child in this part of the list.',
  })}
${page > 1 || more ? html`<p class="govuk-body">${page > 1 ? html`<a class="govuk-link" href="?page=${page - 1}">Higher in the order</a> ` : null}${more ? html`<a class="govuk-link" href="?page=${page + 1}">Lower in the order</a>` : null}</p>` : null}`,
})
