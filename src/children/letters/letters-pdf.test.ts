import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import type { PlainDate } from '../../kernel/index.ts'
import type { LetterAddress } from './address-gate.ts'
import type { Letter } from './letter.view.ts'
import { lettersPdf } from './letters-pdf.ts'

const letter: Letter = {
  from: ['School admissions', 'Northmere'],
  to: { to: 'Siân Llŷr-Ŵyn', lines: ['22 Mill Street', 'NM1 4QT'] } as unknown as LetterAddress,
  name: 'Siân Llŷr-Ŵyn',
  on: '2027-04-16' as PlainDate,
  subject: 'The school place of Łucja Llŷr-Ŵyn',
  words: 'We are pleased to offer a place.\n\nTell us within two weeks.',
  signedBy: 'School admissions',
}
type Node = { readonly role?: string; readonly children?: readonly Node[] }
const rolesIn = ({ role, children = [] }: Node): readonly string[] => [
  ...(role ? [role] : []),
  ...children.flatMap(rolesIn),
]

describe('a batch of letters as one PDF', () => {
  let pdf: Awaited<ReturnType<typeof getDocumentProxy>>
  const lines = async (page: number) =>
    (await (await pdf.getPage(page)).getTextContent()).items.flatMap(item =>
      'str' in item && item.str.trim() !== '' ? [{ text: item.str, up: item.transform[5] as number }] : [],
    )
  before(async () => {
    const slip = ['Send this back by 30 April 2027', '☐ We accept the place.', 'Signed:  ________']
    const { to: _, ...without } = letter
    const long = { ...letter, words: 'The order was made by the published criteria alone. '.repeat(80) }
    const letters = [{ ...letter, slip }, long, { ...without, to: undefined, name: 'Parent or carer of Kai Marsh' }]
    pdf = await getDocumentProxy(new Uint8Array((await lettersPdf(letters)).body))
  })

  test('begins each letter on a page of its own, and says nothing else on it', async () => {
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => lines(at + 1)))
    const firsts = pages.map(page => page[0]?.text === 'School admissions')
    assert.deepEqual([firsts.at(0), firsts.at(1), firsts.at(-1)], [true, true, true])
    assert.equal(firsts.filter(Boolean).length, 3)
    assert.doesNotMatch(JSON.stringify(pages), /Page \d/)
    assert.doesNotMatch(JSON.stringify(pages.at(-1)), /Mill Street|NM1/)
    assert.match(JSON.stringify(pages[0]), /Send this back by 30 April 2027.*☐ We accept the place/)
  })

  test('shows the address where the window of a folded sheet is, between 50 and 85 mm from its top', async () => {
    for (const { text, up } of await lines(1))
      if (/Mill Street|NM1 4QT/.test(text)) {
        const down = ((842 - up) / 72) * 25.4
        assert.ok(down > 50 && down < 85, `${text}: ${down} mm`)
      }
  })

  test('is tagged: the subject as a heading, the rest as paragraphs, in the order in which it is read', async () => {
    assert.equal((await pdf.getMarkInfo())?.Marked, true)
    const roles = rolesIn((await (await pdf.getPage(1)).getStructTree()) as Node).slice(1)
    assert.deepEqual(roles, ['Document', 'P', 'P', 'P', 'P', 'H1', 'P', 'P', 'P', 'P', 'Sect', 'H2', 'P', 'P'])
  })
})
