import { join } from 'node:path'
import { fingerprint, isFresh, makeAndStamp } from './fingerprint'
import { HostError } from './host-error'
import { runNode } from './processes'
import { packageProgram, projectRoot } from './project'

const inputs = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'next.config.js',
  'package.json',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** What the production build is made from: everything but the tests, and what the build inlines from outside. */
function buildInputs(): string {
  const files = fingerprint(projectRoot, inputs, (path) => /\.test\.tsx?$/.test(path))
  const inlined = Object.entries(process.env).filter(([name]) => name.startsWith('NEXT_PUBLIC_'))
  return `${files} ${process.versions.node} ${JSON.stringify(inlined.sort())}`
}

function stampOf(distDir: string): string {
  return join(projectRoot, distDir, 'made-from')
}

/** Whether `distDir` holds the production build of the tree as it is now. */
export function isBuilt(distDir: string): boolean {
  return isFresh(stampOf(distDir), buildInputs())
}

/** Makes the production build in `distDir` unless it is there. Gives whether it did. */
export async function buildWhenStale(distDir: string, signal?: AbortSignal): Promise<boolean> {
  const from = buildInputs()
  if (isFresh(stampOf(distDir), from)) return false
  await makeAndStamp(stampOf(distDir), from, () => build(distDir, signal))
  return true
}

async function build(distDir: string, signal?: AbortSignal): Promise<void> {
  console.log('Building the dashboard. This takes up to a minute.')
  const { code, output } = await runNode([packageProgram('next'), 'build'], {
    env: { NEXT_DIST_DIR: distDir, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    quiet: true,
    signal,
  })
  if (code !== 0)
    throw new HostError(`${output.trim()}\n\nThe production build failed.`, 'Mend what it names above.')
}
