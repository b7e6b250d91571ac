import { type HeadingRule, or, rule } from './heading-rule.ts'

/** Headings of lists of results, as schools' systems and teachers write them. */
export const resultHeadings: readonly HeadingRule[] = [
  rule(
    'result.stage',
    or('stage|key stage|ks|phase|assessment|assessment name|assessment type|test|test name|exam|examination'),
    /\b(stage|assessment|exam)\b/,
  ),
  rule('result.year', or('year|(?:academic|result|exam|assessment|test) year|year taken')),
  rule('result.subject', or('subject|subjects|subject name|course|qualification'), /\bsubject\b/),
  rule('result.component', or('component|paper|strand|part')),
  rule(
    'result.result',
    or(
      'results?|grade|score|scaled score|mark|level|outcome|attainment|(?:test|exam|assessment|final) (?:result|grade|score)',
    ),
    /\b(result|grade|score)\b/,
  ),
  rule(
    'result.on',
    or('date|(?:result|assessment|test|exam) date|date taken|date assessed|date of (?:result|assessment|test|exam)'),
    undefined,
    ['date'],
  ),
]
