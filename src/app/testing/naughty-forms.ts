import type { RoleKey } from '../../access/index.ts'

/** One box of a form, and how its words stand on the page that is read afterwards; as they are, where nothing else is said. */
export type Box = {
  readonly name: string
  readonly area?: true
  readonly shown?: (text: string, others: Readonly<Record<string, string>>) => string
}
/** A real form, as it is filled in by hand: where it is, who fills it in, what is chosen in it, and what is typed. */
export type RealForm = {
  readonly what: string
  readonly who: RoleKey
  readonly address: (child: string) => string
  readonly chosen: Readonly<Record<string, string>>
  readonly boxes: readonly Box[]
  /** The name on the button that sends it, and on the one after that where what was typed is first shown to be checked. */
  readonly buttons: readonly string[]
  /** What was typed is read from boxes, and not from words: of the form once it is opened again, or of the page that follows. */
  readonly readAt?: 'the form' | 'the next page'
  /** Where what was sent stands, if not on the page that follows: a statement that gives the address. */
  readonly lies?: string
  /** The longest text that it takes: a longer one goes back with an error, or is cut to it. */
  readonly longest?: number
  readonly cuts?: true
  /** What goes back with an error, whatever it means: a letter with a gap still in brackets. */
  readonly sendsBack?: RegExp
}

const day = (name: string, [d, m, y]: readonly [string, string, string]) => ({
  [`${name}-day`]: d,
  [`${name}-month`]: m,
  [`${name}-year`]: y,
})
const noteBoxes: readonly Box[] = [
  { name: 'present' },
  { name: 'thirdPartyName', shown: text => `About another person: ${text}` },
  { name: 'childSaid', area: true, shown: text => `“${text}”` },
  { name: 'text', area: true },
  { name: 'thirdParty', area: true },
  { name: 'harm', area: true },
  { name: 'legal', area: true },
]
const note = { noteKind: 'visit', category: 'care-content', ...day('on', ['19', '11', '2026']) }

/** One form at least for every kind of field: one line, many lines, the parts of a name, the search box, a letter, a draft. */
export const realForms: readonly RealForm[] = [
  {
    ...{ what: 'a note', who: 'social-worker', address: child => `/children/${child}/notes/new` },
    ...{ chosen: note, boxes: noteBoxes, buttons: ['Save the note'] },
  },
  {
    ...{ what: 'a draft of a note', who: 'social-worker', address: child => `/children/${child}/notes/new` },
    chosen: { noteKind: 'visit' },
    boxes: noteBoxes.map(({ name, area }) => ({ name, ...(area ? { area } : {}) })),
    ...{ buttons: ['Keep as a draft'], readAt: 'the form' },
  },
  {
    ...{ what: 'a task', who: 'social-worker', address: child => `/children/${child}/tasks/new` },
    chosen: { who: 'me', category: 'care-content', ...day('due', ['1', '12', '2026']) },
    boxes: [
      { name: 'what', area: true },
      {
        name: 'why',
        area: true,
        shown: text => `${text.replace(/[.!?]?$/, stop => stop || '.')} Set by social worker, 20 November 2026`,
      },
    ],
    buttons: ['Set the task'],
  },
  {
    ...{ what: 'somebody of the family', who: 'social-worker', address: child => `/children/${child}/family/new` },
    chosen: { relation: 'other', responsibility: 'no', livesWith: 'no', contact: 'safe' },
    boxes: [{ name: 'name' }],
    buttons: ['Save'],
  },
  {
    ...{ what: 'a child’s new name', who: 'contact-centre-adviser', address: () => '/tell' },
    chosen: { kind: 'name', ...day('born', ['3', '5', '2013']), ...day('from', ['19', '11', '2026']) },
    boxes: [
      { name: 'child-forename', shown: (text, { 'child-surname': surname }) => `${text} ${surname}` },
      { name: 'child-surname', shown: (text, { 'child-forename': forename }) => `${forename} ${text}` },
      ...['forename', 'surname', 'saidBy'].map(name => ({ name })),
    ],
    ...{ buttons: ['Continue', 'Send'], longest: 200 },
  },
  {
    ...{ what: 'a worry at the front door', who: 'front-door', address: () => '/front-door/new' },
    chosen: { source: 'gp', knows: 'yes', way: 'telephone' },
    boxes: [
      ...['child-name', 'age', 'where', 'school', 'name', 'organisation', 'reach'].map(name => ({ name })),
      { name: 'worry', area: true },
    ],
    ...{
      buttons: ['Save'],
      longest: 200,
      lies: `select '/front-door/' || uuid as at from front_door_contact order by id desc limit 1`,
    },
  },
  {
    ...{ what: 'the search box', who: 'social-worker', address: () => '/find' },
    ...{ chosen: {}, boxes: [{ name: 'q' }], buttons: ['Find'], readAt: 'the next page', longest: 200, cuts: true },
  },
  {
    ...{ what: 'a letter', who: 'education-welfare-officer' },
    address: child => `/children/${child}/attendance-help/letters/we-would-like-to-help`,
    chosen: { to: 'Grace Quillfeather' },
    ...{ boxes: [{ name: 'words', area: true }], buttons: ['Make the letter'], sendsBack: /\[[^\]\n]{1,40}\]/ },
  },
]
