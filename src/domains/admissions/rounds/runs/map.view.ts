import { hideSmall, leastShown } from '../../../../kernel/index.ts'
import { emptyState, html, type PageContent, placeMap, table } from '../../../../platform/views/index.ts'
import type { AdmissionRound, RoundSchool } from '../rounds.queries.ts'
import type { Run } from './runs.queries.ts'
import { runHref } from './runs.view.ts'

export type MapData = {
  readonly round: AdmissionRound
  readonly run: Run
  readonly schools: readonly RoundSchool[]
}

const shown = (count: number): string => hideSmall(count)?.toString() ?? `Fewer than ${leastShown}`

/** A run's offers by school, on a map and in a list. No child's home is on it, and small numbers are not told, so that it may be shown to others. */
export const mapView = ({ round, run, schools }: MapData): PageContent => {
  const counts = new Map(run.report?.schools.map(one => [one.school_id, one]))
  const listed = schools.map((school, i) => {
    const { places = 0, offered = 0, waiting = 0 } = counts.get(school.key) ?? {}
    return { ...school, number: i + 1, places, offered, waiting }
  })
  const most = Math.max(1, ...listed.map(one => hideSmall(one.offered) ?? 0))
  const placed = listed.flatMap(({ settings: { easting, northing }, number, offered }) =>
    easting === undefined || northing === undefined
      ? []
      : [{ easting, northing, number, size: (hideSmall(offered) ?? 0) / most }],
  )
  return {
    title: 'Offers by school',
    heading: `${round.name}: offers by school`,
    wide: true,
    back: { text: 'The run', href: runHref(round, run) },
    body: html`<p class="govuk-body">Each school stands where it measures distances from, north at the top; the larger, the more offers. Numbers below ${leastShown} are not told.</p>
${
  placed.length === 0
    ? emptyState({ text: 'No school of this round has told where it measures from.' })
    : placeMap({
        id: 'offers',
        title: 'Offers by school',
        desc: 'The schools of the round by their coordinates, with the numbers of the list below, which says the same.',
        places: placed,
      })
}
${table({
  caption: 'Schools by their number on the map',
  rowHeader: true,
  columns: [
    { text: 'School' },
    { text: 'Places', numeric: true },
    { text: 'Offers', numeric: true },
    { text: 'Waiting', numeric: true },
  ],
  rows: listed.map(one => [`${one.number}. ${one.name}`, one.places, shown(one.offered), shown(one.waiting)]),
  empty: 'No school is in this round.',
})}`,
  }
}
