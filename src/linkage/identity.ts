import type { DatePrecision, PlainDate } from '../kernel/index.ts'

/** What one source says of one person, nearly as it came: the linker standardises it before comparing. */
export type Identity = {
  forename?: string
  middle?: string
  surname?: string
  /** Former, legal or alternative surnames. */
  otherSurnames?: readonly string[]
  /** Preferred forenames and aliases. */
  knownAs?: readonly string[]
  birthDate?: PlainDate
  birthPrecision?: DatePrecision
  sex?: 'M' | 'F' | 'U'
  upn?: string
  formerUpns?: readonly string[]
  nhsNumber?: string
  /** Numbers that the NHS has given up in favour of another. */
  supersededNhsNumbers?: readonly string[]
  uln?: string
  postcode?: string
  previousPostcodes?: readonly string[]
  house?: string
  street?: string
  uprn?: string
  /** Town, suburb, village: whatever lines of the address come after the street. */
  towns?: readonly string[]
  /** True where many unrelated children share the address: a children's home, a hostel, a foster placement. */
  sharedAddress?: boolean
  phones?: readonly string[]
  emails?: readonly string[]
  /** Names of parents or carers, forename first. */
  parents?: readonly string[]
  school?: string
  /** A system's own numbers for the child, with the system before them: its several returns share them. */
  localNumbers?: readonly string[]
}
