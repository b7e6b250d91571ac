import type { FastifyInstance } from 'fastify'

/**
 * Refuses every change that another site's page asks a browser for, before anything is read. The form's own token is the
 * second lock. Our pages send no referrer, so that older browsers say `Origin: null` for our own forms.
 */
export const refuseForeignChanges = (app: FastifyInstance): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD') return
    if (isForeign(request.headers['sec-fetch-site'], request.headers.origin, request.host))
      return await reply
        .code(403)
        .type('text/plain; charset=utf-8')
        .send('This form was not sent from Throughline. Nothing was changed.\n')
  })
}

/** Does a request's own account of where it comes from name another site? `host` is the host it was sent to. */
export const isForeign = (site: string | string[] | undefined, origin: string | undefined, host: string): boolean => {
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  if (origin === undefined || origin === 'null') return false
  return !URL.canParse(origin) || new URL(origin).host !== host
}
