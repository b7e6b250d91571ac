import { dayOf, each, isBefore, isFilled, isOtherAuthority } from './looked-after-rows.ts'
import { type Return, type Row, text } from './return-rules.ts'

const registers = new WeakMap<Return['about'], ReadonlyMap<string, Row>>()

/** Ofsted's register of providers by URN, as far as it was sent along: read once for all rows and rules of a return. Of two the first counts. */
const registerOf = ({ about }: Return): ReadonlyMap<string, Row> => {
  const known = registers.get(about)
  if (known) return known
  const sent = about['provider_info']
  const rows: readonly Row[] = Array.isArray(sent) ? sent.filter(one => typeof one === 'object' && one !== null) : []
  const register = new Map(rows.toReversed().map(row => [text(row, 'URN'), row]))
  registers.set(about, register)
  return register
}
const providerOf = (data: Return, row: Row): Row | undefined =>
  isFilled(row, 'URN') ? registerOf(data).get(text(row, 'URN')) : undefined
const knowsProviders = ({ about }: Return): boolean => Array.isArray(about['provider_info'])
const bare = (postcode: string): string => postcode.replaceAll(' ', '').toUpperCase()
const lists = (provider: Row, column: string, code: string): boolean =>
  text(provider, column)
    .split(',')
    .map(one => one.trim())
    .includes(code)

/** A rule about an episode beside what the register tells of its provider; one that the register does not know is another rule's. */
const ofProvider = (
  code: string,
  words: string,
  columns: readonly [string, ...string[]],
  isWrong: (row: Row, provider: Row, data: Return) => boolean,
) =>
  each(code, words, 'Episodes', [...columns, 'URN'], (row, data) => {
    const provider = providerOf(data, row)
    return provider !== undefined && isWrong(row, provider, data)
  })

/** Whether what an episode says of its provider is what Ofsted's register says. */
export const lookedAfterProviderRules = [
  ofProvider(
    '219',
    'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement type recorded.',
    ['PLACE'],
    (row, provider) => !lists(provider, 'PLACE_CODES', text(row, 'PLACE')),
  ),
  ofProvider(
    '221',
    'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement postcode provided.',
    ['PL_POST', 'PLACE'],
    (row, provider) =>
      /^(K[12]|R3|S1)$/.test(text(row, 'PLACE')) &&
      isFilled(row, 'PL_POST') &&
      bare(text(provider, 'POSTCODE')) !== bare(text(row, 'PL_POST')),
  ),
  ofProvider(
    '224',
    'The Ofsted Unique reference number (URN) provided for the child’s placement does not match the placement provider recorded.',
    ['PLACE_PROVIDER'],
    (row, provider) =>
      isFilled(provider, 'PROVIDER_CODES') && !lists(provider, 'PROVIDER_CODES', text(row, 'PLACE_PROVIDER')),
  ),
  ofProvider(
    '227',
    'Ofsted Unique reference number (URN) is not valid for the episode start date.',
    ['DECOM'],
    (row, provider) => isBefore(dayOf(provider, 'REG_END'), dayOf(row, 'DECOM')),
  ),
  ofProvider(
    '228',
    'Ofsted Unique reference number (URN) is not valid for the episode end date.',
    ['DEC'],
    (row, provider, { end }) => isBefore(dayOf(provider, 'REG_END'), dayOf(row, 'DEC') ?? end),
  ),
  ofProvider(
    '229',
    'Placement provider does not match between the placing authority and the local authority code of the provider.',
    ['PLACE_PROVIDER'],
    (row, provider, data) => {
      const [authority, own] = [text(provider, 'LA_CODE_INFERRED'), text(data.about, 'localAuthority')]
      const says = text(row, 'PLACE_PROVIDER')
      return says === 'PR1'
        ? isOtherAuthority(authority, data)
        : says === 'PR2' && authority !== '' && authority === own
    },
  ),
  each(
    '1008',
    'Ofsted Unique Reference Number (URN) is not valid.',
    'Episodes',
    ['URN'],
    (row, data) =>
      knowsProviders(data) && isFilled(row, 'URN') && text(row, 'URN') !== 'XXXXXXX' && !providerOf(data, row),
  ),
] as const
