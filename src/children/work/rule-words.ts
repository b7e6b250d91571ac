import { findInvolvementKind } from '../../access/index.ts'

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
  'looks-weighed': 'Nightly check of looks',
}
/** The rule of a decision, as a person says it. */
export const wordsOfRule = (rule: string): string => {
  const known = ruleWords[rule] ?? findInvolvementKind(rule)?.title
  return (
    known ??
    rule
      .replace(/^(right|start-work):/, (_, sort: string) =>
        sort === 'right' ? 'Right of the role: ' : 'Started work: ',
      )
      .replaceAll('-', ' ')
  )
}
