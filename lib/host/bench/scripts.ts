import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { connected } from '../database'
import { projectRoot } from '../project'
import { emptyApp } from './empty-app'
import { type Figure, kilobytes } from './figure'
import type { Lab } from './lab'
import { type Answer, ask } from './measure'

const part = 'JavaScript of the first load, gzip: the page beside an empty page'
/** The issue bounds Home, Users and the checklists; the others are shown. */
const bounded = ['/', '/users', '/network/dns', '/network/router', '/network/proxy', '/network/split-dns']

/**
 * The scripts that a browser fetches for this page: those that its HTML names, in tags and in the data for
 * hydration. `nomodule` is for browsers of another age.
 */
function scriptsOf({ body }: Answer): Set<string> {
  const html = body.replace(/<script[^>]*\bnomodule\b[^>]*>/gi, '')
  return new Set(
    html
      .match(/(?<=\/)_next\/static\/chunks\/[^"'\\?]+\.js|static\/chunks\/[^"'\\?]+\.js/g)
      ?.map((path) => `/${path.startsWith('_next') ? path : `_next/${path}`}`),
  )
}

async function bytesOf(url: string, page: Answer, known: Map<string, number>): Promise<number> {
  let bytes = 0
  for (const path of scriptsOf(page)) {
    const script = known.get(path) ?? gzipSync((await ask(`${url}${path}`)).body).length
    known.set(path, script)
    bytes += script
  }
  return bytes
}

/** Every page of the build; one that stands for many is asked for one of them. */
async function pagesOf(lab: Lab, databaseUrl: string): Promise<string[]> {
  const manifest = join(projectRoot, lab.distDir, 'app-path-routes-manifest.json')
  const routes = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, string>
  const first = (table: string) =>
    connected(databaseUrl, async (client) => {
      const { rows } = await client.query(`select "id" from ${pg.escapeIdentifier(table)} limit 1`)
      return rows[0]?.id as string
    })
  const sample: Record<string, string> = {
    '/do/[wizard]': '/do/describe-site',
    '/activity/runs/[id]': `/activity/runs/${await first('Run')}`,
    '/settings/people/[id]': `/settings/people/${await first('Administrator')}`,
  }
  return Object.entries(routes)
    .filter(([name]) => name.endsWith('/page'))
    .map(([, path]) => sample[path] ?? path)
    .filter((path) => !path.includes('['))
    .sort()
}

export async function scripts(lab: Lab): Promise<Figure[]> {
  const databaseUrl = await lab.database(100)
  const [site, empty] = [await lab.site(databaseUrl), await emptyApp(lab)]
  const known = new Map<string, number>()
  const beside = await bytesOf(empty, await ask(empty), new Map())
  const figures: Figure[] = []
  for (const path of await pagesOf(lab, databaseUrl)) {
    // The two that a signed-in visitor is sent away from.
    const cookie = ['/sign-in', '/first-visit'].includes(path) ? '' : site.cookie
    const page = await ask(`${site.url}${path}`, cookie)
    if (page.status !== 200) continue
    const bytes = await bytesOf(site.url, page, known)
    figures.push({
      part,
      what: path,
      ours: kilobytes(bytes),
      beside: kilobytes(beside),
      compared: (bytes - beside) / 1000,
      unit: 'kB',
      ...(bounded.includes(path) ? { limit: 60 } : {}),
    })
  }
  await site.stop()
  return figures
}
