import type { Family } from '../world.ts'
import type { CastMaking } from './build.ts'
import { guarded } from './guarded.ts'
import { namesAndDates } from './names-and-dates.ts'
import { placesAndCare } from './places-and-care.ts'
import { sketches } from './sketches.ts'

export { lastTime } from './build.ts'

/** The families of the hard cases, in a fixed order: their numbers do not change with the size of the county. */
export const castFamilies = (m: CastMaking): Family[] => [...sketches(m), ...namesAndDates(m), ...guarded(m), ...placesAndCare(m)]
