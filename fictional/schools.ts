import { addressAt } from './places.ts'
import { northmereLa, type Phase, type School } from './world.ts'

const firstPrimaries = `Larchfield Primary School|3;St Oswin's CofE Primary School|0;Mill Lane Primary School|0;Castle Hill Primary School|0
Fishergate Primary School|0;Abbey Walk Infant and Junior School|0;Quarrybank Primary School|1;Slate Terrace Primary School|1
Delph Lane Primary School|1;St Bede's RC Primary School|1;Foundry Road Primary School|1;Harrowfield Primary School|2
Windmill Rise Primary School|2;Tithe Barn Primary School|2;Gleaners Academy|2;Rowan Drive Primary School|3;Hazel Grove Primary School|3
Willow Bank Academy|3;Saltholme Harbour Primary School|4;Beacon Primary School|4;Ropewalk Primary School|4;Kittiwake Academy|4
Upper Fellby Primary School|5;Beckside CofE Primary School|5;Drovers Primary School|5;Ghyll Bank Primary School|5`
const firstSecondaries = `Northmere High School|0;Quarry Bank Academy|1;Harrowfield School|2;Larchwood Academy|3;Saltholme Community School|4
Fellside School|5`
const firstSpecial = 'The Lantern School|0'
const firstUnit = 'Weir Street Pupil Referral Unit|0'

const parse = (text: string): { name: string; district: number }[] =>
  text.split(/[;\n]/).map(item => {
    const [name = '', district = '0'] = item.split('|')
    return { name, district: Number(district) }
  })

const establishmentFrom: Readonly<Record<Phase, number>> = { PS: 2001, SS: 4201, SP: 7001, PR: 1101 }

const make = (phase: Phase, index: number, serial: number, name: string, district: number): School => {
  const laestab = `${northmereLa}${establishmentFrom[phase] + index}`
  return {
    urn: String(996_001 + serial),
    laestab,
    name,
    phase,
    district,
    address: addressAt(district, index % 8, 200 + (index % 40)),
    phone: `01632 960${String(100 + (serial % 100)).padStart(3, '0')}`,
    email: `office.${laestab}@northmere.example`,
  }
}

/**
 * The schools of a county with so many children: Northmere's 34 (26 primary, 6 secondary, one special school, one pupil
 * referral unit), and as many again, in districts of their own, for each further 6,000 children.
 */
export const makeSchools = (children: number): readonly School[] => {
  const sets = Math.max(1, Math.round(children / 6000))
  const out: School[] = []
  const index: Record<Phase, number> = { PS: 0, SS: 0, SP: 0, PR: 0 }
  for (let set = 0; set < sets; set++)
    for (const [phase, text] of [
      ['PS', firstPrimaries],
      ['SS', firstSecondaries],
      ['SP', firstSpecial],
      ['PR', firstUnit],
    ] as const)
      for (const { name, district } of parse(text))
        out.push(make(phase, index[phase]++, out.length, set === 0 ? name : `${name} ${set + 1}`, set * 6 + district))
  return out
}

/** How many districts a county with these schools has. */
export const districtCount = (schools: readonly School[]): number =>
  schools.reduce((max, s) => Math.max(max, s.district), 0) + 1
