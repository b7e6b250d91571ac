import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { Answer, Input, Route, SignedInReader } from '../../access/index.ts'
import { performRoute, Refusal, withContext } from '../../access/index.ts'
import { agreedToTakeOut, aReader, testGrounds, testNow } from '../../access/testing/index.ts'
import { linkPending } from '../../children/index.ts'
import { type ImportParts, type IntakeGround, importPages, workRun } from '../../intake/index.ts'
import { NotAllowed } from '../../kernel/index.ts'
import { writeMdb } from '../../platform/files/index.ts'
import { openKeys } from '../../platform/keys/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/testing/index.ts'
import { mappingPages, spreadsheet, withSpreadsheets } from './index.ts'

const list = [
  'YOUNG CARERS - do not share,,,,,,',
  ',,,,,,',
  'Ref,Name of child,DOB,M/F,Cares for,School may know,Colour',
  'YC1,"Marsh, Orla",3/4/2013,girl,Mum,Yes,red',
  'YC2,"Okoro, Dele",41380,M,Gran,no,blue',
  'YC3,"Ansah, Efua",2012-02-29,f,Dad,perhaps,red',
  'YC4,"Tully, Sam",31/02/2014,m,Dad,yes,green',
  'Total: 4,,,,,,',
].join('\n')

