type Payload = { uid?: string; grantId?: string; consumed?: number }
type Kept = { payload: Payload; ends: number }

const mostKept = 2_000

/**
 * What the development provider remembers, in memory and for as long as it runs: sessions, codes, what is under way.
 * The shape is oidc-provider's "adapter". The oldest is dropped when there is too much.
 */
export const developmentStore = () => {
  const all = new Map<string, Kept>()
  const find = (key: string): Payload | undefined => {
    const kept = all.get(key)
    return kept && kept.ends > Date.now() ? kept.payload : undefined
  }
  return (model: string) => ({
    upsert: async (id: string, payload: Payload, seconds?: number) => {
      all.set(`${model}:${id}`, { payload, ends: Date.now() + (seconds ?? 3_600) * 1000 })
      for (const oldest of all.keys()) {
        if (all.size <= mostKept) break
        all.delete(oldest)
      }
    },
    find: async (id: string) => find(`${model}:${id}`),
    findByUid: async (uid: string) => [...all.values()].find(kept => kept.payload.uid === uid)?.payload,
    findByUserCode: async () => undefined,
    consume: async (id: string) => {
      const payload = find(`${model}:${id}`)
      if (payload) payload.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id: string) => void all.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId: string) => {
      for (const [key, kept] of all) if (kept.payload.grantId === grantId) all.delete(key)
    },
  })
}
