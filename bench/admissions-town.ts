import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

/** How large a round is. */
export type RoundSize = { readonly children: number; readonly schools: number; readonly preferences: number }

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
const drawsFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Writes a round of that size: children and schools lie on a square, families want schools that are near and liked, and each school ranks
 * who named it by catchment, sibling and distance. There are five places for every hundred children more than there are children.
 */
export const writeRound = async (
  folder: string,
  { children, schools, preferences }: RoundSize,
  seed = 1,
): Promise<void> => {
  const draw = drawsFrom(seed)
  const across = Math.ceil(Math.sqrt(schools))
  const sites = Array.from({ length: schools }, (_, s) => ({
    x: (s % across) + draw(),
    y: Math.floor(s / across) + draw(),
    liked: draw() * 2,
    asked: [] as { child: number; priority: number }[],
  }))
  const wants = createWriteStream(join(folder, 'preferences.csv'))
  wants.write('child_id,rank,school_id\n')
  for (let child = 0; child < children; child++) {
    const [x, y] = [draw() * across, draw() * across]
    const near = nearSites(x, y, across, schools, preferences)
      .map(s => ({ s, far: Math.hypot((sites[s]?.x ?? 0) - x, (sites[s]?.y ?? 0) - y) }))
      .sort((a, b) => a.far - (sites[a.s]?.liked ?? 0) - (b.far - (sites[b.s]?.liked ?? 0)))
      .slice(0, preferences)
    let text = ''
    near.forEach(({ s, far }, i) => {
      const band = far < 0.7 ? 0 : draw() < 0.2 ? 1 : 2
      sites[s]?.asked.push({ child, priority: band * 1000 + far })
      text += `C${child},${i + 1},S${s}\n`
    })
    if (!wants.write(text)) await once(wants, 'drain')
  }
  const ranking = createWriteStream(join(folder, 'ranking.csv'))
  ranking.write('school_id,child_id,position\n')
  for (const [s, { asked }] of sites.entries()) {
    asked.sort((a, b) => a.priority - b.priority)
    if (asked.length === 0) asked.push({ child: 0, priority: 0 })
    if (!ranking.write(asked.map(({ child }, i) => `S${s},C${child},${i + 1}\n`).join(''))) await once(ranking, 'drain')
  }
  const list = createWriteStream(join(folder, 'schools.csv'))
  const each = Math.ceil((children * 1.05) / schools)
  list.write(`school_id,places\n${sites.map((_, s) => `S${s},${each}\n`).join('')}`)
  for (const file of [wants, ranking, list]) {
    file.end()
    await once(file, 'finish')
  }
}

const nearSites = (x: number, y: number, across: number, schools: number, wanted: number): number[] => {
  for (let reach = 1; ; reach++) {
    const found: number[] = []
    for (let row = Math.floor(y) - reach; row <= Math.floor(y) + reach; row++)
      for (let column = Math.floor(x) - reach; column <= Math.floor(x) + reach; column++) {
        const s = row * across + column
        if (row >= 0 && column >= 0 && column < across && s < schools) found.push(s)
      }
    if (found.length >= Math.min(wanted, schools) || reach > across) return found
  }
}
