import { test } from 'node:test'; test('ok', () => { setTimeout(()=>{ throw new Error('late') }, 5) })
