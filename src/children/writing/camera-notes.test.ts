import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { withoutCameraNotes } from './camera-notes.ts'

// Made for these tests: one picture in three formats, plain and with a place, a date, a device and a name written in by ExifTool.
const picture = (name: string) => readFileSync(join(import.meta.dirname, 'pictures', name))
const formats = [
  ['jpg', 'image/jpeg'],
  ['png', 'image/png'],
  ['heic', 'image/heic'],
] as const
const said = /GPS|Acorn|Grace|Northmere|2026|\x00\x35\x00\x00\x00\x01\x00\x00\x00\x0c/

describe('a picture that is attached', () => {
  for (const [ending, mediaType] of formats) {
    test(`keeps nothing of where, when and with what it was taken (${ending.toUpperCase()})`, () => {
      assert.match(picture(`noted.${ending}`).toString('latin1'), said)
      assert.doesNotMatch(
        withoutCameraNotes(picture(`noted.${ending}`), mediaType)?.toString('latin1') ?? 'Grace',
        said,
      )
    })
    test(`that says nothing stays byte for byte (${ending.toUpperCase()})`, () => {
      assert.deepEqual(withoutCameraNotes(picture(`plain.${ending}`), mediaType), picture(`plain.${ending}`))
    })
    test(`that is cut off is refused, and one with a damaged byte is answered (${ending.toUpperCase()})`, () => {
      const noted = picture(`noted.${ending}`)
      const end = ending === 'jpg' ? noted.indexOf('trailing') : noted.length
      fc.assert(
        fc.property(fc.integer({ min: 8, max: end - 1 }), fc.nat(255), (at, byte) => {
          assert.equal(withoutCameraNotes(noted.subarray(0, at), mediaType), undefined)
          const kept = withoutCameraNotes(Buffer.from(noted).fill(byte, at, at + 1), mediaType)
          assert.ok(kept === undefined || kept.length <= noted.length)
        }),
      )
    })
  }

  test('without notes is the very picture, but for which way up a photograph was held', () => {
    assert.deepEqual(withoutCameraNotes(picture('noted.png'), 'image/png'), picture('plain.png'))
    const [plain, kept] = [picture('plain.jpg'), withoutCameraNotes(picture('noted.jpg'), 'image/jpeg') ?? Buffer.of()]
    const note = kept.indexOf('Exif') - 4
    assert.equal(kept[note + 29], 6)
    assert.deepEqual(Buffer.concat([kept.subarray(0, note), kept.subarray(note + 36)]), plain)
  })

  test('and a file that is no picture are told apart', () => {
    const letter = Buffer.from('Annwyl Siân')
    assert.deepEqual(withoutCameraNotes(letter, 'text/plain'), letter)
  })
})
