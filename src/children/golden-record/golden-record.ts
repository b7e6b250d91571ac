import type { DatePrecision, PlainDate } from '../../kernel/index.ts'
import type { Survivor } from './survivorship.ts'

export type Name = {
  readonly forename: string | undefined
  readonly middle: string | undefined
  readonly surname: string | undefined
}
export type Birth = { readonly date: PlainDate; readonly precision: DatePrecision }
export type Address = {
  readonly type: 'home' | 'placement' | 'other'
  /** House, street, locality and town as they are written, one below the other. */
  readonly lines: readonly string[]
  readonly postcode: string | undefined
  readonly uprn: string | undefined
}
export type Carer = {
  readonly name: string
  readonly relation: string | undefined
  readonly parentalResponsibility: boolean | undefined
  readonly phone: string | undefined
  readonly email: string | undefined
  readonly livesWith: boolean | undefined
  readonly order: number | undefined
}
export type School = {
  readonly name: string | undefined
  readonly laestab: string | undefined
  readonly status: string | undefined
  readonly yearGroup: string | undefined
  readonly registrationGroup: string | undefined
}
export type Numbered = { readonly number: string; readonly ok: boolean; readonly note: string | undefined }

/**
 * One child as one reader may know them: every value with who said it, since when, and what else is said. What no visible
 * fact says is undefined or an empty list, whatever the reason.
 */
export type GoldenRecord = {
  readonly name: Survivor<Name> | undefined
  /** What the child is called, where it is not the first name above. */
  readonly knownAs: Survivor<string> | undefined
  readonly formerSurnames: readonly Survivor<string>[]
  readonly birth: Survivor<Birth> | undefined
  /** A second birth date that a source holds besides the first (a disputed age). */
  readonly otherBirthDate: Survivor<PlainDate> | undefined
  readonly sex: Survivor<string> | undefined
  readonly death: Survivor<PlainDate> | undefined
  readonly address: Survivor<Address> | undefined
  readonly previousAddresses: readonly Survivor<Address>[]
  readonly phones: readonly Survivor<string>[]
  readonly emails: readonly Survivor<string>[]
  readonly carers: readonly Survivor<Carer>[]
  readonly upn: Survivor<Numbered> | undefined
  readonly uln: Survivor<Numbered> | undefined
  readonly nhsNumber: Survivor<Numbered> | undefined
  readonly otherNumbers: readonly Survivor<Numbered>[]
  /** The place that counts first; others held at once (dual registration) follow in `schools`. */
  readonly school: Survivor<School> | undefined
  readonly schools: readonly Survivor<School>[]
  readonly authorities: {
    readonly home: Survivor<string> | undefined
    readonly school: Survivor<string> | undefined
    readonly placing: Survivor<string> | undefined
  }
}
