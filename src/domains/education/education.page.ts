import {
  exampleFact,
  type KnownFact,
  type LifeStretch,
  panel,
  readFacts,
  saidLine,
  withSchoolNames,
} from '../../children/index.ts'
import {
  addDays,
  formatDate,
  formatDateRange,
  londonDate,
  type PlainDate,
  type SchoolYear,
  schoolYearLabel,
} from '../../kernel/index.ts'
import { html, sourceLine } from '../../platform/views/index.ts'
import { enrolment } from './education.record.ts'
import { registersPanel } from './registers/registers-panel.page.ts'

/** One stay at a school, from all that sources say of it. */
export type SchoolStay = {
  readonly school: string
  readonly from?: PlainDate
  readonly to?: PlainDate
  readonly year?: string
  readonly status?: string
  readonly said: string
  readonly on: PlainDate
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const day = (value: unknown): PlainDate | undefined => text(value) as PlainDate | undefined

/** School places, the newest first: one line for each school and first day, in the words of the source that spoke last. */
export const schoolStays = (facts: readonly KnownFact[]): SchoolStay[] => {
  const stays = new Map<string, SchoolStay>()
  for (const fact of facts.toSorted((a, b) => a.knownFrom.getTime() - b.knownFrom.getTime())) {
    const { body } = fact
    const school = text(body.school) ?? text(body.laestab)
    if (!school) continue
    const from = day(body.entryDate) ?? fact.from
    const to = day(body.leavingDate) ?? (fact.until && addDays(fact.until, -1))
    const year = text(body.yearGroup)
    const key = `${text(body.laestab) ?? school}|${from ?? ''}`
    const before = stays.get(key)
    stays.set(key, {
      ...before,
      school: before?.school && !text(body.school) ? before.school : school,
      said: fact.said,
      on: londonDate(fact.knownFrom),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      ...(year ? { year } : {}),
      ...(text(body.status) ? { status: String(body.status) } : {}),
    })
  }
  return [...stays.values()].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? 1 : -1))
}

const lifeOf = (stays: readonly SchoolStay[]): LifeStretch[] =>
  stays
    .flatMap((stay): LifeStretch[] =>
      stay.from ? [{ row: 'School', from: stay.from, text: stay.school, ...(stay.to ? { to: stay.to } : {}) }] : [],
    )
    .sort((a, b) => (a.from < b.from ? -1 : 1))

const yearWords = (year: string): string =>
  /^(N[12]|R|\d+)$/.test(year) ? schoolYearLabel(year as SchoolYear) : `Year ${year}`
const standing: Readonly<Record<string, string>> = { S: 'second place', G: 'guest', F: 'college', O: 'other provider' }

const stayWords = (stay: SchoolStay): string =>
  [
    stay.from && stay.to
      ? formatDateRange(stay.from, stay.to)
      : stay.from
        ? `Since ${formatDate(stay.from)}`
        : 'First day not recorded',
    stay.year && !stay.to ? yearWords(stay.year) : '',
    standing[stay.status ?? ''] ?? '',
  ]
    .filter(Boolean)
    .join(', ')

/** School history: on the page of school and attendance, and in "Life so far". */
export const schoolHistoryPanel = panel<readonly [typeof enrolment], readonly SchoolStay[]>({
  id: 'school-history',
  title: 'School history',
  needs: [enrolment],
  load: async grant => schoolStays(await withSchoolNames(grant.tx, await readFacts(grant, [enrolment]))),
  life: lifeOf,
  place: 'school',
  show: (stays, { today }) =>
    stays.length === 0
      ? html`<p class="tl-empty">No school place is recorded. Schools in this county tell us each term.</p>`
      : html`<ul class="tl-people">${stays.map(
          stay =>
            html`<li class="tl-people__one"><strong class="tl-people__name">${stay.school}</strong><span class="tl-people__role">${stayWords(stay)}</span>${sourceLine(
              saidLine({ by: stay.said, on: stay.on }, 'lasting', today),
            )}</li>`,
        )}</ul>`,
  examples: {
    usual: schoolStays([
      exampleFact(
        'enrolment',
        { laestab: '8232001', school: 'Quarry Infants', entryDate: '2020-09-01', leavingDate: '2021-07-20' },
        { on: '2020-09-01' },
      ),
      exampleFact(
        'enrolment',
        { laestab: '8232002', school: 'Larchfield Primary', entryDate: '2021-09-01', yearGroup: '4', status: 'C' },
        { on: '2021-09-01' },
      ),
    ]),
    nothing: [],
  },
})

/** What this service brings to the child's page. */
export const educationPanels = [schoolHistoryPanel, registersPanel]
