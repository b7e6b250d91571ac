import { Type } from 'typebox'
import { recordKind } from '../../access/index.ts'
import { formatDate, type PlainDate } from '../../kernel/index.ts'

const text = () => Type.Optional(Type.String())
const date = () => Type.Optional(Type.String({ format: 'date' }))

/** Who the child is, as one source knows them. The record's name, age and sex are folded from these. */
export const identity = recordKind({
  kind: 'identity',
  title: 'Who this is',
  category: 'identity',
  summary: true,
  schema: Type.Object({
    forename: text(),
    middle: text(),
    surname: text(),
    preferredForename: text(),
    preferredSurname: text(),
    formerSurnames: Type.Optional(Type.Array(Type.String())),
    birthDate: date(),
    birthPrecision: Type.Optional(
      Type.Union([
        Type.Literal('day'),
        Type.Literal('month'),
        Type.Literal('year'),
        Type.Literal('about'),
        Type.Literal('expected'),
      ]),
    ),
    otherBirthDate: date(),
    sex: text(),
    deathDate: date(),
  }),
  line: body =>
    body.deathDate ? { title: 'Died', detail: formatDate(body.deathDate as PlainDate), key: true } : undefined,
})

/** A number that names the child somewhere. A wrong or temporary one is kept, warned of, and neither identifies nor vetoes. */
export const identifier = recordKind({
  kind: 'identifier',
  title: 'Number',
  category: 'identity',
  schema: Type.Object({
    type: Type.Union(['upn', 'former-upn', 'uln', 'nhs-number', 'local'].map(t => Type.Literal(t))),
    value: Type.String(),
    ok: Type.Boolean(),
    note: text(),
  }),
  promotes: { code: 'value', status: 'type' },
})

/** What schools and services note of a person's background: never in the banner. */
export const background = recordKind({
  kind: 'background',
  title: 'Background',
  category: 'identity',
  sensitivity: 2,
  schema: Type.Object({
    ethnicity: text(),
    ethnicityRaw: text(),
    firstLanguage: text(),
    homeLanguage: text(),
    englishProficiency: text(),
    religion: text(),
    nationality: text(),
    codeSet: text(),
  }),
  labels: { firstLanguage: { sensitivity: 1 }, homeLanguage: { sensitivity: 1 } },
})

/** Where the child lives or lived. Gives the child's whereabouts away: hidden with a protected address. */
export const address = recordKind({
  kind: 'address',
  title: 'Address',
  category: 'contact',
  summary: true,
  location: true,
  schema: Type.Object({
    type: Type.Optional(Type.Union([Type.Literal('home'), Type.Literal('placement'), Type.Literal('other')])),
    saon: text(),
    paon: text(),
    street: text(),
    locality: text(),
    town: text(),
    postcode: text(),
    uprn: text(),
    asWritten: text(),
  }),
  promotes: { code: 'uprn' },
})

/** A telephone number or e-mail address of the child or the household. */
export const contactDetail = recordKind({
  kind: 'contact-detail',
  title: 'Contact detail',
  category: 'contact',
  schema: Type.Object({
    type: Type.Union([Type.Literal('phone'), Type.Literal('email')]),
    value: Type.String(),
    whose: text(),
  }),
})

/** A parent, carer or other named contact, as a source gives them. */
export const carer = recordKind({
  kind: 'carer',
  title: 'Parent or carer',
  category: 'contact',
  schema: Type.Object({
    name: Type.String(),
    relation: text(),
    relationCode: text(),
    parentalResponsibility: Type.Optional(Type.Boolean()),
    phone: text(),
    email: text(),
    order: Type.Optional(Type.Number()),
    livesWith: Type.Optional(Type.Boolean()),
    personKey: text(),
  }),
  promotes: { code: 'personKey' },
})

/** The surgery that a child is registered with, as the family or a worker says. It leads to where the child lives. */
export const doctor = recordKind({
  kind: 'doctor',
  title: 'Doctor’s surgery',
  category: 'contact',
  location: true,
  writers: 'people',
  schema: Type.Object({ surgery: Type.String() }),
})

/** Which council owes what: home, school and placing authority, dated. */
export const authority = recordKind({
  kind: 'authority',
  title: 'Responsible council',
  category: 'identity',
  schema: Type.Object({ home: text(), school: text(), placing: text() }),
  labels: { placing: { category: 'care-involved' } },
})

/**
 * Which of the values that sources give is shown: a person's decision, which the record follows while it holds. It holds
 * marks of the values and no value, which stand with their sources. Its label is that of the fact it is about: `contact` for an address.
 */
export const chosenValue = recordKind({
  kind: 'chosen-value',
  title: 'Chosen value',
  category: 'identity',
  summary: true,
  writers: 'people',
  schema: Type.Object({
    fact: Type.String(),
    reason: Type.String(),
    factKey: Type.String(),
    salt: Type.String(),
    chosen: Type.String(),
    over: Type.Array(Type.String()),
  }),
  promotes: { code: 'factKey' },
})
