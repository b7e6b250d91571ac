import type { Facts, SchoolCriteria } from './criteria-schema.ts'

/** A child as the criteria look at them. */
export type Applicant = {
  readonly id: string
  readonly cell: (fact: string) => string
  readonly easting: number | undefined
  readonly northing: number | undefined
}

const metresPerMile = 1609.344

/** Does a cell say yes? */
export const isYes = (cell: string): boolean => /^(yes|y|true|1)$/i.test(cell)
/** Does a cell say no? An empty one does. */
export const isNo = (cell: string): boolean => /^(no|n|false|0|)$/i.test(cell)

/** Do all these facts hold for the child, at this school? */
export const holdsFor = (facts: Facts | undefined, child: Applicant, school: string): boolean =>
  Object.entries(facts ?? {}).every(([fact, wanted]) => {
    const cell = child.cell(fact)
    if (wanted === true) return isYes(cell)
    const value = wanted === '@school' ? school : wanted
    return cell.split('|').some(part => part.trim() === value)
  })

/** The first criterion that the child meets, by number from 0; undefined where the school does not rank them. */
export const criterionOf = (settings: SchoolCriteria, child: Applicant, school: string): number | undefined => {
  if (!holdsFor(settings.requires, child, school)) return undefined
  const met = settings.criteria.findIndex(criterion => holdsFor(criterion.when, child, school))
  return met === -1 ? undefined : met
}

/**
 * Rounded half up to so many decimals and kept whole (0.35 at 2 decimals is 35): who is equal at the published precision is equal. It is the decimal number
 * as it is written that is rounded: 1.005 at 2 decimals is 101, though 1.005 * 100 is a little less than 100.5.
 */
export const atPrecision = (distance: number, decimals: number): number => {
  const moved = distance * 10 ** decimals
  const isHalf = Math.abs(moved - Math.floor(moved) - 0.5) < 1e-6
  return Math.round(isHalf ? Number(`${distance}e${decimals}`) || moved : moved)
}

/** The distance in a straight line at the school's precision; undefined where either end has no coordinates. */
export const straightLine = (settings: SchoolCriteria, child: Applicant): number | undefined => {
  const { easting, northing, distance } = settings
  if (easting === undefined || northing === undefined || child.easting === undefined || child.northing === undefined)
    return undefined
  const metres = Math.hypot(easting - child.easting, northing - child.northing)
  return atPrecision(distance.unit === 'miles' ? metres / metresPerMile : metres, distance.decimals)
}

/** "0.35 miles", "1 mile" */
export const distanceWords = ({ distance: { decimals, unit } }: SchoolCriteria, measure: number): string => {
  const far = (measure / 10 ** decimals).toFixed(decimals)
  return `${far} ${far === '1' ? unit.slice(0, -1) : unit}`
}
