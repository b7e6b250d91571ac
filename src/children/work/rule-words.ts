import { type Actor, findInvolvementKind, urgentGrounds } from '../../access/index.ts'
import { lowerFirst } from '../../kernel/index.ts'

/** A rule's key in words, for whoever has to judge it. Reasons of work and other keys are read as they are. */
const ruleWords: Readonly<Record<string, string>> = {
  'own-work': 'Own work',
  'signed-in': 'Signed in',
  right: 'Own right',
  universal: 'Job covers every child',
  'no-reason': 'No reason to see it',
  training: 'Training not in date',
  agreement: 'No sharing agreement in force',
  absent: 'Nothing there',
  conflict: 'Own family or declared interest',
  shield: 'Shut to this person',
  category: 'Not for this role',
  'too-fast': 'More records than one person reads',
  'urgent:ended': 'Urgent access: ended early by whoever opened it',
  'urgent:review-late': 'Urgent access: an earlier one is not reviewed',
  'urgent:too-many': 'Urgent access: as often as one person may',
  write: 'May not write this',
  inactive: 'Account paused',
  'locate:found': 'Exact find: a record',
  'locate:none': 'Exact find: none',
  'locate:several': 'Exact find: more than one',
  'locate:sealed': 'Exact find: shut, holder told',
  'locate:restricted': 'Exact find: restricted',
  'locate:conflict': 'Exact find: own family',
  export: 'Took rows out as a file',
  'export:second-person': 'Rows out: a second person has not agreed',
  'export:asked': 'Asked a second person to agree to rows out',
  'export:agreed': 'Agreed that a colleague takes rows out',
  'export:refused': 'Did not agree that a colleague takes rows out',
  request: 'Approved request',
  asked: 'Asked for access',
  'request:approved': 'Approved a request',
  'request:refused': 'Refused a request',
  'look:asked': 'Asked about a look',
  'look:answered': 'Said what a look was for',
  'look:explained': 'A look is explained',
  'look:passed-on': 'A look is not explained, and passed on',
  'look:own-family': 'A look was at their own family',
  'looks-weighed': 'Nightly check of looks',
  urgent: 'Opened urgently',
  'school-roll': 'On their school’s roll',
  'school-link': 'Officer for the child’s school',
  oversight: 'Oversight of a team',
  holder: 'On the list of who may see it',
  'named-part': 'Named for a part of the record',
  'education-register': 'Keeps the register of education',
  'own-family': 'Said that a child is of their own family',
  'conflict:asked': 'Asked to end a conflict of interest',
  'conflict:ended': 'Agreed to end a conflict of interest',
  'conflict:kept': 'Did not agree to end a conflict of interest',
}
/** What a key of two parts is about: the second part says what became of it. */
const twoParts: Readonly<Record<string, string>> = {
  right: 'Right of the role',
  'start-work': 'Started work',
  urgent: 'Urgent access',
  'urgent-review': 'Review of urgent access',
  oversight: 'Oversight of a team',
  'record-end': 'End of a record',
  training: 'Training',
}
const partWords: Readonly<Record<string, string>> = {
  ...urgentGrounds,
  right: 'it was right',
  'not-right': 'it was not right',
}
/** Which part of the product did something by itself, where nobody who is signed in did. No word tells of what is kept to a few. */
export const actorWords: Readonly<Record<Actor, string>> = {
  intake: 'Throughline: imports',
  'import-desk': 'Throughline: imports',
  linker: 'Throughline: linking',
  'clearing-house': 'Throughline: possible duplicates',
  recorder: 'Throughline',
  arrangements: 'Throughline: who works here',
  approvals: 'Throughline: approvals',
  audit: 'Throughline: record of access',
  rules: 'Throughline: notices',
  counts: 'Throughline: counts',
  vault: 'Throughline',
  messenger: 'Throughline: letters and e-mails',
  returns: 'Throughline: returns',
  admissions: 'Throughline: admissions',
  appeals: 'Throughline: appeals',
  keeper: 'Throughline: how long records are kept',
  looks: 'Throughline: nightly check of looks',
}

/** The rule of a decision, as a person says it. */
export const wordsOfRule = (rule: string): string => {
  const known = ruleWords[rule] ?? findInvolvementKind(rule)?.title
  const [, sort = '', part = ''] = /^([a-z-]+):(.+)$/.exec(rule) ?? []
  const about = twoParts[sort]
  if (known) return known
  return about
    ? `${about}: ${lowerFirst(ruleWords[part] ?? partWords[part] ?? part.replaceAll('-', ' '))}`
    : rule.replaceAll('-', ' ')
}
