import { isoOf, makeDay, monthOf, yearOf } from '../calendar.ts'
import { knownTo } from '../known.ts'
import { type CareStory, type Child, type Family, northmereLa } from '../world.ts'
import { element, group } from './text.ts'
import type { Writer, Writing } from './writing.ts'

const iso = (day: number | undefined): string => (day === undefined ? '' : isoOf(day))

const identifiers = (w: Writing, family: Family, child: Child, story: CareStory): string => {
  const known = knownTo(w.world, 'cin-census', family, child, w.world.today)
  const born = story.expected === undefined
  return group(
    'ChildIdentifiers',
    element('LAchildID', story.id),
    element('UPN', known.upn),
    element('FormerUPN', child.formerUpn),
    known.upn ? '' : element('UPNunknown', 'UN1'),
    born ? element('PersonBirthDate', isoOf(known.dob)) : element('ExpectedPersonBirthDate', iso(story.expected)),
    element('Sex', born ? known.sex || 'U' : 'U'),
    element('PersonDeathDate', iso(story.died)),
  )
}

const details = (story: CareStory): string => {
  const { assessment, section47, inNeed, protection } = story
  return group(
    'CINdetails',
    element('CINreferralDate', iso(story.referral)),
    element('ReferralSource', story.contactSource),
    element('PrimaryNeedCode', inNeed?.need),
    element('CINclosureDate', iso(inNeed?.end)),
    inNeed?.end === undefined ? '' : element('ReasonForClosure', inNeed.reason ?? 'RC7'),
    element('DateOfInitialCPC', iso(section47?.conference)),
    assessment
      ? group(
          'Assessments',
          element('AssessmentActualStartDate', iso(assessment.start)),
          element('AssessmentAuthorisationDate', iso(assessment.end)),
          group(
            'FactorsIdentifiedAtAssessment',
            ...(assessment.end === undefined ? [] : assessment.factors.map(f => element('AssessmentFactors', f))),
          ),
        )
      : '',
    inNeed && !protection && !inNeed.end && assessment?.end !== undefined
      ? group('CINPlanDates', element('CINPlanStartDate', iso(assessment.end)))
      : '',
    section47
      ? group(
          'Section47',
          element('S47ActualStartDate', iso(section47.start)),
          element('InitialCPCtarget', iso(section47.start + 21)),
          element('DateOfInitialCPC', iso(section47.conference)),
          element('ICPCnotRequired', '0'),
        )
      : '',
    element('ReferralNFA', story.referralNfa ? '1' : '0'),
    protection
      ? group(
          'ChildProtectionPlans',
          element('CPPstartDate', iso(protection.start)),
          element('CPPendDate', iso(protection.end)),
          element('InitialCategoryOfAbuse', protection.category),
          element('LatestCategoryOfAbuse', protection.category),
          element('NumberOfPreviousCPP', '0'),
          protection.review && !protection.end
            ? group('Reviews', element('CPPreviewDate', iso(protection.review)))
            : '',
        )
      : '',
  )
}

/**
 * The Children in Need census, as the case system makes it on any day of the year: the collection year's header, and
 * every child referred in the last two years.
 */
export const cinCensus = (w: Writing): Writer => {
  const { today } = w.world
  const year = monthOf(today) >= 4 ? yearOf(today) + 1 : yearOf(today)
  const path = `cin-census/CIN_Census_${year}.xml`
  const source = group(
    'Source',
    element('SourceLevel', 'L'),
    element('LEA', northmereLa),
    element('SoftwareCode', 'Northmere Case System'),
    element('Release', 'ver 3.1.21'),
    element('SerialNo', '001'),
    element('DateTime', `${isoOf(today)}T07:30:00`),
  )
  const collection = group(
    'CollectionDetails',
    element('Collection', 'CIN'),
    element('Year', year),
    element('ReferenceDate', isoOf(makeDay(year, 3, 31))),
  )
  w.sink.add(
    path,
    `<?xml version="1.0" encoding="utf-8"?>\n<Message>\n${group('Header', collection, source)}\n<Children>\n`,
    0,
  )
  return {
    family: family => {
      for (const child of family.children) {
        const story = child.care
        if (story?.referral === undefined || story.referral > today) continue
        const traits = group(
          'ChildCharacteristics',
          element('Ethnicity', child.ethnicity),
          group('Disabilities', ...(story.disabilities ?? ['NONE']).map(d => element('Disability', d))),
        )
        w.sink.add(path, `${group('Child', identifiers(w, family, child, story), traits, details(story))}\n`)
        w.cast.add(family, child, { source: 'cin-census', file: path, key: story.id })
      }
    },
    end: () => w.sink.add(path, '</Children>\n</Message>\n', 0),
  }
}
