export * from './academic-year.ts'
export { type BankHoliday, bankHolidaysIn } from './bank-holidays.ts'
export type { Brand } from './brand.ts'
export type { DateReading, ReadDate } from './build-date.ts'
export * from './category.ts'
export type { Checked } from './check-digits.ts'
export { boxesNamed, boxesOf, boxNames, type DateBoxes, filledBoxes, readBoxes } from './date-boxes.ts'
export * from './errors.ts'
export { excelSerial } from './excel-serial.ts'
export * from './family-claim.ts'
export * from './ids.ts'
export * from './json.ts'
export { isLaCode } from './local-authority.ts'
export {
  type Dated,
  type DatedList,
  describedLists,
  faultsIn,
  localList,
  readLists,
  refuseUnknownLists,
  useLocalLists,
} from './local-lists.ts'
export * from './london.ts'
export * from './marks.ts'
export { cleanName, foldName, nameParts } from './names.ts'
export * from './nhs-number.ts'
export { formatPhone, normalisePhone } from './phone.ts'
export * from './plain-date.ts'
export * from './postcode.ts'
export { readDate } from './read-date.ts'
export * from './school-age.ts'
export * from './school-days.ts'
export { type FeedState, feedState, quietDays, quietForDays, type RegisterFeed } from './school-feeds.ts'
export { soundKey } from './sound-key.ts'
export { hideSmall, leastShown, roundRow, type SafeRow, suppressRow } from './suppress.ts'
export * from './uln.ts'
export * from './upn.ts'
export * from './words.ts'
export * from './working-days.ts'
