import { actConcerns, deskPage, type Route } from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import { isExpected } from './completeness.ts'
import { missingExamples, overviewExamples, sourceExamples } from './quality.examples.ts'
import { listMissing, type Overview, readOverview, readSourceQuality, type SourceQuality } from './quality.queries.ts'
import { type MissingData, missingView, overviewView, sourceQualityView } from './quality.view.ts'

const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/quality' } as const
const mostListed = 50

/** `/quality`: what waits, how far reviewers agree, and what sources sent. */
const overviewPage = deskPage({
  ...common,
  path: '/quality',
  purpose: 'see the quality of the record',
  load: (desk): Promise<Overview> => readOverview(desk),
  answer: data => ({ page: overviewView(data) }),
  examples: overviewExamples,
})

/** `/quality/:source`: one source. */
const sourceQualityPage = deskPage({
  ...common,
  path: '/quality/:source',
  purpose: 'see the quality of a source',
  load: (desk, { params }): Promise<SourceQuality> => readSourceQuality(desk, params.source ?? ''),
  answer: data => ({ page: sourceQualityView(data) }),
  examples: sourceExamples,
})

/** `/quality/:source/:expected`: of whom a source does not tell something. That each child was named is recorded. */
const missingPage = deskPage({
  ...common,
  path: '/quality/:source/:expected',
  purpose: 'see of whom a source does not tell something',
  load: async (desk, { params }): Promise<MissingData> => {
    const { source: id = '', expected: what = '' } = params
    if (!isExpected(what)) throw new NotFound()
    const found = await listMissing(desk, id, what, mostListed)
    actConcerns(
      desk,
      found.children.map(one => one.childId),
      { categories: ['identity'] },
    )
    return { id, what, ...found }
  },
  answer: data => ({ page: missingView(data) }),
  examples: missingExamples,
})

/** How good the record and its sources are. */
export const qualityPages: readonly Route[] = [overviewPage, sourceQualityPage, missingPage]
