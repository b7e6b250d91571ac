// What a social worker writes that gives no place away: other addresses, numbers, dates, times, and streets whose names are everyday words.
// By the hand that wrote the second trial, which had not read the guard.
import { aBlindHome, type BlindHome, type Chance, oneOf, upTo } from './blind-homes.examples.ts'

const two = (value: number): string => String(value).padStart(2, '0')
const people = [
  'Mum',
  'Dad',
  'Nan',
  'Kasia',
  'Mr Okafor',
  'the health visitor',
  'Bethan',
  'Shanaz',
  'his tutor',
  'the SENCO',
  'Ms Lloyd',
  'her uncle',
]
const aDate = (chance: Chance): string =>
  oneOf(chance, [
    `${upTo(chance, 28)} ${oneOf(chance, ['March', 'May', 'June', 'October'])} 2026`,
    `${two(upTo(chance, 28))}/${two(upTo(chance, 12))}/26`,
    `2026-${two(upTo(chance, 12))}-${two(upTo(chance, 28))}`,
    `the ${upTo(chance, 20) + 3}th`,
  ])
const aTime = (chance: Chance): string =>
  `${7 + upTo(chance, 12)}${oneOf(chance, [':', '.'])}${oneOf(chance, ['00', '15', '30', '45'])}`

/** Sentences of an ordinary day: numbers, and words that streets are named after. */
const ordinary: readonly ((chance: Chance, home: BlindHome) => string)[] = [
  chance => `${oneOf(chance, people)} rang at ${aTime(chance)} on ${aDate(chance)} about the review.`,
  chance =>
    `Attendance ${upTo(chance, 99)}.${upTo(chance, 9)}%, ${upTo(chance, 30)} sessions missed of ${100 + upTo(chance, 90)}.`,
  () => 'They walk to church most Sundays and he sings in the choir.',
  () => 'She has hope that the move back to the old market job will work out.',
  () => 'Waited at the station with her until Friday’s train; long walk home afterwards.',
  () => 'He plays in the garden and drew a nightingale, a kingfisher and a hawthorn tree.',
  () => 'Victoria and Andrew were present. Wellington boots needed for the forest day.',
  () => 'He came fifth at the park run and was given a rose; the old forge museum is next.',
  () => 'Close family friend will drive them; the way there takes an hour by road.',
  () => 'We agreed on the right place to meet, the court date and who will drive.',
  chance =>
    `Weighed ${upTo(chance, 30)}.${upTo(chance, 9)} kg, ${60 + upTo(chance, 90)} cm. Next check in ${upTo(chance, 12)} weeks.`,
  chance =>
    `Costs of £${upTo(chance, 300)}.${two(upTo(chance, 99))} paid on ${aDate(chance)} from budget ${1000 + upTo(chance, 8999)}.`,
  chance => `Aged ${upTo(chance, 17)}, he has ${upTo(chance, 5)} brothers and sits ${upTo(chance, 9)} GCSEs.`,
  chance =>
    `Case ref ${100000 + upTo(chance, 899999)}; strategy meeting ${aDate(chance)} ${aTime(chance)}, room ${upTo(chance, 40)}.`,
  chance =>
    `${oneOf(chance, people)} felt unsafe, 1 to 10: ${upTo(chance, 10)}. Plan agreed; see section ${upTo(chance, 40)} of the form.`,
  () => 'Section 47 enquiry ended; child in need plan under section 17 from next week.',
  () => 'Mum is tired, sleeps 4 or 5 hours, and would like a break at half term.',
  chance => `Bus ${upTo(chance, 300)} leaves every 20 minutes. Taxi firm to be paid for ${upTo(chance, 20)} trips.`,
]

/** Other people's places: another house, another school, another number to call. */
const elsewhere: readonly ((chance: Chance, home: BlindHome) => string)[] = [
  (chance, home) => {
    const other = otherHome(chance, home)
    return `Dad’s address is ${other.house} ${other.street}, ${other.postcode}.`
  },
  (chance, home) => `Office: ${otherHome(chance, home).postcode}. Ring duty on ${otherHome(chance, home).phone}.`,
  (chance, home) => `Write to ${otherHome(chance, home).email} by ${aDate(chance)}.`,
  (chance, home) => `Cousin goes to ${otherHome(chance, home).school}.`,
  (chance, home) =>
    `Contact takes place at ${upTo(chance, 200)} ${otherHome(chance, home).street} each ${oneOf(chance, ['Monday', 'Friday'])}.`,
]

/** Near to the place and not it: a person who reads it would not know where the child lives. */
const near: readonly ((chance: Chance, home: BlindHome) => string | null)[] = [
  (chance, home) =>
    home.numbered ? `An incident at ${otherNumber(chance, home)} ${home.street} was looked into by police.` : null,
  (_, home) => `The bus goes along ${home.street} and turns at the lights.`,
  (chance, home) => `${home.street} was closed for works; ${oneOf(chance, people)} came late, after ${aTime(chance)}.`,
  (_, home) => `The team covers ${home.postcode.split(' ')[0]} and two other areas.`,
  (chance, home) => {
    const other = otherHome(chance, home)
    return other.numbered && home.numbered ? `Aunt lives at ${home.house} ${other.street}.` : null
  },
  (chance, home) => `${home.postcode.split(' ')[0]} ${upTo(chance, 9) === 1 ? '2ZZ' : '7XX'} is the clinic’s postcode.`,
  (_, home) =>
    `Ring ${home.phone.slice(0, 8)}${(Number(home.phone.slice(8)) + 117) % 1000 === Number(home.phone.slice(8)) ? '' : String((Number(home.phone.slice(8)) + 117) % 1000).padStart(home.phone.length - 8, '0')} for the group.`,
  (_, home) => `The church of ${home.school.split(' ')[0]} has a food bank, and a school fair is on Saturday.`,
]
const otherHome = (chance: Chance, home: BlindHome): BlindHome => {
  for (;;) {
    const other = aBlindHome(chance)
    if (
      other.street !== home.street &&
      other.postcode !== home.postcode &&
      other.school !== home.school &&
      other.phone !== home.phone &&
      other.email !== home.email
    )
      return other
  }
}
const otherNumber = (chance: Chance, home: BlindHome): number => {
  const numbers: readonly string[] = home.house.match(/\d+/g) ?? []
  for (;;) {
    const other = upTo(chance, 300)
    if (!numbers.includes(String(other))) return other
  }
}

/** A text that gives nothing away, and how near it comes. */
export type BlindInnocent = { readonly sort: 'ordinary' | 'elsewhere' | 'near'; readonly text: string }
/** A note that gives nothing away: one in twelve is near to it, one in four tells of other places. */
export const aBlindInnocent = (chance: Chance, home: BlindHome): BlindInnocent => {
  const sentences = Array.from({ length: 2 + upTo(chance, 3) }, () => oneOf(chance, ordinary)(chance, home))
  const drawn = chance()
  const sort = drawn < 1 / 12 ? 'near' : drawn < 1 / 3 ? 'elsewhere' : 'ordinary'
  const told = sort === 'ordinary' ? null : oneOf(chance, sort === 'near' ? near : elsewhere)(chance, home)
  if (told) sentences.splice(upTo(chance, sentences.length), 0, told)
  return { sort: told ? sort : 'ordinary', text: sentences.join(oneOf(chance, [' ', '\n'])) }
}
