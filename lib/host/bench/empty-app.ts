import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fingerprint, isFresh, makeAndStamp } from '../fingerprint'
import { HostError } from '../host-error'
import { freePort } from '../port'
import { until } from '../processes'
import { packageProgram, projectRoot } from '../project'
import type { Lab } from './lab'
import { ask } from './measure'

const files = {
  'app/layout.js': `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>
}
`,
  'app/page.js': `import { cookies } from 'next/headers'

export default async function Page() {
  return <p>{(await cookies()).has('theme') ? 'A theme' : 'Nothing'}</p>
}
`,
  'package.json': '{ "private": true, "type": "module" }\n',
}

const config = (root: string) => `export default { poweredByHeader: false, turbopack: { root: '${root}' } }\n`

/**
 * The least that a dynamic page of this very Next can be: one paragraph that looks at a cookie. Built once for each
 * version of Next, below the project, whose node_modules it uses.
 */
export async function emptyApp(lab: Lab): Promise<string> {
  const folder = join(lab.directory, 'empty-app')
  for (const [path, text] of Object.entries({ ...files, 'next.config.js': config(projectRoot) })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const inputs = ['node_modules/next/package.json', 'node_modules/react-dom/package.json']
  const from = fingerprint(projectRoot, [
    ...inputs,
    ...[...Object.keys(files), 'next.config.js'].map((path) => relative(projectRoot, join(folder, path))),
  ])
  const stamp = join(folder, '.next/made-from')
  if (!isFresh(stamp, from))
    await makeAndStamp(stamp, from, async () => {
      const { code, output } = await next(folder, ['build']).ended
      if (code !== 0) throw new HostError(output, 'The empty page could not be built.')
    })
  const port = await freePort()
  const { child, ended } = next(folder, ['start', '-p', String(port), '-H', '127.0.0.1'])
  lab.onClose(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const url = `http://127.0.0.1:${port}`
  const ready = await until(
    () =>
      ask(url).then(
        ({ status }) => status === 200,
        () => false,
      ),
    30_000,
  )
  if (!ready) throw new HostError('The empty page does not answer.', 'Run the bench again.')
  return url
}

function next(folder: string, words: string[]) {
  const child = spawn(process.execPath, [packageProgram('next'), ...words], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: '' },
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const ended = once(child, 'exit').then(([code]) => ({ code: code as number | null, output }))
  return { child, ended }
}
