import { generateWhenStale } from './generate'
import { runNode } from './processes'
import { packageProgram } from './project'
import { countTests, reportPath, runStages, type Stage } from './stages'

/** What says whether the tree is healthy, without a browser. */
export const checkStages: Stage[] = [
  { name: 'prisma generate', run: () => generateWhenStale().then(() => true) },
  { name: 'next typegen', run: () => succeeds('next', 'next', 'typegen') },
  { name: 'tsc', run: () => succeeds('typescript', 'tsc', '--noEmit') },
  { name: 'biome', run: () => succeeds('@biomejs/biome', 'biome', 'check') },
  { name: 'vitest', run: vitest },
]

async function succeeds(name: string, program: string, ...words: string[]): Promise<boolean> {
  return (await runNode([packageProgram(name, program), ...words])).code === 0
}

function vitest() {
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath('vitest')}`]
  return countTests('vitest', () => runNode([packageProgram('vitest'), ...words]))
}

/** `npm run check` */
export async function main(): Promise<void> {
  process.exit(await runStages(checkStages))
}
