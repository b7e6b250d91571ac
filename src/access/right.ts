/** What a role may do that is not reading a child's record: each page and action of this sort names the right it needs. */
export type Right =
  | 'find'
  | 'locate'
  | 'start-work'
  | 'possible-duplicates'
  | 'imports'
  | 'approve-access'
  | 'approve-moves'
  | 'read-audit'
  | 'ask-about-looks'
  | 'write-notes'
  | 'open-urgently'
  | 'review-urgent'
  | 'tell-term-dates'
  | 'answer-for-school'
  | 'answer-for-source'
  | 'recall-rules'
  | 'count-absence'
  | 'count-support'
  | 'keep-training'
  | 'work-on-attendance'
  | 'visit-homes'
  | 'keep-agreements'
  | 'change-rules'
  | 'tell-changes'
  | 'check-told-changes'
  | 'check-every-told-change'
  | 'screen-contacts'
  | 'screen-every-contact'
  | 'tell-worries'
  | 'keep-services'
  | 'run-admissions'
  | 'check-cards'
  | 'hear-appeals'
  | 'see-to-mail'
  | 'end-records'
  | 'keep-records-to-named'

/** What everybody may do who works with children for the council itself. */
export const practitioner: readonly Right[] = [
  'find',
  'locate',
  'start-work',
  'write-notes',
  'open-urgently',
  'visit-homes',
  'tell-worries',
  'answer-for-source',
]
