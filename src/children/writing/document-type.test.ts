import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { documentName, documentTypeOf, sizeWords } from './document-type.ts'

const typeOf = (...bytes: (string | number[])[]) =>
  documentTypeOf(Buffer.concat(bytes.map(b => (typeof b === 'string' ? Buffer.from(b, 'latin1') : Buffer.from(b)))))
    ?.name

describe('what a file is, by its bytes', () => {
  test('the kinds that services use are known', () => {
    assert.equal(typeOf('%PDF-1.4 …'), 'PDF')
    assert.equal(typeOf([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'picture (PNG)')
    assert.equal(typeOf([0xff, 0xd8, 0xff, 0xe0]), 'picture (JPEG)')
    assert.equal(typeOf('PK\u0003\u0004', '.... word/document.xml'), 'Word document')
    assert.equal(typeOf('PK\u0003\u0004', '.... xl/workbook.xml'), 'Excel workbook')
    assert.equal(documentTypeOf(Buffer.from('Annwyl Siân,\nDiolch.'))?.name, 'plain text')
  })
  test('programs, pages, scripts, archives and macros are refused, whatever their name', () => {
    assert.equal(typeOf('MZ\u0090\u0000'), undefined)
    assert.equal(typeOf([0x7f], 'ELF'), undefined)
    assert.equal(typeOf('<!DOCTYPE html><script>1</script>'), undefined)
    assert.equal(typeOf('  <svg onload="x()">'), undefined)
    assert.equal(typeOf('#!/bin/sh\nrm'), undefined)
    assert.equal(typeOf('PK\u0003\u0004', 'notes.exe'), undefined)
    assert.equal(typeOf('PK\u0003\u0004', 'word/document.xml word/vbaProject.bin'), undefined)
    assert.equal(typeOf(''), undefined)
  })
})

test('a name cannot climb out of its folder, turn its letters round, or be empty', () => {
  assert.equal(documentName('../../etc/passwd'), 'passwd')
  assert.equal(documentName('C:\\Users\\sam\\Llythyr Siân.pdf'), 'Llythyr Siân.pdf')
  assert.equal(documentName('photo\u202efdp.exe'), 'photofdp.exe')
  assert.equal(documentName('...'), 'document')
})

test('a size is said in whole kilobytes or tenths of megabytes', () => {
  assert.equal(sizeWords(300), '1 KB')
  assert.equal(sizeWords(3_355_443), '3.2 MB')
})
