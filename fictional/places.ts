import type { Random } from './random.ts'
import type { Address } from './world.ts'

/** A district: its town, postcode district and streets. There is no postcode area NM. */
interface District {
  readonly town: string
  readonly outcode: string
  readonly streets: readonly string[]
}

const list = (text: string): readonly string[] => text.split(',').map(s => s.trim())

const firstDistricts: readonly District[] = [
  {
    town: 'Northmere',
    outcode: 'NM1',
    streets: list(
      'Station Road, Mill Street, Fishergate, Castle Hill, Quay Street, Tanner Row, Abbey Walk, Corn Market, St Oswin Street, Lantern Lane, Weir Street, Chandler Yard',
    ),
  },
  {
    town: 'Quarrybank',
    outcode: 'NM2',
    streets: list(
      'Quarry Road, Slate Terrace, Chapel Row, Inkerman Street, Delph Lane, Powder Lane, Union Street, Crane Street, Foundry Road, Alma Street',
    ),
  },
  {
    town: 'Harrowfield',
    outcode: 'NM3',
    streets: list(
      'Harrow Road, Furrow Lane, Tithe Close, Barley Drive, Ploughman Way, Windmill Rise, Oatlands, Rickyard Close, Gleaners Walk',
    ),
  },
  {
    town: 'Larchfield',
    outcode: 'NM4',
    streets: list(
      'Larch Close, Spruce Avenue, Rowan Drive, Alder Way, Hazel Grove, Juniper Road, Aspen Court, Willow Bank, Elder Lane, Sycamore Crescent',
    ),
  },
  {
    town: 'Saltholme',
    outcode: 'NM5',
    streets: list(
      'Harbour View, Ropewalk, Marine Parade, Kittiwake Close, Beacon Street, Salters Lane, Coastguard Row, Dune Road, Pilot Street',
    ),
  },
  {
    town: 'Upper Fellby',
    outcode: 'NM6',
    streets: list(
      'Fell Road, Beck Side, Drovers Lane, High Intake, Sheepwash Lane, Packhorse Row, Ghyll Street, Smithy Brow',
    ),
  },
]

const moreNames = list(
  'Ashby, Brackenside, Coldstream, Dunmoor, Eskholme, Foxcote, Greystone, Hollin, Ingleton, Kelder, Langrigg, Moorend',
)
const moreStreets = list(
  'Church Lane, Front Street, The Green, Park Road, School Lane, Mill Lane, Victoria Road, New Road, West View, Manor Way',
)

/** The district at this place: six of its own making; further ones for counties larger than Northmere. */
export const districtAt = (index: number): District =>
  firstDistricts[index] ?? {
    town: `${moreNames[index % moreNames.length]} ${index}`,
    outcode: `NM${(index % 93) + 7}`,
    streets: moreStreets.map(street => `${street}`),
  }

const inward = 'ABDEFGHJLNPQRSTUWXYZ'

/** The postcode of a stretch of some fifteen doors: neighbours share it. */
const postcodeOf = (district: number, street: number, door: number): string => {
  const stretch = street * 9 + Math.floor(door / 15)
  const letters = `${inward[stretch % 20]}${inward[(Math.floor(stretch / 20) + district * 7) % 20]}`
  return `${districtAt(district).outcode} ${(stretch % 9) + 1}${letters}`
}

/** A property; the same place always has the same UPRN (999…: none of Great Britain's real ones). */
export const addressAt = (district: number, street: number, door: number, flat = 0): Address => {
  const { town, streets } = districtAt(district)
  return {
    uprn: `999${String(district).padStart(3, '0')}${String(street).padStart(2, '0')}${String(door).padStart(3, '0')}${flat}`,
    saon: flat === 0 ? '' : `Flat ${flat}`,
    paon: String(door),
    street: streets[street % streets.length] ?? 'High Street',
    town,
    postcode: postcodeOf(district, street, door),
    district,
  }
}

/**
 * The council's list of wards: each of Northmere's own districts is two of them, by streets. Neighbouring streets can share a postcode, which
 * is then in the ward of the first.
 */
export const wardList = (): readonly { readonly postcode: string; readonly ward: string }[] => {
  const wards = new Map<string, string>()
  for (const [district, { town, streets }] of firstDistricts.entries())
    for (const street of streets.keys())
      for (let door = 1; door <= 240; door += 15) {
        const postcode = postcodeOf(district, street, door).replace(' ', '')
        if (!wards.has(postcode)) wards.set(postcode, `${town} ${street * 2 < streets.length ? 'North' : 'South'}`)
      }
  return [...wards].map(([postcode, ward]) => ({ postcode, ward }))
}

/** Somewhere to live in the district. */
export const anyAddress = (random: Random, district: number): Address => {
  const street = random.between(0, districtAt(district).streets.length - 1)
  return addressAt(district, street, random.between(1, 240), random.chance(0.12) ? random.between(1, 6) : 0)
}

/** The address on one line, as people write it. */
export const oneLine = (address: Address): string =>
  `${address.saon ? `${address.saon}, ` : ''}${address.paon}${/^\d/.test(address.paon) ? '' : ','} ${address.street}, ${address.town}`
