/**
 * Every share of the invented population, in one place. They are guesses, near what is published of such files,
 * made by a hand that had not read the rules they test. None is to be changed to please the linker.
 */
export const rates = {
  /** Children of a family, by number. */
  familySizes: [0.42, 0.36, 0.15, 0.05, 0.02],
  /** Years between one birth and the next. */
  gapYears: { least: 1.15, most: 5.4 },
  groups: {
    british: 0.695,
    welsh: 0.02,
    irish: 0.025,
    southAsianMuslim: 0.1,
    arabic: 0.02,
    somali: 0.015,
    hinduSikh: 0.03,
    easternEuropean: 0.05,
    westAfrican: 0.03,
    other: 0.015,
  },
  /** Names from the long tail instead of the common list (British families). */
  rareForename: 0.14,
  rareSurname: 0.42,
  middleName: 0.62,
  hyphenatedSurname: 0.065,
  /** A Muslim boy whose first name is a spelling of Mohammed before the name he is called by. */
  mohammedFirst: 0.26,

  /** `mixedUp`: how much likelier a twin is to be given the other’s number than another child a sibling’s. */
  twins: { births: 0.0155, triplets: 0.02, sameInitial: 0.22, oneLetterApart: 0.05, mixedUp: 4 },
  /** A single child who gets the (common) name, birthday and sex of another in another family of the same group. */
  namesake: 0.0018,
  adopted: { children: 0.0019, keepForename: 0.68, keepMiddle: 0.4, inBarrierFile: 0.5 },
  surnameChanged: 0.085,
  stepFamily: 0.08,
  moved: { once: 0.36, twice: 0.12 },
  secondHome: 0.07,
  lookedAfter: { children: 0.009, sharesCarersWithStrangers: 0.5, mostInPlacement: 4, inHome: 0.12 },
  /** Children whose school number was replaced (a temporary one made good, a lost file). */
  upnReplaced: 0.015,
  /** Children to whom two NHS numbers were given; of half of them the register says which is void. */
  twoNhsNumbers: { children: 0.0015, marked: 0.5 },

  /** Share of children in each system, and how many of its rows are there twice or more. */
  systems: {
    school: { from: 3, children: 0.93, again: 0.02, upn: 0.985, nhs: 0, temporaryUpn: 0.012, phone: 0.7, email: 0.45 },
    care: { from: 0, children: 0.115, again: 0.07, upn: 0.44, nhs: 0.57, temporaryUpn: 0.01, phone: 0.55, email: 0.2 },
    health: { from: 0, children: 0.955, again: 0.004, upn: 0, nhs: 0.99, temporaryUpn: 0, phone: 0.65, email: 0.15 },
  },
  /** How much likelier each system is to get something wrong. */
  carelessness: { school: 1, care: 1.8, health: 0.9 },
  slips: {
    forenameTypo: 0.018,
    surnameTypo: 0.02,
    spellingVariant: 0.11,
    nickname: 0.05,
    middleAsForename: 0.012,
    mohammedDropped: 0.12,
    initialOnly: 0.002,
    swappedNames: 0.006,
    otherSurname: 0.45,
    halfSurname: 0.2,
    diacriticsLost: 0.55,
    dayMonthSwap: 0.01,
    dobDigit: 0.009,
    dobMissing: 0.001,
    firstOfJanuary: 0.006,
    oldAddress: 0.3,
    postcodeMissing: 0.035,
    postcodeTypo: 0.008,
    houseMissing: 0.05,
    sexMissing: 0.03,
    sexWrong: 0.003,
    siblingUpn: 0.004,
    siblingNhs: 0.002,
    babyName: 0.12,
    otherParent: 0.22,
    oldPhone: 0.2,
    parentMissing: 0.2,
    schoolMissing: { school: 0, care: 0.45, health: 0.5 },
    oldSchool: 0.06,
  },
  /** A temporary school number that the school gives again to the next pupil without one. */
  temporaryUpnReused: 0.06,
  childrenPerPostcode: 8,
  childrenPerSchool: 900,
} as const

export type System = keyof typeof rates.systems
export type NameGroup = keyof typeof rates.groups
