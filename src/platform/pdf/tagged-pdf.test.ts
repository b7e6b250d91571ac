import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import { taggedPdf } from './index.ts'
import { drawable, wordsInOrder } from './words-in-order.ts'

type Node = { readonly role?: string; readonly children?: readonly Node[] }
const rolesIn = ({ role, children = [] }: Node): readonly string[] => [
  ...(role ? [role] : []),
  ...children.flatMap(rolesIn),
]

describe('a document to keep', () => {
  type Loaded = Awaited<ReturnType<typeof getDocumentProxy>>
  let pdf: Loaded
  before(async () => {
    const bytes = await taggedPdf({
      title: 'Pack for Siân Łukasik',
      across: 'Siân Łukasik',
      foot: ['For Siân Łukasik. Leo Hart'],
      blocks: [
        { heading: 1, text: 'Pack for Siân Łukasik' },
        { list: ['Visit, 5 May 2026', 'Call, 6 May 2026'] },
        ...Array.from({ length: 30 }, (_, at) => [
          { heading: 2 as const, text: `${at + 1} May 2026: Visit` },
          { text: 'Mornings go better. '.repeat(20) },
          { said: 'I like the toast' },
        ]).flat(),
      ],
    })
    pdf = await getDocumentProxy(new Uint8Array(bytes))
  })
  const wordsOf = async (page: number) =>
    (await (await pdf.getPage(page)).getTextContent()).items.map(item => ('str' in item ? item.str : '')).join(' ')

  test('is tagged, says its language and its title, and holds its fonts', async () => {
    const info = (await pdf.getMetadata()).info as Record<string, unknown>
    assert.deepEqual([info.Title, info.Language, info.PDFFormatVersion], ['Pack for Siân Łukasik', 'en-GB', '1.7'])
    assert.equal((await pdf.getMarkInfo())?.Marked, true)
    const roles = rolesIn((await (await pdf.getPage(1)).getStructTree()) as Node).slice(1, 12)
    assert.deepEqual(roles, ['Document', 'H1', 'L', 'LI', 'LBody', 'LI', 'LBody', 'H2', 'P', 'BlockQuote', 'H2'])
  })
  test('says on every page whose it is and which page of how many', async () => {
    assert.ok(pdf.numPages > 2)
    for (let page = 1; page <= pdf.numPages; page++)
      assert.match(await wordsOf(page), new RegExp(`Leo Hart .*Page ${page} of ${pdf.numPages}$`))
  })
  test('keeps a heading with what follows it', async () => {
    for (let page = 1; page <= pdf.numPages; page++)
      assert.doesNotMatch(await wordsOf(page), /Visit\s+Siân Łukasik\s+For/)
  })
})

describe('words on a line', () => {
  test('are drawn from right to left where they are Arabic or Hebrew, with what closes them after them', () => {
    assert.equal(wordsInOrder('Seen: محمد علي. He came'), 'Seen: علي محمد . He came')
    assert.equal(wordsInOrder('Siân and Zażółć'), 'Siân and Zażółć')
    assert.equal(wordsInOrder('שלום עולם'), 'עולם שלום ')
  })
  test('keep what shapes a name, and lose what only steers the eye', () => {
    assert.equal(drawable('نیلوفر\u200c ها \u202eevil\u0007\n'), 'نیلوفر\u200c ها evil\n')
  })
})
