import { lookUp } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** A spelling without what varies: case, quotes, points, the list's own letter ("q) 6: Police" is "6 police"). */
export const normaliseSpelling = (raw: string): string =>
  raw
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\s*[a-z]\)\s*/, '')
    .replace(/['’‘"“”`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a column's values are: the code set they may hold a code of, and the shape of that code. */
const shapes: Readonly<Record<string, { readonly set: string; readonly code: RegExp }>> = {
  source: { set: 'cin-referral-source', code: /^(?:\(?\s*)?(\d{1,2}[A-F]?)(?=[^\dA-Za-z]|$)/i },
  need: { set: 'cin-primary-need', code: /\b(N\d)(?![\da-z])/i },
  closure: { set: 'cin-reason-for-closure', code: /\b(RC\d)\b/i },
  legal: { set: '903-legal-status', code: /\b([CVLJDE]\d)\b/i },
  placement: { set: '903-placement', code: /\b([AKPRSTUZ]\d{1,2}|H5|P2)\b/i },
  provider: { set: '903-provider', code: /\b(PR\d)\b/i },
  ceased: { set: '903-episode-ceased', code: /\b(E\d{1,2}[AB]?)\b/i },
  ethnicity: { set: 'ethnicity', code: /\b([A-Z]{4})\b/i },
  abuse: { set: 'cin-category-of-abuse', code: /^(NEG|PHY|SAB|EMO|MUL)$/i },
}

const anyDay = '2024-01-01' as PlainDate

/** The code a value holds, if it holds one of its set: councils write it before, after or instead of the words. */
export const codeIn = (
  kind: string,
  raw: string,
): { readonly code: string; readonly label: string; readonly setVersion: string } | undefined => {
  const shape = shapes[kind]
  const code = shape?.code.exec(raw.normalize('NFKC').replace(/^\s*[a-z]\)\s*/i, ''))?.[1]?.toUpperCase()
  const known = shape && code ? lookUp(shape.set, code, anyDay) : undefined
  return known && code ? { code, ...known } : undefined
}
