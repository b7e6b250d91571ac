import { addDays, boxesNamed, endOfLondonDay, type PlainDate, readBoxes } from '../../../../kernel/index.ts'
import type { FormError } from '../../../../platform/views/index.ts'
import type { NewRound } from './set-up.actions.ts'

export type Fields = Readonly<Record<string, string | undefined>>

/** The days that a round is begun with, each in three boxes. */
export const roundDays = ['bornFrom', 'bornTo', 'closesOn', 'offerDay'] as const
const dayNames: Readonly<Record<(typeof roundDays)[number], string>> = {
  bornFrom: 'The first birth date',
  bornTo: 'The last birth date',
  closesOn: 'The closing day',
  offerDay: 'The offer day',
}

/** Reads the form that begins a round: the round, or what is wrong with each field. */
export const readNewRound = (fields: Fields): { round: NewRound } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const days = new Map<string, PlainDate>()
  for (const name of roundDays) {
    const read = readBoxes(boxesNamed(name, fields))
    if (read && 'date' in read) days.set(name, read.date)
    else
      errors.push({
        field: `${name}-day`,
        text: `${dayNames[name]} ${read?.problem ?? 'needs a day, a month and a year'}`,
      })
  }
  const day = (name: (typeof roundDays)[number]): PlainDate => days.get(name) ?? ('' as PlainDate)
  const [name = '', supervisor = ''] = [fields.name?.trim(), fields.supervisor?.trim()]
  const hour = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(fields.hour?.trim() ?? '')
  if (name === '') errors.push({ field: 'name', text: 'Enter what the round is called' })
  if (supervisor === '') errors.push({ field: 'supervisor', text: 'Enter who watches over the draw' })
  if (!hour) errors.push({ field: 'hour', text: 'Enter the time of release like 09:00' })
  if (errors.length === 0 && day('bornFrom') > day('bornTo'))
    errors.push({ field: 'bornTo-day', text: 'The last birth date is before the first' })
  if (errors.length === 0 && day('offerDay') <= day('closesOn'))
    errors.push({ field: 'offerDay-day', text: 'The offer day must be after the closing day' })
  if (errors.length > 0 || !hour) return { errors }
  const midnight = endOfLondonDay(addDays(day('offerDay'), -1)).getTime()
  const releaseAt = new Date(Math.ceil(midnight / 60_000) * 60_000 + (Number(hour[1]) * 60 + Number(hour[2])) * 60_000)
  return {
    round: {
      name,
      supervisor,
      releaseAt,
      bornFrom: day('bornFrom'),
      bornTo: day('bornTo'),
      closesOn: day('closesOn'),
      offerDay: day('offerDay'),
    },
  }
}
