import { test } from 'node:test'; test('later', async () => { await new Promise(() => {}) })
