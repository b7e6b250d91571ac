import { foldName, type PlainDate } from '../../kernel/index.ts'
import type { OtherTeam } from './allocation.ts'

/** A ward or a school to which a team's work belongs. */
export type TeamPlace = {
  readonly team: number
  /** The ward's name, or the school's. */
  readonly name: string
  readonly sort: 'ward' | 'school'
  /** The school's number. */
  readonly laestab?: string
  readonly from: PlainDate
  /** The first day on which it does not belong to the team any more. */
  readonly until?: PlainDate
}
/** Where a child lives and goes to school, as far as the reader sees it, or as it was told: a school by its number, or by its name. */
export type ChildPlaces = {
  readonly ward: string | undefined
  readonly laestab?: string | undefined
  readonly school?: string | undefined
}
const belongs = ({ sort, name, laestab }: TeamPlace, child: ChildPlaces): boolean =>
  sort === 'ward'
    ? name === child.ward
    : (laestab !== undefined && laestab === child.laestab) ||
      (child.school !== undefined && foldName(child.school) === foldName(name))

/**
 * Teams with the places that make a child's work theirs on a day: those that have one first, in the order in which they came. Nothing else follows
 * from it; whoever gives the work out chooses. Pure.
 */
export const teamsNearFirst = (
  teams: readonly OtherTeam[],
  places: readonly TeamPlace[],
  child: ChildPlaces,
  today: PlainDate,
): readonly OtherTeam[] => {
  const near = places.filter(
    place => place.from <= today && (place.until === undefined || place.until > today) && belongs(place, child),
  )
  const told = teams.map(team => {
    const names = near.filter(place => place.team === team.id).map(place => place.name)
    return names.length > 0 ? { ...team, near: names } : team
  })
  return [...told.filter(team => 'near' in team), ...told.filter(team => !('near' in team))]
}

/** A team in a list to choose from, with what makes the work theirs. */
export const teamChoice = ({ id, name, near }: OtherTeam): { readonly value: string; readonly text: string } => ({
  value: String(id),
  text: near ? `${name} (${near.join(', ')})` : name,
})
