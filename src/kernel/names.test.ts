import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanName, foldName, InvalidInput, nameParts, soundKey } from './index.ts'

test('a name is kept as given, in any script, without characters that cannot be seen', () => {
  for (const name of [
    'Siân',
    'Łukasz',
    'O’Neill',
    "O'Neill",
    'محمد',
    'Олександр',
    'McDonald-van der Berg',
    'X Æ A-12',
    '李小龍',
  ])
    assert.equal(cleanName(name), name.normalize('NFC'))
  assert.equal(cleanName('  Mary\u00a0\t Jane\n'), 'Mary Jane')
  assert.equal(cleanName('Sia\u0302n'), 'Siân')
  assert.equal(cleanName('\u202eevil\u202c\u200b Ann\ufeff'), 'evil Ann')
  assert.equal(cleanName('می\u200cخواهم'), 'می\u200cخواهم')
})

test('a name with a control character or half a character is refused, without repeating it', () => {
  for (const text of ['Ann\u0000', 'Ann\ud800', 'Ann\u0007', 'Ann\u0085'])
    assert.throws(
      () => cleanName(text),
      (error: unknown) => error instanceof InvalidInput && !error.message.includes('Ann'),
    )
})

test('any text is either refused or cleaned once and for all', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), text => {
      let clean: string
      try {
        clean = cleanName(text)
      } catch (error) {
        assert.ok(error instanceof InvalidInput)
        return
      }
      assert.equal(cleanName(clean), clean)
      assert.equal(foldName(foldName(clean)), foldName(clean))
    }),
  )
})

test('names are compared without accents, capitals, apostrophes and hyphens', () => {
  const folded: [string, string][] = [
    ['Siân', 'sian'],
    ['Łukasz Wiśniewski', 'lukasz wisniewski'],
    ['Bjørn Æsir-Đorđević', 'bjorn aesir dordevic'],
    ['Strauß', 'strauss'],
    ['O’Neill', 'o neill'],
    ['İbrahim IŞIK', 'ibrahim isik'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['Сергей', 'сергеи'],
    ['Smith (née Jones)', 'smith nee jones'],
    ['...', ''],
  ]
  for (const [name, expected] of folded) assert.equal(foldName(name), expected, name)
})

test('a name whose letters were encoded twice is read as it was meant, and no other is changed', () => {
  for (const name of ['Inés Wójcik', 'Małgorzata', 'Nguyễn', 'ŞAHİN', 'O’Brien', 'Ștefan'])
    for (const misread of ['latin1', 'windows-1252'])
      assert.equal(foldName(new TextDecoder(misread).decode(Buffer.from(name))), foldName(name), name)
  assert.equal(foldName('SINÉ’S Ãna'), 'sine s ana')
})

test('a Latin name typed with Cyrillic letters that look the same is the Latin name', () => {
  assert.equal(foldName('Аnnа'), 'anna')
  assert.equal(foldName('Анна'), 'анна')
})

test('a name is searched by its parts', () => {
  for (const name of ['O’Neill', 'O Neill', "o'neill", 'ONeill']) assert.deepEqual(nameParts(name), ['oneill'], name)
  for (const name of ['Mc Donald', 'McDonald', 'MCDONALD']) assert.deepEqual(nameParts(name), ['mcdonald'], name)
  assert.deepEqual(nameParts('John O Smith'), ['john', 'o', 'smith'])
  assert.deepEqual(nameParts('Ann-Marie  Smith-Jones'), ['ann', 'marie', 'smith', 'jones'])
  assert.deepEqual(nameParts('  '), [])
})

test('names written for one another by ear have one sound', () => {
  const alike = [
    ...[
      'Stephen Steven',
      'Catherine Kathryn Katherine',
      'Philip Filip',
      'Geoffrey Jeffrey',
      'Sean Shaun Shawn',
      'Zoe Zoey',
    ],
    ...['Mohammed Muhammad Mohamed', 'Hussain Hussein Husain حسين', 'Chowdhury Choudhury Chaudhry', 'Qureshi Kureshi'],
    ...[
      'Yusuf Yousef يوسف',
      'Aisha Ayesha Aysha',
      'Kowalski Kovalska Kowalska',
      'Nowak Novak',
      'Niamh Neve',
      'Aoife Eefa',
    ],
    ...[
      'Siobhán Shivaun Chevonne',
      'McLaughlin MacLoughlin',
      'Thompson Thomson',
      'Smith Smyth Schmidt',
      'Leigh Lee',
      'Rhys Reece',
    ],
    ...[
      'O’Neill ONeill',
      'Олександр Oleksandr',
      'Victoria Wiktoria',
      'Megan Meghan',
      'Gillian Jillian',
      'Roger Rodger',
    ],
  ]
  for (const group of alike) assert.equal(new Set(group.split(' ').map(soundKey)).size, 1, group)
})

test('names that sound different have different sounds', () => {
  const different = [
    'Liam Ella',
    'Amelia Amina',
    'Jack Jake-Adam',
    'Smith Jones',
    'Khan Kaur',
    'Oliver Olivia',
    'Ethan Nathan',
  ]
  for (const group of different) assert.equal(new Set(group.split(' ').map(soundKey)).size, 2, group)
})

test('a name without letters has no sound, and other scripts keep their own', () => {
  assert.equal(soundKey('123'), '')
  assert.equal(soundKey(''), '')
  assert.equal(soundKey('李小龍'), '李小龍')
})
