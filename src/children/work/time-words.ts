/** "13:30" as people say it. */
export const timeWords = (time: string): string => {
  const found = /^(\d\d?):(\d\d)/.exec(time)
  if (!found) return time
  const hour = Number(found[1])
  if (hour === 12 && found[2] === '00') return 'midday'
  return `${hour % 12 || 12}${found[2] === '00' ? '' : `:${found[2]}`}${hour < 12 ? 'am' : 'pm'}`
}
