import { ageOn, type Day, isoOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import type { CareStory, Child, EarlyHelpStory, Family } from '../world.ts'
import { type AnnexAList, annexAColumns, annexALists } from './annex-a-columns.ts'
import {
  abuseWords,
  disabled,
  ethnicity,
  gender,
  legalWords,
  needWords,
  placementWords,
  providerWords,
  sourceWords,
  yesNo,
} from './annex-a-words.ts'
import { type Cell, dateCell, workbook } from './workbook.ts'
import type { Writer, Writing } from './writing.ts'

type Identity = readonly [gender: Cell, ethnicity: Cell, dob: Cell, age: Cell]
type Rows = Record<AnnexAList, Cell[][]>

const assessmentRows = (rows: Rows, id: string, who: Identity, story: CareStory): void => {
  const worker = [story.team, story.worker]
  const { assessment, section47, referral } = story
  if (referral !== undefined)
    rows['List 3'].push([
      id,
      ...who,
      dateCell(referral),
      sourceWords[story.contactSource] ?? '',
      story.referralNfa ? 'Yes' : 'No',
      0,
      ...worker,
    ])
  if (assessment)
    rows['List 4'].push([
      id,
      ...who,
      disabled(story),
      dateCell(assessment.start),
      'Yes',
      dateCell(assessment.end),
      story.inNeed && !story.inNeed.end ? 'Yes' : 'No',
      ...worker,
    ])
  if (section47)
    rows['List 5'].push([
      id,
      ...who,
      disabled(story),
      dateCell(section47.start),
      'No',
      dateCell(section47.conference),
      story.protection ? 'Yes' : 'No',
      1,
      1,
      ...worker,
    ])
}

const planRows = (rows: Rows, id: string, who: Identity, story: CareStory): void => {
  const worker = [story.team, story.worker]
  const { inNeed, protection } = story
  const status =
    protection && !protection.end
      ? 'b) Child protection plan'
      : story.lookedAfter && !story.lookedAfter.end
        ? 'a) Looked after child'
        : 'c) Child in need plan'
  if (inNeed)
    rows['List 6'].push([
      id,
      ...who,
      disabled(story),
      dateCell(inNeed.start),
      needWords[inNeed.need] ?? inNeed.need,
      dateCell(story.lastSeen),
      dateCell(inNeed.end),
      inNeed.reason ?? null,
      inNeed.end === undefined ? status : 'e) Closed',
      ...worker,
    ])
  if (protection) {
    const words = abuseWords[protection.category] ?? ''
    rows['List 7'].push([
      id,
      ...who,
      disabled(story),
      dateCell(protection.start),
      words,
      words,
      dateCell(story.lastSeen),
      'a) Yes',
      dateCell(protection.review),
      dateCell(protection.end),
      'b) No',
      0,
      ...worker,
    ])
  }
}

const careRow = (rows: Rows, id: string, who: Identity, story: CareStory, today: Day): void => {
  const care = story.lookedAfter
  if (!care) return
  const recent = (days: number): Cell =>
    dateCell(care.end === undefined && care.start < today - days ? today - days : undefined)
  rows['List 8'].push([
    id,
    ...who,
    yesNo(care.unaccompanied === true),
    disabled(story),
    dateCell(care.start),
    needWords[care.need] ?? care.need,
    'b) No',
    dateCell(care.start),
    legalWords[care.legal] ?? care.legal,
    recent(40),
    dateCell(story.lastSeen),
    care.legal === 'E1' ? 'Adoption' : 'Long-term fostering',
    recent(45),
    recent(120),
    recent(150),
    1,
    dateCell(care.end),
    care.endReason ?? null,
    dateCell(care.start),
    placementWords[care.placement] ?? care.placement,
    providerWords[care.provider] ?? care.provider,
    care.postcode,
    care.urn ?? null,
    care.outside ? 'Outside LA boundary' : 'Inside LA boundary',
    care.outside ? 'Eastmarsh' : 'Northmere',
    care.outside ? 1 : 0,
    0,
    care.outside ? 'a) Yes' : null,
    care.outside ? 'b) No' : null,
    story.team,
    story.worker,
  ])
}

const leaverRow = (rows: Rows, id: string, who: Identity, story: CareStory, child: Child, today: Day): void => {
  const { leaver, lookedAfter: care } = story
  if (leaver && ageOn(child.dob, today) >= 16)
    rows['List 9'].push([
      id,
      ...who,
      yesNo(care?.unaccompanied === true),
      disabled(story),
      story.team,
      story.worker,
      leaver.adviser,
      'a) Relevant child',
      dateCell(today - 50),
      'a) Yes',
      dateCell(today - 9),
      leaver.accommodation,
      'a) Suitable',
      leaver.activity,
    ])
}

const adoptionRows = (rows: Rows, id: string, who: Identity, story: CareStory): void => {
  const { adoption, lookedAfter: care } = story
  if (!adoption || !care) return
  const { family, decision, placed, order } = adoption
  rows['List 10'].push([
    id,
    family,
    ...who,
    disabled(story),
    dateCell(care.start),
    dateCell(decision),
    dateCell(decision + 60),
    dateCell(placed - 20),
    dateCell(placed),
    dateCell(order),
    null,
    null,
    null,
  ])
  const stages = [-420, -400, -340, -330, -220, -215, -190, -20, 0].map(days => dateCell(placed + days))
  rows['List 11'].push([
    `A${family.slice(3)}1`,
    family,
    'b) Female',
    'a) WBRI',
    'b) No',
    'No',
    ...stages,
    1,
    dateCell(order),
    null,
    null,
  ])
}

const earlyHelpRow = (rows: Rows, who: Identity, help: EarlyHelpStory): void => {
  rows['List 2'].push([
    help.ref,
    ...who,
    dateCell(help.opened),
    dateCell(Math.min(help.opened + 14, help.closed ?? help.opened + 14)),
    help.school || 'Early Help Locality 1',
  ])
}

/** How far back the lists look: a contact, a referral or a plan of the last year. */
const lookBack = 365

/** Ofsted's Annex A: eleven lists in one workbook, without names, known by the case system's number. */
export const annexA = (w: Writing): Writer => {
  const { today } = w.world
  const rows = Object.fromEntries(annexALists.map(list => [list, [] as Cell[][]])) as Rows
  const path = `annex-a/Annex_A_${isoOf(today)}.xlsx`
  const identity = (family: Family, child: Child): Identity => {
    const known = knownTo(w.world, 'annex-a', family, child, today)
    const born = known.dob <= today
    return [
      gender(born ? known.sex : ''),
      ethnicity(child.ethnicity),
      dateCell(born ? known.dob : undefined),
      born ? (today - known.dob) / 365.25 : null,
    ]
  }
  const child = (family: Family, c: Child): void => {
    const who = identity(family, c)
    if (c.earlyHelp && c.earlyHelp.opened > today - lookBack) earlyHelpRow(rows, who, c.earlyHelp)
    const story = c.care
    if (!story || (story.contact <= today - lookBack && (story.inNeed?.end ?? today) < today - lookBack)) return
    if (story.contact > today - lookBack)
      rows['List 1'].push([story.id, ...who, dateCell(story.contact), sourceWords[story.contactSource] ?? ''])
    assessmentRows(rows, story.id, who, story)
    planRows(rows, story.id, who, story)
    careRow(rows, story.id, who, story, today)
    leaverRow(rows, story.id, who, story, c, today)
    adoptionRows(rows, story.id, who, story)
    w.cast.add(family, c, { source: 'annex-a', file: path, key: story.id })
  }
  return {
    family: family => {
      for (const c of family.children) child(family, c)
    },
    end: async () => {
      const sheets = annexALists.map(sheet => ({ sheet, data: [annexAColumns(sheet), ...rows[sheet]] }))
      w.sink.whole(
        path,
        await workbook(sheets),
        annexALists.reduce((sum, list) => sum + rows[list].length, 0),
      )
    },
  }
}
