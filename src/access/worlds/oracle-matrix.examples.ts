/** The words and the matrix of docs/access.md, copied off the page by hand: a change to either has to be made here as well, knowingly. */

const ROWS = `
role                      level identity contact attendance exclusion admissions send early-help care-involved care-content protection health confidential youth-justice adoption young-carer youth-centre families
education-welfare-officer 2     F        F       F          F         -          S    E          E             -            -          T      -            -             -        T           -            -
social-worker             3     F        F       F          F         S          F    F          F             F            F          S      R            F             -        S           S            S
send-caseworker           2     F        F       S          S         S          F    E          E             -            -          S      -            -             -        -           -            -
health-visitor            2     F        F       -          -         -          S    S          E             -            E          F      -            -             -        -           S            -
safeguarding-lead         2     F        F       F          F         -          F    S          S             S            S          -      -            -             -        -           -            -
school-office             1     S        S       F          S         -          -    -          -             -            -          -      -            -             -        -           -            -
family-support-worker     2     F        F       S          S         -          S    F          E             -            -          S      -            -             -        S           S            S
young-carers-worker       2     F        F       S          -         -          E    S          T             T            T          -      -            -             -        F           -            -
youth-worker              1     S        S       -          -         -          -    E          T             T            T          -      -            -             -        -           F            -
admissions-officer        2     F        F       -          S         F          S    -          -             -            -          -      -            -             -        -           -            -
front-door                2     F        F       S          S         -          S    S          F             S            S          -      -            S             -        -           -            S
out-of-hours              3     F        F       S          S         -          S    S          F             F            F          S      -            S             -        -           -            -
clearing-house            1     F        F       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
team-manager              3     F        F       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
auditor                   1     -        -       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
information-governance    1     R        R       R          R         R          R    R          R             R            R          R      R            R             R        R           R            R
system-administrator      1     -        -       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
contact-centre-adviser    1     -        -       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
surgery                   1     -        -       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
appeals-clerk             1     -        -       -          -         -          -    -          -             -            -          -      -            -             -        -           -            -
reviewing-officer         3     F        F       F          F         S          F    F          F             F            F          S      -            F             -        S           S            S
virtual-school            2     F        S       F          F         F          F    E          F             S            E          -      -            -             -        -           -            -
personal-adviser          3     F        F       S          S         -          S    S          F             F            S          S      -            S             -        -           S            -
adult-social-worker       2     F        F       -          -         -          S    E          E             -            S          -      -            -             -        -           -            -
drug-and-alcohol-worker   1     F        S       -          -         -          -    E          E             -            E          -      -            -             -        -           -            -
commissioned-provider     1     S        S       -          -         -          -    E          -             -            -          -      -            -             -        -           -            -
careers-adviser           2     F        F       S          S         -          S    E          E             -            -          -      -            -             -        -           -            -
police-officer            2     F        F       -          -         -          -    E          E             -            S          -      -            F             -        -           -            -
employment-adviser        1     S        S       -          -         -          -    E          -             -            -          -      -            -             -        -           -            S
sexual-health-worker      1     -        -       -          -         -          -    -          T             T            T          -      -            -             -        -           -            -
claims-officer            1     -        -       A          A         -          -    S          -             -            -          -      -            -             -        -           -            F
analyst                   1     -        -       A          A         A          A    A          A             A            A          A      A            A             -        A           A            A
`
const [[, , ...columns] = [], ...rows] = ROWS.trim()
  .split('\n')
  .map(line => line.trim().split(/\s+/u))

export const CATEGORIES = columns
export const ROLES = rows.map(([role = '']) => role)
/** "the roles of a school's staff" */
export const SCHOOL = ['safeguarding-lead', 'school-office']
export const SILENT = ['young-carer', 'families', 'confidential', 'adoption']
export const KINDS = [
  'social-work',
  'education-welfare',
  'send-casework',
  'family-support',
  'young-carers',
  'youth-work',
  'health-visiting',
  'admissions',
  'safeguarding-lead',
  'front-door',
  'out-of-hours',
  'reviewing',
  'virtual-school',
  'leaving-care',
  'adult-social-work',
  'drug-and-alcohol',
  'commissioned',
  'careers',
  'police',
  'employment',
]
export const PURPOSES = ['direct-work', 'duty-check', 'statutory-return', 'quality-audit', 'support']

const levels = new Map(rows.map(([role = '', level]) => [role, Number(level)]))
const letters = new Map(
  rows.flatMap(([role = '', , ...row]) => row.map((letter, index) => [`${role} ${columns[index]}`, letter] as const)),
)

/** The highest sensitivity of a role: 1 to 3. */
export const levelOf = (role: string) => levels.get(role) ?? 0

/** The letter where the role's row and the category's column meet: F, S, E, T, R, A or -. */
export const letterOf = (role: string, category: string) => letters.get(`${role} ${category}`) ?? '-'