describe('a spreadsheet nobody has seen before', () => {
  let db: TestDatabase
  let folder = ''
  let ground: IntakeGround
  let jobs: IntakeGround
  let officer: SignedInReader
  let routes: readonly Route[]
  const sources = [spreadsheet(() => testNow)]
  before(async () => {
    db = await testDatabase()
    folder = await mkdtemp(join(tmpdir(), 'throughline-journey-'))
    const grounds = await testGrounds(db)
    const { files: filesKey } = openKeys(db.keyDir)
    ground = { ...grounds.pages, filesKey, tempDir: folder }
    jobs = { ...grounds.jobs, filesKey, tempDir: folder }
    officer = await aReader(db.owner, 'clearing-house')
    const parts: ImportParts = { ground, sources: withSpreadsheets(sources, () => testNow) }
    routes = [...importPages(parts), ...mappingPages(parts)]
  })
  after(async () => {
    await db.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const routeOf = (method: 'GET' | 'POST', path: string): Route => {
    const found = routes.find(r => r.path === path && r.sort.endsWith('action') === (method === 'POST'))
    assert.ok(found, `${method} ${path}`)
    return found
  }
  const ask = (method: 'GET' | 'POST', path: string, more: Partial<Input> = {}, reader = officer): Promise<Answer> =>
    performRoute(ground, routeOf(method, path), reader, {
      params: {},
      query: { page: 1 },
      form: {},
      files: [],
      requestId: 'test',
      ...more,
    } as Input)
  const bodyOf = (answer: Answer): string => {
    assert.ok('page' in answer)
    return String(answer.page.body)
  }
  let files = 0
  const upload = async (name: string, content: string | Buffer, form: Record<string, string> = {}): Promise<Answer> => {
    const path = join(folder, `upload-${++files}`)
    await writeFile(path, content)
    return await ask('POST', '/imports', {
      form,
      files: [{ field: 'files', name, mediaType: '', path, bytes: content.length }],
    })
  }
  const runOf = (answer: Answer): string => {
    assert.ok('redirect' in answer, JSON.stringify('page' in answer ? String(answer.page.body) : answer))
    return answer.redirect.split('/')[2] ?? ''
  }
  const work = (run: string) => workRun(jobs, run, { sources, link: (_held, runId) => linkPending(jobs, { runId }) })
  const fieldsOf = (page: string): Record<string, string> => {
    const fields: Record<string, string> = {}
    for (const [, name = '', inside = ''] of page.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
      fields[name] = /<option value="([^"]*)" selected/.exec(inside)?.[1] ?? ''
    for (const [tag] of page.matchAll(/<input[^>]*>/g)) {
      const name = /name="([^"]+)"/.exec(tag)?.[1]
      const value = /value="([^"]*)"/.exec(tag)?.[1] ?? ''
      if (name && (!/type="radio"/.test(tag) || / checked/.test(tag))) fields[name] = value
    }
    return fields
  }

  test('comes in, waits for its columns, is confirmed by a person, and goes on', async () => {
    const run = runOf(await upload('yc list 2026.csv', list))
    const waiting = bodyOf(await ask('GET', '/imports/:run', { params: { run } }))
    assert.match(waiting, /Say what the columns mean/)

    const page = bodyOf(await ask('GET', '/imports/:run/mapping', { params: { run } }))
    assert.match(page, /Colour/)
    assert.doesNotMatch(page, /Orla|Okoro/, 'names are covered')
    const fields = fieldsOf(page)
    assert.equal(fields.service, 'young-carers')
    assert.equal(fields['column-1'], 'child.surname-first')
    assert.equal(fields['column-6'], 'ask')

    const refused = await ask('POST', '/imports/:run/mapping', { params: { run }, form: fields })
    assert.match(bodyOf(refused), /Say what the column “Colour” means/)
    const confirmed = await ask('POST', '/imports/:run/mapping', {
      params: { run },
      form: { ...fields, 'column-6': 'nothing' },
    })
    assert.deepEqual(confirmed, { redirect: `/imports/${run}`, flash: 'Confirmed. The import goes on.' })

    const report = await work(run)
    assert.equal(report.state, 'done')
    assert.deepEqual([report.rows, report.accepted, report.rejected, report.waiting], [4, 2, 1, 1])
    assert.equal(report.changes[0]?.service, 'Young carers')
    const { rows } = await db.owner.query(
      `select body->>'caresFor' as who, category, sensitivity from entry where kind = 'young-carer' and body ? 'caresFor' order by 1`,
    )
    assert.deepEqual(rows, [
      { who: 'Gran', category: 'young-carer', sensitivity: 2 },
      { who: 'Mum', category: 'young-carer', sensitivity: 2 },
    ])
    const { rows: kept } = await db.owner.query(
      `select count(*)::int as n from source_record where content::text like '%red%'`,
    )
    assert.equal(kept[0]?.n, 0, 'nothing is kept of a column that was left out')
  })

  test('shows problems first with their mending, and gives the rejected rows back in the list’s own columns', async () => {
    const { rows } = await db.owner.query(`select uuid from import_run order by id limit 1`)
    const run = rows[0]?.uuid as string
    const page = bodyOf(await ask('GET', '/imports/:run', { params: { run } }))
    for (const said of [/February 2014 had 28 days/, /31\/02\/2014/, /Rows that wait for a meaning/])
      assert.match(page, said)
    const rowsOut = () => ask('GET', '/imports/:run/rows/:table', { params: { run, table: '0' }, query: { part: 1 } })
    assert.match(bodyOf(await rowsOut()), /What do you need them for/, 'a young carer’s row is for few')
    await agreedToTakeOut(db.owner, officer, `/imports/${run}/rows/0`)
    const answer = await rowsOut()
    assert.ok('file' in answer && Buffer.isBuffer(answer.file.body))
    const [header, ...lines] = answer.file.body.toString('utf8').replace('\uFEFF', '').trim().split('\r\n')
    assert.match(header ?? '', /^"Ref","Name of child","DOB","M.F",.*"Colour","problem","how_to_fix","taken_out"$/)
    assert.equal(lines.length, 2)
  })

  test('a value gets its meaning, the file is read again, and only what waited is new', async () => {
    const { rows } = await db.owner.query(`select uuid from import_run order by id limit 1`)
    const run = rows[0]?.uuid as string
    const page = bodyOf(await ask('GET', '/imports/:run/mapping', { params: { run } }))
    assert.match(page, /“perhaps” in “School may know”/)
    const fields = fieldsOf(page)
    await ask('POST', '/imports/:run/mapping', { params: { run }, form: { ...fields, 'meaning-0': 'no' } })
    const again = runOf(await ask('POST', '/imports/:run/again', { params: { run } }))
    const report = await work(again)
    assert.deepEqual([report.accepted, report.unchanged, report.waiting], [3, 2, 0])
  })

  test('is known again under another name, with its columns in another order', async () => {
    const shuffled = [
      'DOB,Ref,School may know,M/F,Name of child,Cares for,Colour',
      '3/4/2013,YC1,Yes,girl,"Marsh, Orla",Mum,red',
    ].join('\n')
    const answer = await upload('something else.csv', shuffled)
    const report = await work(runOf(answer))
    const { rows } = await db.owner.query(`select distinct source_id from import_run`)
    assert.equal(rows.length, 1, 'it is the same source')
    assert.deepEqual([report.accepted, report.unchanged], [1, 1], 'the same row, whatever the order of its columns')
    const { rows: versions } = await db.owner.query(
      `select key, gone from source_record where key in ('YC1', 'YC2') and known_to = 'infinity' order by key`,
    )
    assert.deepEqual(
      versions,
      [
        { key: 'YC1', gone: false },
        { key: 'YC2', gone: true },
      ],
      'who is missing from a whole list has left it',
    )
  })

  test('the rows that went back come in again mended, with our three columns, and nobody is taken for gone', async () => {
    const mended = [
      'Ref,Name of child,DOB,M/F,Cares for,School may know,Colour,problem,how_to_fix,taken_out',
      'YC4,"Tully, Sam",28/02/2014,m,Dad,yes,green,February 2014 had 28 days.,Check the day,"Taken out by Jo, 27 November 2026, 3f2a9c1e"',
    ].join('\n')
    const report = await work(runOf(await upload('rejected.csv', mended)))
    assert.deepEqual([report.accepted, report.problems.length], [1, 0])
    const { rows } = await db.owner.query(`select gone from source_record where key = 'YC1' and known_to = 'infinity'`)
    assert.deepEqual(rows, [{ gone: false }])
  })

  test('a list that lost the column that says who a row is about waits, and nobody is taken for gone', async () => {
    const { rows } = await db.owner.query(`select id, keeps_once from source where service = 'Young carers'`)
    assert.equal(rows[0]?.keeps_once, 'source', 'a whole list with numbers of its own keeps a child once')
    const changed = 'Name of child,DOB,M/F,Cares for,School may know,Colour\n"Marsh, Orla",3/4/2013,girl,Mum,Yes,red\n'
    const report = await work(runOf(await upload('yc list 2027.csv', changed, { source: rows[0]?.id as string })))
    assert.deepEqual([report.waiting, report.accepted], [1, 0])
    const page = bodyOf(await ask('GET', '/imports/:run/mapping', { params: { run: report.run } }))
    assert.match(page, /No longer there: Ref/)
    const { rows: yc1 } = await db.owner.query(
      `select gone from source_record where key = 'YC1' and known_to = 'infinity'`,
    )
    assert.deepEqual(yc1, [{ gone: false }])
  })

  test('an Access database goes the same way', async () => {
    const bytes = writeMdb([
      {
        name: 'Members',
        columns: [
          { name: 'Member No', type: 'text' },
          { name: 'Name', type: 'text' },
          { name: 'DOB', type: 'text' },
          { name: 'Club', type: 'text' },
        ],
        rows: [
          ['7', 'Nia Pryce', '4 June 2012', 'The Hive'],
          ['8', 'Tom Reed', '1/2/2011', 'The Hive'],
        ],
      },
    ] as never)
    const run = runOf(await upload('clubs.mdb', Buffer.from(bytes)))
    const fields = fieldsOf(bodyOf(await ask('GET', '/imports/:run/mapping', { params: { run } })))
    assert.equal(fields.service, 'youth-clubs')
    await ask('POST', '/imports/:run/mapping', { params: { run }, form: fields })
    const report = await work(run)
    assert.deepEqual([report.state, report.accepted], ['done', 2])
  })

  test('a check saves nothing', async () => {
    const { rows: before } = await db.owner.query('select count(*)::int as n from import_run')
    const answer = await upload('yc list 2026.csv', list, { check: 'yes' })
    assert.match(bodyOf(answer), /Checked|Would be used/)
    const { rows: now } = await db.owner.query('select count(*)::int as n from import_run')
    assert.deepEqual(now, before)
  })

  test('an import is undone after a page that says what will happen', async () => {
    const { rows } = await db.owner.query(`select uuid from import_run order by id limit 1`)
    const run = rows[0]?.uuid as string
    assert.match(bodyOf(await ask('GET', '/imports/:run/undo', { params: { run } })), /later imports/)
    const answer = await ask('POST', '/imports/:run/undo', { params: { run } })
    assert.ok('redirect' in answer)
    const { rows: waiting } = await db.owner.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'undo-run'`,
    )
    assert.equal(waiting[0]?.n, 1)
  })

  test('a source without an agreement in force waits, and goes on when it is written', async () => {
    const { rows } = await db.owner.query(
      `select id from source where layout = 'spreadsheet' and service = 'Youth clubs'`,
    )
    const source = rows[0]?.id as string
    const governor = await aReader(db.owner, 'information-governance')
    const { userId, principals, masks } = officer
    const counts = sql<{ facts: number; words: number }>`
      select (select count(*)::int from entry where source_id = ${source}) as facts, (select count(*)::int from search_key) as words`
    const context = { kind: 'user' as const, id: `${userId}`, principals, masks, at: testNow }
    const seen = async () => (await withContext(ground, context, tx => counts.execute(tx))).rows[0]
    const before = await seen()
    assert.ok(before?.facts)
    const why = { reason: 'The trust no longer shares by this agreement' }
    await ask('POST', '/agreements/:source/withdraw', { params: { source }, form: why }, governor)
    const hidden = await seen()
    assert.ok(hidden?.facts === 0 && hidden.words < before.words, 'what it told is hidden at once')
    const csv = 'Member No,Name,DOB,Club\n9,Ivo Lane,2/2/2012,The Hive\n'
    const run = runOf(await upload('more clubs.csv', csv, { source }))
    assert.match(bodyOf(await ask('GET', '/imports/:run', { params: { run } })), /no sharing agreement in force/)
    const page = bodyOf(await ask('GET', '/agreements/:source', { params: { source } }, governor))
    const form = {
      ...{ purpose: 'To know who comes', basis: 'Education Act 1996, section 507B' },
      fields: /<textarea[^>]* name="fields"[^>]*>([^<]*)/.exec(page)?.[1] ?? '',
      owner: 'Head of youth',
      ownerKey: '',
      ...{ 'review-day': '1', 'review-month': '5', 'review-year': '2027' },
    }
    const saved = await ask('POST', '/agreements/:source', { params: { source }, form }, governor)
    assert.ok(
      'redirect' in saved && saved.flash === 'Saved. What the source told is shown again. 1 waiting import goes on.',
    )
    assert.equal(form.fields, 'Who the child is; Hubs and youth clubs', 'what is shared stands there by itself')
    assert.deepEqual(await seen(), before, 'and is there again')
    assert.equal((await work(run)).state, 'done')
  })

  test('what is no spreadsheet is refused in plain words; a practitioner without the right sees nothing', async () => {
    assert.match(bodyOf(await upload('letter.pdf', Buffer.from('%PDF-1.7 x'))), /We do not read .pdf files/)
    const stranger = await aReader(db.owner, 'social-worker')
    await assert.rejects(
      ask('GET', '/imports', {}, stranger),
      error => error instanceof NotAllowed || error instanceof Refusal,
    )
  })
})
