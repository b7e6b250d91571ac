import type { Family } from '../world.ts'
import { births } from './births.ts'
import type { CastMaking } from './build.ts'
import { outOfPlace } from './elsewhere.ts'
import { guarded } from './guarded.ts'
import { lives } from './lives.ts'
import { names } from './names.ts'
import { sketches } from './sketches.ts'

export { lastTime } from './build.ts'

/** The families of the hard cases, in a fixed order: their numbers do not change with the size of the county. */
export const castFamilies = (m: CastMaking): Family[] => [
  ...sketches(m),
  ...births(m),
  ...names(m),
  ...guarded(m),
  ...outOfPlace(m),
  ...lives(m),
]
