/** The most pupils to one school teacher in reception, year 1 and year 2 (School Standards and Framework Act 1998, section 1). */
const mostPupils = 30

/** How many infant classes a school teaches: of the year of entry, and of years 1 and 2 together where they are mixed. */
export type InfantClasses = { readonly reception: number; readonly years_1_and_2?: number | undefined }

/**
 * How many children of one year the classes hold without another teacher, now and in the years that follow: two years of 45 fit three
 * mixed classes, and a 46th child would not, although reception has room (domain.md 1.8).
 */
export const infantLimit = ({ reception, years_1_and_2 }: InfantClasses): number =>
  Math.min(mostPupils * reception, Math.floor((mostPupils * (years_1_and_2 ?? 2 * reception)) / 2))

/** How a child came to be admitted to an infant class. */
export type InfantAdmission =
  | 'normal round'
  | 'plan in the normal round'
  | 'plan outside the normal round'
  | 'upheld appeal'
  | { readonly twinOf: InfantAdmission }

/**
 * Is the child an excepted pupil, who does not count towards the limit? (School Admissions (Infant Class Sizes) (England) Regulations 2012.) A
 * plan that named the school in the normal round does not except; whom a panel admitted is; a twin is excepted only if the other was admitted otherwise than as excepted.
 */
export const isExcepted = (how: InfantAdmission): boolean =>
  typeof how === 'object' ? !isExcepted(how.twinOf) : how === 'plan outside the normal round' || how === 'upheld appeal'

/**
 * How full the infant classes of one year are after the offers: `excepted` of those who hold a place in the run's own count (plans after the offers, twins), and
 * `byAppeal`, whom panels admitted.
 */
export const infantAfter = (
  classes: InfantClasses,
  { held, excepted, byAppeal }: { readonly held: number; readonly excepted: number; readonly byAppeal: number },
): { readonly limit: number; readonly counted: number; readonly excepted: number } => {
  const all = excepted + (isExcepted('upheld appeal') ? byAppeal : 0)
  return { limit: infantLimit(classes), counted: Math.max(0, held - all), excepted: all }
}
