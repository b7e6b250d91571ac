/**
 * A time of day as people write it ("4pm", "16:00", "4.30 pm", "midday"), as "16:00"; undefined for an empty box, a problem in words
 * for anything else. A bare hour is read from 8 to 7 as the working day has it: "4" is four in the afternoon.
 */
export const readClock = (typed: string | undefined): { time: string | undefined } | { problem: string } => {
  const text = (typed ?? '').trim().toLowerCase()
  if (text === '') return { time: undefined }
  if (text === 'midday' || text === 'noon') return { time: '12:00' }
  const [, h, m = '00', half] = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$/.exec(text) ?? []
  const hour = hourOf(Number(h), half, text.length <= 2)
  if (h === undefined || hour === undefined || Number(m) > 59) return { problem: 'must be a time, like 4pm or 16:00' }
  return { time: `${String(hour).padStart(2, '0')}:${m}` }
}

const hourOf = (hour: number, half: string | undefined, bare: boolean): number | undefined => {
  if (half) return hour >= 1 && hour <= 12 ? (hour % 12) + (half === 'pm' ? 12 : 0) : undefined
  if (bare && hour >= 1 && hour <= 7) return hour + 12
  return hour <= 23 ? hour : undefined
}
