import { fromEpochDay, type PlainDate } from './plain-date.ts'

const lastSerial = 2_958_465 // 9999-12-31

/**
 * The day behind a spreadsheet's day number; the time of day after the point is left out. In the 1900 system 60 is
 * 29 February 1900, which never was (a bug kept from Lotus 1-2-3), so it and 0 give undefined and numbers after it
 * count one day less. The 1904 system (old Macs) counts from 1 January 1904 = 0. Undefined outside Excel's own range.
 */
export const excelSerial = (serial: number, system1904 = false): PlainDate | undefined => {
  const day = Math.floor(serial + 0.5 / 86_400)
  if (!Number.isFinite(serial) || day > lastSerial - (system1904 ? 1462 : 0)) return undefined
  if (system1904) return day < 0 ? undefined : fromEpochDay(day - 24_107)
  if (day < 1 || day === 60) return undefined
  return fromEpochDay(day - (day < 60 ? 25_568 : 25_569))
}
