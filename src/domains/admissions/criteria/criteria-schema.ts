import { type Static, Type } from 'typebox'

const text = Type.String({ minLength: 1 })
const Facts = Type.Record(text, Type.Union([text, Type.Literal(true)]))

/**
 * One oversubscription criterion. It holds for a child for whom every fact of `when` holds: `true` for a cell that says yes; a text for a
 * cell that holds it among the values that a bar divides; "@school" stands for the school's own id. Without `when` it holds for everybody.
 */
const Criterion = Type.Object(
  {
    name: text,
    when: Type.Optional(Facts),
    /** Whether families may read at which distance the last child was offered under it; not for looked-after children and the like. */
    measure_shown: Type.Optional(Type.Boolean()),
    /** Its children come before the places are divided into bands. */
    outside_bands: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** Fair banding: places by the band of a test, the lowest band first (School Admissions Code 2021, 1.25 to 1.29). */
const Bands = Type.Object(
  {
    fact: text,
    shares: Type.Array(
      Type.Object(
        { band: text, percent: Type.Number({ exclusiveMinimum: 0, maximum: 100 }) },
        { additionalProperties: false },
      ),
      { minItems: 2 },
    ),
    unfilled: Type.Union([Type.Literal('order'), Type.Literal('higher first'), Type.Literal('lower first')]),
    /** The fact that holds the test's score, where a place that a band cannot fill goes by it. */
    by_score: Type.Optional(text),
    /** Whether a child whose plan names the school counts in their band; else the bands divide what is left. */
    plan_in_band: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** Places kept for children of whom these facts hold; those that they do not fill go by the order. */
const Reserved = Type.Object(
  { name: text, when: Facts, places: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)

const School = Type.Object(
  {
    easting: Type.Optional(Type.Number()),
    northing: Type.Optional(Type.Number()),
    /** From coordinates in a straight line, or as another system measured it along roads (distances.csv); at the published precision. */
    distance: Type.Object(
      {
        from: Type.Union([Type.Literal('coordinates'), Type.Literal('distances.csv')]),
        unit: Type.Union([Type.Literal('miles'), Type.Literal('metres')]),
        decimals: Type.Integer({ minimum: 0, maximum: 6 }),
      },
      { additionalProperties: false },
    ),
    /** Facts without which the school does not rank a child: a selective standard. */
    requires: Type.Optional(Facts),
    criteria: Type.Array(Criterion, { minItems: 1 }),
    twin_clause: Type.Optional(Type.Boolean()),
    /** Its own admission authority: it ranks for itself, and its order is in orders.csv. Its criteria are then shown, and rank nobody. */
    own_order: Type.Optional(Type.Boolean()),
    bands: Type.Optional(Bands),
    reserved: Type.Optional(Type.Array(Reserved, { minItems: 1 })),
    /** Classes of at most 30 for the year of entry, and for years 1 and 2 together where they are taught so. */
    infant_classes: Type.Optional(
      Type.Object(
        { reception: Type.Integer({ minimum: 1 }), years_1_and_2: Type.Optional(Type.Integer({ minimum: 1 })) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/** criteria.json: how each school ranks, and the seed of the draw between those who are equal in everything. */
export const Criteria = Type.Object(
  {
    seed: text,
    /** The SHA-256 of the seed, hexadecimal, published before the applications were in. */
    commitment: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    /** Who watched over the draw, independent of the school (School Admissions Code 2021, 1.35). */
    supervisor: Type.Optional(text),
    /** A plan that names a school after this day takes none of the places that were offered. */
    offer_day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
    second_pass: Type.Optional(Type.Boolean()),
    schools: Type.Record(text, School),
  },
  { additionalProperties: false },
)
export type Criteria = Static<typeof Criteria>
export type SchoolCriteria = Static<typeof School>
export type Facts = Static<typeof Facts>

/** What a school that ranks for itself need not tell here. */
export const ownOrderTold = {
  distance: { from: 'coordinates', unit: 'miles', decimals: 3 },
  criteria: [{ name: 'the school’s own order' }],
} as const
