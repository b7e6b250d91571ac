// Written by tools/database-types.ts from the migrated database. Do not edit.
import type { ColumnType } from 'kysely'

/** A column that PostgreSQL fills when we do not. */
export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

/** A column that only PostgreSQL fills, or a view's. */
export type ReadOnly<T> =
  T extends ColumnType<infer S, unknown, unknown> ? ColumnType<S, never, never> : ColumnType<T, never, never>

/** Read as a Date; written as a Date or as PostgreSQL's words for an instant, such as 'infinity'. */
export type Instant = ColumnType<Date, Date | string, Date | string>

/** Read as whatever it holds, to be parsed; written as JSON text, because an array would become a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>

export type AbsencePublicationTable = {
  year: number
  grouped: string
  at: Instant
  counts: Json
}

export type AdmissionAppealTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  application_id: number
  school_key: string
  sort: string
  appellant: string
  refused_on: string
  lodged_on: string
  told_by: number
  told_at: Instant
  hearing_id: number | null
  notice_sent_on: string | null
  notice_agreed: string | null
  papers_out_on: string | null
  outcome: string | null
  finding: string | null
  decided_on: string | null
  decided_by: number | null
  letter_sent_on: string | null
  withdrawn_on: string | null
  withdrawn_why: string | null
  placed_at: Instant | null
  in_year: Generated<boolean>
}

export type AdmissionApplicationTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  reference: string
  child_id: number | null
  tied: string | null
  forename: string
  surname: string
  birth_date: string
  upn: string | null
  facts: Generated<Json>
  received_on: string
  good_reason: string | null
  state: Generated<string>
  state_why: string | null
  told_by: number
  told_at: Instant
  held: ReadOnly<boolean>
}

export type AdmissionApprovalTable = {
  run_id: number
  user_id: number
  at: Instant
  turn: number
}

export type AdmissionCheckTable = {
  id: ReadOnly<number>
  application_id: number
  fact: string
  holds: boolean
  proof: string
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type AdmissionCouncilFactTable = {
  id: ReadOnly<number>
  round_id: number
  council: string
  says: string
  child: string
  school_key: string
  who: Json | null
  application_id: number | null
  sending_id: number | null
  told_by: number
  told_at: Instant
  held: ReadOnly<boolean>
}

export type AdmissionLetterTable = {
  id: ReadOnly<number>
  application_id: number
  sort: string
  about: Generated<number>
  by_gate: boolean
  told_by: number
  told_at: Instant
}

export type AdmissionOfferTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  application_id: number
  school_key: string
  rank: number | null
  given_by: string
  standing: string
  offered_at: Instant
  ended: string | null
  ended_at: Instant | null
  ground: string | null
  ended_why: string | null
  ended_by: number | null
  told: string | null
  entry_id: number | null
  left_on: string | null
}

export type AdmissionOrderTable = {
  id: ReadOnly<number>
  round_id: number
  school_key: string
  application_id: number
  position: number | null
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type AdmissionPauseTable = {
  id: ReadOnly<number>
  round_id: number
  why: string
  paused_by: number
  paused_at: Instant
  opened_why: string | null
  opened_by: number | null
  opened_at: Instant | null
}

export type AdmissionPlaceTable = {
  run_id: number
  application_id: number
  school_key: string | null
  rank: number | null
  given_by: string
}

export type AdmissionPreferenceTable = {
  id: ReadOnly<number>
  application_id: number
  rank: number
  school_key: string
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type AdmissionProposalTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  school_key: string
  application_id: number
  draw: Json | null
  proposed_by: number
  proposed_at: Instant
  decided: string | null
  decided_by: number | null
  decided_at: Instant | null
}

export type AdmissionReleaseTable = {
  round_id: number
  run_id: number | null
  approved_at: Instant
  released_at: Instant | null
}

export type AdmissionReminderTable = {
  id: ReadOnly<number>
  offer_id: number
  application_id: number
  how: string
  sent_on: string
  answer_by: string
  told_by: number
  told_at: Instant
}

export type AdmissionReplyTable = {
  id: ReadOnly<number>
  application_id: number
  reply: string
  said_by: string
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
  offer_id: number
  how: string
  said_on: string
  wants_no_higher: Generated<boolean>
}

export type AdmissionResidentFactTable = {
  id: ReadOnly<number>
  round_id: number
  council: string
  says: string
  application_id: number
  school_key: string
  who: Json | null
  sending_id: number | null
  told_by: number
  told_at: Instant
  held: ReadOnly<boolean>
}

export type AdmissionRollTable = {
  round_id: number
  school_key: string
  pupils: number
  counted_at: Instant
}

export type AdmissionRoundTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  name: string
  born_from: string
  born_to: string
  closes_on: string
  offer_day: string
  release_at: Instant
  seed: string
  commitment: string
  supervisor: string
  second_pass: Generated<boolean>
  made_by: number
  made_at: Instant
  lists_due: Generated<boolean>
  lists_at: Instant | null
  lists_faults: Json | null
  changes: Generated<number>
  next_seed: string | null
  next_commitment: string | null
  appeals_lodge_by: string | null
  online_from: string | null
  year_group: string | null
}

export type AdmissionRoundDaysTable = {
  id: ReadOnly<number>
  round_id: number
  closes_on: string
  offer_day: string
  release_at: Instant
  supervisor: string
  online_from: string | null
  changed_by: number
  changed_at: Instant
}

export type AdmissionRunTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  state: Generated<string>
  step: string | null
  started_by: number
  started_at: Instant
  finished_at: Instant | null
  input: Buffer | null
  input_sha256: string | null
  output_sha256: string | null
  report: Json | null
  faults: Json | null
  kind: Generated<string>
  seen: number | null
  applied_at: Instant | null
}

export type AdmissionSchoolTable = {
  id: ReadOnly<number>
  round_id: number
  key: string
  name: string
  places: number
  own_order: Generated<boolean>
  settings: Json
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
  council: string | null
}

export type AdmissionSendingTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  council: string
  content: string
  manifest: Json
  told_by: number
  told_at: Instant
  held_content: Json | null
  held: ReadOnly<boolean>
}

export type AdmissionStandingTable = {
  run_id: number
  application_id: number
  school_key: string
  rank: number
  position: number | null
  criterion: number | null
  distance: string | null
  waiting_position: number | null
  explanation: Json | null
}

export type AdmissionWaitingTable = {
  id: ReadOnly<number>
  round_id: number
  school_key: string
  application_id: number
  position: number
  equal: boolean
  criterion: number | null
  distance: string | null
  ahead: Json
  key: Json
  moved: Json | null
  known_from: Instant
  known_to: Generated<Instant>
  held: ReadOnly<boolean>
}

export type AdoptersTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  reference: string
  names: string
  who: string
  fostering: boolean
  written_by: number
  written_at: Instant
  ethnicities: Generated<string[]>
  disabilities: Generated<string[]>
  family_number: string | null
  changes: Generated<number>
}

export type AdoptersStepTable = {
  id: ReadOnly<number>
  adopters_id: number
  step: string
  on_day: string
  children: number | null
  words: string
  written_by: number
  written_at: Instant
  taken_back_by: number | null
  taken_back_at: Instant | null
}

export type AppealAddressTable = {
  id: ReadOnly<number>
  address: string
  email: string | null
  true_from: string
  told_by: number
  told_at: Instant
}

export type AppealHearingTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  round_id: number
  school_key: string
  held_on: string
  hour: string
  place: string
  panel: Json
  set_by: number
  set_at: Instant
  called_off_at: Instant | null
  called_off_why: string | null
}

export type AppealPackTable = {
  id: ReadOnly<number>
  appeal_id: number
  body: Json
  sha256: string
  made_by: number
  made_at: Instant
}

export type AppealTextTable = {
  id: ReadOnly<number>
  appeal_id: number
  sort: string
  words: string
  dated: string
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type AssessedRuleTable = {
  id: ReadOnly<number>
  rule: string
  version: number
  on_at: Instant
  on_by: number
  assessment: string
  assessed_on: string
  accepted_by: string
  review_on: string
  off_at: Instant | null
  off_by: number | null
  off_reason: string | null
  agreed_at: Instant | null
  agreed_by: number | null
}

export type AttendanceYearTable = {
  source_person_id: number
  establishment_id: number
  year: number
  child_id: number
  marks: string
  attended: string
  authorised: string
  unauthorised: string
  seen_from: Instant
  changed_at: Instant
  sensitivity: Generated<number>
}

export type BlockKeyTable = {
  key: number
  source_person_id: number
}

export type BlockKeysKeptTable = {
  kept: Generated<boolean>
}

export type CaseStepTable = {
  id: ReadOnly<number>
  case_id: number
  user_id: number
  step: string
  answer: string | null
  reason: string | null
  version: string | null
  at: Instant
  superseded_at: Instant | null
  halves: Json | null
  sheet: Json | null
  searched: Generated<boolean>
}

export type ChildNoticeTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  child_id: number
  rule: string
  version: number
  kind: string
  safeguarding: boolean
  daily: boolean
  occasion: string
  because: number[]
  about: number[]
  inputs: Json
  raised_at: Instant
  shown_from: Instant
  withdrawn_at: Generated<Instant>
  withdrawn_why: string | null
}

export type ConflictShapeTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  fact: string
  told_by: string
}

export type DeskDraftTable = {
  user_id: number
  form: string
  fields: Json
  saved_at: Instant
}

export type DocumentTable = {
  id: ReadOnly<number>
  entry_id: number
  name: string
  media_type: string
  bytes: number
  sha256: Buffer
}

export type DocumentPartTable = {
  document_id: number
  part: number
  bytes: Buffer
  sealed: Generated<boolean>
}

export type DraftTable = {
  user_id: number
  child_id: number
  form: string
  fields: Json
  saved_at: Instant
}

export type EntryTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  source_person_id: number | null
  child_id: number | null
  uprn: string | null
  family_id: number | null
  kind: string
  category: string
  category_bit: number
  sensitivity: number
  summary: Generated<boolean>
  flags: Generated<string[]>
  body: Json
  true_from: string | null
  true_to: Generated<string>
  known_from: Instant
  known_to: Generated<Instant>
  source_id: string
  source_record_id: number | null
  run_id: number | null
  author_id: number | null
  occasion_id: string | null
  replaces: number | null
  seen_through: number[] | null
  due_on: string | null
  status: string | null
  code: string | null
  number: number | null
  ref: string | null
  seal: number | null
  held: Generated<boolean>
  looked_at: Instant | null
  sensitivity_before: number | null
}

export type FactConflictTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  child_id: number
  shape_id: number
  fact: string
  since: Instant
  state: Generated<string>
  answered_at: Instant | null
  entry_id: number | null
  reason: string | null
  rules: Generated<string[]>
  batch: string | null
  decided_by: number | null
  decided_at: Instant | null
}

export type FairAccessReferralTable = {
  id: ReadOnly<number>
  application_id: number
  eligible_on: string
  confirmed_by: string
  told_by: number
  told_at: Instant
  placed_key: string | null
  placed_on: string | null
  ended_why: string | null
}

export type FamilyTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  formed_by: string
  known_from: Instant
  known_to: Generated<Instant>
}

export type FamilyApplicationTable = {
  id: ReadOnly<number>
  uuid: string
  family_id: number
  round_id: number
  receipt: string
  sent_at: Instant
  words: Buffer
  child_id: number | null
  state: Generated<string>
  ask: string | null
  claim_how: string | null
  decided_by: number | null
  decided_at: Instant | null
  application_id: number | null
  asked_back_at: Instant | null
}

export type FamilyDraftTable = {
  family_id: number
  form: string
  words: Buffer
  saved_at: Instant
}

export type FamilyMemberTable = {
  family_id: number
  child_id: number
  source_id: string
  source_key: string
  true_from: Generated<string>
  true_to: Generated<string>
  known_from: Instant
  known_to: Generated<Instant>
  id: ReadOnly<number>
}

export type FamilyPaperTable = {
  id: ReadOnly<number>
  uuid: string
  sent_id: number
  name: string
  media_type: string
  bytes: number
  sha256: Buffer
  added_at: Instant
}

export type FamilyPaperPartTable = {
  paper_id: number
  part: number
  bytes: Buffer
}

export type FamilyServiceTable = {
  id: ReadOnly<number>
  service: Generated<string>
  name: string
  does: string
  for_whom: string
  how: string
  phone: Generated<string>
  from_on: string
  to_on: Generated<string>
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type FamilyToldTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  family_id: number
  change_id: number
  receipt: string
  told_at: Instant
  words: Buffer
  state: Generated<string>
  ask: string | null
  answered_at: Instant | null
  wrong: Buffer | null
  wrong_at: Instant | null
  wrong_read_at: Instant | null
}

export type FeedKeyTable = {
  uuid: Generated<string>
  laestab: string
  made_at: Instant
  made_by: number | null
  used_at: Instant | null
  revoked_at: Instant | null
  revoked_by: number | null
}

export type FeedPullTable = {
  laestab: string
  supplier_school: string
  token: Buffer
  added_at: Instant
  added_by: number | null
  cursor: Generated<Json>
  tried_at: Instant | null
  came_at: Instant | null
  problem: string | null
}

export type FeedPushTable = {
  laestab: string
  bundle: string
  sha256: Buffer
  run_id: number
  receipt: string
  at: Instant
}

export type FrontDoorContactTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  reference: string
  told_at: Instant
  told_by: number | null
  typed_by: number | null
  way: string
  source: string
  out_of_hours: boolean
  words: Buffer
  alike: Buffer | null
  state: Generated<string>
  exact_id: number | null
  entries: Generated<number[]>
  verified_by: number | null
  child_id: number | null
  matched_by: number | null
  matched_at: Instant | null
}

export type FrontDoorStepTable = {
  id: ReadOnly<number>
  contact_id: number
  sort: string
  outcome: string
  at: Instant
  by_id: number
  due_on: string | null
  words: Buffer
  entry_id: number | null
}

export type HouseholdMemberTable = {
  uprn: string
  child_id: number
  entry_id: number
  sensitivity: number
  true_from: string | null
  true_to: Generated<string>
}

export type ImportFileTable = {
  id: ReadOnly<number>
  run_id: number
  name: string
  sha256: Buffer
  bytes: number
  table_name: string | null
  rows: Generated<number>
  read_to: Generated<number>
  done: Generated<boolean>
  keep_until: Instant | null
  recognised: Generated<Json>
  columns: Json | null
  school: ReadOnly<string | null>
}

export type ImportPartTable = {
  file_id: number
  part: number
  bytes: Buffer
}

export type ImportProblemTable = {
  id: ReadOnly<number>
  run_id: number
  file_id: number | null
  line: number | null
  column_name: string | null
  outcome: string
  problem: string
  got: string | null
  wanted: string | null
  fix: string
  row_values: Json | null
  table_name: string | null
  row_key: string | null
}

export type ImportRunTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  source_id: string
  period: string
  mode: Generated<string>
  state: string
  as_of: Instant
  received_at: Instant
  finished_at: Instant | null
  undone_at: Instant | null
  by_user: number | null
  files_hash: Buffer
  rows: Generated<number>
  accepted: Generated<number>
  rejected: Generated<number>
  waiting: Generated<number>
  unchanged: Generated<number>
  total_bytes: Generated<number>
  read_bytes: Generated<number>
  people_new: Generated<number>
  people_linked: Generated<number>
  people_review: Generated<number>
  to_link: Generated<number>
  linked: Generated<number>
  problem: string | null
  fix: string | null
  changes: Generated<Json>
}

export type InYearRefusalTable = {
  id: ReadOnly<number>
  application_id: number
  school_key: string
  refused_on: string
  why: string
  told_by: number
  told_at: Instant
}

export type InvolvementTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  child_id: number
  source_person_id: number | null
  principal_id: number | null
  worker_name: string | null
  team_name: string | null
  phone: string | null
  kind: string
  service: string
  category: string
  category_bit: number
  purpose: string
  true_from: string
  true_to: Generated<string>
  source_id: string
  source_record_id: number | null
  created_by: number | null
  known_from: Instant
  known_to: Generated<Instant>
  co_works: Generated<boolean>
}

export type KnownAnswerTable = {
  case_id: number
  same: boolean
}

export type LetterKeysTable = {
  user_id: number
  switched_at: Instant
}

export type LinkTable = {
  id: ReadOnly<number>
  source_person_id: number
  person_id: number
  decided_by: string
  user_id: number | null
  rule_version: string
  bits: number | null
  evidence: Json
  true_from: Generated<string>
  true_to: Generated<string>
  known_from: Instant
  known_to: Generated<Instant>
}

export type LinkEdgeTable = {
  a: number
  b: number
  bits: number
  vetoes: number
  vector: number[]
  commonness: number[]
  rule_version: string
}

export type MarkChangeTable = {
  source_person_id: number
  establishment_id: number
  year: number
  position: number
  old: string
  new: string
  as_of: Instant
  known_from: Instant
  source_record_id: number | null
  run_id: number | null
}

export type MendedRowTable = {
  problem_id: number
  laestab: string
  how: string
  run_id: number | null
  by_user: number
  at: Instant
}

export type NoticeRuleEndTable = {
  rule: string
  version: number
  reason: string
  ended_by: number
  ended_at: Instant
}

export type PairDecisionTable = {
  a_source_person: number
  b_source_person: number
  decision: string
  user_id: number | null
  reason: string | null
  at: Instant
  undone_at: Instant | null
  case_id: number | null
}

export type PersonTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  has_record: Generated<boolean>
  redirect_to: number | null
  changed_at: Generated<Instant>
}

export type PupilYearTable = {
  source_person_id: number
  establishment_id: number
  year: number
  child_id: number
  possible: number
  attended: number
  authorised: number
  unauthorised: number
  late: number
  described: Generated<boolean>
  year_group: string | null
  area: string | null
  ward: string | null
}

export type RelationshipTable = {
  id: ReadOnly<number>
  child_id: number
  other_id: number
  kind: string
  parental_responsibility: boolean | null
  source_id: string
  entry_id: number | null
  true_from: Generated<string>
  true_to: Generated<string>
  known_from: Instant
  known_to: Generated<Instant>
}

export type ReviewCaseTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  a_person: number
  b_person: number
  a_source_person: number
  b_source_person: number
  kind: Generated<string>
  bits: number
  rule_version: string
  evidence: Json
  run_id: number | null
  opened_at: Instant
  state: Generated<string>
  decided_by: number | null
  decided_at: Instant | null
  reason: string | null
  carried: Generated<Json>
  to_senior: Generated<boolean>
  opened_by: number | null
}

export type SavedPageTable = {
  user_id: number
  page: string
  saved_at: Instant
}

export type SavedSearchTable = {
  uuid: Generated<string>
  user_id: number
  terms: Buffer
  made_at: Instant
}

export type SchoolReturnTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  establishment_id: number
  child_id: number
  entry_id: number
  sort: string
  category_bit: number
  ground: string | null
  happened_on: string
  ends_on: string | null
  due_on: string | null
  sent_by: number
  sent_at: Instant
  state: Generated<string>
  answer: string | null
  decided_by: number | null
  decided_at: Instant | null
  run_id: number | null
}

export type SearchKeyTable = {
  word_id: number
  child_id: number
  field: string
  category_bit: number
  sensitivity: number
  source_person_id: number
}

export type SearchWordTable = {
  id: ReadOnly<number>
  word: string
  sound: string
}

export type SourceTable = {
  id: string
  layout: string
  name: string
  service: string
  category: string | null
  trust: Generated<Json>
  gives_grounds: Generated<boolean>
  due: string | null
  mapping: Json | null
  agreement_purpose: string | null
  agreement_basis: string | null
  agreement_owner: string | null
  agreement_from: string | null
  agreement_review_on: string | null
  agreement_withdrawn_at: Instant | null
  created_at: Generated<Instant>
  said: string | null
  agreement_fields: string | null
  agreement_owner_id: number | null
  keeps_once: string | null
}

export type SourceMeasureTable = {
  source_id: string
  month: string
  measured_at: Instant
  children: number
  birth: number
  sex: number
  number: number
  address: number
  addresses: number
  old_addresses: number
}

export type SourcePersonTable = {
  id: ReadOnly<number>
  source_id: string
  key: string
  person_id: number
  adult: Generated<boolean>
  identity: Json
  identity_hash: Buffer
  first_run_id: number | null
  provisional: Generated<boolean>
  to_link: Generated<boolean>
  linked_hash: Buffer | null
  identity_as_of: Generated<Instant>
  held: Generated<boolean>
}

export type SourceQuestionTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  conflict_id: number | null
  case_id: number | null
  child_id: number
  establishment_id: number | null
  facts: string
  asked_by: number
  asked_at: Instant
  answer: string | null
  answered_by: number | null
  answered_at: Instant | null
  source_id: string | null
  involvement_id: number | null
}

export type SourceRecordTable = {
  id: ReadOnly<number>
  source_id: string
  key: string
  version: number
  scope: string
  person_key: string | null
  run_id: number
  file_id: number | null
  line: number | null
  as_of: Instant
  gone: Generated<boolean>
  content: Json
  content_hash: Buffer
  known_from: Instant
  known_to: Generated<Instant>
  identity: Json | null
  register: Generated<boolean>
  confirmed_as_of: Instant | null
  held: Generated<boolean>
}

export type SplitTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  case_id: number
  a_person: number
  b_person: number
  joined_at: Instant
  at: Instant
  user_id: number | null
  told: Generated<number>
}

export type SplitEntryTable = {
  split_id: number
  entry_id: number
  copy_id: number
  stands_on: string
  suggestion: string | null
  why: string
  given_to: string | null
  given_by: number | null
  given_at: Instant | null
  author_id: number | null
  written_at: Instant | null
  folded_at: Instant | null
}

export type SupportMeetingTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  establishment_id: number
  year: number
  term: string
  planned_on: string | null
  held_on: string | null
  present: string | null
  recorded_by: number
  recorded_at: Instant
}

export type SupportMeetingActionTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  establishment_id: number
  year: number
  term: string
  what: string
  doer: string
  who: string
  due_on: string
  agreed_by: number
  agreed_at: Instant
  state: Generated<string>
  became: string | null
  became_on: string | null
  decided_by: number | null
}

export type TermDateTable = {
  id: ReadOnly<number>
  establishment_id: number
  year: number
  kind: string
  name: string
  from_on: string
  to_on: string
  told_by: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type ToldChangeTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  told_by: number
  told_at: Instant
  kind: string
  from_on: string
  words: Buffer
  child_id: number | null
  state: string
  held_why: Generated<string[]>
  decided_by: number | null
  decided_at: Instant | null
  answer: string | null
  entry_id: number | null
  subject: Buffer | null
  claim: string | null
  claim_how: string | null
}

export type ToldDeliveryTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  change_id: number
  service: string
  state: Generated<string>
  answer: string | null
  at: Instant
  unreached: Generated<boolean>
}

export type WardPostcodeTable = {
  postcode: string
  ward: string
  from_on: string
  to_on: Generated<string>
}

export type AccessAccessEventTable = {
  id: ReadOnly<number>
  at: Instant
  user_id: number | null
  actor: string | null
  role: string | null
  purpose: string
  action: string
  child_id: number | null
  categories: Generated<number>
  outcome: string
  rule: string
  rows_shown: number | null
  request_id: string
  detail: Generated<Json>
  xid: Generated<string>
}

export type AccessAccountTable = {
  user_id: number
  issuer: string
  subject: string
  last_sign_in_at: Instant | null
  last_role: string | null
}

export type AccessAgreementChangeTable = {
  id: ReadOnly<number>
  source_id: string
  what: string
  purpose: string | null
  basis: string | null
  fields: string | null
  owner: string | null
  owner_id: number | null
  review_on: string | null
  reason: string | null
  by_user: number | null
  at: Instant
}

export type AccessAuditRootTable = {
  number: number
  from_xid: string
  until_xid: string
  events: number
  root: Buffer
  previous: Buffer
  at: Instant
  signature: Buffer
}

export type AccessAwayTable = {
  id: ReadOnly<number>
  user_id: number
  first_day: string
  last_day: string
  cover_id: number | null
  set_by: number
  set_at: Instant
  ended_at: Instant | null
}

export type AccessBarrierTable = {
  id: ReadOnly<number>
  a_source: string
  a_key: string
  b_source: string
  b_key: string
}

export type AccessConflictTable = {
  user_id: number
  child_id: number
  why: string
  starts_at: Generated<Instant>
  ends_at: Generated<Instant>
  uuid: Generated<string>
  declared_by: number | null
  asked_by: number | null
  asked_at: Instant | null
  asked_reason: string | null
  ended_by: number | null
}

export type AccessConsentTable = {
  id: ReadOnly<number>
  child_id: number
  category_bit: number
  principal: number
  opens: string
  entry_id: number
  starts_at: Instant
  ends_at: Instant
  known_from: Instant
  withdrawn_at: Generated<Instant>
}

export type AccessEstablishmentTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  laestab: string | null
  urn: string | null
  name: string
  phase: string | null
  phone: string | null
  postcode: string | null
  la: string | null
  register_due: Generated<string>
  register_on: string | null
  register_at: Instant | null
}

export type AccessExactLookTable = {
  user_id: number
  at: Instant
}

export type AccessExportAskTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  address: string
  asked_by: number
  asked_at: Instant
  reason: string
  answered_by: number | null
  answered_at: Instant | null
  agreed: boolean | null
}

export type AccessFactSealTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  kind: string
  holder: number
  reason: string
  sealed_by: number | null
  sealed_at: Instant
  asked_by: number | null
  asked_at: Instant | null
  asked_reason: string | null
  lifted_by: number | null
  lifted_at: Instant | null
}

export type AccessFactSealReaderTable = {
  seal_id: number
  user_id: number
}

export type AccessFamilyAccountTable = {
  family_id: number
  issuer: string
  subject: string
  email: Buffer
  last_sign_in_at: Instant
  mark: Buffer | null
  closed_as: Buffer | null
  closed_at: Instant | null
}

export type AccessFamilyMailOffTable = {
  family_id: number
  since: Instant
}

export type AccessFamilySessionTable = {
  token_hash: Buffer
  family_id: number
  csrf: string
  created_at: Instant
  seen_at: Instant
  expires_at: Instant
  id_token: string | null
  provider_session: string | null
  mark: Buffer
}

export type AccessFamilySignInTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  email: Buffer
  mark: Buffer
  begun_at: Instant
  tries: Generated<number>
  used_at: Instant | null
  asker: Buffer
  known: Generated<boolean>
}

export type AccessGrantRowTable = {
  id: ReadOnly<number>
  principal: number
  child_id: number | null
  establishment_id: number | null
  reason: string
  involvement_id: number | null
  limit_mask: number
  extra_mask: Generated<number>
  max_sensitivity: Generated<number>
  named: Generated<boolean>
  writes: Generated<boolean>
  starts_at: Instant
  ends_at: Generated<Instant>
  oversight_id: number | null
  follows: number | null
}

export type AccessHiddenPersonTable = {
  source_person_id: number
}

export type AccessInvolvementAnswerTable = {
  involvement_id: number
  user_id: number
  yours: boolean
  at: Instant
}

export type AccessKeyTable = {
  name: string
  key: Buffer
}

export type AccessLookToAskTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  night: string
  user_id: number
  child_id: number | null
  rule: string
  version: number
  looks: number[]
  inputs: Generated<Json>
  found_at: Instant
  asked_by: number | null
  asked_at: Instant | null
  answer: string | null
  answered_at: Instant | null
  closed_by: number | null
  closed_at: Instant | null
  outcome: string | null
  words: string | null
}

export type AccessLooksWeighedTable = {
  day: string
  at: Instant
}

export type AccessMailTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  sort: string
  sign_in_id: number | null
  made_at: Instant
  state: Generated<string>
  tries: Generated<number>
  reply: number | null
  at: Instant
  family_id: number | null
  about: number | null
  said: string | null
}

export type AccessMembershipTable = {
  user_id: number
  team_id: number
  manages: Generated<boolean>
  starts_at: Generated<Instant>
  ends_at: Generated<Instant>
}

export type AccessNoticeTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  principal: number
  kind: string
  child_id: number | null
  user_id: number | null
  at: Instant
  done_at: Instant | null
  child_notice_id: number | null
  for_id: number | null
}

export type AccessOrganisationTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  name: string
  purpose: string | null
  basis: string | null
  categories: Generated<number>
  owner: string | null
  owner_id: number | null
  review_on: string | null
  withdrawn_at: Instant | null
}

export type AccessOrganisationChangeTable = {
  id: ReadOnly<number>
  organisation_id: number
  what: string
  purpose: string | null
  basis: string | null
  categories: number | null
  owner: string | null
  owner_id: number | null
  review_on: string | null
  reason: string | null
  by_user: number | null
  at: Instant
}

export type AccessOversightTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  user_id: number
  team_id: number
  categories: number
  purpose: string
  starts_at: Instant
  ends_at: Instant
  proposal_id: number | null
}

export type AccessOversightProposalTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  user_id: number
  team_id: number
  categories: number
  purpose: string
  starts_on: string
  last_day: string
  proposed_by: number
  proposed_at: Instant
  rehearsed_at: Instant | null
  rehearsal: Json | null
  asked_at: Instant | null
  withdrawn_at: Instant | null
  answered_by: number | null
  answered_at: Instant | null
  agreed: boolean | null
  answer: string | null
  reviewed_by: number | null
  reviewed_at: Instant | null
  review: string | null
  ended_by: number | null
  ended_at: Instant | null
  ended_why: string | null
}

export type AccessPrincipalTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  kind: string
  key: string
  name: string
  title: string | null
  phone: string | null
  email: string | null
  service: string | null
  category: string | null
  active: Generated<boolean>
  organisation_id: number | null
  keeps_registers: Generated<boolean>
  phone_type: string | null
}

export type AccessQuietKindTable = {
  user_id: number
  kind: string
  since: Instant
}

export type AccessRecordEndingTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  child_id: number | null
  reference: string
  due_on: string | null
  proposed_at: Instant | null
  withdrawn_at: Instant | null
  asked_by: number | null
  asked_at: Instant | null
  agreed_by: number | null
  agreed_at: Instant | null
  kept_until: string | null
  kept_why: string | null
  kept_by: number | null
  kept_at: Instant | null
  destroyed_at: Instant | null
  gone: Json | null
  kept_as: string | null
  kinds: string[] | null
  categories: number | null
}

export type AccessRequestTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  user_id: number
  child_id: number
  reason: string
  categories: number
  asked_at: Instant
  state: Generated<string>
  answered_by: number | null
  answered_at: Instant | null
  answer: string | null
  ends_at: Instant | null
}

export type AccessRoleHeldTable = {
  user_id: number
  role: string
  starts_at: Generated<Instant>
  ends_at: Generated<Instant>
}

export type AccessRoleRuleTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  role: string
  cells: string
  level: number
  sentence: string
  why: string
  drafted_by: number
  drafted_at: Instant
  rehearsed_at: Instant | null
  rehearsal: Json | null
  starts_on: string | null
  published_by: number | null
  published_at: Instant | null
  dropped_at: Instant | null
  rehearsal_asked_at: Instant | null
  rehearsal_done: number | null
  rehearsal_of: number | null
  rehearsal_failed_at: Instant | null
}

export type AccessRoleTrainingTable = {
  role: string
  training: string
  starts_on: string
  ends_on: Generated<string>
}

export type AccessRollTable = {
  child_id: number
  establishment_id: number
  starts_on: string
  ends_on: Generated<string>
}

export type AccessSessionTable = {
  token_hash: Buffer
  user_id: number
  role: string
  csrf: string
  created_at: Instant
  seen_at: Instant
  expires_at: Instant
  id_token: string | null
  provider_session: string | null
  mark: Buffer
}

export type AccessShieldTable = {
  id: ReadOnly<number>
  child_id: number
  kind: string
  reason: string
  holder: number | null
  starts_at: Instant
  ends_at: Generated<Instant>
  review_on: string | null
  uuid: Generated<string>
  covers: number | null
  decided_by: number | null
  decided_at: Instant | null
  kept_by: number | null
  reviewed_by: number | null
  reviewed_at: Instant | null
  review_words: string | null
  asked_by: number | null
  asked_at: Instant | null
  asked_reason: string | null
  ended_by: number | null
  while_asked: Generated<boolean>
  renamed_by: number | null
  renamed_at: Instant | null
}

export type AccessShieldAllowedTable = {
  shield_id: number
  principal: number
}

export type AccessSupervisionTable = {
  id: ReadOnly<number>
  team_id: number
  worker_id: number
  supervisor_id: number
  held_on: string
  said: string
  agreed: string | null
  next_on: string | null
  written_at: Instant
  uuid: Generated<string>
  replaces: number | null
  reason: string | null
  words_md5: ReadOnly<string | null>
}

export type AccessTeamDutyTable = {
  id: ReadOnly<number>
  team_id: number
  user_id: number
  first_day: string
  last_day: string
  set_by: number
  set_at: Instant
  ended_at: Instant | null
}

export type AccessTeamPlaceTable = {
  id: ReadOnly<number>
  team_id: number
  ward: string | null
  establishment_id: number | null
  from_on: string
  to_on: Generated<string>
}

export type AccessTrainingTable = {
  key: string
  name: string
  renew: string
}

export type AccessTrainingDoneTable = {
  user_id: number
  training: string
  done_on: string
  last_day: string
  told_by: number | null
  told_at: Instant
}

export type AccessUploadDayTable = {
  user_id: number
  day: string
  files: number
  bytes: number
}

export type AccessUrgentAccessTable = {
  id: ReadOnly<number>
  uuid: Generated<string>
  user_id: number
  role: string
  child_id: number
  grant_id: number
  categories: number
  ground: string
  reason: string
  starts_at: Instant
  ends_at: Instant
  review_by: string
  reviewed_by: number | null
  reviewed_at: Instant | null
  finding: string | null
  words: string | null
}

export type AccessVaultKeyTable = {
  id: string
  mark: Buffer
  made_at: Generated<Instant>
}

export type IntakeDestroyedKeyTable = {
  id: Generated<number>
  sealed: Buffer
}

export type IntakeDestroyedRowTable = {
  source_id: string
  key_hash: Buffer
  content_hash: Buffer
  destroyed_at: Instant
  keyed: Generated<boolean>
}

export type IntakeEnrolmentTable = {
  id: ReadOnly<number>
  source_person_id: number
  establishment_id: number
  starts_on: string
  ends_on: Generated<string>
  source_record_id: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type IntakeFamilyClaimTable = {
  id: ReadOnly<number>
  source_person_id: number
  source_id: string
  family_key: string
  starts_on: Generated<string>
  ends_on: Generated<string>
  source_record_id: number
  known_from: Instant
  known_to: Generated<Instant>
}

export type IntakeSeenTable = {
  run_id: number
  file_id: number
  scope: string
  key: string
  as_of: Instant
}

export type IntakeSnapshotTable = {
  source_id: string
  scope: string
  as_of: Instant
  run_id: number
}

export type JobKindTable = {
  name: string
  asked_by: string[] | null
  fields: string[]
  queue: string | null
}

/** Every table and view, by the name a query calls it. */
export type Database = {
  absence_publication: AbsencePublicationTable
  admission_appeal: AdmissionAppealTable
  admission_application: AdmissionApplicationTable
  admission_approval: AdmissionApprovalTable
  admission_check: AdmissionCheckTable
  admission_council_fact: AdmissionCouncilFactTable
  admission_letter: AdmissionLetterTable
  admission_offer: AdmissionOfferTable
  admission_order: AdmissionOrderTable
  admission_pause: AdmissionPauseTable
  admission_place: AdmissionPlaceTable
  admission_preference: AdmissionPreferenceTable
  admission_proposal: AdmissionProposalTable
  admission_release: AdmissionReleaseTable
  admission_reminder: AdmissionReminderTable
  admission_reply: AdmissionReplyTable
  admission_resident_fact: AdmissionResidentFactTable
  admission_roll: AdmissionRollTable
  admission_round: AdmissionRoundTable
  admission_round_days: AdmissionRoundDaysTable
  admission_run: AdmissionRunTable
  admission_school: AdmissionSchoolTable
  admission_sending: AdmissionSendingTable
  admission_standing: AdmissionStandingTable
  admission_waiting: AdmissionWaitingTable
  adopters: AdoptersTable
  adopters_step: AdoptersStepTable
  appeal_address: AppealAddressTable
  appeal_hearing: AppealHearingTable
  appeal_pack: AppealPackTable
  appeal_text: AppealTextTable
  assessed_rule: AssessedRuleTable
  attendance_year: AttendanceYearTable
  block_key: BlockKeyTable
  block_keys_kept: BlockKeysKeptTable
  case_step: CaseStepTable
  child_notice: ChildNoticeTable
  conflict_shape: ConflictShapeTable
  desk_draft: DeskDraftTable
  document: DocumentTable
  document_part: DocumentPartTable
  draft: DraftTable
  entry: EntryTable
  fact_conflict: FactConflictTable
  fair_access_referral: FairAccessReferralTable
  family: FamilyTable
  family_application: FamilyApplicationTable
  family_draft: FamilyDraftTable
  family_member: FamilyMemberTable
  family_paper: FamilyPaperTable
  family_paper_part: FamilyPaperPartTable
  family_service: FamilyServiceTable
  family_told: FamilyToldTable
  feed_key: FeedKeyTable
  feed_pull: FeedPullTable
  feed_push: FeedPushTable
  front_door_contact: FrontDoorContactTable
  front_door_step: FrontDoorStepTable
  household_member: HouseholdMemberTable
  import_file: ImportFileTable
  import_part: ImportPartTable
  import_problem: ImportProblemTable
  import_run: ImportRunTable
  in_year_refusal: InYearRefusalTable
  involvement: InvolvementTable
  known_answer: KnownAnswerTable
  letter_keys: LetterKeysTable
  link: LinkTable
  link_edge: LinkEdgeTable
  mark_change: MarkChangeTable
  mended_row: MendedRowTable
  notice_rule_end: NoticeRuleEndTable
  pair_decision: PairDecisionTable
  person: PersonTable
  pupil_year: PupilYearTable
  relationship: RelationshipTable
  review_case: ReviewCaseTable
  saved_page: SavedPageTable
  saved_search: SavedSearchTable
  school_return: SchoolReturnTable
  search_key: SearchKeyTable
  search_word: SearchWordTable
  source: SourceTable
  source_measure: SourceMeasureTable
  source_person: SourcePersonTable
  source_question: SourceQuestionTable
  source_record: SourceRecordTable
  split: SplitTable
  split_entry: SplitEntryTable
  support_meeting: SupportMeetingTable
  support_meeting_action: SupportMeetingActionTable
  term_date: TermDateTable
  told_change: ToldChangeTable
  told_delivery: ToldDeliveryTable
  ward_postcode: WardPostcodeTable
  'access.access_event': AccessAccessEventTable
  'access.account': AccessAccountTable
  'access.agreement_change': AccessAgreementChangeTable
  'access.audit_root': AccessAuditRootTable
  'access.away': AccessAwayTable
  'access.barrier': AccessBarrierTable
  'access.conflict': AccessConflictTable
  'access.consent': AccessConsentTable
  'access.establishment': AccessEstablishmentTable
  'access.exact_look': AccessExactLookTable
  'access.export_ask': AccessExportAskTable
  'access.fact_seal': AccessFactSealTable
  'access.fact_seal_reader': AccessFactSealReaderTable
  'access.family_account': AccessFamilyAccountTable
  'access.family_mail_off': AccessFamilyMailOffTable
  'access.family_session': AccessFamilySessionTable
  'access.family_sign_in': AccessFamilySignInTable
  'access.grant_row': AccessGrantRowTable
  'access.hidden_person': AccessHiddenPersonTable
  'access.involvement_answer': AccessInvolvementAnswerTable
  'access.key': AccessKeyTable
  'access.look_to_ask': AccessLookToAskTable
  'access.looks_weighed': AccessLooksWeighedTable
  'access.mail': AccessMailTable
  'access.membership': AccessMembershipTable
  'access.notice': AccessNoticeTable
  'access.organisation': AccessOrganisationTable
  'access.organisation_change': AccessOrganisationChangeTable
  'access.oversight': AccessOversightTable
  'access.oversight_proposal': AccessOversightProposalTable
  'access.principal': AccessPrincipalTable
  'access.quiet_kind': AccessQuietKindTable
  'access.record_ending': AccessRecordEndingTable
  'access.request': AccessRequestTable
  'access.role_held': AccessRoleHeldTable
  'access.role_rule': AccessRoleRuleTable
  'access.role_training': AccessRoleTrainingTable
  'access.roll': AccessRollTable
  'access.session': AccessSessionTable
  'access.shield': AccessShieldTable
  'access.shield_allowed': AccessShieldAllowedTable
  'access.supervision': AccessSupervisionTable
  'access.team_duty': AccessTeamDutyTable
  'access.team_place': AccessTeamPlaceTable
  'access.training': AccessTrainingTable
  'access.training_done': AccessTrainingDoneTable
  'access.upload_day': AccessUploadDayTable
  'access.urgent_access': AccessUrgentAccessTable
  'access.vault_key': AccessVaultKeyTable
  'intake.destroyed_key': IntakeDestroyedKeyTable
  'intake.destroyed_row': IntakeDestroyedRowTable
  'intake.enrolment': IntakeEnrolmentTable
  'intake.family_claim': IntakeFamilyClaimTable
  'intake.seen': IntakeSeenTable
  'intake.snapshot': IntakeSnapshotTable
  'job.kind': JobKindTable
}
