import type { Day } from './calendar.ts'

export type Sex = 'F' | 'M'

/** Northmere's own number, and its neighbour Eastmarsh's. No authority of England or Wales has or had them. */
export const northmereLa = '899'
export const eastmarshLa = '898'

export interface Address {
  readonly uprn: string
  readonly saon: string
  readonly paon: string
  readonly street: string
  readonly town: string
  readonly postcode: string
  /** Where in the county: decides the schools in reach and the locality team. */
  readonly district: number
}

export type Phase = 'PS' | 'SS' | 'SP' | 'PR'

export interface School {
  readonly urn: string
  /** DfE number: authority and establishment, `8992001`. */
  readonly laestab: string
  readonly name: string
  readonly phase: Phase
  readonly district: number
  readonly address: Address
  readonly phone: string
  readonly email: string
}

/** A time on one school's roll. `status`: C the only school, M main and S second school of a dual registration. */
export interface Schooling {
  readonly school: School
  readonly from: Day
  /** The last day on roll. */
  readonly to?: Day
  readonly status: 'C' | 'M' | 'S'
}

export interface Adult {
  readonly title: string
  readonly forename: string
  readonly surname: string
  readonly relationship: 'PAM' | 'PAF' | 'STF' | 'FOM' | 'CAR' | 'REL'
  readonly responsibility: boolean
  readonly livesHere: boolean
  readonly phone: string
  readonly email: string
}

/** How a child's weeks in school go; `usual` children miss now and then. */
export type AttendancePattern = 'usual' | 'strong' | 'unwell' | 'drifting' | 'severe' | 'carer' | 'late-mondays'

/** What children's social care has known of a child, as days; the returns are written from it. */
export interface CareStory {
  readonly id: string
  readonly contact: Day
  readonly contactSource: string
  readonly referral?: Day
  readonly referralNfa?: boolean
  readonly assessment?: { readonly start: Day; readonly end?: Day; readonly factors: readonly string[] }
  readonly section47?: { readonly start: Day; readonly conference?: Day }
  readonly inNeed?: { readonly start: Day; readonly end?: Day; readonly need: string; readonly reason?: string }
  readonly protection?: { readonly start: Day; readonly end?: Day; readonly category: string; readonly review?: Day }
  readonly lookedAfter?: LookedAfter
  readonly leaver?: { readonly adviser: string; readonly activity: string; readonly accommodation: string }
  readonly adoption?: { readonly family: string; readonly decision: Day; readonly placed: Day; readonly order: Day }
  readonly disabilities?: readonly string[]
  readonly lastSeen?: Day
  readonly team: string
  readonly worker: string
  readonly died?: Day
  /** Unborn: the day the birth is expected; the child has no other birth date yet. */
  readonly expected?: Day
}

export interface LookedAfter {
  readonly start: Day
  readonly end?: Day
  readonly endReason?: string
  readonly legal: string
  readonly need: string
  readonly placement: string
  readonly provider: string
  readonly postcode: string
  readonly urn?: string
  readonly outside?: boolean
  readonly unaccompanied?: boolean
  readonly motherOf?: Day
}

export interface EarlyHelpStory {
  readonly ref: string
  readonly opened: Day
  readonly closed?: Day
  readonly need: string
  readonly worker: string
  readonly school: string
}

export interface CarerStory {
  readonly ref: string
  readonly since: Day
  readonly caresFor: string
  readonly because: string
  readonly hours: number
  readonly schoolMayKnow: boolean
  readonly worker: string
}

/** One source's own idea of who a child is: only what differs from the truth. */
export interface SaidOtherwise {
  readonly forename?: string
  readonly surname?: string
  readonly knownAs?: string
  readonly dob?: Day
  readonly sex?: Sex
  readonly upn?: string
  readonly address?: Address
}

export type FileSource =
  | 'school-census'
  | 'daily-attendance'
  | 'ctf'
  | 'annex-a'
  | 'cin-census'
  | 'ssda903'
  | 'early-help'
  | 'young-carers'
  | 'childrens-centre'
  | 'youth-clubs'
  | 'housing'

export interface Child {
  readonly key: string
  /** The short name by which `cast.ts` and the demo know a hard case. */
  readonly cast?: string
  readonly forename: string
  readonly middle: string
  readonly surname: string
  readonly knownAs: string
  readonly formerSurname: string
  readonly dob: Day
  readonly sex: Sex
  readonly ethnicity: string
  readonly language: string
  readonly upn: string
  readonly formerUpn: string
  readonly uln: string
  readonly nhs: string
  readonly schooling: readonly Schooling[]
  readonly sen: 'N' | 'K' | 'E'
  readonly needs: readonly string[]
  readonly freeMeals: readonly { readonly from: Day; readonly to?: Day }[]
  readonly youngCarer: 'P' | 'S' | 'N'
  readonly postCare: 'N' | 'A' | 'G' | 'C'
  readonly service: 'Y' | 'N'
  readonly inCareOf?: string
  readonly pattern: AttendancePattern
  readonly care?: CareStory
  readonly earlyHelp?: EarlyHelpStory
  readonly carer?: CarerStory
  readonly centre?: { readonly number: string; readonly registered: Day; readonly note: string }
  readonly club?: { readonly number: string; readonly name: string; readonly joined: Day; readonly school: string }
  /** What the child's school recorded before a day: another name, another sex. */
  readonly before?: SaidOtherwise & { readonly until: Day }
  /** What each source has wrong, or knows differently, about a hard case. Other children get errors by chance. */
  readonly said: Partial<Record<FileSource, SaidOtherwise>>
}

export interface Family {
  readonly key: string
  readonly address: Address
  readonly formerAddress?: Address
  /** Since when the family has lived at `address`, when it came from `formerAddress`. */
  readonly movedOn?: Day
  readonly adults: readonly Adult[]
  readonly children: readonly Child[]
  readonly tenancy?: { readonly since: Day; readonly notes: readonly HousingNote[] }
}

export interface HousingNote {
  readonly kind: string
  readonly text: string
  readonly on: Day
  readonly checkBy: Day
}

/** The invented authority: everything in it follows from `seed`, `today` and `children`. */
export interface Northmere {
  readonly seed: string
  readonly today: Day
  /** How many children are asked for; `families` yields about so many. */
  readonly children: number
  readonly schools: readonly School[]
  /** Every family, made one after another: nothing is kept, so a county of 500,000 needs no more memory than this one. */
  readonly families: () => Generator<Family>
}
