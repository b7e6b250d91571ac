import type { PlainDate } from '../../kernel/index.ts'
import type { Arrival } from '../testing/index.ts'

/** A birth date of the examples. */
export const born = (day: string) => day as PlainDate
/** A small world of the hard cases (reference/linkage.md, part 4). */
const hearne = { surname: 'Hearne', house: '14', street: 'Mill Lane', postcode: 'NM4 2QT', parents: ['Donna Hearne'] }
export const smallWorld: readonly Arrival[] = [
  {
    source: 'census',
    key: 'liam',
    identity: { ...hearne, forename: 'Liam', birthDate: born('2013-05-03'), sex: 'M', upn: 'Q801200005028' },
  },
  { source: 'care', key: 'liam', identity: { ...hearne, forename: 'Liam', birthDate: born('2013-03-05'), sex: 'M' } },
  {
    source: 'health',
    key: 'liam',
    identity: {
      ...hearne,
      forename: 'Liam',
      middle: 'James',
      birthDate: born('2013-05-03'),
      sex: 'M',
      nhsNumber: '9434765919',
    },
  },
  // twins, of whom one source knows each, and their sister
  { source: 'census', key: 'ava', identity: { ...hearne, forename: 'Ava', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'census', key: 'eva', identity: { ...hearne, forename: 'Eva', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'health', key: 'ava', identity: { ...hearne, forename: 'Ava', birthDate: born('2016-09-01'), sex: 'F' } },
  { source: 'care', key: 'ruby', identity: { ...hearne, forename: 'Ruby', birthDate: born('2018-01-20'), sex: 'F' } },
  // two unrelated children of one common name and one birth date
  {
    source: 'census',
    key: 'khan-1',
    identity: {
      forename: 'Mohammed',
      surname: 'Khan',
      birthDate: born('2014-02-11'),
      sex: 'M',
      postcode: 'NM1 1AA',
      house: '3',
      street: 'High Street',
    },
  },
  {
    source: 'care',
    key: 'khan-2',
    identity: {
      forename: 'Mohammed',
      surname: 'Khan',
      birthDate: born('2014-02-11'),
      sex: 'M',
      postcode: 'NM9 9ZZ',
      house: '70',
      street: 'Beach Road',
    },
  },
  // one adopted child's two identities
  {
    source: 'census',
    key: 'before',
    identity: {
      forename: 'Poppy',
      surname: 'Marsh',
      birthDate: born('2017-07-07'),
      sex: 'F',
      house: '1',
      street: 'Elm Road',
      postcode: 'NM2 2BB',
    },
  },
  {
    source: 'health',
    key: 'after',
    identity: {
      forename: 'Poppy',
      surname: 'Marsh',
      birthDate: born('2017-07-07'),
      sex: 'F',
      house: '1',
      street: 'Elm Road',
      postcode: 'NM2 2BB',
    },
  },
]

const born2022 = {
  surname: 'Featherstone',
  birthDate: born('2022-09-15'),
  house: '13',
  street: 'Mill Lane',
  postcode: 'NM4 2QT',
  phones: ['07700 900001'],
}
/** Zahra and Zara, whom the school writes Zaraa, and Zahra's health record. */
export const writtenTwins: readonly Arrival[] = [
  { source: 'census', key: '4001/zahra', identity: { ...born2022, forename: 'Zahra' } },
  { source: 'census', key: '4001/zaraa', identity: { ...born2022, forename: 'Zaraa', middle: 'Kit' } },
  { source: 'health', key: 'zahra', identity: { ...born2022, forename: 'Zahra', nhsNumber: '9434765919' } },
]
