import type { RoleKey } from '../../src/access/index.ts'

export interface Staff {
  /** Also the subject with which the development provider signs them in. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly roles: readonly RoleKey[]
  readonly teams: readonly string[]
  /** The teams that they manage. */
  readonly manages: readonly string[]
  readonly phone: string
  /** A school's staff: its DfE number. */
  readonly school?: string
  /** One line for the sign-in page: what this person can and cannot see. */
  readonly about: string
}

interface Post {
  readonly name: string
  readonly jobTitle: string
  readonly roles: readonly RoleKey[]
  readonly teams: readonly string[]
  readonly extension: number
  readonly about: string
  readonly manages?: readonly string[]
  readonly school?: string
}

const posts: readonly Post[] = [
  {
    name: 'Sam Ali',
    jobTitle: 'Education welfare officer',
    roles: ['education-welfare-officer'],
    teams: ['attendance'],
    extension: 411,
    about: 'Works with Liam and his school. Sees attendance, and a pause where there is a reason.',
  },
  {
    name: 'Nadia Holt',
    jobTitle: 'Education welfare officer',
    roles: ['education-welfare-officer'],
    teams: [],
    extension: 412,
    about: 'A stranger to Liam: must see nothing of him.',
  },
  {
    name: 'Priya Raman',
    jobTitle: 'Social worker',
    roles: ['social-worker'],
    teams: ['north-protection'],
    extension: 404,
    about: 'Amelia’s, Kai’s and Zoë’s social worker; three visits today. Arjun Shah is her nephew.',
  },
  {
    name: 'Tom Ellwood',
    jobTitle: 'Social worker',
    roles: ['social-worker'],
    teams: ['north-protection'],
    extension: 405,
    about: 'Priya’s colleague; works with Sana, whose address is protected.',
  },
  {
    name: 'Marianne Docherty',
    jobTitle: 'Social worker',
    roles: ['social-worker'],
    teams: ['south-protection'],
    extension: 406,
    about: 'Works with Hugo Hughes, a restricted record.',
  },
  {
    name: 'Gwen Parfitt',
    jobTitle: 'Social worker, children in care',
    roles: ['social-worker'],
    teams: ['children-in-care'],
    extension: 407,
    about: 'Works with Leona, Yonas and Chloe.',
  },
  {
    name: 'Noreen Baxter',
    jobTitle: 'Social worker, disabled children',
    roles: ['social-worker'],
    teams: ['disabled-children'],
    extension: 408,
    about: 'Works with Hari, two, who is hard of hearing.',
  },
  {
    name: 'Dawn Hughes',
    jobTitle: 'Team manager',
    roles: ['team-manager', 'social-worker'],
    teams: ['north-protection'],
    manages: ['north-protection'],
    extension: 409,
    about: 'Manages Priya’s team. Hugo Hughes is her own son.',
  },
  {
    name: 'Martin Sole',
    jobTitle: 'Team manager',
    roles: ['team-manager', 'social-worker'],
    teams: ['south-protection'],
    manages: ['south-protection'],
    extension: 413,
    about: 'Manages the southern team; holds restricted records.',
  },
  {
    name: 'Ada Birch',
    jobTitle: 'Team manager, attendance',
    roles: ['team-manager', 'education-welfare-officer'],
    teams: ['attendance'],
    manages: ['attendance'],
    extension: 414,
    about: 'Sam Ali’s manager.',
  },
  {
    name: 'Lewis Grainger',
    jobTitle: 'SEND caseworker',
    roles: ['send-caseworker'],
    teams: ['send'],
    extension: 422,
    about: 'Plans and needs of his own children; nothing of family programmes.',
  },
  {
    name: 'Olwen Pritchard',
    jobTitle: 'Admissions officer',
    roles: ['admissions-officer'],
    teams: ['admissions'],
    extension: 423,
    about: 'Applications; criterion met, yes or no.',
  },
  {
    name: 'Sasha Quill',
    jobTitle: 'Family support worker',
    roles: ['family-support-worker'],
    teams: ['family-help'],
    extension: 415,
    about: 'Early help: lead practitioner for Yousef and Esther.',
  },
  {
    name: 'Ravi Menon',
    jobTitle: 'Young carers worker',
    roles: ['young-carers-worker'],
    teams: ['young-carers'],
    extension: 233,
    about: 'Liam’s and Amelia’s worker; the only one who knows it of Liam.',
  },
  {
    name: 'Josie Tarn',
    jobTitle: 'Young adult carers worker',
    roles: ['young-carers-worker'],
    teams: ['young-carers'],
    extension: 234,
    about: 'Works with Cerys, twenty.',
  },
  {
    name: 'Dee Akinola',
    jobTitle: 'Youth and family hub worker',
    roles: ['youth-worker'],
    teams: ['youth-and-centres'],
    extension: 431,
    about: 'Her own sessions and members.',
  },
  {
    name: 'Hilary Crewe',
    jobTitle: 'Health visitor',
    roles: ['health-visitor'],
    teams: ['health-visiting'],
    extension: 441,
    about: 'Under-fives on her own list: Hari and Poppy.',
  },
  {
    name: 'Iris Feld',
    jobTitle: 'Clearing-house officer',
    roles: ['clearing-house'],
    teams: ['clearing-house'],
    extension: 464,
    about: 'Decides possible duplicates: identities, no content.',
  },
  {
    name: 'Bashir Noor',
    jobTitle: 'Clearing-house officer',
    roles: ['clearing-house'],
    teams: ['clearing-house'],
    extension: 465,
    about: 'The second pair of eyes on a decision.',
  },
  {
    name: 'Maud Kessler',
    jobTitle: 'Front-door duty officer',
    roles: ['front-door'],
    teams: ['front-door'],
    extension: 452,
    about: 'Finds exactly one child by full name and birth date, for a referral.',
  },
  {
    name: 'Greg Sandiford',
    jobTitle: 'Out-of-hours duty manager',
    roles: ['out-of-hours'],
    teams: ['out-of-hours'],
    manages: ['out-of-hours'],
    extension: 453,
    about: 'Answers “call the duty manager” at night.',
  },
  {
    name: 'Wanda Fry',
    jobTitle: 'School office, Larchfield Primary',
    roles: ['school-office'],
    teams: ['school-larchfield'],
    extension: 103,
    school: '8992001',
    about: 'Her own roll: identity and attendance.',
  },
  {
    name: 'Jo Whitfield',
    jobTitle: 'Designated safeguarding lead, Larchfield Primary',
    roles: ['safeguarding-lead'],
    teams: ['school-larchfield'],
    extension: 102,
    school: '8992001',
    about: 'Amelia and Theo are on her roll.',
  },
  {
    name: 'Petra Lund',
    jobTitle: 'School office, Quarry Bank Academy',
    roles: ['school-office'],
    teams: ['school-quarry-bank'],
    extension: 128,
    school: '8994202',
    about: 'Liam’s school office.',
  },
  {
    name: 'Owen Strand',
    jobTitle: 'Designated safeguarding lead, Quarry Bank Academy',
    roles: ['safeguarding-lead'],
    teams: ['school-quarry-bank'],
    extension: 127,
    school: '8994202',
    about: 'Liam has not agreed that school may know: he sees no carer.',
  },
  {
    name: 'Frances Amory',
    jobTitle: 'Internal auditor',
    roles: ['auditor'],
    teams: ['audit'],
    extension: 466,
    about: 'Who looked at what; not the records themselves.',
  },
  {
    name: 'Colm Reddy',
    jobTitle: 'Information governance lead and Caldicott guardian',
    roles: ['information-governance'],
    teams: ['information'],
    extension: 467,
    about: 'Answers requests for access; watches urgent access.',
  },
  {
    name: 'Vera Stanton',
    jobTitle: 'Head of adoption records',
    roles: ['team-manager'],
    teams: ['adoption'],
    manages: ['adoption'],
    extension: 471,
    about: 'First holder of sealed records.',
  },
  {
    name: 'Ivor Pell',
    jobTitle: 'Deputy head of adoption records',
    roles: ['team-manager'],
    teams: ['adoption'],
    manages: ['adoption'],
    extension: 472,
    about: 'Second holder of sealed records.',
  },
  {
    name: 'Lin Castellan',
    jobTitle: 'System administrator',
    roles: ['system-administrator'],
    teams: ['systems'],
    extension: 468,
    about: 'Health, jobs and roles; no child’s record.',
  },
  {
    name: 'Kim Lane',
    jobTitle: 'Contact-centre adviser',
    roles: ['contact-centre-adviser'],
    teams: ['contact-centre'],
    extension: 473,
    about: 'Passes on what families tell; opens no child’s record.',
  },
  {
    name: 'Fay Larkin',
    jobTitle: 'Receptionist, Quay Street Surgery',
    roles: ['surgery'],
    teams: ['quay-street-surgery'],
    extension: 475,
    about: 'Checks the cards that young people show; opens no child’s record.',
  },
]

/** The council's staff, with who they are to the demo. */
export const staff: readonly Staff[] = posts.map(({ extension, manages = [], ...post }) => {
  const id = post.name.toLowerCase().replace(/[^a-z]+/g, '-')
  return { ...post, id, manages, email: `${id.replace('-', '.')}@northmere.example`, phone: `01632 960${extension}` }
})
