import type { CareStory } from '../world.ts'

const ethnicityLetters =
  'WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH NOBT REFU'.split(' ')
/** A contact or referral source, as this council's Annex A words it. */
export const sourceWords: Readonly<Record<string, string>> = {
  '1A': 'a) 1A: Individual: family member',
  '2A': 'e) 2A: Schools',
  '3A': 'g) 3A: GP',
  '3B': 'h) 3B: Health visitor',
  '3F': 'l) 3F: Other health services',
  '4': 'm) 4: Housing',
  '5D': 'p) 5D: Early help',
  '6': 'q) 6: Police',
  '8': 's) 8: Other',
  '9': 't) 9: Anonymous',
}
/** A primary need, as this council's Annex A words it. */
export const needWords: Readonly<Record<string, string>> = {
  N1: 'N1 - Abuse or Neglect',
  N2: 'N2 - Child’s disability',
  N3: 'N3 - Parental disability or illness',
  N4: 'N4 - Family in acute stress',
  N5: 'N5 - Family dysfunction',
  N6: 'N6 - Socially unacceptable behaviour',
  N8: 'N8 - Absent parenting',
}
/** A category of abuse, as this council's Annex A words it. */
export const abuseWords: Readonly<Record<string, string>> = {
  NEG: 'Neglect',
  EMO: 'Emotional abuse',
  PHY: 'Physical abuse',
  SAB: 'Sexual abuse',
}
/** A legal status, as this council's Annex A words it. */
export const legalWords: Readonly<Record<string, string>> = {
  C1: 'C1: Interim care order',
  C2: 'C2: FCO',
  V2: 'V2: Single period of accommodation under section 20',
  E1: 'E1: Placement order',
}
/** A placement type, as this council's Annex A words it. */
export const placementWords: Readonly<Record<string, string>> = {
  U1: 'a) U1: Foster placement - relatives - long term',
  U6: 'f) U6: Foster placement - not FFA',
  K2: 'm) K2: Children’s home',
  P1: 'q) P1: Placed with own parents',
  A3: 'A3: Placed for adoption with consent',
}
/** A placement provider, as this council's Annex A words it. */
export const providerWords: Readonly<Record<string, string>> = {
  PR1: 'b) PR1 - Own provision',
  PR4: 'e) PR4 - Private provision',
  PR5: 'f) PR5 - Voluntary',
}

/** `a) Yes` or `b) No`. */
export const yesNo = (yes: boolean): string => (yes ? 'a) Yes' : 'b) No')
const letter = (i: number): string => String.fromCharCode(97 + i)
/** `a) WBRI`: the letter is the place in the list. */
export const ethnicity = (code: string): string => `${letter(Math.max(0, ethnicityLetters.indexOf(code)))}) ${code}`
/** Whether social care recorded a disability. */
export const disabled = (story: CareStory): string => yesNo((story.disabilities ?? []).length > 0)
/** `a) Male`, `b) Female`, or not stated. */
export const gender = (sex: string): string =>
  sex === 'M' ? 'a) Male' : sex === 'F' ? 'b) Female' : 'c) Not stated/recorded'
