import type { PlainDate } from '../src/kernel/index.ts'
import { dayOf } from './calendar.ts'
import { castFamilies } from './cast/index.ts'
import { makeFamily } from './people/family.ts'
import { openRegistry } from './people/registry.ts'
import { mapSchools } from './people/schooling.ts'
import { districtCount, makeSchools } from './schools.ts'
import type { Family, Northmere } from './world.ts'

/** What to make: the same three give the same Northmere to the last byte. */
export interface NorthmereOptions {
  readonly seed: string
  readonly today: PlainDate
  /** About how many children, the cast included: 6,000 for the demo, up to 500,000. */
  readonly children: number
}

/**
 * The invented county of Northmere as it is on `today`: its schools, and its families one after another, the cast of
 * hard cases first. Pure: no clock and no chance but what follows from `seed`. Throws when fewer children are asked for
 * than the cast has.
 */
export const generateNorthmere = ({ seed, today: date, children }: NorthmereOptions): Northmere => {
  const today = dayOf(date)
  const schools = makeSchools(children)
  const map = mapSchools(schools)
  const districts = districtCount(schools)
  const families = function* (): Generator<Family> {
    const registry = openRegistry()
    let made = 0
    for (const family of castFamilies({ today, map, registry })) {
      made += family.children.length
      yield family
    }
    if (made > children) throw new Error(`Northmere has a cast of ${made} children: ask for at least as many`)
    for (let n = 1; made < children; n++) {
      const family = makeFamily({ seed, today, districts, map, registry }, n)
      if (!family) continue
      made += family.children.length
      yield family
    }
  }
  return { seed, today, children, schools, families }
}
