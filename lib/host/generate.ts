import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, isFresh, makeAndStamp } from './fingerprint'
import { HostError } from './host-error'
import { runNode } from './processes'
import { packageProgram, projectRoot } from './project'

const stamp = join(projectRoot, 'prisma/generated/.made-from')

/** Writes the Prisma client to prisma/generated unless it was made from this very schema. Gives whether it did. */
export async function generateWhenStale(signal?: AbortSignal): Promise<boolean> {
  if (!existsSync(join(projectRoot, 'prisma/schema.prisma'))) return false
  const inputs = fingerprint(projectRoot, [
    'prisma/schema.prisma',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ])
  if (isFresh(stamp, inputs)) return false
  await makeAndStamp(stamp, inputs, () => generate(signal))
  return true
}

/** Every Prisma command wants a schema engine and would download one; `generate` never runs it, so any program will do. */
async function generate(signal?: AbortSignal): Promise<void> {
  const { code, output } = await runNode([packageProgram('prisma'), 'generate'], {
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    quiet: true,
    signal,
  })
  if (code !== 0)
    throw new HostError(
      `${output.trim()}\n\nThe Prisma client could not be generated.`,
      'Mend prisma/schema.prisma.',
    )
}
